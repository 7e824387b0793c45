import type { EventContent, EventProblem, ReadEvent } from "./event.ts";
import { writtenOffset } from "./instant.ts";
import { isTruthCode, TRUTH_CHECKS } from "./truthTable.ts";
import type { TruthCode, TruthOutcome } from "./truthTable.ts";

/** What administrators set of the truth checks; a check that is not in it has its default. */
export type TruthSettings = ReadonlyMap<TruthCode, TruthOutcome>;

/** An event under the settings: a doubt whose check is set to reject makes it broken, to ignore is left out, to warn stays. Structure errors stay errors. */
export function applySettings(event: ReadEvent, settings: TruthSettings): ReadEvent {
  if (event.problems.length === 0) return event;
  const problems = event.problems.flatMap((problem): EventProblem[] => {
    if (problem.severity === "error" || !isTruthCode(problem.code)) return [problem];
    const outcome = settings.get(problem.code) ?? TRUTH_CHECKS[problem.code].standard;
    return outcome === "ignore" ? [] : [outcome === "reject" ? { ...problem, severity: "error" } : problem];
  });
  return { ...event, problems, content: problems.some(({ severity }) => severity === "error") ? null : event.content };
}

/** How far ahead of our clock a sender's may run, in milliseconds, before an event counts as in the future. */
export const CLOCK_SKEW = 5 * 60_000;

/** What an event says of itself, beside its content: the id it claims and its time as written. */
export type Claims = { readonly eventID: string | null; readonly eventTime: string };

/**
 * Doubts about a well-formed event that no schema sees: it lies in the future, its offset contradicts its time, or it claims to be
 * the hash of something else. The claim and the hash are both kept; nothing is refused for them.
 */
export function doubtsAbout(content: EventContent, claims: Claims, pointer: string, now: Date): EventProblem[] {
  const doubts: EventProblem[] = [];
  const add = (member: string, code: string, detail: string) => doubts.push({ pointer: `${pointer}/${member}`, code, detail, severity: "warning" });
  if (content.eventTime.getTime() > now.getTime() + CLOCK_SKEW) add("eventTime", "in-the-future", `${claims.eventTime} is after ${now.toISOString()}`);
  const written = writtenOffset(claims.eventTime);
  if (written !== undefined && written !== content.eventTimeZoneOffset && !bothZero(written, content.eventTimeZoneOffset)) {
    add("eventTimeZoneOffset", "offset-contradicts", `the time is written with ${written}, the offset is given as ${content.eventTimeZoneOffset}`);
  }
  if (claims.eventID?.startsWith("ni:///sha-256;") === true && claims.eventID !== content.hash) add("eventID", "claimed-hash-differs", `the event's hash is ${content.hash}`);
  return doubts;
}

const bothZero = (...offsets: readonly string[]): boolean => offsets.every((offset) => /^[+-]00:00$/.test(offset));

/** Doubts about ids that a document gives to more than one of its events, by the index of each later one. */
export function repeatedIds(ids: readonly (string | null)[]): ReadonlyMap<number, number> {
  const first = new Map<string, number>();
  const repeated = new Map<number, number>();
  ids.forEach((id, at) => {
    if (id === null) return;
    const before = first.get(id);
    if (before === undefined) first.set(id, at);
    else repeated.set(at, before);
  });
  return repeated;
}
