import { removeAlert } from "#lib/dashboards/commands/alerts";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postAlertRemoval } from "../../../../operations/notices.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postAlertRemoval, async ({ actor, parameters, body }) => ({ status: 200, body: await removeAlert(actor, addressed(body, { id: Number(parameters["id"]) })) })),
);
