import type { Transaction } from "#db/client";
import { notifyAll } from "#db/live";
import { triageDecisions } from "#db/schema/triage";
import { Refusal } from "#lib/access/refusal";
import type { Work } from "#lib/audit/command";
import type { AuditEntry } from "#lib/audit/entry";
import { isReason, undoUntil, type Decided } from "../decided.ts";
import { DECISIONS_BY_STATUS, REASONS, needsSecond, statusAfter, type TriageDecision } from "../decision.ts";
import { demandOffice, type Officer } from "../officer.ts";
import { consignmentsOf, demandVersion, lastDecisions, lockAll, moveAll, type ConsignmentRow, type DecisionRow } from "./consignment.ts";
import { cancelExaminations, orderExaminations, recordReleases, unreleasable, type ExaminationOrder } from "./effects.ts";
import { tellImporters } from "./telling.ts";

/** What is decided, why, what the importer is asked where a correction is, and how it is to be examined where that is ordered. */
export type Deciding = { readonly decision: TriageDecision; readonly reason: string; readonly note: string; readonly asked?: string | undefined; readonly examination?: ExaminationOrder | undefined };

/** A consignment by its entry number, and the version that was seen of it where that matters. */
export type Asked = { readonly number: string; readonly expectedVersion?: number | undefined };

/** What became of one consignment: what it is now with its audit entry, or why not. */
export type RowDecided = { readonly number: string } & ({ readonly result: Decided; readonly audit: AuditEntry } | { readonly refused: Refusal });

type Standing = { readonly rows: ReadonlyMap<string, ConsignmentRow>; readonly last: ReadonlyMap<number, DecisionRow> };

/**
 * Makes one decision on some consignments, each for itself, in as many statements as one takes: one that is refused stops no other. The
 * caller's transaction holds all of them. Answers in the order asked.
 */
export async function decideRows({ tx, now }: Pick<Work, "tx" | "now">, officer: Officer, deciding: Deciding, asked: readonly Asked[]): Promise<readonly RowDecided[]> {
  const rows = await consignmentsOf(tx, asked.map(({ number }) => number));
  const standing: Standing = { rows, last: await lastDecisions(tx, [...rows.values()].map((row) => row.id)) };
  const done = new Map<string, RowDecided>(asked.flatMap((one) => {
    const settled = settledAtOnce(standing, officer, deciding, one);
    return settled === undefined ? [] : [[one.number, settled]];
  }));
  const going = new Map(asked.flatMap(({ number }) => (done.has(number) ? [] : [[number, rowIn(rows, number)] as const])));
  const refuse = (refusals: ReadonlyMap<number, Refusal>): void => {
    for (const [number, row] of going) {
      const refused = refusals.get(row.id);
      if (refused === undefined) continue;
      done.set(number, { number, refused });
      going.delete(number);
    }
  };
  if (deciding.decision === "release") refuse(await unreleasable(tx, [...going.values()], officer));
  if (asked.length > 1) refuse(await lockAll(tx, [...going.values()]));
  refuse(await recordReleases(tx, [...going.values()].filter((row) => statusAfter(deciding.decision, row.lane) === "released")));
  const { versions, overtaken } = await moveAll(tx, [...going.values()].map((row) => ({ row, status: statusAfter(deciding.decision, row.lane) })), now);
  refuse(overtaken);
  const made = await record(tx, [...going.values()], officer, deciding, now);
  await follow(tx, [...going.values()], officer, deciding, now);
  await notifyAll(tx, "desk", [...going.values()].map(({ id }) => ({ id, kind: "decided" })));
  for (const [number, row] of going) done.set(number, decided(row, versions.get(row.id), made.get(row.id)));
  return asked.map(({ number }) => done.get(number) ?? { number, refused: unknown(number) });
}

/** What needs no change of state: a refusal that the row alone tells, or the answer of the same decision made before. */
function settledAtOnce({ rows, last }: Standing, officer: Officer, deciding: Deciding, { number, expectedVersion }: Asked): RowDecided | undefined {
  const row = rows.get(number);
  const before = row === undefined ? undefined : last.get(row.id);
  try {
    demandReason(deciding.decision, deciding.reason);
    if (row === undefined) throw unknown(number);
    demandOffice(officer, row.officeCode);
    if (before !== undefined && repeats(before, row, officer, deciding)) {
      return { number, result: answered(row, row.version, before), audit: { ...entryOf(row, deciding), facts: { repeated: true, decision: before.id } } };
    }
    demandVersion(row, expectedVersion, before);
    demandAllowed(row, deciding.decision);
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return { number, refused: error };
    throw error;
  }
}

function demandReason(decision: TriageDecision, reason: string): void {
  if (isReason(decision, reason)) return;
  const detail = `${reason} is no reason for ${decision}; use one of ${REASONS[decision].join(", ")}`;
  throw new Refusal("bad-input", "unknown-reason", { decision, reason }, [{ pointer: "/reason", code: "unknown-reason", detail }]);
}

function demandAllowed(row: ConsignmentRow, decision: TriageDecision): void {
  if (!(DECISIONS_BY_STATUS[row.status] as readonly TriageDecision[]).includes(decision)) throw new Refusal("conflict", "not-allowed-now", { number: row.number, decision, status: row.status });
}

function unknown(number: string): Refusal {
  return new Refusal("not-found", "unknown-consignment", { number });
}

function rowIn(rows: ReadonlyMap<string, ConsignmentRow>, number: string): ConsignmentRow {
  const row = rows.get(number);
  if (row === undefined) throw unknown(number);
  return row;
}

function repeats(last: DecisionRow, row: ConsignmentRow, officer: Officer, { decision, reason, note, asked }: Deciding): boolean {
  return (
    last.decidedBy === officer.id &&
    last.decision === decision &&
    last.reason === reason &&
    last.note === note &&
    (last.asked ?? "") === (asked ?? "") &&
    !last.declined &&
    last.toStatus === row.status &&
    last.revision === row.revision
  );
}

async function record(tx: Transaction, rows: readonly ConsignmentRow[], officer: Officer, { decision, reason, note, asked }: Deciding, now: Date): Promise<ReadonlyMap<number, DecisionRow>> {
  if (rows.length === 0) return new Map();
  const made = await tx
    .insert(triageDecisions)
    .values(rows.map((row) => ({
      declarationId: row.id, decision, revision: row.revision, reason, note, asked: asked === undefined || asked === "" ? null : asked, fromStatus: row.status, toStatus: statusAfter(decision, row.lane), lane: row.lane,
      decidedBy: officer.id, decidedByName: officer.name, needsSecond: needsSecond(decision, row.lane), at: now,
    })))
    .returning();
  return new Map(made.map((one) => [one.declarationId, one]));
}

/** What a decision brings with it at once; a proposal brings nothing until it is seconded. */
async function follow(tx: Transaction, rows: readonly ConsignmentRow[], officer: Officer, { decision, reason, note, asked, examination }: Deciding, now: Date): Promise<void> {
  const led = (status: string) => rows.filter((row) => statusAfter(decision, row.lane) === status);
  await cancelExaminations(tx, ...led("released").map((row) => row.id));
  await orderExaminations(tx, led("examination-ordered"), officer, examination ?? { kind: "physical", instructions: note }, now);
  if (decision === "request-correction") await tellImporters(tx, rows, { reason, asked: asked ?? "" }, now);
}

function decided(row: ConsignmentRow, version: number | undefined, made: DecisionRow | undefined): RowDecided {
  if (version === undefined || made === undefined) throw new Error(`the decision on ${row.number} was not recorded`);
  const facts = {
    decision: made.id,
    reason: made.reason,
    note: made.note,
    ...(made.asked === null ? {} : { asked: made.asked }),
    from: made.fromStatus,
    to: made.toStatus,
    lane: row.lane,
    score: row.score,
    revision: row.revision,
    proposed: made.needsSecond,
  };
  return { number: row.number, result: answered({ number: row.number, status: made.toStatus }, version, made), audit: { ...entryOf(row, made), facts } };
}

function entryOf(row: ConsignmentRow, { decision }: Pick<Deciding, "decision">): AuditEntry {
  return { action: `consignment.${decision}`, subject: { kind: "declaration", id: row.number } };
}

function answered(row: Pick<ConsignmentRow, "number" | "status">, version: number, made: DecisionRow): Decided {
  return { number: row.number, status: row.status, version, decision: made.decision, proposed: made.needsSecond && made.secondedBy === null, undoUntil: made.secondedBy === null ? undoUntil(made.at) : null };
}
