"use client";
import { useLocale, useTranslations } from "next-intl";
import { Bar, BarChart, CartesianGrid, Legend, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { numberFormat } from "../ui/number-format.ts";

const AXIS = { stroke: "var(--ink-faint)", tick: { fill: "var(--ink-faint)", fontSize: 11 } } as const;

type Part = { readonly confirmed: number; readonly cleared: number };

/** How many declarations were given which chance, confirmed and not. The table beside it says the same in figures. */
export function DistributionChart({ parts }: { readonly parts: readonly Part[] }) {
  const t = useTranslations("model.distribution");
  const share = numberFormat(useLocale(), "share");
  const shown = parts.map((part, at) => ({ ...part, chance: `${share.format(at / parts.length)}–${share.format((at + 1) / parts.length)}` }));
  return (
    <div className="h-64" aria-hidden>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={shown} margin={{ top: 8, right: 12, bottom: 4, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis {...AXIS} dataKey="chance" interval={3} />
          <YAxis {...AXIS} width={44} allowDecimals={false} />
          <Tooltip cursor={{ fill: "var(--hover)" }} contentStyle={{ background: "var(--raised)", borderColor: "var(--line)", color: "var(--ink)", fontSize: 12 }} labelStyle={{ color: "var(--ink-soft)" }} />
          <Legend wrapperStyle={{ fontSize: 12, color: "var(--ink-soft)" }} />
          <Bar name={t("confirmed")} dataKey="confirmed" stackId="all" fill="var(--red)" isAnimationActive={false} />
          <Bar name={t("cleared")} dataKey="cleared" stackId="all" fill="var(--neutral)" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
