import type { EventContent, EventOutcome, EventProblem, ReadEvent, SeenFacts } from "./event.ts";
import { withinEvent } from "./truth.ts";

/** An event that is in the house already, by its id and what it says. */
export type KnownEvent = { readonly eventId: string; readonly hash: string; readonly declaresError: boolean };

/** An event to be taken in, with the id it will have; its problems point from the event on. */
export type Admitted = { readonly eventId: string; readonly content: EventContent; readonly problems: readonly EventProblem[] };

/** An admitted event with the number its row has. */
export type Stored = Admitted & { readonly pk: number };

/** What becomes of each event of a document, in its order, and those to take in. */
export type Admission = { readonly outcomes: readonly EventOutcome[]; readonly admitted: readonly Admitted[]; readonly success: boolean };

/** The id of an event: the one its sender gave it, else its hash. */
export const idOf = (event: ReadEvent, content: EventContent): string => event.eventID ?? content.hash;

const idKey = (eventId: string, declaresError: boolean): string => `${declaresError ? "error " : ""}${eventId}`;

/**
 * Decides on each event of a document. A broken one is rejected. One that is there already is a duplicate, also when it is only spelled
 * otherwise; one whose id is there with another body is rejected, and nothing is overwritten. An event that declares an error has the
 * id of the event it declares. With `rollback` one rejected event keeps all others out.
 */
export function admit(events: readonly ReadEvent[], known: readonly KnownEvent[], behaviour: "rollback" | "proceed"): Admission {
  const byId = new Map(known.map((one) => [idKey(one.eventId, one.declaresError), one.hash]));
  const byHash = new Map(known.filter(({ declaresError }) => !declaresError).map(({ hash, eventId }) => [hash, eventId]));
  const admitted: Admitted[] = [];
  const outcomes = events.map((event): EventOutcome => {
    const { content } = event;
    if (content === null) return outcome(event, "rejected", []);
    const eventId = idOf(event, content);
    const key = idKey(eventId, content.declaresError);
    const held = byId.get(key);
    const twin = content.declaresError ? undefined : byHash.get(content.hash);
    if (held === content.hash || (event.eventID === null && twin !== undefined)) return outcome(event, "duplicate", []);
    if (held !== undefined) return outcome(event, "rejected", [problem(event, "id-used-with-another-body", "error", `${eventId} is there already and says something else; a new event has a new id`)]);
    const doubts = twin === undefined ? [] : [problem(event, "same-content-under-another-id", "warning", `${twin} says the same`, { by: twin })];
    byId.set(key, content.hash);
    if (!content.declaresError) byHash.set(content.hash, eventId);
    const problems = [...event.problems, ...doubts];
    admitted.push({ eventId, content, problems: problems.map((each) => withinEvent(event.pointer, each)) });
    return outcome(event, problems.length > 0 ? "warning" : "accepted", doubts);
  });
  const success = outcomes.every((one) => one.outcome !== "rejected");
  if (success || behaviour === "proceed") return { outcomes, admitted, success };
  return { outcomes: outcomes.map((one, at) => (one.outcome === "rejected" ? one : rolledBack(one, events[at]))), admitted: [], success };
}

function outcome(event: ReadEvent, what: EventOutcome["outcome"], more: readonly EventProblem[]): EventOutcome {
  const { content } = event;
  return { index: event.index, eventID: content === null ? event.eventID : idOf(event, content), hash: content?.hash ?? null, outcome: what, problems: [...event.problems, ...more] };
}

function rolledBack(one: EventOutcome, event: ReadEvent | undefined): EventOutcome {
  const why: EventProblem = { pointer: event?.pointer ?? "", code: "rolled-back", detail: "another event of this document was rejected, so none was taken in", severity: "error" };
  return { ...one, outcome: "rejected", problems: [...one.problems, why] };
}

function problem(event: ReadEvent, code: string, severity: EventProblem["severity"], detail: string, facts?: SeenFacts): EventProblem {
  return { pointer: `${event.pointer}/eventID`, code, detail, severity, ...(facts === undefined ? {} : { facts }) };
}
