import type { UntoldReason } from "./profileAnswer.ts";
import type { Looked } from "./profile.ts";
import type { OutcomeResult } from "./outcome.ts";

/** A declaration of a trial, as the trial's panel shows it. */
export type TriedHit = { readonly number: string; readonly lodgedAt: string; readonly importer: string; readonly lines: readonly number[] | null; readonly label: OutcomeResult | null };

/** A declaration of a trial of which the condition could not be told, and the fact it lacked. */
export type TriedUntold = { readonly number: string; readonly line: number | null; readonly why: UntoldReason; readonly fact: string };

/**
 * What a condition would have done over past declarations: how many were looked at, how many it would have fired on, of those how many have a known outcome and how
 * many were confirmed, and on how many it could not be evaluated. `elsewhere` are those of other offices. The first of each are named.
 */
export type Tried = {
  readonly looked: number;
  readonly elsewhere: number;
  readonly fired: number;
  readonly known: number;
  readonly confirmed: number;
  readonly untold: number;
  readonly hits: readonly TriedHit[];
  readonly untoldFirst: readonly TriedUntold[];
};

/** A stretch of a trial; `next` goes on, and is null at the end of the period. */
export type TrialStretch = { readonly tried: Tried; readonly next: number | null; readonly milliseconds: number };

/** A trial that has looked at nothing yet. */
export const NOTHING_TRIED: Tried = { looked: 0, elsewhere: 0, fired: 0, known: 0, confirmed: 0, untold: 0, hits: [], untoldFirst: [] };

/** As many hits and declarations that could not be told are named. */
const SHOWN = 20;

/** Counts one declaration in. */
export function counted(tried: Tried, said: Looked, declaration: Omit<TriedHit, "lines">): Tried {
  const looked = tried.looked + 1;
  if (said.kind === "elsewhere") return { ...tried, looked, elsewhere: tried.elsewhere + 1 };
  if (said.kind !== "hit" && said.kind !== "untold") return { ...tried, looked };
  if (said.kind === "untold") {
    const { line, why, fact } = said;
    const { number } = declaration;
    return { ...tried, looked, untold: tried.untold + 1, untoldFirst: tried.untoldFirst.length < SHOWN ? [...tried.untoldFirst, { number, line, why, fact }] : tried.untoldFirst };
  }
  const hits = tried.hits.length < SHOWN ? [...tried.hits, { ...declaration, lines: said.lines }] : tried.hits;
  return { ...tried, looked, fired: tried.fired + 1, known: tried.known + (declaration.label === null ? 0 : 1), confirmed: tried.confirmed + (declaration.label === "confirmed" ? 1 : 0), hits };
}

/** Two stretches of one trial as one. */
export function together(a: Tried, b: Tried): Tried {
  const sum = (name: "looked" | "elsewhere" | "fired" | "known" | "confirmed" | "untold"): number => a[name] + b[name];
  return {
    looked: sum("looked"), elsewhere: sum("elsewhere"), fired: sum("fired"), known: sum("known"), confirmed: sum("confirmed"), untold: sum("untold"),
    hits: [...a.hits, ...b.hits].slice(0, SHOWN),
    untoldFirst: [...a.untoldFirst, ...b.untoldFirst].slice(0, SHOWN),
  };
}
