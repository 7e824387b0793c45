import { reading } from "#lib/audit/command";
import { pageOf } from "#lib/dashboards/analysisChoice";
import { fullestFirst } from "#lib/dashboards/capacityUse";
import { USUAL_DAYS } from "#lib/dashboards/population";
import { capacityAccounts } from "#lib/dashboards/queries/capacityUse";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { opened, sealed } from "../../../kernel/paging.ts";
import { listCapacityUse as operation, populationAsked, useShown } from "../../../operations/analysis.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query }) => {
    const after = opened(query.after, (text) => /^\d{1,15}$/.test(text));
    const accounts = await reading(actor, "analysis.read", (tx) => capacityAccounts(tx, populationAsked(query, new Date(), USUAL_DAYS.production)));
    const { items, next } = pageOf(fullestFirst(accounts, query.over === "true"), ({ id }) => String(id), { limit: query.limit, after });
    return { status: 200, body: { items: items.map(useShown), next: sealed(next) } };
  }),
);
