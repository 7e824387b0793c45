import { reading } from "#lib/audit/command";
import { shownSubscriptions } from "#lib/feeds/queries/subscribed";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { listSubscriptions, subscriptionShown } from "../../operations/subscriptions.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(listSubscriptions, async ({ actor, query: { query, limit, after } }) => {
    const place = opened(after, (text) => /^[0-9a-f-]{36}$/.test(text));
    const { rows, next } = await reading(actor, "event.read", (tx) => shownSubscriptions(tx, { query, limit, after: place }));
    return { status: 200, body: { items: rows.map(subscriptionShown), next: sealed(next) } };
  }),
);
