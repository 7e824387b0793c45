import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { declarationView } from "#lib/consignments/queries";
import { lodge } from "#lib/lodging/commands/combine";
import { addressed } from "../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { shown } from "../../../lodging/batch.ts";
import { getDeclaration, putDeclaration } from "../../../operations/declarations.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(putDeclaration, async ({ actor, body, parameters, expectedVersion }) => {
    const number = parameters["number"] ?? "";
    const done = shown(await lodge(actor, addressed(body, { number }), undefined, expectedVersion));
    return { status: done.created ? 201 : 200, body: done, version: done.standing, ...(done.created ? { location: `/api/v1/declarations/${encodeURIComponent(done.number)}` } : {}) };
  }),
  serve(getDeclaration, async ({ actor, parameters }) => {
    const number = parameters["number"] ?? "";
    const found = await reading(actor, "declaration.read", (tx) => declarationView(tx, number));
    if (found === undefined) throw new Refusal("not-found", "not-found", { kind: "declaration", id: number });
    return { status: 200, body: found, version: found.revision };
  }),
);
