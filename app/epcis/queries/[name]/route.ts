import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { deleteQuery } from "#lib/feeds/commands/named-query";
import { queryNamed } from "#lib/feeds/queries/named";
import { json, resource } from "../../adapter.ts";
import { named } from "../../address.ts";
import { queryShown } from "../../document.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/epcis/queries/{name}", {
  GET: async (actor, request) => {
    const name = named(request, "queries");
    const query = await reading(actor, "event.read", (tx) => queryNamed(tx, name));
    if (query === undefined) throw new Refusal("not-found", "unknown-query", { name: name.slice(0, 80) });
    return json(JSON.stringify(queryShown(query)));
  },
  DELETE: async (actor, request) => {
    await deleteQuery(actor, { name: named(request, "queries") });
    return new Response(null, { status: 204 });
  },
});
