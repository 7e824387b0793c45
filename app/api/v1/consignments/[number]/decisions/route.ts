import { decide } from "#lib/triage/commands/decide";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { onVersion } from "../../../../kernel/versioned.ts";
import { postTriageDecision } from "../../../../operations/consignments.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postTriageDecision, async ({ actor, parameters, body, expectedVersion }) => {
    const decided = await onVersion(expectedVersion, () => decide(actor, addressed(body, { number: parameters["number"], expectedVersion })));
    return { status: 200, body: decided, version: decided.version };
  }),
);
