"use client";
import { useLocale, useTranslations } from "next-intl";
import { CartesianGrid, ErrorBar, ReferenceLine, ResponsiveContainer, Scatter, ScatterChart, Tooltip, XAxis, YAxis } from "recharts";
import { axisLook } from "../dashboards/chart-look.tsx";
import { useRem } from "../dashboards/use-rem.ts";
import { numberFormat } from "../ui/number-format.ts";
import type { CalibrationBin } from "#lib/risk/modelCard";

const FIFTHS = [0, 0.2, 0.4, 0.6, 0.8, 1];

/** Foretold against come, ten groups; what lies on the line came as foretold. The table beside it says the same in figures. */
export function CalibrationChart({ bins }: { readonly bins: readonly CalibrationBin[] }) {
  const t = useTranslations("model.calibration");
  const [locale, AXIS] = [useLocale(), axisLook(useRem())];
  const share = (value: number): string => numberFormat(locale, "share").format(value);
  const most = Math.min(1, Math.max(0.1, ...bins.map(({ foretold, high }) => Math.max(foretold, high))));
  const ticks = most > 0.5 ? FIFTHS.slice(0, Math.ceil(most / 0.2 - 1e-9) + 1) : [0, most / 4, most / 2, (3 * most) / 4, most];
  const points = bins.map((bin) => ({ ...bin, range: [bin.came - bin.low, bin.high - bin.came] }));
  return (
    <div className="h-64" aria-hidden>
      <ResponsiveContainer width="100%" height="100%">
        <ScatterChart margin={{ top: 8, right: 12, bottom: 16, left: 8 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" />
          <XAxis
            {...AXIS}
            type="number"
            dataKey="foretold"
            domain={[0, ticks.at(-1) ?? 1]}
            ticks={ticks}
            tickFormatter={share}
            label={{ value: t("foretold"), position: "insideBottom", offset: -10, fill: "var(--ink-faint)", fontSize: 11 }}
          />
          <YAxis
            {...AXIS}
            type="number"
            dataKey="came"
            domain={[0, ticks.at(-1) ?? 1]}
            ticks={ticks}
            tickFormatter={share}
            width={52}
            label={{ value: t("came"), position: "insideLeft", angle: -90, offset: 0, fill: "var(--ink-faint)", fontSize: 11 }}
          />
          <ReferenceLine segment={[{ x: 0, y: 0 }, { x: ticks.at(-1) ?? 1, y: ticks.at(-1) ?? 1 }]} stroke="var(--ink-faint)" strokeDasharray="4 4" />
          <Tooltip cursor={false} content={Hint} />
          <Scatter data={points} fill="var(--accent)" isAnimationActive={false}>
            <ErrorBar dataKey="range" direction="y" stroke="var(--accent)" width={4} />
          </Scatter>
        </ScatterChart>
      </ResponsiveContainer>
    </div>
  );
}

/** What a point says when it is pointed at. */
function Hint({ payload = [] }: { readonly payload?: readonly { readonly payload?: unknown }[] }) {
  const t = useTranslations("model.calibration");
  const share = numberFormat(useLocale(), "share");
  const bin = payload[0]?.payload as CalibrationBin | undefined;
  if (bin === undefined) return null;
  return (
    <div className="rounded-md bg-ink px-2 py-1 text-xs text-surface shadow-float">
      {t("foretold")} {share.format(bin.foretold)} · {t("came")} {share.format(bin.came)} ({share.format(bin.low)}–{share.format(bin.high)}) · {t("rows")} {bin.rows}
    </div>
  );
}
