import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { ownStanding } from "#lib/triage/queries/partner";
import { endpoint, serve } from "../../../../kernel/endpoint.ts";
import { getStanding } from "../../../../operations/consignments.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(getStanding, async ({ actor, parameters }) => {
    const id = parameters["number"] ?? "";
    const told = await reading(actor, "declaration.read", (tx, scope) => ownStanding(tx, scope, id));
    if (told === undefined) throw new Refusal("not-found", "not-found", { kind: "declaration", id });
    const { number, revision, standing, since, reason, asked } = told;
    return { status: 200, body: { number, revision, standing, since, reason, asked } };
  }),
);
