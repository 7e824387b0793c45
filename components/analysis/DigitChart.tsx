"use client";
import { useLocale, useTranslations } from "next-intl";
import { Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useRouter } from "../../app/navigation.ts";
import { numberFormat } from "../ui/number-format.ts";
import { axisLook, LegendMark } from "../dashboards/chart-look.tsx";
import { useRem } from "../dashboards/use-rem.ts";

/** The marks of the axis lie so far apart, the fewer the larger the greatest share. */
const STEPS = [0.02, 0.05, 0.1, 0.2] as const;
const MOST_STEPS = 5;

type Shown = { readonly digit: number; readonly share: number; readonly expected: number; readonly href: string };

/** The share of each digit as bars, what is expected as a line. A bar opens the lines behind it, as its figure in the table beside it does. */
export function DigitChart({ digits }: { readonly digits: readonly Shown[] }) {
  const t = useTranslations("analysis.digits");
  const [locale, AXIS] = [useLocale(), axisLook(useRem())];
  const share = numberFormat(locale, "smallShare");
  const most = Math.max(0, ...digits.map(({ share: observed, expected }) => Math.max(observed, expected)));
  const step = STEPS.find((one) => most / one <= MOST_STEPS) ?? STEPS[STEPS.length - 1] ?? 1;
  const ticks = Array.from({ length: Math.ceil(most / step) + 1 }, (_, at) => at * step);
  const router = useRouter();
  return (
    <div aria-hidden>
      <div className="h-72">
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={[...digits]} margin={{ top: 8, right: 12, bottom: 4, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis {...AXIS} dataKey="digit" />
          <YAxis {...AXIS} width={48} ticks={ticks} domain={[0, ticks.at(-1) ?? 1]} tickFormatter={(value: number) => share.format(value)} />
          <Tooltip
            formatter={(value) => share.format(Number(value))}
            cursor={{ fill: "var(--hover)" }}
            contentStyle={{ background: "var(--raised)", borderColor: "var(--line)", color: "var(--ink)", fontSize: 12 }}
            labelStyle={{ color: "var(--ink-soft)" }}
          />
          <Bar
            name={t("observed")}
            dataKey="share"
            fill="var(--accent)"
            isAnimationActive={false}
            cursor="pointer"
            onClick={(_, index) => {
              const href = digits[index]?.href;
              if (href !== undefined) router.push(href);
            }}
          />
          <Line
            name={t("expected")}
            dataKey="expected"
            stroke="var(--ink)"
            strokeWidth={1.5}
            strokeDasharray="4 3"
            dot={{ r: 3, fill: "var(--raised)", stroke: "var(--ink)", strokeDasharray: "0" }}
            isAnimationActive={false}
          />
        </ComposedChart>
      </ResponsiveContainer>
      </div>
      <ul className="mb-2 flex flex-wrap gap-x-4 text-xs text-ink-soft">
        <li className="flex items-center gap-1.5"><LegendMark colour="var(--accent)" />{t("observed")}</li>
        <li className="flex items-center gap-1.5"><LegendMark colour="var(--ink)" line={{ broken: true, dotted: true }} />{t("expected")}</li>
      </ul>
    </div>
  );
}
