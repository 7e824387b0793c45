import { answerReference } from "#lib/risk/commands/references";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postReferenceAnswer } from "../../../../operations/references.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postReferenceAnswer, async ({ actor, parameters, body }) => ({ status: 200, body: await answerReference(actor, addressed(body, { id: Number(parameters["id"]) })) })),
);
