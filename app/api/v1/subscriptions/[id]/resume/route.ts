import { resumeSubscription } from "#lib/feeds/commands/subscription-acts";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postSubscriptionResume, subscriptionShown } from "../../../../operations/subscriptions.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postSubscriptionResume, async ({ actor, parameters, body }) => ({ status: 200, body: subscriptionShown(await resumeSubscription(actor, addressed(body, { id: parameters["id"] }))) })),
);
