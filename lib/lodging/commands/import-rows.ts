import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { importRows, imports } from "#db/schema/lodging";
import { command } from "#lib/audit/command";
import type { EventProblem } from "#lib/feeds/event";
import type { ReadRecords } from "#lib/feeds/record";
import type { RowAnswer, RowState } from "../import.ts";

const entry = (action: string, id: number, facts: Record<string, unknown>) => ({ action, subject: { kind: "import", id: String(id) }, facts });

/** As many rows go into one statement. */
const BLOCK = 500;

/** What is wanted of an import's turn: its file where it was not read yet. Undefined when it needs none. */
export type Turn = typeof imports.$inferSelect;

/** Begins or goes on with an import's turn; undefined for one that is over, was never started, or is not there. */
export const beginImport = command("system.run", z.object({ id: z.int().positive() }), async ({ tx, now }, { id }) => {
  const [row] = await tx.select().from(imports).where(eq(imports.id, id)).for("update");
  const due = row !== undefined && (row.state === "waiting" || row.state === "running");
  if (due) await tx.update(imports).set({ state: "running", startedAt: row.startedAt ?? now }).where(eq(imports.id, id));
  return { result: due ? row : undefined, audit: entry("import.begin", id, { due }) };
});

const recordInput = z.object({ id: z.int().positive(), read: z.custom<ReadRecords>((value) => typeof value === "object"), keepsContent: z.boolean() });

/** Keeps the records of an import's document, once. A document that could not be read ends its import. */
export const recordRows = command("system.run", recordInput, async ({ tx, now }, { id, read, keepsContent }) => {
  const [row] = await tx.select({ records: imports.records }).from(imports).where(eq(imports.id, id)).for("update");
  const unreadable = read.documentProblems.some(({ severity }) => severity === "error");
  const fresh = row?.records === null;
  if (fresh) {
    for (let at = 0; at < read.records.length; at += BLOCK) {
      await tx.insert(importRows).values(read.records.slice(at, at + BLOCK).map((record) => ({
        importId: id,
        no: record.index + 1,
        pointer: record.pointer,
        kind: record.kind,
        number: record.number?.slice(0, 200) ?? null,
        value: record.value,
        readProblems: record.problems,
        problems: record.problems,
        state: "waiting" as const,
      })));
    }
    await tx
      .update(imports)
      .set({
        records: read.records.length,
        documentProblems: read.documentProblems,
        ...(keepsContent ? {} : { content: null }),
        ...(unreadable ? { state: "failed" as const, finishedAt: now } : {}),
      })
      .where(eq(imports.id, id));
  }
  return { result: !unreadable, audit: entry("import.read", id, { records: read.records.length, unreadable }) };
});

/** What became of one record. */
export type Settled = { readonly no: number; readonly state: Exclude<RowState, "waiting">; readonly revision: number | null; readonly answers: readonly RowAnswer[]; readonly problems: readonly EventProblem[] };

/** A record that waits to be taken in. */
export type WaitingRow = typeof importRows.$inferSelect;

/** A record that is not taken in, with what its reader and its taking in found. */
export function refusedRow({ no, readProblems }: WaitingRow, problems: Settled["problems"]): Settled {
  return { no, state: "refused", revision: null, answers: [], problems: [...readProblems, ...problems] };
}

const settleInput = z.object({ id: z.int().positive(), settled: z.custom<readonly Settled[]>(Array.isArray) });

/** Writes what became of a block of records, and counts it; a record that has its answer keeps it. */
export const settleRows = command("system.run", settleInput, async ({ tx, now }, { id, settled }) => {
  const rows = JSON.stringify(settled);
  const counts = await tx.execute<{ state: RowState; rows: number }>(sql`
    with done as (
      update import_rows set state = s.state, revision = s.revision, answers = s.answers, problems = s.problems, settled_at = ${now.toISOString()}::timestamptz
      from jsonb_to_recordset(${rows}::jsonb) as s (no int, state text, revision int, answers jsonb, problems jsonb)
      where import_rows.import_id = ${id} and import_rows.no = s.no and import_rows.state = 'waiting' returning import_rows.state
    ) select state, count(*)::int as rows from done group by state`);
  const of = (state: RowState): number => counts.find((one) => one.state === state)?.rows ?? 0;
  await tx.update(imports).set({ taken: sql`${imports.taken} + ${of("taken")}`, repeated: sql`${imports.repeated} + ${of("repeated")}`, refused: sql`${imports.refused} + ${of("refused")}` }).where(eq(imports.id, id));
  return { result: settled.length, audit: entry("import.settle", id, { from: settled[0]?.no, to: settled.at(-1)?.no, taken: of("taken"), repeated: of("repeated"), refused: of("refused") }) };
});

/** Ends an import of which no record waits any more. */
export const finishImport = command("system.run", z.object({ id: z.int().positive() }), async ({ tx, now }, { id }) => {
  const waiting = await tx.$count(importRows, and(eq(importRows.importId, id), eq(importRows.state, "waiting")));
  if (waiting === 0) await tx.update(imports).set({ state: "done", finishedAt: now }).where(and(eq(imports.id, id), eq(imports.state, "running")));
  return { result: waiting === 0, audit: entry("import.finish", id, { waiting }) };
});
