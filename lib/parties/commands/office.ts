import { inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { offices } from "#db/schema/places";
import { officeOf } from "#lib/places/office";

/** Offices by their codes; one first seen is taken in, under its reference names when the customs table has it, else unverified under its code. */
export async function ensureOffices(tx: Transaction, codes: readonly string[]): Promise<Map<string, typeof offices.$inferSelect>> {
  const wanted = [...new Set(codes)].toSorted();
  const known = await officesByCode(tx, wanted);
  const missing = wanted.filter((code) => !known.has(code));
  if (missing.length === 0) return known;
  await tx.insert(offices).values(missing.map((code) => {
    const name = officeOf(code)?.name;
    return { code, nameEn: name?.en ?? code, nameZh: name?.zh ?? code, verified: name !== undefined };
  })).onConflictDoNothing();
  return officesByCode(tx, wanted);
}

async function officesByCode(tx: Transaction, codes: readonly string[]): Promise<Map<string, typeof offices.$inferSelect>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.select().from(offices).where(inArray(offices.code, [...codes]));
  return new Map(rows.map((row) => [row.code, row]));
}
