import { trySubscription } from "#lib/feeds/commands/subscription-acts";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postSubscriptionTrial } from "../../../../operations/subscriptions.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postSubscriptionTrial, async ({ actor, parameters, body }) => {
    const { status, problem } = await trySubscription(actor, addressed(body, { id: parameters["id"] }));
    return { status: 200, body: { status, problem: problem === null ? null : { code: problem.code, facts: problem.facts } } };
  }),
);
