import { reading } from "#lib/audit/command";
import { startBacktest } from "#lib/risk/commands/backtests";
import { listBacktests } from "#lib/risk/queries/backtests";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { numbered } from "../../kernel/numbered.ts";
import { opened, sealed } from "../../kernel/paging.ts";
import { backtestShown, listBacktests as operation, postBacktest } from "../../operations/backtests.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query: { limit, after } }) => {
    const place = opened(after, (text) => numbered(text) !== undefined);
    const { rows, next } = await reading(actor, "backtest.run", (tx) => listBacktests(tx, { limit, after: place }));
    return { status: 200, body: { items: rows.map(backtestShown), next: sealed(next) } };
  }),
  serve(postBacktest, async ({ actor, body }) => {
    const started = await startBacktest(actor, body);
    return { status: 202, body: started, location: `/api/v1/backtests/${started.id}` };
  }),
);
