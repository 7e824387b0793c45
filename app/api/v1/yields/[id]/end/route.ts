import { parsed } from "#lib/access/parsing";
import { endYield } from "#lib/trace/commands/policy";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { numberIn } from "../../../../kernel/numbered.ts";
import { postYieldEnd, yieldEndBody } from "../../../../operations/accounting.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postYieldEnd, async ({ actor, parameters, body }) => ({ status: 200, body: await endYield(actor, { ...parsed(yieldEndBody, body), id: numberIn(parameters["id"], "yield") }) })),
);
