import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { backtestById } from "#lib/risk/queries/backtests";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { numbered } from "../../../kernel/numbered.ts";
import { backtestShown, getBacktest } from "../../../operations/backtests.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getBacktest, async ({ actor, parameters }) => {
    const id = numbered(parameters["id"]);
    const row = id === undefined ? undefined : await reading(actor, "backtest.run", (tx) => backtestById(tx, id));
    if (row === undefined) throw new Refusal("not-found", "backtest-unknown", { id: parameters["id"] ?? "" });
    return { status: 200, body: backtestShown(row) };
  }),
);
