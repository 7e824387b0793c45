import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { referenceById } from "#lib/risk/queries/references";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { getReference, referenceWhole } from "../../../operations/references.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getReference, async ({ actor, parameters }) => {
    const id = /^\d{1,15}$/.test(parameters["id"] ?? "") ? Number(parameters["id"]) : 0;
    const found = await reading(actor, "rule.read", (tx) => referenceById(tx, id));
    if (found === undefined) throw new Refusal("not-found", "reference-unknown", { id });
    return { status: 200, body: referenceWhole(found.row, found.withdrawals, found.samples, found.sites) };
  }),
);
