import { confirmModel } from "#lib/risk/commands/models";
import { addressed } from "../../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { postModelConfirmation } from "../../../../operations/models.ts";
import { modelNumber } from "../../number.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(postModelConfirmation, async ({ actor, parameters, body }) => ({ status: 200, body: await confirmModel(actor, addressed(body, { id: modelNumber(parameters["id"]) })) })),
);
