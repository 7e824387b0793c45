import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { subscribe } from "#lib/feeds/commands/subscriptions";
import { pageSize } from "#lib/feeds/filter";
import { readToken, tokenOf } from "#lib/feeds/pageToken";
import { queryNamed } from "#lib/feeds/queries/named";
import { listSubscriptions } from "#lib/feeds/queries/subscriptions";
import { jsonOf, readBytes } from "../../../../api/kernel/body.ts";
import { json, nextPage, resource } from "../../../adapter.ts";
import { named } from "../../../address.ts";
import { subscriptionDocument } from "../../../subscriptionDocument.ts";

/** The subscriptions of a named query (EPCIS 2.0, REST binding), and a new one. */
export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/epcis/queries/{name}/subscriptions", {
  async GET(actor, request) {
    const queryName = named(request, "queries");
    const { searchParams } = new URL(request.url);
    const token = searchParams.get("nextPageToken");
    const after = token === null ? undefined : readToken(token);
    if (token !== null && after === undefined) throw new Refusal("bad-input", "bad-page-token");
    const { rows, next } = await reading(actor, "event.read", async (tx) => {
      if ((await queryNamed(tx, queryName)) === undefined) throw new Refusal("not-found", "unknown-query", { name: queryName.slice(0, 80) });
      return listSubscriptions(tx, queryName, { limit: pageSize(searchParams), after });
    });
    return json(JSON.stringify(rows.map(subscriptionDocument)), 200, nextPage(request, next === null ? null : tokenOf(next)));
  },
  async POST(actor, request) {
    const queryName = named(request, "queries");
    const body = jsonOf(await readBytes(request));
    const made = await subscribe(actor, { ...(typeof body === "object" ? body : {}), queryName });
    return json(JSON.stringify(subscriptionDocument(made)), 201, { location: `/epcis/queries/${encodeURIComponent(queryName)}/subscriptions/${made.id}` });
  },
});
