"use client";
import { useLocale, useTranslations } from "next-intl";
import { Bar, BarChart, CartesianGrid, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { axisLook, WORDS_WIDTH, WordTick } from "../dashboards/chart-look.tsx";
import { useRem } from "../dashboards/use-rem.ts";
import { numberFormat } from "../ui/number-format.ts";

type Shown = { readonly name: string; readonly share: number };

/** How much of what is certified each group uses, up to all of it and beyond it; the line is all of it. The table below says the same. */
export function UseChart({ groups }: { readonly groups: readonly Shown[] }) {
  const t = useTranslations("analysis.capacity");
  const [locale, rem] = [useLocale(), useRem()];
  const AXIS = axisLook(rem);
  const share = numberFormat(locale, "share");
  const bars = groups.map(({ name, share: used }) => ({ name, within: Math.min(used, 1), above: Math.max(0, used - 1) }));
  return (
    <div style={{ height: `${40 + bars.length * 26}px` }} aria-hidden>
      <ResponsiveContainer width="100%" height="100%">
        <BarChart data={bars} layout="vertical" margin={{ top: 4, right: 16, bottom: 4, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" horizontal={false} />
          <XAxis {...AXIS} type="number" tickFormatter={(value: number) => share.format(value)} />
          <YAxis {...AXIS} type="category" dataKey="name" tick={<WordTick rem={rem} />} width={WORDS_WIDTH * rem} interval={0} />
          <Tooltip
            formatter={(value) => share.format(Number(value))}
            cursor={{ fill: "var(--hover)" }}
            contentStyle={{ background: "var(--raised)", borderColor: "var(--line)", color: "var(--ink)", fontSize: 12 }}
            labelStyle={{ color: "var(--ink-soft)" }}
          />
          <ReferenceLine x={1} stroke="var(--ink)" />
          <Bar name={t("share")} dataKey="within" stackId="use" fill="var(--accent)" isAnimationActive={false} />
          <Bar name={t("over")} dataKey="above" stackId="use" fill="var(--red)" isAnimationActive={false} />
        </BarChart>
      </ResponsiveContainer>
    </div>
  );
}
