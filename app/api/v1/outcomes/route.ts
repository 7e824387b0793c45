import { recordPastOutcomes } from "#lib/risk/commands/past-outcome";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { postOutcomes } from "../../operations/feedback.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(serve(postOutcomes, async ({ actor, body }) => ({ status: 200, body: await recordPastOutcomes(actor, body) })));
