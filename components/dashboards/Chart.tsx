"use client";
import { useLocale } from "next-intl";
import { Bar, BarChart, CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis, type TooltipContentProps } from "recharts";
import { numberFormat } from "../ui/number-format.ts";
import { useRouter } from "../../app/navigation.ts";
import { axisLook, LegendMark, WORDS_WIDTH, WordTick } from "./chart-look.tsx";
import { toneOf } from "./tones.ts";
import { useRem } from "./use-rem.ts";

/** A series of a chart: its column, its name, whether it is what was before. */
export type Series = { readonly id: string; readonly label: string; readonly before: boolean };

/** A mark's row: its label, its numbers by series (`s0`, `s1`, …), and where each leads. */
export type Mark = { readonly label: string; readonly values: readonly (number | null)[]; readonly hrefs: readonly (string | null)[] };

const MOST_BARS = 12;
/** Of more rows than these, those of nothing are not drawn. */
const FEW = 8;
const BAR = 30;
/** A line over more days than these has no dots. */
const MOST_DOTS = 45;
/** The height of a drawing over days. */
const DAYS_HEIGHT = 240;
const USUAL_REM = 16;

/** A drawing of a table: lines or stacks over days, stacks or bars by row, its axis in a `unit`. A mark leads to its list; the table beside it says the same and is what readers of the page are given. */
export function Chart({
  shape,
  over,
  series,
  marks,
  label,
  unit,
}: {
  readonly shape: "lines" | "stack" | "bars";
  readonly over: "days" | "rows";
  readonly series: readonly Series[];
  readonly marks: readonly Mark[];
  readonly label: string;
  readonly unit: string;
}) {
  const [router, locale, rem] = [useRouter(), useLocale(), useRem()];
  const [AXIS, scale] = [axisLook(rem), rem / USUAL_REM];
  const shown = over === "rows" ? (marks.length > FEW ? marks.filter(({ values }) => values.some((value) => value !== null && value !== 0)) : marks).slice(0, MOST_BARS) : marks;
  const data = shown.map((mark) => ({ label: mark.label, hrefs: mark.hrefs, ...Object.fromEntries(mark.values.map((value, at) => [`s${at}`, value])) }));
  const whole = (value: number) => numberFormat(locale, "whole").format(value);
  const open = (index: number, at: number) => {
    const href = shown[index]?.hrefs[at];
    if (href != null) router.push(href);
  };
  const height = over === "rows" ? Math.max(120, shown.length * (shape === "bars" && series.length > 1 ? BAR + 8 * series.length : BAR) + 30) : DAYS_HEIGHT;
  const drawn = series.map((one, at) => {
    const { colour, opacity } = toneOf(one.id);
    return { ...one, at, colour, opacity: one.before ? opacity * 0.35 : opacity, line: shape === "lines" ? { broken: one.before, dotted: at % (series.filter(({ before }) => !before).length || 1) === 1 } : undefined };
  });
  const bars = drawn.map(({ id, label: name, before, at, colour, opacity }) => (
    <Bar
      key={`${id}${before}`}
      dataKey={`s${at}`}
      name={name}
      {...(shape === "stack" ? { stackId: before ? "before" : "now" } : {})}
      fill={colour}
      fillOpacity={opacity}
      {...(shape === "stack" ? { stroke: "var(--raised)", strokeWidth: 1 } : {})}
      isAnimationActive={false}
      maxBarSize={(over === "rows" ? 18 : 40) * scale}
      cursor="pointer"
      onClick={(_bar, index) => open(index, at)}
    />
  ));
  const common = { data, responsive: true, accessibilityLayer: false, style: { width: "100%", height: height * scale } } as const;
  const tooltip = <Tooltip isAnimationActive={false} cursor={{ fill: "var(--hover)", stroke: "var(--line-strong)" }} content={<Told whole={whole} />} />;
  return (
    <figure className="min-w-0">
      <div role="img" aria-label={label} className="min-w-0">
        {shape === "lines" ? (
          <LineChart {...common} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} onClick={({ activeTooltipIndex }) => open(Number(activeTooltipIndex ?? -1), 0)}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis dataKey="label" {...AXIS} height={1.875 * rem} minTickGap={1.5 * rem} />
            <YAxis {...AXIS} width={3 * rem} tickFormatter={whole} allowDecimals={false} />
            {tooltip}
            {drawn.map(({ id, label: name, before, at, colour, line }) => <Line key={`${id}${before}`} dataKey={`s${at}`} name={name} stroke={colour} strokeWidth={2 * scale} strokeDasharray={before ? "4 4" : "0"} strokeOpacity={before ? 0.6 : 1} dot={data.length === 1 || (line?.dotted === true && data.length <= MOST_DOTS) ? { r: 2.5 * scale, fill: "var(--raised)", strokeDasharray: "0" } : false} isAnimationActive={false} />)}
          </LineChart>
        ) : (
          <BarChart {...common} layout={over === "rows" ? "vertical" : "horizontal"} margin={{ top: 8, right: 8, bottom: 0, left: 0 }} barGap={1}>
            <CartesianGrid stroke="var(--line)" vertical={over === "rows"} horizontal={over === "days"} />
            {over === "rows" ? <XAxis type="number" {...AXIS} tickFormatter={whole} allowDecimals={false} /> : <XAxis dataKey="label" {...AXIS} height={1.875 * rem} minTickGap={1.5 * rem} />}
            {over === "rows" ? <YAxis type="category" dataKey="label" {...AXIS} tick={<WordTick rem={rem} />} width={WORDS_WIDTH * rem} interval={0} /> : <YAxis {...AXIS} width={3 * rem} tickFormatter={whole} allowDecimals={false} />}
            {tooltip}
            {bars}
          </BarChart>
        )}
      </div>
      <ul aria-hidden className="mt-1 flex flex-wrap gap-x-4 gap-y-1 text-xs text-ink-soft">
        {drawn.map(({ id, label: name, before, colour, opacity, line }) => (
          <li key={`${id}${before}`} className="flex items-center gap-1.5">
            <LegendMark colour={colour} opacity={line === undefined ? opacity : before ? 0.6 : 1} {...(line === undefined ? {} : { line })} />
            {name}
          </li>
        ))}
        <li className="ms-auto text-ink-faint">{unit}</li>
      </ul>
    </figure>
  );
}

/** What a pointer over a mark is told; the chart hands it what it points at. */
function Told({ active = false, payload = [], label, whole }: Partial<TooltipContentProps> & { readonly whole: (value: number) => string }) {
  if (!active || payload.length === 0) return null;
  return (
    <div className="rounded-md border border-line bg-raised px-2 py-1 text-xs shadow-float">
      <p className="font-medium">{label}</p>
      {payload.map((one) => (
        <p key={String(one.dataKey)} className="flex justify-between gap-4">
          <span className="flex items-center gap-1.5 text-ink-soft"><LegendMark colour={one.color ?? "var(--accent)"} opacity={Number(one.fillOpacity ?? 1)} />{one.name}</span>
          <span className="tabular-nums">{typeof one.value === "number" ? whole(Math.round(one.value * 10) / 10) : "–"}</span>
        </p>
      ))}
    </div>
  );
}
