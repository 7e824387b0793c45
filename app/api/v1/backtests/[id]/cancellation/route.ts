import { Refusal } from "#lib/access/refusal";
import { cancelBacktest } from "#lib/risk/commands/backtests";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { numbered } from "../../../../kernel/numbered.ts";
import { postCancellation } from "../../../../operations/backtests.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postCancellation, async ({ actor, parameters, body }) => {
    const id = numbered(parameters["id"]);
    if (id === undefined) throw new Refusal("not-found", "backtest-unknown", { id: parameters["id"] ?? "" });
    return { status: 200, body: await cancelBacktest(actor, addressed(body, { id })) };
  }),
);
