import { and, asc, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { notify, notifyAll } from "#db/live";
import { assessments, findings, shadowFindings } from "#db/schema/risk";
import { consignments } from "#db/schema/triage";
import type { Actor } from "#lib/access/actor";
import { command } from "#lib/audit/command";
import { assess, type AssessedFinding, type Assessment } from "#lib/risk/assess";
import { keepModelScores } from "#lib/risk/commands/modelScores";
import { contextNow } from "#lib/risk/queries/context";
import { subjectsOf } from "#lib/risk/queries/subjects";
import type { Subject } from "#lib/risk/subject";
import { chargeSourcesOf } from "#lib/trace/commands/sources";
import { deskRow, type AssessedRow } from "../desk-row.ts";
import { findingChange } from "../finding-change.ts";
import { selectLanes } from "./selecting.ts";

const HOUSE: Actor = { kind: "system", name: "assessment" };

/** As many declarations are assessed in one transaction. */
const BLOCK = 100;

type Row = typeof consignments.$inferSelect;
type Assessed = { readonly subject: Subject; readonly assessment: Assessment; readonly row: AssessedRow; readonly before: Row | undefined };

/** How many declarations were assessed, and how many of them look different on the desk. */
export type AssessedCount = { readonly assessed: number; readonly changed: number };

/**
 * Assesses declarations by the rules as things are known now: first they are charged where their inputs came from, then findings that came
 * and went, the score, the desk's row, in one transaction for each block. `cause` is why, such as `lodged` or `certificate-changed`. Ids that are no declaration are left out.
 */
export async function assessDeclarations(declarationIds: readonly number[], cause: string, now: Date): Promise<AssessedCount> {
  const ids = [...new Set(declarationIds)].toSorted((a, b) => a - b);
  let total: AssessedCount = { assessed: 0, changed: 0 };
  for (let at = 0; at < ids.length; at += BLOCK) {
    await chargeSourcesOf(ids.slice(at, at + BLOCK), now);
    const done = await assessBlock(HOUSE, { ids: ids.slice(at, at + BLOCK), cause }, now);
    total = { assessed: total.assessed + done.assessed, changed: total.changed + done.changed };
  }
  return total;
}

const blockInput = z.object({ ids: z.array(z.int().positive()).min(1).max(BLOCK), cause: z.string().min(1).max(60) });

const assessBlock = command("system.run", blockInput, async ({ tx, now }, { ids, cause }) => {
  await takeTurns(tx, ids);
  const before = new Map((await tx.select().from(consignments).where(inArray(consignments.id, ids)).orderBy(asc(consignments.id)).for("update")).map((row) => [row.id, row]));
  const context = await contextNow(tx, now);
  const looked = (await subjectsOf(tx, ids, context)).map((subject) => ({ subject, assessment: assess(subject, context) }));
  const lanes = await selectLanes(tx, looked, now);
  const done = looked.map(({ subject, assessment }): Assessed => {
    const [known, selected] = [before.get(subject.declarationId), lanes.get(subject.declarationId)];
    if (selected === undefined) throw new Error(`declaration ${subject.number} was sorted into no lane`);
    return { subject, assessment, row: deskRow(subject, assessment, selected, known), before: known };
  });
  for (const { rule, number, error } of done.flatMap((one) => one.assessment.failures)) console.error(`rule ${rule} failed on declaration ${number}`, error);
  const changed = done.filter(looksDifferent);
  await writeFindings(tx, done, now);
  await writeRows(tx, done, cause, now);
  await keepModelScores(tx, done.map(({ row, assessment }) => ({ declarationId: row.id, revision: row.revision, models: assessment.models })), now);
  await notifyAll(tx, "desk", changed.map((one) => ({ id: one.row.id, kind: one.before === undefined ? "arrived" : "assessed" })));
  if (done.length > changed.length) await notify(tx, "desk", { kind: "rewritten" });
  const entry = { action: "declarations.assess", subject: { kind: "assessment", id: `${ids[0]}-${ids.at(-1)}` }, facts: { cause, assessed: done.length, changed: changed.map((one) => one.row.number) } };
  return { result: { assessed: done.length, changed: changed.length }, audit: entry };
});

/** Two assessments of one declaration wait for each other, in the order of the ids, so that a finding never stands twice. */
async function takeTurns(tx: Transaction, ids: readonly number[]): Promise<void> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('assess:' || asked.id, 0)) from (select id from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb) as ids (id) order by id::bigint offset 0) as asked`);
}

async function writeFindings(tx: Transaction, done: readonly Assessed[], now: Date): Promise<void> {
  if (done.length === 0) return;
  await Promise.all([writeChange(tx, findings, done, ({ assessment }) => assessment.findings, now), writeChange(tx, shadowFindings, done, ({ assessment }) => assessment.shadow, now)]);
}

/** Brings the findings that stand in one table to what was seen: new ones are added, those no longer seen are cleared. */
async function writeChange(tx: Transaction, table: typeof findings | typeof shadowFindings, done: readonly Assessed[], seen: (one: Assessed) => readonly AssessedFinding[], now: Date): Promise<void> {
  const rows = await tx
    .select({ id: table.id, declarationId: table.declarationId, rule: table.rule, version: table.version, line: table.lineNo, facts: table.facts })
    .from(table)
    .where(and(inArray(table.declarationId, done.map((one) => one.row.id)), isNull(table.clearedAt)));
  const standing = Map.groupBy(rows, (row) => row.declarationId);
  const changes = done.map((one) => ({ one, change: findingChange(standing.get(one.row.id) ?? [], seen(one)) }));
  const gone = changes.flatMap(({ change }) => change.gone);
  const fresh = changes.flatMap(({ one, change }) => change.fresh.map(({ line, ...finding }) => ({ ...finding, lineNo: line, declarationId: one.row.id, revision: one.row.revision, firedAt: now })));
  if (gone.length > 0) await tx.update(table).set({ clearedAt: now }).where(inArray(table.id, gone));
  if (fresh.length > 0) await tx.insert(table).values(fresh);
}

async function writeRows(tx: Transaction, done: readonly Assessed[], cause: string, now: Date): Promise<void> {
  if (done.length === 0) return;
  await tx.insert(assessments).values(done.map(({ row, assessment }) => ({ declarationId: row.id, revision: row.revision, score: row.score, lane: row.lane, laneBy: row.laneBy, parts: [...assessment.parts], cause, at: now })));
  const values = done.map((one) => ({ ...one.row, version: (one.before?.version ?? 0) + (looksDifferent(one) ? 1 : 0), changedAt: looksDifferent(one) ? now : (one.before?.changedAt ?? now) }));
  await tx.insert(consignments).values(values).onConflictDoUpdate({ target: consignments.id, set: REPLACED });
}

/** Every column that an assessment rewrites takes the new value; who has the consignment stays. */
const REPLACED = Object.fromEntries(
  (
    ["number", "revision", "status", "open", "lane", "laneBy", "score", "assessed", "topFinding", "verdict", "used", "tradeMode", "officeCode", "importerId", "importerName", "lodgerOrganisationId", "siteId", "siteName",
      "originCountry", "category", "goodsEn", "goodsZh", "quantity", "lineCount", "lodgedAt", "dueAt", "version", "changedAt"] as const satisfies readonly (keyof Row)[]
  ).map((column) => [column, sql.raw(`excluded.${column.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)}`)]),
);

/** Whether somebody who decides on what they saw before would decide on something else. */
function looksDifferent({ row, before }: Assessed): boolean {
  if (before === undefined) return true;
  return row.revision !== before.revision || row.status !== before.status || row.lane !== before.lane || row.score !== before.score || row.verdict !== before.verdict || row.officeCode !== before.officeCode;
}
