import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { declarationView, standingRevision } from "#lib/consignments/queries";
import { lodge } from "#lib/lodging/commands/combine";
import { addressed } from "../../../kernel/addressed.ts";
import { endpoint, serve } from "../../../kernel/endpoint.ts";
import { shown } from "../../../lodging/batch.ts";
import { getDeclaration, putDeclaration } from "../../../operations/declarations.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(putDeclaration, async ({ actor, body, parameters, expectedVersion }) => {
    const number = parameters["number"] ?? "";
    if (expectedVersion !== undefined) await requireStanding(actor, number, expectedVersion);
    const done = shown(await lodge(actor, addressed(body, { number })));
    return { status: done.created ? 201 : 200, body: done, version: done.standing, ...(done.created ? { location: `/api/v1/declarations/${encodeURIComponent(done.number)}` } : {}) };
  }),
  serve(getDeclaration, async ({ actor, parameters }) => {
    const number = parameters["number"] ?? "";
    const found = await reading(actor, "declaration.read", (tx) => declarationView(tx, number));
    if (found === undefined) throw new Refusal("not-found", "not-found", { kind: "declaration", id: number });
    return { status: 200, body: found, version: found.revision };
  }),
);

/** A declaration's version is its standing revision; revisions never overwrite each other, so that looking before lodging is enough. */
async function requireStanding(actor: Actor, number: string, expected: number): Promise<void> {
  const standing = await reading(actor, "declaration.read", (tx) => standingRevision(tx, number));
  if (standing !== expected) throw new Refusal("precondition", "changed-meanwhile", { expected, standing: standing ?? 0 });
}
