import { and, eq } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { lineAnswers } from "#db/schema/capacity";
import { declarationLines, declarations } from "#db/schema/consignments";
import { organisations } from "#db/schema/parties";
import { offices } from "#db/schema/places";
import { consignments } from "#db/schema/triage";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import type { LineCapacity } from "#lib/capacity/verdict";
import type { ModelWord } from "#lib/risk/modelWatch";
import { modelWordsOf } from "#lib/risk/queries/modelWatch";
import { subjectsOf } from "#lib/risk/queries/subjects";
import type { Subject, Wording } from "#lib/risk/subject";
import { scopeConditions } from "./condition.ts";
import type { History } from "../consignment.ts";
import { accountsUnder, type AccountsUnder } from "./account.ts";
import { documentsOf, type Documents } from "./document.ts";
import { historyOf } from "./history.ts";

/** The desk's row of a consignment with the names behind its codes. */
export type ConsignmentHead = typeof consignments.$inferSelect & {
  readonly importer: { readonly code: string; readonly verified: boolean; readonly en: string };
  readonly office: { readonly code: string; readonly verified: boolean } & Wording;
};

/** Everything the consignment's page shows, with the answers its lines were given at lodging; figures of accounts as known at `asOf` where one is asked for. */
export type ConsignmentPage = {
  readonly head: ConsignmentHead;
  readonly subject: Subject;
  readonly answers: ReadonlyMap<number, LineCapacity>;
  readonly capacity: AccountsUnder;
  readonly documents: Documents;
  readonly history: History;
  readonly models: readonly ModelWord[];
};

/**
 * One consignment with its capacity, documents and history, within the actor's scope. Refusals: `unknown-consignment`, and
 * `assessment-pending` for a declaration that is lodged and not yet assessed.
 */
export async function consignmentPage(tx: Transaction, number: string, actor: Actor, asked: { readonly asOf?: Date | undefined }): Promise<ConsignmentPage> {
  const head = await headOf(tx, number, actor);
  const [subject] = await subjectsOf(tx, [head.id]);
  if (subject === undefined) throw new Refusal("not-found", "unknown-consignment", { number });
  const capacity = await accountsUnder(tx, subject, asked.asOf);
  const documents = await documentsOf(tx, subject);
  return { head, subject, answers: await answersOf(tx, subject), capacity, documents, history: await historyOf(tx, subject), models: await modelWordsOf(tx, head.id) };
}

async function answersOf(tx: Transaction, { declarationId }: Subject): Promise<Map<number, LineCapacity>> {
  const rows = await tx
    .select({ no: lineAnswers.no, answer: lineAnswers.answer })
    .from(lineAnswers)
    .innerJoin(
      declarationLines,
      and(eq(declarationLines.declarationId, lineAnswers.declarationId), eq(declarationLines.no, lineAnswers.no), eq(declarationLines.revision, lineAnswers.revision)),
    )
    .where(eq(lineAnswers.declarationId, declarationId));
  return new Map(rows.map((row) => [row.no, row.answer]));
}

async function headOf(tx: Transaction, number: string, actor: Actor): Promise<ConsignmentHead> {
  const [found] = await tx
    .select({ row: consignments, code: organisations.code, importerEn: organisations.nameEn, verified: organisations.verified, office: offices })
    .from(consignments)
    .innerJoin(organisations, eq(organisations.id, consignments.importerId))
    .leftJoin(offices, eq(offices.code, consignments.officeCode))
    .where(and(eq(consignments.number, number), ...scopeConditions(actor)));
  if (found === undefined) {
    const [lodged] = await tx.select({ id: declarations.id }).from(declarations).where(eq(declarations.number, number));
    throw new Refusal("not-found", lodged === undefined ? "unknown-consignment" : "assessment-pending", { number });
  }
  const { row, code, importerEn, verified, office } = found;
  return { ...row, importer: { code, verified, en: importerEn }, office: { code: row.officeCode, verified: office?.verified ?? false, en: office?.nameEn ?? row.officeCode, zh: office?.nameZh ?? row.officeCode } };
}
