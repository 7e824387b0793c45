import { reading } from "#lib/audit/command";
import { pageOfQuarantine } from "#lib/feeds/queries/quarantine";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { entryShown, listQuarantine as operation } from "../../operations/quarantine.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query: { limit, after, state, code, captureID } }) => {
    const place = opened(after, (text) => /^\d{1,15}$/.test(text));
    const filter = { state, code, documentId: captureID, sender: undefined, day: undefined };
    const { rows, next } = await reading(actor, "quarantine.correct", (tx) => pageOfQuarantine(tx, filter, { limit, after: place === undefined ? undefined : Number(place) }));
    return { status: 200, body: { items: rows.map(entryShown), next: sealed(next === null ? null : String(next)) } };
  }),
);
