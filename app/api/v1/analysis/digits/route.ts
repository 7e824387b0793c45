import { reading } from "#lib/audit/command";
import { digitAnalysis } from "#lib/dashboards/digits";
import { digitCounts } from "#lib/dashboards/queries/digits";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { digitsShown, getDigits as operation, populationAsked } from "../../../operations/analysis.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query }) => {
    const parties = await reading(actor, "analysis.read", (tx) => digitCounts(tx, populationAsked(query, new Date()), query));
    return { status: 200, body: digitsShown(digitAnalysis(query.test, parties)) };
  }),
);
