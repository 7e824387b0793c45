import { reading } from "#lib/audit/command";
import { itemState } from "#lib/trace/queries/state";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { getState as operation, stateShown } from "../../operations/trace.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, query: { id } }) => ({ status: 200, body: stateShown(await reading(actor, "event.read", (tx) => itemState(tx, id))) })),
);
