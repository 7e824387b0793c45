import { retireModel } from "#lib/risk/commands/models";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postModelRetirement } from "../../../../operations/models.ts";
import { modelNumber } from "../../number.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postModelRetirement, async ({ actor, parameters, body }) => ({ status: 200, body: await retireModel(actor, addressed(body, { id: modelNumber(parameters["id"]) })) })),
);
