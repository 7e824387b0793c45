import { answerLimit } from "#lib/risk/commands/limits";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postLimitAnswer } from "../../../../operations/references.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postLimitAnswer, async ({ actor, parameters, body }) => ({ status: 200, body: await answerLimit(actor, addressed(body, { id: Number(parameters["id"]) })) })),
);
