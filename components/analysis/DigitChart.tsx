"use client";
import { useLocale, useTranslations } from "next-intl";
import { Bar, CartesianGrid, ComposedChart, Legend, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { useRouter } from "../../app/navigation.ts";
import { numberFormat } from "../ui/number-format.ts";

const AXIS = { stroke: "var(--ink-faint)", tick: { fill: "var(--ink-faint)", fontSize: 11 } } as const;

type Shown = { readonly digit: number; readonly share: number; readonly expected: number; readonly href: string };

/** The share of each digit as bars, what is expected as a line. A bar opens the lines behind it, as its figure in the table beside it does. */
export function DigitChart({ digits }: { readonly digits: readonly Shown[] }) {
  const t = useTranslations("analysis.digits");
  const share = numberFormat(useLocale(), "smallShare");
  const router = useRouter();
  return (
    <div className="h-72" aria-hidden>
      <ResponsiveContainer width="100%" height="100%">
        <ComposedChart data={[...digits]} margin={{ top: 8, right: 12, bottom: 4, left: 0 }} accessibilityLayer={false}>
          <CartesianGrid stroke="var(--line)" vertical={false} />
          <XAxis {...AXIS} dataKey="digit" />
          <YAxis {...AXIS} width={48} tickFormatter={(value: number) => share.format(value)} />
          <Tooltip formatter={(value) => share.format(Number(value))} cursor={{ fill: "var(--hover)" }} contentStyle={{ background: "var(--raised)", borderColor: "var(--line)", color: "var(--ink)", fontSize: 12 }} labelStyle={{ color: "var(--ink-soft)" }} />
          <Legend wrapperStyle={{ fontSize: 12, color: "var(--ink-soft)" }} />
          <Bar name={t("observed")} dataKey="share" fill="var(--accent)" isAnimationActive={false} cursor="pointer" onClick={(_, index) => { const href = digits[index]?.href; if (href !== undefined) router.push(href); }} />
          <Line name={t("expected")} dataKey="expected" stroke="var(--ink)" strokeWidth={1.5} strokeDasharray="4 3" dot={{ r: 3, fill: "var(--raised)", stroke: "var(--ink)" }} isAnimationActive={false} />
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  );
}
