import { answerReferenceWithdrawal } from "#lib/risk/commands/reference-withdrawals";
import { addressed } from "../../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../../kernel/endpoint.ts";
import { postReferenceWithdrawalAnswer } from "../../../../../operations/references.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postReferenceWithdrawalAnswer, async ({ actor, parameters, body }) => ({ status: 200, body: await answerReferenceWithdrawal(actor, addressed(body, { id: Number(parameters["id"]) })) })),
);
