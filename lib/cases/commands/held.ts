import { asc, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { notify } from "#db/live";
import { caseExhibits, cases } from "#db/schema/cases";
import { consignments } from "#db/schema/triage";
import { Refusal } from "#lib/access/refusal";
import type { CaseAction } from "../case.ts";
import { numbered, type ExhibitSource } from "../exhibit.ts";
import { demandCaseAction } from "../standing.ts";

/** A case as recorded. */
export type CaseRow = typeof cases.$inferSelect;

/** A case held for one action: locked until the transaction ends, its status and the version seen checked. Throws Refusal: `unknown-case`, `changed-meanwhile`, `case-not-allowed-now`. */
export async function heldCase(tx: Transaction, number: string, action: CaseAction, expectedVersion?: number): Promise<CaseRow> {
  const [row] = await tx.select().from(cases).where(eq(cases.number, number)).for("update");
  if (row === undefined) throw new Refusal("not-found", "unknown-case", { number });
  if (expectedVersion !== undefined && expectedVersion !== row.version) throw new Refusal("conflict", "changed-meanwhile", { number, status: row.status, version: row.version });
  demandCaseAction(number, row.status, action);
  return row;
}

/** Changes a held case: one version on, and whoever watches it is told. Returns the new version. */
export async function changeCase(tx: Transaction, row: CaseRow, changes: Partial<Omit<CaseRow, "id" | "number" | "version">>, kind: string): Promise<number> {
  const version = row.version + 1;
  await tx.update(cases).set({ ...changes, version }).where(eq(cases.id, row.id));
  await notify(tx, "case", { number: row.number, kind });
  return version;
}

/** Work on an open case makes it one under investigation. */
export function worked(row: CaseRow): Partial<CaseRow> {
  return row.status === "open" ? { status: "investigating" } : {};
}

/** The declarations of entry numbers, in their order. Throws Refusal `unknown-consignment` with a pointer for each that is none. */
export async function declarationIdsOf(tx: Transaction, numbers: readonly string[]): Promise<{ readonly id: number; readonly number: string }[]> {
  const rows = await tx.select({ id: consignments.id, number: consignments.number }).from(consignments).where(inArray(consignments.number, [...numbers])).orderBy(asc(consignments.id));
  const known = new Map(rows.map((row) => [row.number, row]));
  const problems = numbers.flatMap((number, index) => (known.has(number) ? [] : [{ pointer: `/consignments/${index}`, code: "unknown-consignment", detail: `no consignment ${number} is known` }]));
  if (problems.length > 0) throw new Refusal("unprocessable", "unknown-consignment", { number: numbers.find((number) => !known.has(number)) ?? "" }, problems);
  return [...new Set(numbers)].flatMap((number) => known.get(number) ?? []);
}

/** Takes records in as exhibits, numbered on; those the case already has under the same hash stay as they are. Returns the numbers given. */
export async function takeIn(tx: Transaction, caseId: number, sources: readonly ExhibitSource[], byName: string, at: Date): Promise<number[]> {
  const had = await tx.select().from(caseExhibits).where(eq(caseExhibits.caseId, caseId));
  const fresh = numbered(sources, had);
  if (fresh.length > 0) await tx.insert(caseExhibits).values(fresh.map((exhibit) => ({ ...exhibit, caseId, byName, at })));
  return fresh.map((exhibit) => exhibit.no);
}

/** Counts cases one at a time, so that numbers have no gaps: the count of the year is read and used under one lock. */
export async function nextCount(tx: Transaction, prefix: string): Promise<number> {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('case-number', 0))`);
  const [row] = await tx.select({ last: sql<number>`coalesce(max(substr(${cases.number}, ${prefix.length + 1}::int)::int), 0)` }).from(cases).where(sql`starts_with(${cases.number}, ${prefix})`);
  return (row?.last ?? 0) + 1;
}
