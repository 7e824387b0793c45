import { proposeModel } from "#lib/risk/commands/models";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postModelProposal } from "../../../../operations/models.ts";
import { modelNumber } from "../../number.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postModelProposal, async ({ actor, parameters, body }) => ({ status: 201, body: await proposeModel(actor, addressed(body, { id: modelNumber(parameters["id"]) })) })),
);
