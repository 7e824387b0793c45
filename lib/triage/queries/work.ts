import { and, desc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { declarations } from "#db/schema/consignments";
import { consignments, triageDecisions } from "#db/schema/triage";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { scopeConditions } from "./condition.ts";

const MOST = 300;

/** A consignment as its office works on it: its row, and its decisions, the newest first. */
export type ConsignmentWork = { readonly row: typeof consignments.$inferSelect; readonly decisions: readonly (typeof triageDecisions.$inferSelect)[] };

/** One consignment within the actor's scope. Refusals: `unknown-consignment`, and `assessment-pending` for a declaration that is lodged and not yet assessed. */
export async function consignmentWork(tx: Transaction, number: string, actor: Actor): Promise<ConsignmentWork> {
  const [row] = await tx.select().from(consignments).where(and(eq(consignments.number, number), ...scopeConditions(actor)));
  if (row === undefined) {
    const lodged = await tx.$count(declarations, eq(declarations.number, number));
    throw new Refusal("not-found", lodged === 0 ? "unknown-consignment" : "assessment-pending", { number });
  }
  return { row, decisions: await tx.select().from(triageDecisions).where(eq(triageDecisions.declarationId, row.id)).orderBy(desc(triageDecisions.id)).limit(MOST) };
}
