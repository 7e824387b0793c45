import { and, eq, gt, inArray, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { declarationLines } from "#db/schema/consignments";
import { lots } from "#db/schema/feeds";
import { sourcedShares } from "#db/schema/trace";
import type { Actor } from "#lib/access/actor";
import { command, reading } from "#lib/audit/command";
import { gtinsOf } from "#lib/capacity/chargeable";
import { settleSite } from "#lib/capacity/commands/settle";
import { lotText, type LotKey } from "#lib/feeds/lot";
import { addDays, type PlainDate } from "#lib/measures/period";
import { productsWithPacking } from "#lib/parties/queries";
import { balanceFacts, transformedLots, wantedLots } from "../queries/genealogy.ts";
import { takenOf } from "../source.ts";

type Share = typeof sourcedShares.$inferInsert;
type Line = typeof declarationLines.$inferSelect;

const UNIT = { items: "H87", volume: "MLT", mass: "MGM" } as const;

const HOUSE: Actor = { kind: "system", name: "ledger" };

/** Charges declarations to their sources where there is anything to charge: most lines name lots that no transformation made. */
export async function chargeSourcesOf(declarations: readonly number[], now?: Date): Promise<void> {
  const ids = sql`(select json_array_elements_text(${JSON.stringify(declarations)}::json)::bigint)`;
  const concerned = await reading(HOUSE, "system.run", (tx) => tx.execute(sql`
    select 1 from sourced_shares where declaration_id in ${ids}
    union all
    select 1 from declaration_lines lines cross join unnest(lines.lots) as named (lot) join event_items items on items.gtin in (lines.gtin, lines.base_gtin) and items.lot = named.lot
    where lines.declaration_id in ${ids} and lines.standing and (items.role = 'output' or items.item like '%/21/%')
    limit 1`));
  if (concerned.length > 0) await chargeSources(HOUSE, { declarations }, now);
}

/**
 * Charges the standing lines of declarations to the sites their inputs came from (docs/capacity.md rule 11), in proportion, as events tell now: a
 * bottler's outputs count where the wine was made. Rewrites the lines' shares and settles the sites they moved on; repeated, it changes nothing.
 */
export const chargeSources = command("system.run", z.object({ declarations: z.array(z.int().positive()) }), async ({ tx, now }, { declarations }) => {
  const charged = declarations.length === 0 ? [] : await charge(tx, declarations, now);
  return { result: charged, audit: { action: "trace.charge-sources", subject: { kind: "assessment", id: declarations.join(",").slice(0, 200) }, facts: { declarations: declarations.length, sites: charged } } };
});

async function charge(tx: Transaction, declarations: readonly number[], now: Date): Promise<number[]> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('sourced-shares'))`);
  const lines = await tx
    .select()
    .from(declarationLines)
    .where(
      and(inArray(declarationLines.declarationId, [...declarations]), eq(declarationLines.standing, true), ne(declarationLines.effect, "none"), gt(declarationLines.siteId, 0)),
    );
  const before = await tx.select().from(sourcedShares).where(inArray(sourcedShares.declarationId, [...declarations]));
  const wanted = await sharesOf(tx, lines, now);
  const moved = new Set<number>();
  for (const id of declarations) {
    const [old, fresh] = [before.filter((one) => one.declarationId === id), wanted.filter((one) => one.declarationId === id)];
    if (textOf(old) === textOf(fresh)) continue;
    for (const one of [...old, ...fresh]) moved.add(one.siteId);
    if (old.length > 0) await tx.delete(sourcedShares).where(eq(sourcedShares.declarationId, id));
    if (fresh.length > 0) await tx.insert(sourcedShares).values(fresh);
  }
  const sites = [...moved].toSorted((a, b) => a - b);
  for (const siteId of sites) await settleSite(tx, siteId, now);
  return sites;
}

/** What lines are charged to other sites, as events tell now. An input whose site or date of production is not known charges nobody. */
async function sharesOf(tx: Transaction, lines: readonly Line[], now: Date): Promise<Share[]> {
  const named = lines.filter((line) => line.lots.length > 0);
  const products = await productsWithPacking(tx, [...new Set(named.map((line) => line.gtin))]);
  const keysOf = (line: Line): LotKey[] => line.lots.flatMap((lot) => gtinsOf(line.gtin, products).map((gtin) => ({ gtin, lot })));
  const made = await transformedLots(tx, named.flatMap(keysOf));
  const concerned = named.filter((line) => keysOf(line).some((key) => made.has(lotText(key))));
  if (concerned.length === 0) return [];
  const facts = await balanceFacts(tx, concerned.flatMap(keysOf).filter((key) => made.has(lotText(key))));
  const all = { ...facts, products: new Map([...facts.products, ...products]) };
  const taken = concerned.map((line) => ({ line, taken: takenOf({ ...line, quantity: { value: line.quantityValue, unit: line.quantityUnit } }, keysOf(line).filter((key) => made.has(lotText(key))), all) }));
  const origins = await originsOf(tx, taken.flatMap((one) => one.taken));
  return taken.flatMap(({ line, taken: some }) => some.flatMap((one): Share[] => {
    const origin = origins.get(lotText(one));
    if (origin === undefined || origin.siteId === line.siteId) return [];
    const produced = { producedFrom: origin.producedOn, producedTo: addDays(origin.producedOn as PlainDate, 1) };
    return [{ siteId: origin.siteId, declarationId: line.declarationId, lineNo: line.no, gtin: one.gtin, lot: one.lot, revision: line.revision, quantityValue: one.base.toString(), quantityUnit: UNIT[one.dimension], ...produced, recordedAt: now }];
  }));
}

async function originsOf(tx: Transaction, taken: readonly LotKey[]): Promise<Map<string, { readonly siteId: number; readonly producedOn: string }>> {
  if (taken.length === 0) return new Map();
  const rows = await tx.select({ gtin: lots.gtin, lot: lots.lot, siteId: lots.siteId, producedOn: lots.producedOn }).from(lots).where(sql`(${lots.gtin}, ${lots.lot}) in ${wantedLots(taken)}`);
  return new Map(rows.flatMap(({ siteId, producedOn, ...key }) => (siteId === null || producedOn === null ? [] : [[lotText(key), { siteId, producedOn }]])));
}

function textOf(shares: readonly Share[]): string {
  return shares.map((one) => [one.siteId, one.lineNo, one.gtin, one.lot, one.revision, one.quantityValue, one.quantityUnit, one.producedFrom].join("|")).toSorted().join("\n");
}
