import { decideMany } from "#lib/triage/commands/decide";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { postTriageDecisions } from "../../../operations/consignments.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postTriageDecisions, async ({ actor, body }) => ({ status: 200, body: { items: await decideMany(actor, body) } })),
);
