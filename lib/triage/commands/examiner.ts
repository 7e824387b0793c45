import { and, asc, eq, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { notify } from "#db/live";
import { people } from "#db/schema/access";
import { duties, examinerAssignments } from "#db/schema/selection";
import { consignments, examinations, triageDecisions } from "#db/schema/triage";
import { mayRole } from "#lib/access/permission";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { dateIn, type PlainDate } from "#lib/measures/period";
import { drawExaminer, drawText, type Excluded, type OnDuty } from "../duty.ts";
import { officerOf } from "../officer.ts";
import { REASSIGN_REASONS } from "../reassign.ts";
import { seedsOf } from "./seeds.ts";

type Examination = typeof examinations.$inferSelect;
type Given = { readonly number: string; readonly replaced?: number | undefined; readonly reason?: (typeof REASSIGN_REASONS)[number]; readonly note?: string; readonly byName?: string };

/**
 * Draws who makes an examination from those on duty at its office today (双随机), under the seed of the day, and records what was drawn from. Where the
 * office keeps no duty list nothing is drawn; where nobody on it may or can, the examination says that it has no examiner.
 */
export async function assignExaminer(tx: Transaction, examination: Examination, given: Given, now: Date): Promise<string | null> {
  const day = dateIn(now);
  const office = examination.officeCode;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`duty:${office}:${day}`}, 0))`);
  const onDuty = await onDutyAt(tx, office, day);
  if (onDuty.length === 0) return null;
  const seed = (await seedsOf(tx, [office], day, now)).get(office);
  if (seed === undefined) throw new Error(`no seed was committed for ${office} on ${day}`);
  const turns = await tx.$count(examinerAssignments, eq(examinerAssignments.examinationId, examination.id));
  const { chosen, draw } = drawExaminer(seed, drawText(given.number, examination.id, turns + 1), onDuty, await excludedFrom(tx, examination, given.replaced));
  await record(tx, examination, { day, person: chosen === undefined ? null : { id: chosen.person, name: chosen.name }, how: "drawn", draw, ...given }, now);
  return chosen?.name ?? null;
}

const reassignInput = z.strictObject({ id: z.int().positive(), reason: z.enum(REASSIGN_REASONS), note: z.string().trim().max(2_000).default(""), person: z.int().positive().optional() });

/**
 * Gives an examination to another examiner for a reason: drawn anew from the others on duty, or a person who is named. Refusals: `unknown-examination`,
 * `not-ordered-now`, `unknown-person`, `other-office`, `may-not-examine` for whoever releases these goods or found nothing in them, `nobody-on-duty`.
 */
export const reassignExaminer = command("selection.manage", reassignInput, async ({ tx, actor, now }, { id, reason, note, person }) => {
  const officer = officerOf(actor);
  const [row] = await tx.select({ examination: examinations, number: consignments.number }).from(examinations).innerJoin(consignments, eq(consignments.id, examinations.declarationId)).where(eq(examinations.id, id)).for("update", { of: examinations });
  if (row === undefined) throw new Refusal("not-found", "unknown-examination", { id });
  const { examination, number } = row;
  if (examination.status !== "ordered") throw new Refusal("conflict", "not-ordered-now", { id, status: examination.status });
  const given = { number, reason, note, byName: officer.name };
  const audit = (to: string | null) => ({ action: "examination.reassign", subject: { kind: "declaration", id: number }, facts: { examination: id, reason, note, from: examination.examinerName, to } });
  if (person !== undefined && person === examination.examinerId) return { result: { id, examiner: examination.examinerName }, audit: audit(examination.examinerName) };
  if (person === undefined) {
    const drawn = await assignExaminer(tx, examination, { ...given, replaced: examination.examinerId ?? undefined }, now);
    if (drawn === null) throw new Refusal("conflict", "nobody-on-duty", { office: examination.officeCode, day: dateIn(now) });
    await notify(tx, "desk", { id: examination.declarationId, kind: "examined" });
    return { result: { id, examiner: drawn }, audit: audit(drawn) };
  }
  const named = await personFor(tx, person, examination);
  await record(tx, examination, { day: dateIn(now), person: named, how: "named", draw: null, ...given }, now);
  await notify(tx, "desk", { id: examination.declarationId, kind: "examined" });
  return { result: { id, examiner: named.name }, audit: audit(named.name) };
});

async function personFor(tx: Transaction, id: number, examination: Examination): Promise<{ readonly id: number; readonly name: string }> {
  const [person] = await tx.select().from(people).where(eq(people.id, id));
  if (person === undefined || person.disabledAt !== null || !mayRole(person.role, "examination.report")) throw new Refusal("unprocessable", "unknown-person", { id });
  if (person.officeCode !== examination.officeCode) throw new Refusal("forbidden", "other-office", { office: examination.officeCode, own: person.officeCode ?? "" });
  const { releases, examined } = await excludedFrom(tx, examination, undefined);
  if (releases.has(id) || examined.has(id)) throw new Refusal("forbidden", "may-not-examine", { name: person.name });
  return { id, name: person.name };
}

/** Those on duty with what they have on that day, cancelled examinations not counted. */
async function onDutyAt(tx: Transaction, office: string, day: PlainDate): Promise<OnDuty[]> {
  const assigned = sql<number>`(select count(*)::int from examinations e where e.examiner_day = ${duties.day} and e.examiner_id = ${duties.personId} and e.status <> 'cancelled')`;
  return tx.select({ person: duties.personId, name: duties.personName, limit: duties.examinations, assigned }).from(duties).innerJoin(people, and(eq(people.id, duties.personId), sql`${people.disabledAt} is null`)).where(and(eq(duties.officeCode, office), eq(duties.day, day), eq(duties.onDuty, true))).orderBy(asc(duties.personId));
}

/** Who may not examine a declaration's goods: who ordered it, has it or ever decided to release it, and who examined them before without result. */
async function excludedFrom(tx: Transaction, { id, declarationId, orderedBy }: Examination, replaced: number | undefined): Promise<Excluded> {
  const deciders = await tx.select({ by: triageDecisions.decidedBy, second: triageDecisions.secondedBy }).from(triageDecisions).where(and(eq(triageDecisions.declarationId, declarationId), eq(triageDecisions.decision, "release")));
  const [row] = await tx.select({ assignee: consignments.assigneeId }).from(consignments).where(eq(consignments.id, declarationId));
  const before = await tx.select({ by: examinations.reportedBy }).from(examinations).where(and(eq(examinations.declarationId, declarationId), ne(examinations.id, id), eq(examinations.result, "conform")));
  const set = (ids: readonly (number | null | undefined)[]) => new Set(ids.filter((one) => typeof one === "number"));
  return { releases: set([orderedBy, row?.assignee, ...deciders.flatMap(({ by, second }) => [by, second])]), examined: set(before.map(({ by }) => by)), replaced };
}

type Recorded = Given & { readonly day: PlainDate; readonly person: { readonly id: number; readonly name: string } | null; readonly how: "drawn" | "named"; readonly draw: (typeof examinerAssignments.$inferInsert)["draw"] };

async function record(tx: Transaction, examination: Examination, { day, person, how, draw, reason, note, byName }: Recorded, now: Date): Promise<void> {
  await tx.insert(examinerAssignments).values({ examinationId: examination.id, officeCode: examination.officeCode, day, personId: person?.id ?? null, personName: person?.name ?? null, how, draw: draw ?? null, reason: reason ?? null, note: note ?? "", byName: byName ?? null, at: now });
  if (person === null && examination.examinerId !== null) return;
  await tx.update(examinations).set({ examinerId: person?.id ?? null, examinerName: person?.name ?? null, examinerHow: person === null ? null : how, examinerDay: person === null ? null : day }).where(eq(examinations.id, examination.id));
}
