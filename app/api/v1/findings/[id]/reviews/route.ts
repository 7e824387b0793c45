import { reviewFinding } from "#lib/risk/commands/outcome";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { numberIn } from "../../../../kernel/numbered.ts";
import { postReview } from "../../../../operations/feedback.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postReview, async ({ actor, parameters, body }) => ({ status: 200, body: await reviewFinding(actor, addressed(body, { finding: numberIn(parameters["id"], "finding") })) })),
);
