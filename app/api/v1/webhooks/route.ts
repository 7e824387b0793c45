import { reading } from "#lib/audit/command";
import { addWebhook } from "#lib/notices/commands/webhooks";
import { listWebhooks } from "#lib/notices/queries";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { listWebhooks as operation, postWebhook, webhookShown } from "../../operations/notices.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(operation, async ({ actor }) => ({ status: 200, body: { items: (await reading(actor, "alert.manage", listWebhooks)).map(webhookShown) } })),
  serve(postWebhook, async ({ actor, body }) => ({ status: 201, body: await addWebhook(actor, body) })),
);
