import { eq } from "drizzle-orm";
import { z } from "zod";
import { namedQueries } from "#db/schema/feeds-queries";
import { actorKey, organisationOf } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { queryOfDefinition } from "../query.ts";
import { queryDefinition } from "../queryName.ts";

/**
 * Defines a query by name (EPCIS 2.0 section 12.5). It is everybody's when its definer sees everything, else its organisation's.
 * Refuses `query-name-taken`, `unsupported-parameter`, `bad-parameter` and `query-too-complex`.
 */
export const defineQuery = command("query.define", queryDefinition, async ({ tx, actor, scope, now }, { name, query }) => {
  queryOfDefinition(query);
  const [made] = await tx.insert(namedQueries)
    .values({ name, organisationId: organisationOf(actor), shared: scope.all, definition: query, definedBy: actorKey(actor), definedByName: actor.name, recordedAt: now })
    .onConflictDoNothing().returning({ name: namedQueries.name, definition: namedQueries.definition });
  if (made === undefined) throw new Refusal("conflict", "query-name-taken", { name });
  return { result: made, audit: { action: "query.define", subject: { kind: "named-query", id: name }, facts: { parameters: Object.keys(query).length } } };
});

/** Deletes a named query of one's own organisation; whoever sees everything may delete any. Refuses `unknown-query`. */
export const deleteQuery = command("query.define", z.strictObject({ name: z.string() }), async ({ tx, actor, scope }, { name }) => {
  const [found] = await tx.select({ id: namedQueries.id, organisationId: namedQueries.organisationId }).from(namedQueries).where(eq(namedQueries.name, name));
  if (found === undefined) throw new Refusal("not-found", "unknown-query", { name: name.slice(0, 80) });
  if (!scope.all && found.organisationId !== organisationOf(actor)) throw new Refusal("forbidden", "not-permitted", { permission: "query.define" });
  await tx.delete(namedQueries).where(eq(namedQueries.id, found.id));
  return { result: { name }, audit: { action: "query.delete", subject: { kind: "named-query", id: name } } };
});
