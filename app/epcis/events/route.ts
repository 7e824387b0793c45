import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { CAPTURE_BYTES, captureEvent } from "#lib/feeds/commands/capture";
import { pageSize, readFilter } from "#lib/feeds/filter";
import { readToken, tokenOf } from "#lib/feeds/pageToken";
import { eventById, listEvents } from "#lib/feeds/queries/events";
import { readBytes } from "../../api/kernel/body.ts";
import { discovery, epcis, json, nextPage } from "../adapter.ts";
import { eventWithProblems, queryDocument } from "../document.ts";

/** Takes in one event. */
export const POST = epcis("/epcis/events", async (actor, request) => {
  const contentType = request.headers.get("content-type") ?? "";
  const captured = await captureEvent(actor, { body: await readBytes(request, CAPTURE_BYTES), contentType });
  const kept = await reading(actor, "event.capture", (tx) => eventById(tx, captured.eventID));
  const event = kept.at(-1);
  return json(event === undefined ? "" : eventWithProblems(event, captured), 201, { location: `/epcis/events/${encodeURIComponent(captured.eventID)}` });
});

/** Events by query parameters, page by page in the order they were recorded. */
export const GET = epcis("/epcis/events", async (actor, request) => {
  const { searchParams } = new URL(request.url);
  const filter = readFilter(searchParams);
  const { rows, next } = await reading(actor, "event.read", (tx) => listEvents(tx, filter, { limit: pageSize(searchParams), after: placeOf(searchParams) }));
  return json(queryDocument(rows, new Date()), 200, nextPage(request, next === null ? null : tokenOf(next)));
});

export const OPTIONS = discovery("OPTIONS, POST, GET");

function placeOf(parameters: URLSearchParams): number | undefined {
  const token = parameters.get("nextPageToken");
  if (token === null) return undefined;
  const after = readToken(token);
  if (after === undefined || !/^\d{1,15}$/.test(after)) throw new Refusal("bad-input", "bad-page-token");
  return Number(after);
}
