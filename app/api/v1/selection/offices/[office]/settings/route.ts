import { proposeSelection } from "#lib/triage/commands/selection";
import { addressed } from "../../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../../kernel/endpoint.ts";
import { postSelection, selectionShown } from "../../../../../operations/selection.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postSelection, async ({ actor, parameters, body }) => ({ status: 201, body: selectionShown(await proposeSelection(actor, addressed(body, { office: parameters["office"] }))) })),
);
