import { reading } from "#lib/audit/command";
import { proposeLimit } from "#lib/risk/commands/limits";
import { limitChanges } from "#lib/risk/queries/references";
import { allLimits } from "#lib/trace/queries/journey";
import { endpoint, serve } from "../../kernel/endpoint.ts";
import { limitsShown, listLimits, postLimit } from "../../operations/references.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serve(listLimits, async ({ actor }) => ({ status: 200, body: await reading(actor, "rule.read", async (tx) => limitsShown(await allLimits(tx), await limitChanges(tx, 100))) })),
  serve(postLimit, async ({ actor, body }) => ({ status: 201, body: await proposeLimit(actor, body) })),
);
