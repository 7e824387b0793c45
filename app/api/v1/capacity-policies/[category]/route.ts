import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { setPolicy } from "#lib/certificates/commands/policy";
import { policies } from "#lib/certificates/queries";
import { addressed } from "../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { policyShown, putPolicy } from "../../../operations/accounting.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(putPolicy, async ({ actor, parameters, body, expectedVersion }) => {
    const { category, version } = await setPolicy(actor, addressed(body, { category: parameters["category"], expectedVersion }));
    const standing = await reading(actor, "certificate.read", async (tx) => (await policies(tx)).get(category));
    if (standing === undefined) throw new Refusal("not-found", "not-found", { kind: "policy", id: category });
    return { status: 200, body: policyShown(category, standing), version };
  }),
);
