import { reading } from "#lib/audit/command";
import { parsed } from "#lib/access/parsing";
import { proposeReference } from "#lib/risk/commands/references";
import { listReferences } from "#lib/risk/queries/references";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { listReferences as list, postReference, referenceBody, referenceShown } from "../../operations/references.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(list, async ({ actor, query: { limit, after } }) => {
    const place = opened(after, (text) => /^\d{1,15}$/.test(text));
    const { rows, next } = await reading(actor, "rule.read", (tx) => listReferences(tx, { limit, after: place === undefined ? null : Number(place) }));
    return { status: 200, body: { items: rows.map(referenceShown), next: sealed(next === null ? null : String(next)) } };
  }),
  serve(postReference, async ({ actor, body }) => {
    const { table, ...given } = parsed(referenceBody, body);
    return { status: 201, body: await proposeReference(actor, { ...given, bytes: new TextEncoder().encode(table) }) };
  }),
);
