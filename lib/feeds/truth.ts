import type { EventContent, EventProblem, ReadEvent, SeenFacts } from "./event.ts";
import { instantOf, writtenOffset } from "./instant.ts";
import { isUnknownUnit, quantityDoubt, quantityPointer } from "./truthQuantity.ts";
import { isTruthCode, TRUTH_CHECKS } from "./truthTable.ts";
import type { TruthCode, TruthOutcome } from "./truthTable.ts";

/** What administrators set of the truth checks; a check that is not in it has its default. */
export type TruthSettings = ReadonlyMap<TruthCode, TruthOutcome>;

/** Problems under the settings: a doubt whose check is set to reject becomes an error, to ignore is left out, to warn stays. Errors stay errors. */
export function settled(problems: readonly EventProblem[], settings: TruthSettings): readonly EventProblem[] {
  return problems.flatMap((problem): EventProblem[] => {
    if (problem.severity === "error" || !isTruthCode(problem.code)) return [problem];
    const outcome = settings.get(problem.code) ?? TRUTH_CHECKS[problem.code].standard;
    return outcome === "ignore" ? [] : [outcome === "reject" ? { ...problem, severity: "error" } : problem];
  });
}

/** An event under the settings: one with a doubt that is set to reject has no content that counts. */
export function applySettings(event: ReadEvent, settings: TruthSettings): ReadEvent {
  if (event.problems.length === 0) return event;
  const problems = settled(event.problems, settings);
  return { ...event, problems, content: problems.some(({ severity }) => severity === "error") ? null : event.content };
}

/** A problem of an event with its pointer from the event on, and no longer from the document it came in. */
export function withinEvent(pointer: string, problem: EventProblem): EventProblem {
  return pointer !== "" && problem.pointer.startsWith(pointer) ? { ...problem, pointer: problem.pointer.slice(pointer.length) } : problem;
}

/** How far ahead of our clock a sender's may run, in milliseconds, before an event counts as in the future. */
export const CLOCK_SKEW = 5 * 60_000;

/** Nothing bore a GS1 identifier before this: the first standard is of the seventies. */
export const BEFORE_GS1 = Date.UTC(1970, 0, 1);

/** What an event says of itself, beside its content: the id it claims, its time as written, and when somebody else recorded it. */
export type Claims = { readonly eventID: string | null; readonly eventTime: string; readonly recordTime?: string | undefined };

/**
 * Doubts about a well-formed event that no schema sees and the event alone can raise: its times, its quantities, the hash it claims, a container within itself.
 * The claim and the hash are both kept; whether an event is refused for a doubt is for the settings to say.
 */
export function doubtsAbout(content: EventContent, claims: Claims, pointer: string, now: Date): EventProblem[] {
  const doubts: EventProblem[] = [];
  const add: Add = (member, code, detail, facts) => doubts.push({ pointer: `${pointer}${member}`, code, detail, severity: "warning", facts });
  aboutTimes(content, claims, now, add);
  aboutQuantities(content, add);
  if (claims.eventID?.startsWith("ni:///sha-256;") === true) {
    if (claims.eventID !== content.hash) add("/eventID", "claimed-hash-differs", `the event's hash is ${content.hash}`, { hash: content.hash });
  } else if (claims.eventID !== null && /^ni:/i.test(claims.eventID)) {
    add("/eventID", "made-up-id", "an ni id names content by its SHA-256 hash, as ni:///sha-256;…?ver=CBV2.0, and this one does not", {});
  }
  for (const place of ["readPoint", "bizLocation"] as const)
    if (content[place]?.key.startsWith("417/") === true) add(`/${place}/id`, "place-is-no-location", "a party is no place: a location has a GLN of its own (414)", {});
  const within = ownContent(content);
  if (within !== undefined) add(within.member, "contains-itself", `${within.item} would contain itself`, { what: within.item });
  return doubts;
}

type Add = (member: string, code: TruthCode, detail: string, facts: SeenFacts) => void;

function aboutTimes(content: EventContent, { eventTime, recordTime }: Claims, now: Date, add: Add): void {
  const at = content.eventTime.getTime();
  if (at > now.getTime() + CLOCK_SKEW) add("/eventTime", "in-the-future", `${eventTime} is after ${now.toISOString()}`, { time: eventTime, now: now.toISOString() });
  if (at < BEFORE_GS1) add("/eventTime", "far-past", `${eventTime} is before there were GS1 identifiers`, { time: eventTime });
  const written = writtenOffset(eventTime);
  if (written !== undefined && written !== content.eventTimeZoneOffset && !bothZero(written, content.eventTimeZoneOffset)) {
    add("/eventTimeZoneOffset", "offset-contradicts", `the time is written with ${written}, the offset is given as ${content.eventTimeZoneOffset}`, { written, given: content.eventTimeZoneOffset });
  }
  const recorded = recordTime === undefined ? undefined : instantOf(recordTime);
  if (recorded !== undefined && recorded.getTime() + CLOCK_SKEW < at)
    add("/recordTime", "recorded-before-it-happened", `recorded at ${recordTime}, happened at ${eventTime}`, { recorded: recordTime ?? "", happened: eventTime });
}

function aboutQuantities(content: EventContent, add: Add): void {
  for (const item of content.items) {
    if (item.quantity !== null) {
      const doubt = quantityDoubt(item.quantity, item.unit);
      if (doubt !== undefined) add(quantityPointer(content, item), doubt.code, doubt.detail, { quantity: item.quantity.slice(0, 40), unit: item.unit ?? "H87" });
    }
    if (item.unit !== null && isUnknownUnit(item.unit)) add(quantityPointer(content, item).replace(/quantity$/, "uom"), "unknown-unit", `${item.unit} is no unit of UN/ECE Recommendation 20`, { unit: item.unit });
  }
}

/** A thing that its own event puts into itself: a container among its content, or one piece among both inputs and outputs. */
function ownContent({ items }: EventContent): { readonly member: string; readonly item: string } | undefined {
  const parent = items.find(({ role }) => role === "parent")?.item;
  if (parent !== undefined && items.some(({ role, item }) => role === "child" && item === parent)) return { member: "/parentID", item: parent };
  const inputs = new Set(items.filter(({ role, item }) => role === "input" && isOnePiece(item)).map(({ item }) => item));
  const again = inputs.size === 0 ? undefined : items.find(({ role, item }) => role === "output" && inputs.has(item));
  return again === undefined ? undefined : { member: "/outputEPCList", item: again.item };
}

/** Whether a canonical identifier is that of one piece or one logistic unit, and so can be at one place only. */
export function isOnePiece(item: string): boolean {
  return item.startsWith("00/") || item.includes("/21/");
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
