"use client";
import { useTranslations } from "next-intl";
import { Bar, BarChart, CartesianGrid, ReferenceArea, ReferenceLine, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { MarkerShape } from "#lib/risk/referenceShape";
import { figure } from "./figure.ts";

const AXIS = { stroke: "var(--ink-faint)", tick: { fill: "var(--ink-faint)", fontSize: 11 } } as const;

/** How the samples lie in one marker, with the range in which 95 of 100 lots lie; the table beside it says the same in figures. */
export function MarkerChart({ marker }: { readonly marker: MarkerShape }) {
  const t = useTranslations("references.chart");
  const width = marker.high - marker.low;
  const shown = marker.bars.map((bar) => ({ ...bar, middle: (bar.from + bar.to) / 2, stretch: `${figure(bar.from, width)} – ${figure(bar.to, width)}` }));
  const [first, last] = [shown[0], shown.at(-1)];
  if (first === undefined || last === undefined) return null;
  const domain: [number, number] = [Math.min(first.from, marker.low), Math.max(last.to, marker.high)];
  return (
    <figure className="flex flex-col gap-1">
      <figcaption className="text-table font-medium">{marker.name}{marker.unit === "1" ? "" : <span className="font-normal text-ink-soft"> {marker.unit}</span>}</figcaption>
      <div className="h-40" aria-hidden>
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={shown} margin={{ top: 6, right: 8, bottom: 0, left: 0 }} barCategoryGap={1} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis {...AXIS} dataKey="middle" type="number" domain={domain} tickFormatter={(value: number) => figure(value, width)} tickCount={4} />
            <YAxis {...AXIS} width={28} allowDecimals={false} />
            <ReferenceArea x1={marker.low} x2={marker.high} fill="var(--green)" fillOpacity={0.1} />
            <ReferenceLine x={marker.mean} stroke="var(--green)" strokeDasharray="3 3" />
            <Tooltip
              cursor={{ fill: "var(--hover)" }}
              labelFormatter={(_, points) => String(points[0]?.payload?.stretch ?? "")}
              contentStyle={{ background: "var(--raised)", borderColor: "var(--line)", color: "var(--ink)", fontSize: 12 }}
              labelStyle={{ color: "var(--ink-soft)" }}
            />
            <Bar name={t("kept")} dataKey="kept" stackId="all" fill="var(--accent)" isAnimationActive={false} />
            <Bar name={t("out")} dataKey="out" stackId="all" fill="var(--red)" isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </figure>
  );
}
