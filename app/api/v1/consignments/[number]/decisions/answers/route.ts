import { parsed } from "#lib/access/parsing";
import { declineSecond, second } from "#lib/triage/commands/second";
import { endpoint, serve } from "../../../../../kernel/endpoint.ts";
import { onVersion } from "../../../../../kernel/versioned.ts";
import { postSecond, secondBody } from "../../../../../operations/consignments.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postSecond, async ({ actor, parameters, body, expectedVersion }) => {
    const { answer, ...said } = parsed(secondBody, body);
    const input = { ...said, number: parameters["number"], expectedVersion };
    const answered = await onVersion(expectedVersion, () => (answer === "confirm" ? second : declineSecond)(actor, input));
    return { status: 200, body: answered, version: answered.version };
  }),
);
