import { assignMany } from "#lib/triage/commands/assign";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { postAssignments } from "../../../operations/consignments.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postAssignments, async ({ actor, body }) => ({ status: 200, body: { items: await assignMany(actor, body) } })),
);
