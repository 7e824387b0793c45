import { reading } from "#lib/audit/command";
import { listProducts } from "#lib/parties/queries";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { listProducts as operation, productShown } from "../../operations/products.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query: { q, limit, after } }) => {
    const place = opened(after, (text) => /^\d{14}$/.test(text));
    const { items, next } = await reading(actor, "master-data.read", (tx) => listProducts(tx, { q, limit, after: place }));
    return { status: 200, body: { items: items.map(productShown), next: sealed(next) } };
  }),
);
