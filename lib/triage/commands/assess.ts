import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { idList } from "#db/columns";
import { notify, notifyAll } from "#db/live";
import type { Actor } from "#lib/access/actor";
import { command } from "#lib/audit/command";
import { assess, type Assessment, type Context } from "#lib/risk/assess";
import { contextNow } from "#lib/risk/queries/context";
import { subjectsOf } from "#lib/risk/queries/subjects";
import type { Subject } from "#lib/risk/subject";
import { chargeSourcesOf } from "#lib/trace/commands/sources";
import { deskFacts, deskRow, type DeskFacts } from "../desk-row.ts";
import type { Selected } from "../lane.ts";
import { rowsBefore } from "../queries/before.ts";
import { looksDifferent, type RowBefore } from "../row-change.ts";
import { changesOf, keepHistory, standingOn, writeChanges, writeRows, type Assessed } from "./keeping.ts";
import { selectLanes } from "./selecting.ts";

const HOUSE: Actor = { kind: "system", name: "assessment" };

/** As many declarations are assessed in one transaction. */
const BLOCK = 100;

/** Declarations whose ids fall into one span are kept from two sweeps, and from a sweep and an assessment, at the same time. */
export const SPAN = 1000;

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
  const [, before, { looked, lanes }] = await Promise.all([takeTurns(tx, ids), rowsBefore(tx, ids, true), look(tx, ids, now)]);
  const done = looked.map(({ subject, assessment }) => placed({ facts: deskFacts(subject, assessment), assessment }, lanes, before));
  const changed = done.filter((one) => looksDifferent(one.row, one.before));
  await Promise.all([
    ...(["findings", "shadow_findings"] as const).map((table) => standingOn(tx, table, ids).then((standing) => writeChanges(tx, changesOf(table, standing, done), now))),
    keepHistory(tx, done, { cause, now }),
    writeRows(tx, done, now),
    notifyAll(tx, "desk", changed.map((one) => ({ id: one.row.id, kind: one.before === undefined ? "arrived" : "assessed" }))),
    done.length > changed.length ? notify(tx, "desk", { kind: "rewritten" }) : undefined,
  ]);
  const entry = { action: "declarations.assess", subject: { kind: "assessment", id: `${ids[0]}-${ids.at(-1)}` }, facts: { cause, assessed: done.length, changed: changed.map((one) => one.row.number) } };
  return { result: { assessed: done.length, changed: changed.length }, audit: entry };
});

/** What an assessment sees of declarations, before anything is written: each with its facts, and the lanes they are sorted into. */
type Looked = { readonly looked: readonly { readonly subject: Subject; readonly assessment: Assessment }[]; readonly lanes: ReadonlyMap<number, Selected> };

/** Looks at declarations with everything in force. */
async function look(tx: Transaction, ids: readonly number[], now: Date): Promise<Looked> {
  const context = await contextNow(tx, now);
  const looked = (await subjectsOf(tx, ids, context)).map((subject) => ({ subject, assessment: assessed(subject, context) }));
  return { looked, lanes: await selectLanes(tx, looked, now) };
}

/** What is seen of a declaration. A rule that broke is logged; its finding stands for it. */
export function assessed(subject: Subject, context: Context): Assessment {
  const assessment = assess(subject, context);
  for (const { rule, number, error } of assessment.failures) console.error(`rule ${rule} failed on declaration ${number}`, error);
  return assessment;
}

/** The desk's row of an assessed declaration beside the one before. */
export function placed({ facts, assessment }: { readonly facts: DeskFacts; readonly assessment: Assessment }, lanes: ReadonlyMap<number, Selected>, before: ReadonlyMap<number, RowBefore>): Assessed {
  const { id, number } = facts.shown;
  const [known, selected] = [before.get(id), lanes.get(id)];
  if (selected === undefined) throw new Error(`declaration ${number} was sorted into no lane`);
  return { assessment, row: deskRow(facts, selected, known), before: known };
}

/** Two assessments of one declaration wait for each other, in the order of the ids, so that a finding never stands twice; a sweep waits for those within its spans. */
async function takeTurns(tx: Transaction, ids: readonly number[]): Promise<void> {
  const spans = [...new Set(ids.map((id) => Math.floor(id / SPAN)))].toSorted((a, b) => a - b);
  await Promise.all([
    tx.execute(sql`select pg_advisory_xact_lock_shared(hashtextextended('sweep:' || asked.span, 0)) from (select span from unnest${idList(spans)} as spans (span) offset 0) as asked`),
    tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('assess:' || asked.id, 0)) from (select id from unnest${idList(ids)} as ids (id) offset 0) as asked`),
  ]);
}
