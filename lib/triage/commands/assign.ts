import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { notify } from "#db/live";
import { people } from "#db/schema/access";
import { consignments } from "#db/schema/triage";
import type { Actor } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import { mayRole } from "#lib/access/permission";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { demandOffice, officerOf } from "../officer.ts";
import { consignmentOf } from "./consignment.ts";
import { MOST_ROWS, forEachRow, type RowOutcome } from "./each.ts";

/** Who has a consignment now; null when nobody has. */
export type Assigned = { readonly number: string; readonly assignee: { readonly id: number; readonly name: string } | null; readonly version: number };

const assignInput = z.strictObject({
  number: z.string().min(1),
  /** A person's id, "me", or null for nobody. */
  assignee: z.union([z.int().positive(), z.literal("me"), z.null()]),
  /** Who had it when the reader looked; another one by now is a conflict. */
  expectedAssignee: z.union([z.int().positive(), z.null()]).optional(),
});

/** Gives a consignment to a person of its office, or to nobody. Throws Refusal: `unknown-consignment`, `other-office`, `not-open`, `unknown-person`, `assigned-meanwhile`. */
export const assign = command("consignment.assign", assignInput, async ({ tx, actor }, input) => {
  const officer = officerOf(actor);
  const row = await consignmentOf(tx, input.number);
  demandOffice(officer, row.officeCode);
  if (!row.open) throw new Refusal("conflict", "not-open", { number: row.number, status: row.status });
  const assignee = input.assignee === null ? null : await personFor(tx, input.assignee === "me" ? officer.id : input.assignee, row.officeCode);
  const expected = input.expectedAssignee === undefined ? undefined : input.expectedAssignee === null ? isNull(consignments.assigneeId) : eq(consignments.assigneeId, input.expectedAssignee);
  const [moved] = await tx.update(consignments).set({ assigneeId: assignee?.id ?? null, assigneeName: assignee?.name ?? null }).where(and(eq(consignments.id, row.id), expected)).returning({ version: consignments.version });
  if (moved === undefined) throw new Refusal("conflict", "assigned-meanwhile", { number: row.number, to: (await consignmentOf(tx, row.number)).assigneeName ?? "" });
  await notify(tx, "desk", { id: row.id, kind: "assigned" });
  const result: Assigned = { number: row.number, assignee, version: moved.version };
  return { result, audit: { action: "consignment.assign", subject: { kind: "declaration", id: row.number }, facts: { to: assignee?.name ?? null, toId: assignee?.id ?? null, from: row.assigneeName } } };
});

const manyInput = z.strictObject({ numbers: z.array(z.string().min(1)).min(1).max(MOST_ROWS), assignee: assignInput.shape.assignee });

/** Gives many consignments to one person, each for itself; the answer is per row, in order. */
export async function assignMany(actor: Actor, input: unknown, now?: Date): Promise<RowOutcome<Assigned>[]> {
  const { numbers, assignee } = parsed(manyInput, input);
  return forEachRow(numbers, (number) => assign(actor, { number, assignee }, now));
}

/**
 * Takes the next consignment to triage that nobody has: the highest score of the officer's office, of all offices for a supervisor without
 * one. People who claim at once get different ones. Throws Refusal `nothing-to-claim`.
 */
export const claimNext = command("consignment.assign", z.strictObject({}).optional(), async ({ tx, actor }) => {
  const officer = officerOf(actor);
  if (officer.office === null && officer.role !== "supervisor") throw new Refusal("forbidden", "other-office", { office: "", own: "" });
  const [next] = await tx
    .select({ id: consignments.id })
    .from(consignments)
    .where(and(sql`${consignments.open}`, eq(consignments.status, "to-triage"), isNull(consignments.assigneeId), officer.office === null ? undefined : eq(consignments.officeCode, officer.office)))
    .orderBy(sql`${consignments.score} desc nulls last`, asc(consignments.id))
    .limit(1)
    .for("update", { skipLocked: true });
  if (next === undefined) throw new Refusal("not-found", "nothing-to-claim", { office: officer.office ?? "" });
  const [taken] = await tx.update(consignments).set({ assigneeId: officer.id, assigneeName: officer.name }).where(eq(consignments.id, next.id)).returning({ number: consignments.number, version: consignments.version });
  if (taken === undefined) throw new Error(`consignment ${next.id} is gone`);
  await notify(tx, "desk", { id: next.id, kind: "assigned" });
  const result: Assigned = { number: taken.number, assignee: { id: officer.id, name: officer.name }, version: taken.version };
  return { result, audit: { action: "consignment.claim", subject: { kind: "declaration", id: taken.number } } };
});

/** The person who is to have a consignment of an office: an officer of it or a supervisor, not disabled. */
async function personFor(tx: Transaction, id: number, office: string): Promise<{ readonly id: number; readonly name: string }> {
  const [person] = await tx.select().from(people).where(eq(people.id, id));
  if (person === undefined || person.disabledAt !== null || !mayRole(person.role, "consignment.decide")) throw new Refusal("unprocessable", "unknown-person", { id });
  if (person.role !== "supervisor" && person.officeCode !== office) throw new Refusal("forbidden", "other-office", { office, own: person.officeCode ?? "" });
  return { id: person.id, name: person.name };
}
