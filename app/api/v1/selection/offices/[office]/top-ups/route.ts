import { topUp } from "#lib/triage/commands/top-up";
import { addressed } from "../../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../../kernel/endpoint.ts";
import { postTopUp } from "../../../../../operations/selection.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postTopUp, async ({ actor, parameters, body }) => ({ status: 200, body: await topUp(actor, addressed(body, { office: parameters["office"] })) })),
);
