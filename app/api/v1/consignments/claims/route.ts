import { claimNext } from "#lib/triage/commands/assign";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { postClaim } from "../../../operations/consignments.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postClaim, async ({ actor, body }) => ({ status: 200, body: await claimNext(actor, body) })),
);
