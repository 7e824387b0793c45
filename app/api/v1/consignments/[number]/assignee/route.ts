import { assign } from "#lib/triage/commands/assign";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { putAssignee } from "../../../../operations/consignments.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(putAssignee, async ({ actor, parameters, body }) => ({ status: 200, body: await assign(actor, addressed(body, { number: parameters["number"] })) })),
);
