import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { importMappings } from "#db/schema/lodging";
import { actorKey } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import type { Work } from "#lib/audit/command";
import { mappingSchema } from "#lib/feeds/mapping";
import type { Mapping } from "#lib/feeds/mapping";
import { hashOf } from "#lib/parties/body";
import { visibleText } from "#lib/parties/field";

/** A mapping as it is kept: its name, the version that says what it says. */
export type KeptMapping = { readonly name: string; readonly version: number; readonly mapping: Mapping; readonly changed: boolean };

const saveInput = z.strictObject({ name: visibleText(100, "the mapping's name"), mapping: mappingSchema, header: z.array(z.string().max(10_000)).max(200).default([]) });

/** Keeps a mapping of the actor's organisation by name; where it says something else than its latest version, as the next one. */
export const saveMapping = command("mapping.write", saveInput, async (work, input) => {
  const kept = await keepMapping(work, input);
  return { result: kept, audit: { action: kept.changed ? "mapping.save" : "mapping.repeat", subject: { kind: "mapping", id: kept.name }, facts: { version: kept.version } } };
});

/** The same within another change's transaction. Two at once for one name take turns. */
export async function keepMapping({ tx, actor, now }: Work, { name, mapping, header }: { readonly name: string; readonly mapping: Mapping; readonly header: readonly string[] }): Promise<KeptMapping> {
  if (actor.kind === "system") throw new Refusal("forbidden", "import-needs-organisation");
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('mapping'), hashtext(${`${actor.organisation}/${name}`}))`);
  const [latest] = await tx.select().from(importMappings).where(and(eq(importMappings.organisationId, actor.organisation), eq(importMappings.name, name))).orderBy(desc(importMappings.version)).limit(1);
  if (latest !== undefined && hashOf(latest.mapping) === hashOf(mapping)) return { name, version: latest.version, mapping, changed: false };
  const version = (latest?.version ?? 0) + 1;
  await tx.insert(importMappings).values({ organisationId: actor.organisation, name, version, mapping, header: [...header], createdBy: actorKey(actor), createdAt: now });
  return { name, version, mapping, changed: true };
}
