import { and, desc, gt, isNull, lt } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { snoozes } from "#db/schema/risk-feedback";
import type { Snooze } from "../snooze.ts";

/** The snoozes that hold at an instant. */
export async function snoozesInForce(tx: Transaction, now: Date): Promise<Snooze[]> {
  const rows = await tx.select({ id: snoozes.id, rule: snoozes.rule, kind: snoozes.partyKind, party: snoozes.partyId, until: snoozes.until }).from(snoozes).where(and(isNull(snoozes.endedAt), gt(snoozes.until, now)));
  return rows.map(({ id, rule, kind, party, until }) => ({ id, rule, party: { kind, id: party }, until }));
}

/** A snooze as its list shows it. */
export type SnoozeRow = typeof snoozes.$inferSelect;

/** Snoozes, the newest first; those in force alone where asked. `after` is the `next` of the page before. */
export async function listSnoozes(
  tx: Transaction,
  { inForce, now, limit, after }: { readonly inForce: boolean; readonly now: Date; readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly items: readonly SnoozeRow[]; readonly next: string | null }> {
  const rows = await tx
    .select()
    .from(snoozes)
    .where(and(...(inForce ? [isNull(snoozes.endedAt), gt(snoozes.until, now)] : []), after === undefined ? undefined : lt(snoozes.id, Number(after))))
    .orderBy(desc(snoozes.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
}
