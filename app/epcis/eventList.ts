import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { pageSize } from "#lib/feeds/filter";
import type { Given } from "#lib/feeds/parameterValue";
import { writeXml } from "#lib/feeds/formats/epcis-xml/write";
import type { About } from "#lib/feeds/formats/epcis-xml/write";
import { prefixesInHeader, queryOfAddress } from "#lib/feeds/query";
import type { EventQuery } from "#lib/feeds/query";
import { listEvents } from "#lib/feeds/queries/events";
import type { StoredEvent } from "#lib/feeds/queries/events";
import { translatedEvent } from "#lib/feeds/queryTranslation";
import { json, nextPage } from "./adapter.ts";
import { queryDocument } from "./document.ts";
import { cbvFormatOf, epcFormatOf, mediaOf } from "./negotiation.ts";

/** The events that an address asks for; `fixed` is what the address itself stands for, and its parameters narrow it. */
export async function eventsOf(actor: Actor, request: Request, fixed: readonly Given[] = []): Promise<Response> {
  const { searchParams } = new URL(request.url);
  return eventPage(actor, request, queryOfAddress(searchParams, prefixesInHeader(request.headers.get("GS1-Extensions")), fixed));
}

/** A page of a query's events. */
export async function eventPage(actor: Actor, request: Request, query: EventQuery, queryName?: string): Promise<Response> {
  const { searchParams } = new URL(request.url);
  const asked = { limit: pageSize(searchParams), token: searchParams.get("nextPageToken") ?? undefined };
  const { rows, next } = await reading(actor, "event.read", (tx, scope) => listEvents(tx, query, asked, scope));
  return eventsAnswer(request, rows, queryName, nextPage(request, next));
}

/** Events as an answer, in the media type and with the identifiers spelled as the caller would have them. */
export function eventsAnswer(request: Request, events: readonly StoredEvent[], queryName?: string, headers: Readonly<Record<string, string>> = {}): Response {
  const media = mediaOf(request.headers, { xml: true });
  const format = epcFormatOf(request.headers);
  const words = cbvFormatOf(request.headers);
  const spelled = events.map((event) => ({ ...event, json: translatedEvent(event.json, format) }));
  const now = new Date();
  const body = media === "application/xml" ? xmlDocument(spelled, { createdAt: now, words, ...(queryName === undefined ? {} : { queryName }) }) : queryDocument(spelled, now, queryName);
  return json(body, 200, {
    ...headers,
    "content-type": media === "application/xml" ? "application/xml; charset=utf-8" : media,
    "gs1-epc-format": format,
    ...(media === "application/xml" ? { "gs1-cbv-xml-format": words } : {}),
    vary: "Accept, GS1-EPC-Format, GS1-CBV-XML-Format",
  });
}

function xmlDocument(events: readonly StoredEvent[], about: About): string {
  const rows = events.map(({ json: event, context, recordTime }) => ({ json: event, context, recordTime: new Date(recordTime) }));
  return writeXml("2.0", rows, "query-document", about);
}
