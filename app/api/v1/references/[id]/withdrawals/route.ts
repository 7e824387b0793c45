import { proposeReferenceWithdrawal } from "#lib/risk/commands/reference-withdrawals";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postReferenceWithdrawal } from "../../../../operations/references.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postReferenceWithdrawal, async ({ actor, parameters, body }) => ({ status: 201, body: await proposeReferenceWithdrawal(actor, addressed(body, { id: Number(parameters["id"]) })) })),
);
