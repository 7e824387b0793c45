import { and, asc, eq, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { declarationLines } from "#db/schema/consignments";
import { shipmentsElsewhere } from "#db/schema/feeds";
import { sourcedShares } from "#db/schema/trace";
import { productsWithPacking } from "#lib/parties/queries";
import type { Account } from "../account.ts";
import type { Book } from "../book.ts";
import { chargeable } from "../chargeable.ts";
import { expectedOn } from "../expected.ts";

/**
 * Charges the accounts of a site with what feeds show sold at home or shipped to other countries (docs/capacity.md rule 8), each shipment
 * once: what an account already has of it is not charged again, and what it should no longer have is taken off. What left for another
 * country and came back in somebody's goods is charged to the lines that declare them, and not here besides.
 */
export async function chargeElsewhere(tx: Transaction, siteId: number, book: Book, open: readonly Account[], now: Date): Promise<void> {
  const shipments = await tx.select().from(shipmentsElsewhere).where(eq(shipmentsElsewhere.siteId, siteId)).orderBy(asc(shipmentsElsewhere.eventPk), asc(shipmentsElsewhere.item));
  const charged = await tx.execute<{ account_id: bigint; event: bigint; no: number; amount: string }>(sql`
    select account_id, declaration_id as event, line_no as no, sum(amount)::text as amount from postings
    where site_id = ${siteId} and kind = 'elsewhere' group by account_id, declaration_id, line_no`);
  if (shipments.length === 0 && charged.length === 0) return;
  const wanted = new Map<string, { readonly accountId: number; readonly event: number; readonly no: number; readonly amount: bigint; readonly producedFrom: string; readonly producedTo: string }>();
  const products = await productsWithPacking(tx, [...new Set(shipments.map((one) => one.gtin))]);
  const returned = await returnedOf(tx, siteId, open, products);
  for (const [event, items] of Map.groupBy(shipments, (one) => one.eventPk)) {
    items.forEach((item, index) => {
      const produced = { from: item.producedFrom, to: item.producedTo };
      const line = chargeable(
        {
          declarationId: event,
          no: index + 1,
          revision: 0,
          gtin: item.gtin,
          hsCode: products.get(item.gtin)?.hsCode ?? "",
          quantity: { value: item.quantityValue, unit: item.quantityUnit },
          produced,
          effect: "counts",
          assumptions: [],
        },
        products,
      );
      for (const { accountId, amount } of expectedOn(open, line).amounts) {
        const key = `${accountId}:${item.gtin}/${item.lot ?? ""}`;
        const back = returned.get(key) ?? 0n;
        const off = back < amount ? back : amount;
        returned.set(key, back - off);
        if (amount > off) wanted.set(`${accountId}:${event}:${index + 1}`, { accountId, event, no: index + 1, amount: amount - off, producedFrom: produced.from, producedTo: produced.to });
      }
    });
  }
  for (const one of charged) {
    const key = `${one.account_id}:${one.event}:${one.no}`;
    const still = wanted.get(key);
    const difference = (still?.amount ?? 0n) - BigInt(one.amount);
    wanted.delete(key);
    const account = open.find((candidate) => candidate.id === Number(one.account_id));
    if (difference !== 0n && account !== undefined)
      book.chargeElsewhere(
        account.id,
        { event: Number(one.event), no: one.no, amount: difference, producedFrom: still?.producedFrom ?? account.from, producedTo: still?.producedTo ?? account.to },
        now,
      );
  }
  for (const one of wanted.values()) book.chargeElsewhere(one.accountId, one, now);
}

/** How much of each lot of a site is charged to it through lines of others, by `account:gtin/lot`. */
async function returnedOf(tx: Transaction, siteId: number, open: readonly Account[], products: Awaited<ReturnType<typeof productsWithPacking>>): Promise<Map<string, bigint>> {
  const rows = await tx
    .select({ share: sourcedShares })
    .from(sourcedShares)
    .innerJoin(
      declarationLines,
      and(
        eq(declarationLines.declarationId, sourcedShares.declarationId),
        eq(declarationLines.no, sourcedShares.lineNo),
        eq(declarationLines.revision, sourcedShares.revision),
        eq(declarationLines.standing, true),
        eq(declarationLines.effect, "counts"),
      ),
    )
    .where(eq(sourcedShares.siteId, siteId));
  const returned = new Map<string, bigint>();
  for (const { share } of rows) {
    if (!products.has(share.gtin)) continue;
    const produced = { from: share.producedFrom, to: share.producedTo };
    const line = chargeable(
      {
        declarationId: share.declarationId,
        no: share.lineNo,
        revision: share.revision,
        gtin: share.gtin,
        hsCode: products.get(share.gtin)?.hsCode ?? "",
        quantity: { value: share.quantityValue, unit: share.quantityUnit },
        produced,
        effect: "counts",
        assumptions: [],
      },
      products,
    );
    for (const { accountId, amount } of expectedOn(open, line).amounts) returned.set(`${accountId}:${share.gtin}/${share.lot}`, (returned.get(`${accountId}:${share.gtin}/${share.lot}`) ?? 0n) + amount);
  }
  return returned;
}
