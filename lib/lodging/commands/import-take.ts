import { and, asc, eq } from "drizzle-orm";
import { importRows } from "#db/schema/lodging";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { submitInspectionReport } from "#lib/certificates/commands/report";
import { RECORD_FORMATS } from "#lib/feeds/formats/registry";
import { unreadable } from "#lib/feeds/record";
import type { DeclarationDraft } from "#lib/feeds/record";
import { problemsOf } from "../intake.ts";
import { takeDeclarations } from "./import-declarations.ts";
import { takePapers } from "./import-papers.ts";
import { beginImport, finishImport, recordRows, refusedRow, settleRows } from "./import-rows.ts";
import type { Settled, Turn, WaitingRow } from "./import-rows.ts";

const WORKER: Actor = { kind: "system", name: "import" };

/** As many records are taken in before their answers are written: no more than that is done twice after a kill. */
export const IMPORT_BLOCK = 64;

/**
 * An import's turn: its document is read once, then its records are taken in block by block, each with its answer, as whoever sent them. A
 * turn that was cut short goes on at the first record without an answer; what was taken in just before that is known again and gets the
 * same answer. `most` ends the turn after so many blocks, for tests.
 */
export async function takeImport(id: number, most = Infinity): Promise<void> {
  const turn = await beginImport(WORKER, { id });
  if (turn === undefined) return;
  if (turn.records === null && !(await readOnce(turn))) return;
  for (let block = 0; block < most; block++) {
    const rows = await waiting(id);
    if (rows.length === 0) {
      if (await finishImport(WORKER, { id })) return;
      continue;
    }
    await settleRows(WORKER, { id, settled: await takeBlock(turn, rows) });
  }
}

async function readOnce(turn: Turn): Promise<boolean> {
  const format = RECORD_FORMATS.find((one) => one.id === turn.format);
  const read =
    format === undefined || turn.content === null
      ? unreadable("", "unreadable", "the document is not there any more")
      : await format.read(turn.content, { now: new Date(), mapping: turn.mapping ?? undefined });
  return recordRows(WORKER, { id: turn.id, read, keepsContent: turn.format !== "cross-border" });
}

function waiting(id: number): Promise<WaitingRow[]> {
  return reading(WORKER, "system.run", (tx) => tx.select().from(importRows).where(and(eq(importRows.importId, id), eq(importRows.state, "waiting"))).orderBy(asc(importRows.no)).limit(IMPORT_BLOCK));
}

/** What becomes of a block: records that could not be read are refused, the rest goes to whoever takes in records of its kind. */
async function takeBlock(turn: Turn, rows: readonly WaitingRow[]): Promise<Settled[]> {
  const broken = rows.filter(({ readProblems }) => readProblems.some(({ severity }) => severity === "error"));
  const whole = rows.filter((row) => !broken.includes(row));
  const settled = [
    ...broken.map((row) => refusedRow(row, [])),
    ...(await takeDeclarations(turn, whole.filter(({ kind }) => kind === "declaration"))),
    ...(await takePapers(turn, whole.filter(({ kind }) => kind !== "declaration" && kind !== "inspection-report"))),
    ...(await takeReports(turn, whole.filter(({ kind }) => kind === "inspection-report"))),
  ];
  return settled.toSorted((a, b) => a.no - b.no);
}

async function takeReports({ actor, mapping }: Turn, rows: readonly WaitingRow[]): Promise<Settled[]> {
  const settled: Settled[] = [];
  for (const row of rows) {
    try {
      const { created } = await submitInspectionReport(actor, row.value);
      settled.push({ no: row.no, state: created ? "taken" : "repeated", revision: null, answers: [], problems: row.readProblems });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      settled.push(refusedRow(row, problemsOf(error, row.value as DeclarationDraft, { pointer: row.pointer, mapping })));
    }
  }
  return settled;
}
