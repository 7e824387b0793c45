"use client";
import { useLocale, useTranslations } from "next-intl";
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { axisLook, LegendMark } from "../dashboards/chart-look.tsx";
import { useRem } from "../dashboards/use-rem.ts";
import { numberFormat } from "../ui/number-format.ts";


type Part = { readonly confirmed: number; readonly cleared: number };

/** How many declarations were given which chance, confirmed and not. The table beside it says the same in figures. */
export function DistributionChart({ parts }: { readonly parts: readonly Part[] }) {
  const t = useTranslations("model.distribution");
  const [locale, AXIS] = [useLocale(), axisLook(useRem())];
  const share = numberFormat(locale, "share");
  const shown = parts.map((part, at) => ({ ...part, chance: `${share.format(at / parts.length)}–${share.format((at + 1) / parts.length)}` }));
  return (
    <div aria-hidden>
      <div className="h-64">
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={shown} margin={{ top: 8, right: 12, bottom: 4, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis {...AXIS} dataKey="chance" interval={3} />
          <YAxis {...AXIS} width={44} allowDecimals={false} />
          <Tooltip cursor={{ fill: "var(--hover)" }} contentStyle={{ background: "var(--raised)", borderColor: "var(--line)", color: "var(--ink)", fontSize: 12 }} labelStyle={{ color: "var(--ink-soft)" }} />
          <Bar name={t("confirmed")} dataKey="confirmed" stackId="all" stroke="var(--raised)" fill="var(--red)" isAnimationActive={false} />
          <Bar name={t("cleared")} dataKey="cleared" stackId="all" stroke="var(--raised)" fill="var(--neutral)" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
      </div>
      <ul className="mt-1 mb-2 flex flex-wrap gap-x-4 text-xs text-ink-soft">
        <li className="flex items-center gap-1.5"><LegendMark colour="var(--red)" />{t("confirmed")}</li>
        <li className="flex items-center gap-1.5"><LegendMark colour="var(--neutral)" />{t("cleared")}</li>
      </ul>
    </div>
  );
}
