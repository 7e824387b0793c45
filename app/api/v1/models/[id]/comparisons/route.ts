import { compareModel } from "#lib/risk/commands/models";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postModelComparison } from "../../../../operations/models.ts";
import { modelNumber } from "../../number.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postModelComparison, async ({ actor, parameters, body }) => ({ status: 202, body: await compareModel(actor, addressed(body, { id: modelNumber(parameters["id"]) })) })),
);
