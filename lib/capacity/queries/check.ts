import { desc, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { ledgerChecks } from "#db/schema/capacity";
import { sites } from "#db/schema/parties";
import { declarationNumbers } from "#lib/consignments/queries";
import { lineOf, type LedgerCheck } from "../difference.ts";

const SHOWN = 100;

/** The latest checks of the ledger, the newest first; of each the first 100 differences, by name. */
export async function latestChecks(tx: Transaction, limit: number): Promise<LedgerCheck[]> {
  const rows = await tx.select().from(ledgerChecks).orderBy(desc(ledgerChecks.id)).limit(limit);
  const found = rows.map(({ differences, ...check }) => ({ ...check, count: differences.length, some: differences.slice(0, SHOWN) }));
  const every = found.flatMap(({ some }) => some);
  const numbers = await declarationNumbers(tx, every.flatMap(({ what }) => lineOf(what)?.declarationId ?? []));
  const ids = [...new Set(every.map(({ siteId }) => siteId))];
  const named = ids.length === 0 ? [] : await tx.select({ id: sites.id, name: sites.name }).from(sites).where(inArray(sites.id, ids));
  const names = new Map(named.map(({ id, name }) => [id, name]));
  return found.map(({ some, ...check }) => ({
    ...check,
    differences: some.map((one) => {
      const line = lineOf(one.what);
      return { ...one, site: names.get(one.siteId) ?? String(one.siteId), declaration: line === undefined ? null : (numbers.get(line.declarationId) ?? String(line.declarationId)), line: line?.no ?? null };
    }),
  }));
}
