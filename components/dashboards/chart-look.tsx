"use client";
import { linesOf } from "./tick-lines.ts";

/** How the axes of every drawing look, by the page's measure of text. */
export const axisLook = (rem: number) => ({ tick: { fill: "var(--ink-faint)", fontSize: SMALL * rem }, tickLine: false, axisLine: { stroke: "var(--line)" } }) as const;

/** How wide the words of a category axis may be, and how large they are, in the page's measure of text. */
export const WORDS_WIDTH = 8;
const SMALL = 0.6875;
const LINE = 0.8125;

/** The name of a row at its bar, in as many lines as it needs: also Chinese, which has no spaces to part it at. */
export function WordTick({ rem, x = 0, y = 0, payload }: { readonly rem: number; readonly x?: number | string; readonly y?: number | string; readonly payload?: { readonly value?: string | number } }) {
  const lines = linesOf(String(payload?.value ?? ""), (WORDS_WIDTH - 0.75) / SMALL, 3);
  return (
    <text textAnchor="end" fontSize={SMALL * rem} fill="var(--ink-faint)">
      {lines.map((line, at) => <tspan key={line} x={Number(x)} y={Number(y) + (0.25 + (at - (lines.length - 1) / 2) * LINE) * rem}>{line}</tspan>)}
    </text>
  );
}

/** A mark of a legend: a square for what is an area, a stroke for a line, broken as the line is, with a dot where the line has dots. */
export function LegendMark({ colour, opacity = 1, line }: { readonly colour: string; readonly opacity?: number; readonly line?: { readonly broken: boolean; readonly dotted: boolean } }) {
  if (line === undefined) return <svg viewBox="0 0 10 10" className="size-2.5"><rect width="10" height="10" rx="2" fill={colour} fillOpacity={opacity} /></svg>;
  return (
    <svg viewBox="0 0 20 10" className="h-2.5 w-5">
      <line x1="0" x2="20" y1="5" y2="5" stroke={colour} strokeOpacity={opacity} strokeWidth="2" strokeDasharray={line.broken ? "4 4" : "0"} />
      {line.dotted ? <circle cx="10" cy="5" r="3" fill="var(--raised)" stroke={colour} strokeOpacity={opacity} strokeWidth="2" /> : null}
    </svg>
  );
}
