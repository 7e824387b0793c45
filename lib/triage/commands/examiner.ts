import { and, asc, count, eq, inArray, sql } from "drizzle-orm";
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

/** Draws who makes one examination, as `assignExaminers` does. */
async function assignExaminer(tx: Transaction, examination: Examination, given: Given, now: Date): Promise<string | null> {
  return (await assignExaminers(tx, [{ examination, given }], now))[0] ?? null;
}

/**
 * Draws who makes each examination from those on duty at its office today (双随机), under the seed of the day, and records what was drawn from: one after the other, so that nobody
 * is given more than a day's work. Where an office keeps no duty list nothing is drawn; where nobody on it may or can, the examination says that it has no examiner. Answers the names.
 */
export async function assignExaminers(tx: Transaction, asked: readonly { readonly examination: Examination; readonly given: Given }[], now: Date): Promise<readonly (string | null)[]> {
  const day = dateIn(now);
  const onDuty = new Map<string, OnDuty[]>();
  for (const office of [...new Set(asked.map(({ examination }) => examination.officeCode))].toSorted()) {
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${`duty:${office}:${day}`}, 0))`);
    onDuty.set(office, await onDutyAt(tx, office, day));
  }
  const drawn = asked.filter(({ examination }) => (onDuty.get(examination.officeCode) ?? []).length > 0);
  if (drawn.length === 0) return asked.map(() => null);
  const seeds = await seedsOf(tx, [...new Set(drawn.map(({ examination }) => examination.officeCode))], day, now);
  const turns = await turnsOf(tx, drawn.map(({ examination }) => examination.id));
  const excluded = await excludedFrom(tx, drawn.map(({ examination }) => examination));
  const records = drawn.map(({ examination, given }): Recording => {
    const [office, seed] = [onDuty.get(examination.officeCode) ?? [], seeds.get(examination.officeCode)];
    if (seed === undefined) throw new Error(`no seed was committed for ${examination.officeCode} on ${day}`);
    const { chosen, draw } = drawExaminer(seed, drawText(given.number, examination.id, (turns.get(examination.id) ?? 0) + 1), office, { ...excluded(examination), replaced: given.replaced });
    if (chosen !== undefined) onDuty.set(examination.officeCode, office.map((one) => (one.person === chosen.person ? { ...one, assigned: one.assigned + 1 } : one)));
    return { examination, day, person: chosen === undefined ? null : { id: chosen.person, name: chosen.name }, how: "drawn", draw, ...given };
  });
  await record(tx, records, now);
  const names = new Map(records.map(({ examination, person }) => [examination.id, person?.name ?? null]));
  return asked.map(({ examination }) => names.get(examination.id) ?? null);
}

const reassignInput = z.strictObject({ id: z.int().positive(), reason: z.enum(REASSIGN_REASONS), note: z.string().trim().max(2_000).default(""), person: z.int().positive().optional() });

/**
 * Gives an examination to another examiner for a reason: drawn anew from the others on duty, or a person who is named. Refusals: `unknown-examination`,
 * `not-ordered-now`, `unknown-person`, `other-office`, `may-not-examine` for whoever releases these goods or found nothing in them, `nobody-on-duty`.
 */
export const reassignExaminer = command("selection.manage", reassignInput, async ({ tx, actor, now }, { id, reason, note, person }) => {
  const officer = officerOf(actor);
  const [row] = await tx
    .select({ examination: examinations, number: consignments.number })
    .from(examinations)
    .innerJoin(consignments, eq(consignments.id, examinations.declarationId))
    .where(eq(examinations.id, id))
    .for("update", { of: examinations });
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
  await record(tx, [{ examination, day: dateIn(now), person: named, how: "named", draw: null, ...given }], now);
  await notify(tx, "desk", { id: examination.declarationId, kind: "examined" });
  return { result: { id, examiner: named.name }, audit: audit(named.name) };
});

async function personFor(tx: Transaction, id: number, examination: Examination): Promise<{ readonly id: number; readonly name: string }> {
  const [person] = await tx.select().from(people).where(eq(people.id, id));
  if (person === undefined || person.disabledAt !== null || !mayRole(person.role, "examination.report")) throw new Refusal("unprocessable", "unknown-person", { id });
  if (person.officeCode !== examination.officeCode) throw new Refusal("forbidden", "other-office", { office: examination.officeCode, own: person.officeCode ?? "" });
  const { releases, examined } = (await excludedFrom(tx, [examination]))(examination);
  if (releases.has(id) || examined.has(id)) throw new Refusal("forbidden", "may-not-examine", { personName: person.name });
  return { id, name: person.name };
}

/** Those on duty with what they have on that day, cancelled examinations not counted. */
async function onDutyAt(tx: Transaction, office: string, day: PlainDate): Promise<OnDuty[]> {
  const assigned = sql<number>`(select count(*)::int from examinations e where e.examiner_day = ${duties.day} and e.examiner_id = ${duties.personId} and e.status <> 'cancelled')`;
  return tx
    .select({ person: duties.personId, name: duties.personName, limit: duties.examinations, assigned })
    .from(duties)
    .innerJoin(people, and(eq(people.id, duties.personId), sql`${people.disabledAt} is null`))
    .where(and(eq(duties.officeCode, office), eq(duties.day, day), eq(duties.onDuty, true)))
    .orderBy(asc(duties.personId));
}

/** How often each examination was drawn for. */
async function turnsOf(tx: Transaction, ids: readonly number[]): Promise<ReadonlyMap<number, number>> {
  const rows = await tx.select({ id: examinerAssignments.examinationId, turns: count() }).from(examinerAssignments).where(inArray(examinerAssignments.examinationId, [...ids])).groupBy(examinerAssignments.examinationId);
  return new Map(rows.map(({ id, turns }) => [id, turns]));
}

/** Who may not examine the goods of each examination: who ordered it, has it or ever decided to release it, and who examined them before without result. */
async function excludedFrom(tx: Transaction, asked: readonly Examination[]): Promise<(examination: Examination) => Omit<Excluded, "replaced">> {
  const ids = [...new Set(asked.map(({ declarationId }) => declarationId))];
  const deciders = await tx
    .select({ of: triageDecisions.declarationId, by: triageDecisions.decidedBy, second: triageDecisions.secondedBy })
    .from(triageDecisions)
    .where(and(inArray(triageDecisions.declarationId, ids), eq(triageDecisions.decision, "release")));
  const rows = await tx.select({ of: consignments.id, assignee: consignments.assigneeId }).from(consignments).where(inArray(consignments.id, ids));
  const before = await tx
    .select({ of: examinations.declarationId, id: examinations.id, by: examinations.reportedBy, examiner: examinations.examinerId })
    .from(examinations)
    .where(and(inArray(examinations.declarationId, ids), eq(examinations.result, "conform")));
  const set = (found: readonly (number | null | undefined)[]) => new Set(found.filter((one) => typeof one === "number"));
  return ({ id, declarationId, orderedBy }) => ({
    releases: set([orderedBy, ...rows.filter(({ of }) => of === declarationId).map(({ assignee }) => assignee), ...deciders.filter(({ of }) => of === declarationId).flatMap(({ by, second }) => [by, second])]),
    examined: set(before.filter((one) => one.of === declarationId && one.id !== id).flatMap(({ by, examiner }) => [by, examiner])),
  });
}

type Recording = Given & {
  readonly examination: Examination;
  readonly day: PlainDate;
  readonly person: { readonly id: number; readonly name: string } | null;
  readonly how: "drawn" | "named";
  readonly draw: (typeof examinerAssignments.$inferInsert)["draw"];
};

async function record(tx: Transaction, all: readonly Recording[], now: Date): Promise<void> {
  await tx
    .insert(examinerAssignments)
    .values(
      all.map(({ examination, day, person, how, draw, reason, note, byName }) => ({
        examinationId: examination.id,
        officeCode: examination.officeCode,
        day,
        personId: person?.id ?? null,
        personName: person?.name ?? null,
        how,
        draw: draw ?? null,
        reason: reason ?? null,
        note: note ?? "",
        byName: byName ?? null,
        at: now,
      })),
    );
  const changed = all
    .filter(({ examination, person }) => person !== null || examination.examinerId === null)
    .map(({ examination, person, how, day }) => ({
      id: examination.id,
      person: person?.id ?? null,
      name: person?.name ?? null,
      how: person === null ? null : how,
      day: person === null ? null : day,
    }));
  if (changed.length === 0) return;
  await tx.execute(sql`
    update examinations as e set examiner_id = given.person, examiner_name = given.name, examiner_how = given.how, examiner_day = given.day
    from jsonb_to_recordset(${JSON.stringify(changed)}::jsonb) as given (id bigint, person bigint, name text, how text, day date) where e.id = given.id`);
}
