import { reading } from "#lib/audit/command";
import { pageOf } from "#lib/dashboards/analysisChoice";
import { mirrorKey, shownRows } from "#lib/dashboards/mirror";
import { mirrorOf } from "#lib/dashboards/queries/mirror";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { opened, sealed } from "../../../kernel/paging.ts";
import { listMirror as operation, mirrorShown, populationAsked } from "../../../operations/analysis.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query }) => {
    const after = opened(query.after, (text) => /^\d{4}-\d{2} \d{1,15} \d{14}$/.test(text));
    const mirror = await reading(actor, "analysis.read", (tx) => mirrorOf(tx, populationAsked(query, new Date()), query.source));
    const { items, next } = pageOf(shownRows(mirror.rows, query.rows), mirrorKey, { limit: query.limit, after });
    return { status: 200, body: { items: items.map(mirrorShown), next: sealed(next) } };
  }),
);
