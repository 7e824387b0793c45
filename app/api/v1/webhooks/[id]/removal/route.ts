import { removeWebhook } from "#lib/notices/commands/webhooks";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postWebhookRemoval } from "../../../../operations/notices.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postWebhookRemoval, async ({ actor, parameters, body }) => ({ status: 200, body: await removeWebhook(actor, addressed(body, { id: Number(parameters["id"]) })) })),
);
