import { sql } from "drizzle-orm";
import { insertBlock, updateBlock, type BlockColumn, type BlockTable } from "#db/block";
import type { Transaction } from "#db/client";
import { idList, isOneOf, readRows } from "#db/columns";
import type { AssessedFinding, Assessment } from "#lib/risk/assess";
import { keepModelScores } from "#lib/risk/commands/modelScores";
import type { AssessedRow } from "../desk-row.ts";
import { findingChange, type StandingFinding } from "../finding-change.ts";
import { isDeclaredAlike, isSameRow, looksDifferent, type RowBefore } from "../row-change.ts";

/** A declaration that was assessed, with what the desk shows of it now and showed before. */
export type Assessed = { readonly assessment: Assessment; readonly row: AssessedRow; readonly before: RowBefore | undefined };

/** Why and when something was assessed. */
export type Occasion = { readonly cause: string; readonly now: Date };

/** The findings of one table that came and went by an assessment. */
export type Changes = {
  readonly table: FindingTable;
  readonly fresh: readonly (AssessedFinding & { readonly declarationId: number; readonly revision: number })[];
  readonly gone: readonly number[];
  readonly declarations: ReadonlySet<number>;
};

/** The tables that findings stand in: those that count, and those of rules in shadow. */
export type FindingTable = "findings" | "shadow_findings";

/** A finding that stands, with the declaration it is on. */
export type StandingRow = StandingFinding & { readonly declarationId: number };

/** The findings of one table that stand on some declarations. */
export async function standingOn(tx: Transaction, table: FindingTable, ids: readonly number[]): Promise<StandingRow[]> {
  return readRows<StandingRow>(
    tx,
    { id: "id", declarationId: "declaration_id", rule: "rule", version: "version", line: "line_no", points: "points", facts: "facts" },
    sql`from ${sql.raw(table)} where ${isOneOf("declaration_id", ids)} and cleared_at is null`,
  );
}

/** What an assessment changes of the findings that stood in one table; nothing is written. */
export function changesOf(table: FindingTable, rows: readonly StandingRow[], done: readonly { readonly assessment: Assessment; readonly row: Pick<AssessedRow, "id" | "revision"> }[]): Changes {
  const standing = Map.groupBy(rows, (row) => row.declarationId);
  const [fresh, gone, declarations]: [Changes["fresh"][number][], number[], Set<number>] = [[], [], new Set()];
  for (const { assessment, row } of done) {
    const seen = table === "findings" ? assessment.findings : assessment.shadow;
    const before = standing.get(row.id) ?? [];
    if (seen.length === 0 && before.length === 0) continue;
    const change = findingChange(before.toSorted((a, b) => a.id - b.id), seen);
    if (change.fresh.length + change.gone.length > 0) declarations.add(row.id);
    fresh.push(...change.fresh.map((finding) => ({ ...finding, declarationId: row.id, revision: row.revision })));
    gone.push(...change.gone);
  }
  return { table, fresh, gone, declarations };
}

/** Brings the findings that stand in one table to what was seen: new ones are added, those no longer seen are cleared. */
export async function writeChanges(tx: Transaction, { table, fresh, gone }: Changes, now: Date): Promise<void> {
  if (gone.length > 0) await tx.execute(sql`update ${sql.raw(table)} set cleared_at = ${now.toISOString()}::timestamptz where id = any${idList(gone)}`);
  if (fresh.length > 0) await insertBlock(tx, findingTable(table, now), fresh);
}

function findingTable(name: FindingTable, now: Date): BlockTable<Changes["fresh"][number]> {
  return {
    name,
    columns: [
      ["declaration_id", "bigint", (one) => String(one.declarationId)],
      ["revision", "integer", (one) => String(one.revision)],
      ["line_no", "integer", (one) => (one.line === null ? null : String(one.line))],
      ["rule", "text", (one) => one.rule],
      ["version", "integer", (one) => String(one.version)],
      ["severity", "text", (one) => one.severity],
      ["points", "integer", (one) => String(one.points)],
      ["facts", "jsonb", (one) => JSON.stringify(one.facts)],
      ["wording", "jsonb", (one) => JSON.stringify(one.wording)],
      ["setting", "bigint", (one) => (one.setting === null ? null : String(one.setting))],
      ...(name === "findings" ? [["snooze", "bigint", (one) => (one.snooze === null ? null : String(one.snooze))] as BlockTable<Changes["fresh"][number]>["columns"][number]] : []),
      ["fired_at", "timestamptz", now.toISOString()],
    ],
  };
}

/** Adds an assessment of each to its history, with what the models said of it. */
export async function keepHistory(tx: Transaction, done: readonly Assessed[], { cause, now }: Occasion): Promise<void> {
  if (done.length === 0) return;
  await insertBlock<Assessed>(tx, {
    name: "assessments",
    columns: [
      ["declaration_id", "bigint", ({ row }) => String(row.id)],
      ["revision", "integer", ({ row }) => String(row.revision)],
      ["score", "integer", ({ row }) => String(row.score)],
      ["lane", "text", ({ row }) => row.lane],
      ["lane_by", "text", ({ row }) => row.laneBy],
      ["parts", "jsonb", ({ assessment }) => JSON.stringify(assessment.parts)],
      ["cause", "text", cause],
      ["at", "timestamptz", now.toISOString()],
    ],
  }, done);
  await keepModelScores(tx, done.map(({ row, assessment }) => ({ declarationId: row.id, revision: row.revision, models: assessment.models })), now);
}

/** Rewrites the desk's rows that are not as they stood; who has the consignment stays. A row that looks different gets a new version. */
export async function writeRows(tx: Transaction, done: readonly Assessed[], now: Date): Promise<void> {
  await insertBlock(tx, DESK, rewritten(done, now));
}

/** Rewrites the desk's rows that are not as they were read, where they are still as they were read; answers the ids of the others. */
export async function rewriteRows(tx: Transaction, done: readonly Assessed[], now: Date): Promise<number[]> {
  const rows = rewritten(done, now);
  const [judged, whole]: [Written[], Written[]] = [[], []];
  for (const row of rows) if (row.was !== undefined) (isDeclaredAlike(row, row.was) ? judged : whole).push(row);
  const written = [await updateBlock(tx, JUDGED, AS_READ, judged), await updateBlock(tx, DESK, AS_READ, whole)];
  return rows.flatMap(({ id }) => (written.some((ids) => ids.has(id)) ? [] : [id]));
}

type Written = AssessedRow & { readonly version: number; readonly changedAt: Date; readonly was: RowBefore | undefined };

function rewritten(done: readonly Assessed[], now: Date): Written[] {
  return done.filter((one) => !isSameRow(one.row, one.before)).map(({ row, before }) => {
    const different = looksDifferent(row, before);
    return { ...row, version: (before?.version ?? 0) + (different ? 1 : 0), changedAt: different ? now : (before?.changedAt ?? now), was: before };
  });
}

/** What a row was read as that people change. */
const AS_READ: readonly BlockColumn<Written>[] = [
  ["status", "text", ({ was }) => was?.status ?? null],
  ["revision", "integer", ({ was }) => String(was?.revision)],
  ["version", "integer", ({ was }) => String(was?.version)],
];

const DESK: BlockTable<Written> = {
  name: "consignments",
  conflict: "id",
  columns: [
    ["id", "bigint", (row) => String(row.id)],
    ["number", "text", (row) => row.number],
    ["revision", "integer", (row) => String(row.revision)],
    ["status", "text", (row) => row.status],
    ["open", "boolean", (row) => String(row.open)],
    ["lane", "text", (row) => row.lane],
    ["lane_by", "text", (row) => row.laneBy],
    ["score", "integer", (row) => String(row.score)],
    ["assessed", "boolean", "true"],
    ["top_finding", "jsonb", (row) => (row.topFinding === null ? null : JSON.stringify(row.topFinding))],
    ["verdict", "text", (row) => row.verdict],
    ["used", "real", (row) => (row.used === null ? null : String(row.used))],
    ["trade_mode", "text", (row) => row.tradeMode],
    ["office_code", "text", (row) => row.officeCode],
    ["importer_id", "bigint", (row) => String(row.importerId)],
    ["importer_name", "text", (row) => row.importerName],
    ["lodger_organisation_id", "bigint", (row) => String(row.lodgerOrganisationId)],
    ["site_id", "bigint", (row) => String(row.siteId)],
    ["site_name", "text", (row) => row.siteName],
    ["origin_country", "text", (row) => row.originCountry],
    ["category", "text", (row) => row.category],
    ["goods_en", "text", (row) => row.goodsEn],
    ["goods_zh", "text", (row) => row.goodsZh],
    ["quantity", "text", (row) => row.quantity],
    ["line_count", "integer", (row) => String(row.lineCount)],
    ["lodged_at", "timestamptz", (row) => row.lodgedAt.toISOString()],
    ["due_at", "timestamptz", (row) => row.dueAt.toISOString()],
    ["version", "integer", (row) => String(row.version)],
    ["changed_at", "timestamptz", (row) => row.changedAt.toISOString()],
  ],
};

/** What an assessment judges of a row; nothing else of most rows changes by it, and what is not rewritten costs nothing. */
const JUDGED: BlockTable<Written> = {
  ...DESK,
  columns: DESK.columns.filter(([name]) => ["id", "lane", "lane_by", "score", "assessed", "top_finding", "verdict", "used", "due_at", "version", "changed_at"].includes(name)),
};
