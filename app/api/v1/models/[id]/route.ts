import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { modelById } from "#lib/risk/queries/models";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { getModel, modelShown } from "../../../operations/models.ts";
import { modelNumber } from "../number.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getModel, async ({ actor, parameters }) => {
    const id = modelNumber(parameters["id"]);
    const model = await reading(actor, "rule.read", (tx) => modelById(tx, id));
    if (model === undefined) throw new Refusal("not-found", "model-unknown", { id });
    return { status: 200, body: modelShown(model) };
  }),
);
