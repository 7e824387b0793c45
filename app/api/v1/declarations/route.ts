import { reading } from "#lib/audit/command";
import { listDeclarations } from "#lib/consignments/queries";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { listDeclarations as operation } from "../../operations/declarations.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query: { limit, after, ...filter } }) => {
    const place = opened(after, (text) => /^\d{1,15}$/.test(text));
    const { items, next } = await reading(actor, "declaration.read", (tx) => listDeclarations(tx, filter, { limit, after: place }));
    return { status: 200, body: { items, next: sealed(next) } };
  }),
);
