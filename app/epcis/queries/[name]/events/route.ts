import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { queryOfDefinition } from "#lib/feeds/query";
import { queryNamed } from "#lib/feeds/queries/named";
import { resource } from "../../../adapter.ts";
import { named } from "../../../address.ts";
import { eventPage } from "../../../eventList.ts";
import { onlyPages } from "../../../topLevel.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/epcis/queries/{name}/events", {
  GET: async (actor, request) => {
    onlyPages(request);
    const name = named(request, "queries");
    const query = await reading(actor, "event.read", (tx) => queryNamed(tx, name));
    if (query === undefined) throw new Refusal("not-found", "unknown-query", { name: name.slice(0, 80) });
    return eventPage(actor, request, queryOfDefinition(query.definition), name);
  },
});
