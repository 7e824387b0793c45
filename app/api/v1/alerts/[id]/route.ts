import { putAlert } from "#lib/dashboards/commands/alerts";
import { addressed } from "../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { putAlert as operation } from "../../../operations/notices.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor, parameters, body, expectedVersion }) => {
    const done = await putAlert(actor, addressed(body, { id: Number(parameters["id"]), expectedVersion }));
    return { status: 200, body: done, version: done.version };
  }),
);
