import type { EventProblem, ReadEvent } from "../../event.ts";
import { identifierReader } from "../../identifier.ts";
import { doubtsAbout, repeatedIds } from "../../truth.ts";
import { contentOf, lensOf, unstorable } from "./content.ts";
import type { Lens } from "./content.ts";
import { checkEvent } from "./eventShape.ts";
import { isContext } from "./context.ts";
import { isMembers, refuse } from "./shape.ts";
import type { Seen } from "./shape.ts";

/**
 * What a document says for all its events: the JSON-LD context, `{namespace}local` names that a repository added and that are no part
 * of what was said, and whether it is held to the JSON schema (see `Seen`).
 */
export type EventsOf = { readonly context: unknown; readonly ignored: ReadonlySet<string>; readonly strict: boolean; readonly now: Date };

/** An event in the JSON model of EPCIS 2.0, and the JSON pointer it is reported under. */
export type SentEvent = readonly [event: unknown, pointer: string];

/** The most events that are read of one document; what may be captured at once is less. */
export const MOST_EVENTS = 20_000;

/** Checks events in the JSON model of EPCIS 2.0 and says what they say, whatever format they came in. An event's own `@context` stands over its document's. */
export function readEvents(sent: readonly SentEvent[], document: EventsOf): ReadEvent[] {
  const repeated = repeatedIds(sent.map(([event]) => idOf(event)));
  const lens = lensOf(document.context, identifierReader(), document.ignored);
  return sent.map(([event, pointer], index) => readEvent(event, { index, pointer, document, lens, before: repeated.get(index) }));
}

/** What a JSON-LD context can be. */
export const NO_CONTEXT = "a context is an address, an object of definitions, or a list of these, with at most 1000 definitions in all";

const idOf = (event: unknown): string | null => (isMembers(event) && typeof event["eventID"] === "string" ? event["eventID"] : null);

type Standing = { readonly index: number; readonly pointer: string; readonly document: EventsOf; readonly lens: Lens; readonly before: number | undefined };

function readEvent(event: unknown, { index, pointer, document, lens: shared, before }: Standing): ReadEvent {
  const own = isMembers(event) ? event["@context"] : undefined;
  const lens = own === undefined ? shared : lensOf([document.context, own].flat(), shared.reader, document.ignored);
  const seen: Seen = { problems: [], prefixes: lens.prefixes, strict: document.strict };
  if (own !== undefined && !isContext(own)) refuse(seen, `${pointer}/@context`, "not-a-context", NO_CONTEXT);
  checkEvent(event, pointer, seen);
  const eventID = idOf(event);
  const bodyText = JSON.stringify(event);
  const strange = unstorable(bodyText, pointer);
  if (strange !== undefined) seen.problems.push(strange);
  if (!isMembers(event) || seen.problems.some(({ severity }) => severity === "error")) return { index, pointer, eventID, content: null, problems: seen.problems, broken: { bodyText, context: document.context } };
  const content = contentOf(event, pointer, seen, lens, bodyText);
  const recordTime = typeof event["recordTime"] === "string" ? event["recordTime"] : undefined;
  const doubts: EventProblem[] = doubtsAbout(content, { eventID, eventTime: String(event["eventTime"]), recordTime }, pointer, document.now);
  if (before !== undefined) doubts.push({ pointer: `${pointer}/eventID`, code: "id-twice", detail: `event ${before} of this document has the same id`, severity: "warning", facts: { other: before } });
  return { index, pointer, eventID, content, problems: seen.problems.length === 0 ? doubts : [...seen.problems, ...doubts] };
}
