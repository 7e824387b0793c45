import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { eventById } from "#lib/feeds/queries/events";
import { discovery, epcis, json } from "../../adapter.ts";
import { queryDocument } from "../../document.ts";

/** One event by its id, with the declaration that it was in error where there is one. */
export const GET = epcis("/epcis/events/{eventID}", async (actor, request) => {
  const id = idIn(new URL(request.url).pathname);
  const events = id === undefined ? [] : await reading(actor, "event.read", (tx) => eventById(tx, id));
  if (events.length === 0) throw new Refusal("not-found", "unknown-event", { id: (id ?? "").slice(0, 200) });
  return json(queryDocument(events, new Date()));
});

export const OPTIONS = discovery("OPTIONS, GET");

/** The id as it stands in the address; undefined when its percent-encoding is broken. */
function idIn(path: string): string | undefined {
  try {
    return decodeURIComponent(path.replace(/^.*?\/epcis\/events\//, ""));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}
