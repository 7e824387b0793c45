import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { notify, notifyAll } from "#db/live";
import { people } from "#db/schema/access";
import { consignments } from "#db/schema/triage";
import { mayRole } from "#lib/access/permission";
import { Refusal } from "#lib/access/refusal";
import { command, type Work } from "#lib/audit/command";
import type { AuditEntry } from "#lib/audit/entry";
import { demandOffice, officerOf, type Officer } from "../officer.ts";
import type { ConsignmentRow } from "./consignment.ts";
import { MOST_ROWS, refusedRow, type RowOutcome } from "./each.ts";

/** Who has a consignment now; null when nobody has. */
export type Assigned = { readonly number: string; readonly assignee: { readonly id: number; readonly name: string } | null; readonly version: number };

/** Who is given a consignment, without the consignment. */
export const assigneeBody = z.strictObject({
  assignee: z.union([z.int().positive(), z.literal("me"), z.null()]).describe("a person's id, `me`, or null for nobody"),
  expectedAssignee: z.union([z.int().positive(), z.null()]).optional().describe("who had it when you looked; another one by now is a conflict"),
});

const assignInput = assigneeBody.extend({ number: z.string().min(1) });

/** Gives a consignment to a person of its office, or to nobody. Throws Refusal: `unknown-consignment`, `other-office`, `not-open`, `unknown-person`, `assigned-meanwhile`. */
export const assign = command("consignment.assign", assignInput, async ({ tx, actor }, { assignee, ...asked }) => {
  const [row] = await assignRows(tx, officerOf(actor), assignee, [asked]);
  if (row === undefined) throw new Error(`nothing became of ${asked.number}`);
  if ("refused" in row) throw row.refused;
  return { result: row.result, audit: row.audit };
});

/** The input of `assignMany`. */
export const assignmentsInput = z.strictObject({ numbers: z.array(z.string().min(1)).min(1).max(MOST_ROWS), assignee: assigneeBody.shape.assignee });

/**
 * Gives many consignments to one person in one transaction, each for itself: the answer is per row, in order, and each has its own audit entry beside the one of
 * the whole. Throws Refusal for input that cannot be read, and for who may assign nothing.
 */
export const assignMany = command("consignment.assign", assignmentsInput, async ({ tx, actor }, { numbers, assignee }) => {
  const asked = [...new Set(numbers)];
  const rows = await assignRows(tx, officerOf(actor), assignee, asked.map((number) => ({ number })));
  const entries = rows.flatMap((row) => ("refused" in row ? [] : [row.audit]));
  const outcomes = rows.map((row): RowOutcome<Assigned> => ("refused" in row ? refusedRow(row.number, row.refused) : { number: row.number, ok: true, result: row.result }));
  const whole = { action: "consignment.assign-many", subject: { kind: "desk", id: "assign" }, facts: { asked: asked.length, done: entries.length } };
  return { result: outcomes, audit: [whole, ...entries] };
});

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

type Asked = { readonly number: string; readonly expectedAssignee?: number | null | undefined };
type Person = typeof people.$inferSelect;
type RowAssigned = { readonly number: string } & ({ readonly result: Assigned; readonly audit: AuditEntry } | { readonly refused: Refusal });

/** Gives some consignments to one person, each for itself, in as many statements as one takes. Rows are locked in the order of their ids, as those who decide on many lock them. Answers in the order asked. */
async function assignRows(tx: Work["tx"], officer: Officer, assignee: number | "me" | null, asked: readonly Asked[]): Promise<readonly RowAssigned[]> {
  const locked = await tx.select().from(consignments).where(inArray(consignments.number, asked.map(({ number }) => number))).orderBy(asc(consignments.id)).for("update");
  const rows = new Map(locked.map((row) => [row.number, row]));
  const person = assignee === null ? null : await personOf(tx, assignee === "me" ? officer.id : assignee);
  const settled = asked.map((one) => ({ number: one.number, ...givenTo(rows.get(one.number), one, officer, person) }));
  const going = settled.flatMap((one) => ("row" in one ? [one.row] : []));
  const to = person === null || person === undefined ? null : { id: person.id, name: person.name };
  const versions = await give(tx, going, to);
  return settled.map((one) => ("refused" in one ? one : assigned(one.row, versions.get(one.row.id), to)));
}

/** The row that may be given away, or why not. */
function givenTo(row: ConsignmentRow | undefined, { number, expectedAssignee }: Asked, officer: Officer, person: Person | null | undefined): { readonly row: ConsignmentRow } | { readonly refused: Refusal } {
  try {
    if (row === undefined) throw new Refusal("not-found", "unknown-consignment", { number });
    demandOffice(officer, row.officeCode);
    if (!row.open) throw new Refusal("conflict", "not-open", { number, status: row.status });
    if (person !== null) demandPerson(person, row.officeCode);
    if (expectedAssignee !== undefined && expectedAssignee !== row.assigneeId) throw new Refusal("conflict", "assigned-meanwhile", { number, to: row.assigneeName ?? "" });
    return { row };
  } catch (error) {
    if (error instanceof Refusal) return { refused: error };
    throw error;
  }
}

async function give(tx: Transaction, rows: readonly ConsignmentRow[], to: Assigned["assignee"]): Promise<ReadonlyMap<number, number>> {
  if (rows.length === 0) return new Map();
  const moved = await tx
    .update(consignments)
    .set({ assigneeId: to?.id ?? null, assigneeName: to?.name ?? null })
    .where(inArray(consignments.id, rows.map(({ id }) => id)))
    .returning({ id: consignments.id, version: consignments.version });
  await notifyAll(tx, "desk", rows.map(({ id }) => ({ id, kind: "assigned" })));
  return new Map(moved.map(({ id, version }) => [id, version]));
}

function assigned(row: ConsignmentRow, version: number | undefined, to: Assigned["assignee"]): RowAssigned {
  if (version === undefined) throw new Error(`consignment ${row.id} is gone`);
  const facts = { to: to?.name ?? null, toId: to?.id ?? null, from: row.assigneeName };
  return { number: row.number, result: { number: row.number, assignee: to, version }, audit: { action: "consignment.assign", subject: { kind: "declaration", id: row.number }, facts } };
}

/** The person of an id who may have consignments; undefined for anybody else. */
async function personOf(tx: Transaction, id: number): Promise<Person | undefined> {
  const [person] = await tx.select().from(people).where(eq(people.id, id));
  return person === undefined || person.disabledAt !== null || !mayRole(person.role, "consignment.decide") ? undefined : person;
}

/** Only an officer of its office or a supervisor has a consignment. */
function demandPerson(person: Person | undefined, office: string): void {
  if (person === undefined) throw new Refusal("unprocessable", "unknown-person", {});
  if (person.role !== "supervisor" && person.officeCode !== office) throw new Refusal("forbidden", "other-office", { office, own: person.officeCode ?? "" });
}
