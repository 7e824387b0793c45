import { asc, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { organisations } from "#db/schema/parties";

type OrganisationRecord = typeof organisations.$inferSelect;

/** The organisation known by this code, taken in unverified when it is new; a known one keeps its names. */
export async function ensureOrganisation(tx: Transaction, { code, name, kind }: { readonly code: string; readonly name: string; readonly kind: OrganisationRecord["kind"] }): Promise<OrganisationRecord> {
  const record = (await ensureOrganisations(tx, [{ id: code, name }], kind)).get(code);
  if (record === undefined) throw new Error(`organisation ${code} was not written`);
  return record;
}

/** Importers by their codes, those not known taken in unverified under the name declared. */
export function ensureImporters(tx: Transaction, importers: readonly { readonly id: string; readonly name: string }[]): Promise<Map<string, OrganisationRecord>> {
  return ensureOrganisations(tx, importers, "importer");
}

async function ensureOrganisations(tx: Transaction, asked: readonly { readonly id: string; readonly name: string }[], kind: OrganisationRecord["kind"]): Promise<Map<string, OrganisationRecord>> {
  const names = new Map(asked.map(({ id, name }) => [id, name]));
  const known = await organisationsByCode(tx, [...names.keys()]);
  const missing = [...names].filter(([code]) => !known.has(code)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (missing.length === 0) return known;
  await tx.insert(organisations).values(missing.map(([code, name]) => ({ code, nameEn: name, nameZh: name, kind }))).onConflictDoNothing();
  return organisationsByCode(tx, [...names.keys()]);
}

async function organisationsByCode(tx: Transaction, codes: readonly string[]): Promise<Map<string, OrganisationRecord>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.select().from(organisations).where(inArray(organisations.code, [...codes])).orderBy(asc(organisations.id));
  return new Map(rows.map((row) => [row.code, row]));
}
