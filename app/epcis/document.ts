import type { StoredEvent } from "#lib/feeds/queries/events";
import type { NamedQuery } from "#lib/feeds/queryName";

const CONTEXT = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { tallyhouse: "urn:tallyhouse:epcis:" }];

/** Events as an EPCISQueryDocument. The events' own JSON is put in as it is kept, so that no number is rounded. */
export function queryDocument(events: readonly StoredEvent[], now: Date, queryName = "SimpleEventQuery"): string {
  const head = JSON.stringify({ "@context": CONTEXT, type: "EPCISQueryDocument", schemaVersion: "2.0", creationDate: now.toISOString() }).slice(0, -1);
  return `${head},"epcisBody":{"queryResults":{"queryName":${JSON.stringify(queryName)},"resultsBody":{"eventList":[${events.map(({ json }) => json).join(",")}]}}}}`;
}

/** One event with what is doubtful about it. */
export function eventWithProblems(event: StoredEvent, said: { readonly hash: string; readonly problems: readonly unknown[] }): string {
  const ours = JSON.stringify({ "tallyhouse:hash": said.hash, "tallyhouse:problems": said.problems });
  return `${event.json.slice(0, -1)},${ours.slice(1)}`;
}

/** A list of resources as the standard has it. */
export function collection(member: readonly string[]): string {
  return JSON.stringify({ "@context": CONTEXT, type: "Collection", member });
}

/** A named query as the standard has it. */
export function queryShown({ name, definition }: NamedQuery): { readonly name: string; readonly query: NamedQuery["definition"] } {
  return { name, query: definition };
}
