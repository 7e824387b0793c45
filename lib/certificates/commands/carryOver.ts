import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { carryOvers } from "#db/schema/certificates";
import { actorKey } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { markForRejudging } from "#lib/parties/commands/rejudging";
import { scopeKey } from "../certificate.ts";
import { carryOverInput } from "../submission.ts";
import { requireAmount, requireSite } from "./submit.ts";

/**
 * Submits proven stock of earlier periods for the account of a site, scope and production period; it counts once another person
 * approves it, up to the reserve of the policy (docs/capacity.md rule 8). Refusals as for a certificate's site, scope and quantity.
 */
export const submitCarryOver = command("carry-over.submit", carryOverInput, async ({ tx, actor, now }, { site, scope, production, quantity, proof }) => {
  const siteId = await requireSite(tx, site);
  const { dimension, base } = await requireAmount(tx, quantity, scope);
  const [made] = await tx
    .insert(carryOvers)
    .values({ siteId, scopeKey: scopeKey(scope), producedFrom: production.from, producedTo: production.to, dimension, base, proof, submittedBy: actorKey(actor), recordedAt: now })
    .returning({ id: carryOvers.id });
  if (made === undefined) throw new Error("the carried-over stock was not written");
  return { result: made, audit: { action: "carry-over.submit", subject: { kind: "carry-over", id: String(made.id) }, facts: { site, scope, production, quantity, proof } } };
});

/** Approves carried-over stock, and has the site's accounts re-judged. Refusals: `unknown-carry-over`, `four-eyes` for its submitter, `already-approved`. */
export const approveCarryOver = command("carry-over.decide", z.strictObject({ id: z.int().min(1) }), async ({ tx, actor, now }, { id }) => {
  const [row] = await tx.select().from(carryOvers).where(eq(carryOvers.id, id));
  if (row === undefined) throw new Refusal("not-found", "unknown-carry-over", { carryOver: id });
  if (row.submittedBy === actorKey(actor)) throw new Refusal("forbidden", "four-eyes", { carryOver: id });
  const approved = await tx
    .update(carryOvers)
    .set({ approvedBy: actorKey(actor), approvedAt: now })
    .where(and(eq(carryOvers.id, id), isNull(carryOvers.approvedAt)))
    .returning({ id: carryOvers.id });
  if (approved.length === 0) throw new Refusal("conflict", "already-approved", { carryOver: id });
  await markForRejudging(tx, [row.siteId]);
  return { result: { id }, audit: { action: "carry-over.approve", subject: { kind: "carry-over", id: String(id) }, facts: { siteId: row.siteId, base: String(row.base), dimension: row.dimension } } };
});
