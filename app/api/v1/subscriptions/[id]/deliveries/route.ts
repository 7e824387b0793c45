import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { deliveriesOf } from "#lib/feeds/queries/subscribed";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { opened, sealed } from "../../../../kernel/paging.ts";
import { listSubscriptionDeliveries, sentShown } from "../../../../operations/subscriptions.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(listSubscriptionDeliveries, async ({ actor, parameters, query: { limit, after } }) => {
    const id = parameters["id"] ?? "";
    const place = opened(after, (text) => /^\d{1,15}$/.test(text));
    const page = await reading(actor, "event.read", (tx) => deliveriesOf(tx, id, { limit, after: place }));
    if (page === undefined) throw new Refusal("not-found", "unknown-subscription", { id: id.slice(0, 80) });
    return { status: 200, body: { items: page.rows.map(sentShown), next: sealed(page.next) } };
  }),
);
