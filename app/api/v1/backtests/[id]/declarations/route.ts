import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { backtestById, hitsOf } from "#lib/risk/queries/backtests";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { numbered } from "../../../../kernel/numbered.ts";
import { opened, sealed } from "../../../../kernel/paging.ts";
import { hitShown, listBacktestHits } from "../../../../operations/backtests.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(listBacktestHits, async ({ actor, parameters, query: { side, limit, after } }) => {
    const id = numbered(parameters["id"]);
    const place = opened(after, (text) => numbered(text) !== undefined);
    const page = id === undefined ? undefined : await reading(actor, "backtest.run", async (tx) => ((await backtestById(tx, id)) === undefined ? undefined : hitsOf(tx, id, { side, limit, after: place })));
    if (page === undefined) throw new Refusal("not-found", "backtest-unknown", { id: parameters["id"] ?? "" });
    return { status: 200, body: { items: page.rows.map(hitShown), next: sealed(page.next) } };
  }),
);
