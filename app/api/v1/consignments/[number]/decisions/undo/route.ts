import { parsed } from "#lib/access/parsing";
import { undo } from "#lib/triage/commands/undo";
import { endpoint, serve } from "../../../../../kernel/endpoint.ts";
import { onVersion } from "../../../../../kernel/versioned.ts";
import { nothingSaid, postUndo } from "../../../../../operations/consignments.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postUndo, async ({ actor, parameters, body, expectedVersion }) => {
    parsed(nothingSaid, body);
    const undone = await onVersion(expectedVersion, () => undo(actor, { number: parameters["number"], expectedVersion }));
    return { status: 200, body: undone, version: undone.version };
  }),
);
