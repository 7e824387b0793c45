import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { unsubscribe } from "#lib/feeds/commands/subscriptions";
import { subscriptionById } from "#lib/feeds/queries/subscriptions";
import { json, resource } from "../../../../adapter.ts";
import { named } from "../../../../address.ts";
import { subscriptionDocument } from "../../../../subscriptionDocument.ts";

/** One subscription of a named query: how it stands, and its end. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/epcis/queries/{name}/subscriptions/{id}", {
  async GET(actor, request) {
    const [queryName, id] = [named(request, "queries"), named(request, "subscriptions")];
    const found = await reading(actor, "event.read", (tx) => subscriptionById(tx, queryName, id));
    if (found === undefined) throw new Refusal("not-found", "unknown-subscription", { id: id.slice(0, 80) });
    return json(JSON.stringify(subscriptionDocument(found)));
  },
  async DELETE(actor, request) {
    await unsubscribe(actor, { queryName: named(request, "queries"), id: named(request, "subscriptions") });
    return new Response(null, { status: 204 });
  },
});
