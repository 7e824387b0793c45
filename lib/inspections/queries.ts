import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { consignments, examinations } from "#db/schema/triage";
import type { Lane } from "#lib/triage/lane";
import type { ExaminationResult, ExaminationStatus } from "./examination.ts";

/** Which examinations: those of a status, an office, an entry number's beginning. */
export type ExaminationFilter = { readonly status?: ExaminationStatus | undefined; readonly office?: string | undefined; readonly q?: string | undefined };

/** An examination as a list and the consignment's page show it. */
export type ExaminationView = {
  readonly id: number;
  readonly number: string;
  readonly kind: "physical" | "remote";
  readonly status: ExaminationStatus;
  readonly office: string;
  readonly instructions: string;
  readonly orderedByName: string;
  readonly orderedAt: Date;
  readonly examinerId: number | null;
  readonly examinerName: string | null;
  readonly examinerHow: "drawn" | "named" | null;
  readonly result: ExaminationResult | null;
  readonly reportNote: string | null;
  readonly reportedById: number | null;
  readonly reportedByName: string | null;
  readonly reportedAt: Date | null;
  readonly lane: Lane;
  readonly goodsEn: string;
  readonly goodsZh: string;
  readonly quantity: string;
  readonly siteName: string;
};

/** Examinations, the newest order first; `after` is the `next` of the page before. */
export async function listExaminations(
  tx: Transaction,
  filter: ExaminationFilter,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly items: readonly ExaminationView[]; readonly next: string | null }> {
  const q = filter.q?.trim().toLowerCase() ?? "";
  const rows = await selected(tx)
    .where(and(
      filter.status === undefined ? undefined : eq(examinations.status, filter.status),
      filter.office === undefined ? undefined : eq(examinations.officeCode, filter.office),
      q === "" ? undefined : sql`starts_with(${consignments.numberFolded}, ${q})`,
      after === undefined ? undefined : lt(examinations.id, Number(after)),
    ))
    .orderBy(desc(examinations.id))
    .limit(limit + 1);
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? String(items.at(-1)?.id) : null };
}

/** The examinations of one declaration, the newest order first. */
export async function examinationsOf(tx: Transaction, declarationId: number): Promise<ExaminationView[]> {
  return selected(tx).where(eq(examinations.declarationId, declarationId)).orderBy(desc(examinations.id));
}

/** How many examinations wait at an office, or at all of them. */
export async function waitingExaminations(tx: Transaction, office: string | null): Promise<number> {
  return tx.$count(examinations, and(eq(examinations.status, "ordered"), office === null ? undefined : eq(examinations.officeCode, office)));
}

function selected(tx: Transaction) {
  return tx
    .select({
      id: examinations.id, number: consignments.number, kind: examinations.kind, status: examinations.status, office: examinations.officeCode, instructions: examinations.instructions,
      orderedByName: examinations.orderedByName,
      orderedAt: examinations.orderedAt,
      examinerId: examinations.examinerId,
      examinerName: examinations.examinerName,
      examinerHow: examinations.examinerHow,
      result: examinations.result,
      reportNote: examinations.reportNote,
      reportedById: examinations.reportedBy,
      reportedByName: examinations.reportedByName,
      reportedAt: examinations.reportedAt,
      lane: consignments.lane,
      goodsEn: consignments.goodsEn,
      goodsZh: consignments.goodsZh,
      quantity: consignments.quantity,
      siteName: consignments.siteName,
    })
    .from(examinations)
    .innerJoin(consignments, eq(consignments.id, examinations.declarationId));
}
