import { tryAlert } from "#lib/dashboards/commands/alerts";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postAlertTrial } from "../../../../operations/notices.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postAlertTrial, async ({ actor, parameters, body }) => ({ status: 200, body: await tryAlert(actor, addressed(body, { id: Number(parameters["id"]) })) })),
);
