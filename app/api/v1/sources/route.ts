import { reading } from "#lib/audit/command";
import { listSources } from "#lib/feeds/queries/sources";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { listSources as operation, sourceShown } from "../../operations/sources.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query: { limit, after } }) => {
    const place = opened(after, (text) => /^[a-z0-9-]{1,40}$/.test(text));
    const now = new Date();
    const { rows, next } = await reading(actor, "source.read", (tx) => listSources(tx, { limit, after: place, now }));
    return { status: 200, body: { items: rows.map((row) => sourceShown(row, now)), next: sealed(next) } };
  }),
);
