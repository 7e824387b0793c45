import { eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { siteAliases, siteIdentifiers, sites } from "#db/schema/parties";
import { Refusal } from "#lib/access/refusal";
import { demandVersion } from "#lib/access/version";
import { command } from "#lib/audit/command";
import type { Done } from "#lib/audit/entry";
import { sameIn, sameSet } from "../body.ts";
import type { Put } from "../put.ts";
import { sitesByIds } from "../queries.ts";
import type { SiteRecord } from "../queries.ts";
import { foldName, siteInput } from "../site.ts";
import type { SiteInput } from "../site.ts";

/**
 * Creates or replaces a site (`PUT /sites/{id}`) with the numbers and spellings it is known by; the number in the address and the
 * site's own name are always among them. Refusals: `identifier-taken` when a number belongs to another site, `changed-meanwhile`.
 */
export const putSite = command("site.write", siteInput, async ({ tx, now }, input): Promise<Done<Put<SiteRecord>>> => {
  const identifiers = [...new Map([input.id, ...input.identifiers].map((identifier) => [identifier.value, identifier])).values()];
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('site-identifiers'))`);
  const siteId = await ownerOf(tx, input, identifiers.map(({ value }) => value));
  const before = siteId === undefined ? undefined : (await sitesByIds(tx, [siteId])).get(siteId);
  demandVersion(input.expectedVersion, before?.version);
  const said = { name: input.name, country: input.country, kind: input.kind, latitude: input.location?.lat ?? null, longitude: input.location?.lon ?? null };
  const aliases = new Map([...input.aliases, input.name].map((alias) => [foldName(alias), alias]));
  if (
    before !== undefined &&
    sameIn(before, said) &&
    sameSet(
      before.identifiers.map(({ scheme, value }) => `${scheme} ${value}`),
      identifiers.map(({ scheme, value }) => `${scheme} ${value}`),
    ) &&
    sameSet(before.aliases, [...aliases.values()])
  ) {
    return { result: { created: false, version: before.version, record: before }, audit: { action: "site.repeat", subject: { kind: "site", id: before.publicId }, facts: { version: before.version } } };
  }
  const values = { ...said, version: (before?.version ?? 0) + 1 };
  const [written] = before === undefined
    ? await tx.insert(sites).values({ ...values, recordedAt: now }).returning({ id: sites.id })
    : await tx.update(sites).set(values).where(eq(sites.id, before.id)).returning({ id: sites.id });
  if (written === undefined) throw new Error(`site ${input.id.value} was not written`);
  await tx.delete(siteIdentifiers).where(eq(siteIdentifiers.siteId, written.id));
  await tx.insert(siteIdentifiers).values(identifiers.map((identifier) => ({ ...identifier, siteId: written.id })));
  await tx.delete(siteAliases).where(eq(siteAliases.siteId, written.id));
  await tx.insert(siteAliases).values([...aliases].map(([folded, alias]) => ({ siteId: written.id, alias, folded })));
  const record = (await sitesByIds(tx, [written.id])).get(written.id);
  if (record === undefined) throw new Error(`site ${input.id.value} was not written`);
  const known = new Set(before?.identifiers.map(({ value }) => value));
  if (identifiers.some(({ value }) => !known.has(value))) await queueJob(tx, "settle-site-events", { siteId: written.id });
  return {
    result: { created: before === undefined, version: values.version, record },
    audit: { action: "site.put", subject: { kind: "site", id: record.publicId }, facts: { ...values, identifiers: identifiers.map(({ value }) => value), aliases: [...aliases.values()] } },
  };
});

async function ownerOf(tx: Transaction, input: SiteInput, values: readonly string[]): Promise<number | undefined> {
  const rows = await tx.select().from(siteIdentifiers).where(inArray(siteIdentifiers.value, [...values]));
  const own = rows.find((row) => row.value === input.id.value)?.siteId;
  const taken = rows.find((row) => row.siteId !== own);
  if (taken === undefined) return own;
  const index = input.identifiers.findIndex((identifier) => identifier.value === taken.value);
  throw new Refusal("conflict", "identifier-taken", { identifier: taken.value }, [{ pointer: `/identifiers/${index}`, code: "identifier-taken", detail: `${taken.value} already names another site` }]);
}
