import { reading } from "#lib/audit/command";
import { listSites } from "#lib/parties/queries";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { listSites as operation, siteShown } from "../../operations/sites.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query: { q, limit, after } }) => {
    const place = opened(after, (text) => /^\d{1,15}$/.test(text));
    const { items, next } = await reading(actor, "master-data.read", (tx) => listSites(tx, { q, limit, after: place }));
    return { status: 200, body: { items: items.map(siteShown), next: sealed(next) } };
  }),
);
