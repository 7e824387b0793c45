import { reading } from "#lib/audit/command";
import { defineQuery } from "#lib/feeds/commands/named-query";
import { pageSize } from "#lib/feeds/filter";
import { sealed } from "#lib/feeds/pageToken";
import { listQueries } from "#lib/feeds/queries/named";
import { jsonOf, readBytes } from "../../api/kernel/body.ts";
import { HttpRefusal } from "../../api/kernel/refused.ts";
import { json, nextPage, resource } from "../adapter.ts";
import { queryShown } from "../document.ts";
import { onlyPages, placeIn } from "../topLevel.ts";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = resource("/epcis/queries", {
  GET: async (actor, request) => {
    const { searchParams } = onlyPages(request);
    const page = { limit: pageSize(searchParams), after: placeIn("queries", searchParams.get("nextPageToken")) };
    const { rows, next } = await reading(actor, "event.read", (tx) => listQueries(tx, page));
    return json(JSON.stringify(rows.map(queryShown)), 200, nextPage(request, next === null ? null : sealed("queries", [next])));
  },
  POST: async (actor, request) => {
    const contentType = request.headers.get("content-type") ?? "";
    if (!/^application\/(?:ld\+)?json\b/i.test(contentType)) throw new HttpRefusal(415, "unsupported-media-type", { contentType: contentType.slice(0, 80) });
    const query = await defineQuery(actor, jsonOf(await readBytes(request)));
    return json(JSON.stringify(queryShown(query)), 201, { location: `/epcis/queries/${encodeURIComponent(query.name)}` });
  },
});
