import { pauseSubscription } from "#lib/feeds/commands/subscription-acts";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postSubscriptionPause, subscriptionShown } from "../../../../operations/subscriptions.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postSubscriptionPause, async ({ actor, parameters, body }) => ({ status: 200, body: subscriptionShown(await pauseSubscription(actor, addressed(body, { id: parameters["id"] }))) })),
);
