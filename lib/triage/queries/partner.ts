import { and, asc, desc, eq, inArray, isNull, lt, or, type SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { lineAnswers } from "#db/schema/capacity";
import { declarationRevisions, declarations } from "#db/schema/consignments";
import { organisations, products } from "#db/schema/parties";
import { offices } from "#db/schema/places";
import { consignments, triageDecisions } from "#db/schema/triage";
import type { Scope } from "#lib/access/actor";
import { VERDICTS } from "#lib/capacity/verdict";
import { toldOf, type DecidedBefore, type OwnDeclaration, type OwnDeclarationPage, type OwnRevision } from "../partner.ts";
import { changesBetween } from "../revision.ts";

const shown = {
  id: declarations.id,
  number: declarations.number,
  revision: declarations.revision,
  declared: declarations.status,
  lodgedAt: declarations.lodgedAt,
  tradeMode: declarations.tradeMode,
  officeCode: declarations.officeCode,
  officeEn: offices.nameEn,
  officeZh: offices.nameZh,
  importer: { code: organisations.code, en: organisations.nameEn, zh: organisations.nameZh },
  status: consignments.status,
  assessed: consignments.revision,
  goodsEn: consignments.goodsEn,
  goodsZh: consignments.goodsZh,
  lines: consignments.lineCount,
};

/** An organisation's own declarations, the newest first, with what the importer is told of each. `after` is the `next` of the page before. */
export async function ownDeclarations(
  tx: Transaction,
  scope: Scope,
  page: { readonly limit: number; readonly after?: number | undefined },
): Promise<{ readonly rows: readonly OwnDeclaration[]; readonly next: number | null }> {
  const found = await read(tx, and(ownOf(scope), page.after === undefined ? undefined : lt(declarations.id, page.after)), page.limit + 1);
  const rows = found.slice(0, page.limit);
  return { rows: await toldRows(tx, rows), next: found.length > page.limit ? (rows.at(-1)?.id ?? null) : null };
}

/** One own declaration with its revisions and the answer each line was given; undefined when there is none within the scope. */
export async function ownDeclaration(tx: Transaction, scope: Scope, number: string): Promise<OwnDeclarationPage | undefined> {
  const rows = await read(tx, and(ownOf(scope), eq(declarations.number, number)), 1);
  const [row] = rows;
  const [head] = await toldRows(tx, rows);
  if (row === undefined || head === undefined) return undefined;
  const revisions = await revisionsOf(tx, row.id, row.revision);
  const [standing] = await tx.select({ body: declarationRevisions.body }).from(declarationRevisions).where(and(eq(declarationRevisions.declarationId, row.id), eq(declarationRevisions.revision, row.revision)));
  if (standing === undefined) throw new Error(`revision ${row.revision} of ${number} is gone`);
  return { head, tradeMode: row.tradeMode, declared: standing.body, importer: row.importer, revisions };
}

/** What the importer is told of one declaration; undefined when there is none within the scope. */
export async function ownStanding(tx: Transaction, scope: Scope, number: string): Promise<OwnDeclaration | undefined> {
  const [told] = await toldRows(tx, await read(tx, and(ownOf(scope), eq(declarations.number, number)), 1));
  return told;
}

/** Those an organisation lodged and those it imports by; row-level security keeps the same. */
function ownOf(scope: Scope): SQL | undefined {
  return scope.all ? undefined : or(eq(declarations.lodgerOrganisationId, scope.organisation), eq(declarations.importerId, scope.organisation));
}

type Row = Awaited<ReturnType<typeof read>>[number];

function read(tx: Transaction, where: SQL | undefined, limit: number) {
  return tx
    .select(shown)
    .from(declarations)
    .innerJoin(organisations, eq(organisations.id, declarations.importerId))
    .leftJoin(offices, eq(offices.code, declarations.officeCode))
    .leftJoin(consignments, eq(consignments.id, declarations.id))
    .where(where)
    .orderBy(desc(declarations.id))
    .limit(limit);
}

async function toldRows(tx: Transaction, rows: readonly Row[]): Promise<OwnDeclaration[]> {
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return [];
  const decisions = Map.groupBy(await decisionsOn(tx, ids), ({ declarationId }) => declarationId);
  const answers = Map.groupBy(
    await tx
      .select({ id: lineAnswers.declarationId, revision: lineAnswers.revision, verdict: lineAnswers.verdict })
      .from(lineAnswers)
      .where(inArray(lineAnswers.declarationId, ids)),
    ({ id }) => id,
  );
  return rows.map((row) => {
    const given = new Set((answers.get(row.id) ?? []).filter(({ revision }) => revision === row.revision).map(({ verdict }) => verdict));
    return {
      ...toldOf(row.status === "correction-requested" && row.assessed !== null && row.assessed < row.revision ? "to-triage" : row.status, row.declared, decisions.get(row.id) ?? []),
      number: row.number,
      revision: row.revision,
      lodgedAt: row.lodgedAt,
      office: { code: row.officeCode, en: row.officeEn ?? row.officeCode, zh: row.officeZh ?? row.officeCode },
      goods: row.goodsEn === null || row.goodsZh === null ? null : { en: row.goodsEn, zh: row.goodsZh },
      lines: row.lines ?? given.size,
      verdict: VERDICTS.find((verdict) => given.has(verdict)) ?? null,
    };
  });
}

/** Decisions that were neither undone nor declined, the newest first. */
async function decisionsOn(tx: Transaction, ids: readonly number[]): Promise<(DecidedBefore & { readonly declarationId: number })[]> {
  const { declarationId, decision, reason, asked, fromStatus, toStatus, at } = triageDecisions;
  const rows = await tx
    .select({ declarationId, decision, reason, asked, fromStatus, toStatus, at, secondedAt: triageDecisions.secondedAt })
    .from(triageDecisions)
    .where(and(inArray(declarationId, [...ids]), isNull(triageDecisions.undoneAt), eq(triageDecisions.declined, false)))
    .orderBy(desc(triageDecisions.id));
  return rows.map(({ secondedAt, ...row }) => (secondedAt === null ? row : { ...row, toStatus: row.decision === "refuse" ? "refused" : "released", at: secondedAt }));
}

async function revisionsOf(tx: Transaction, id: number, standing: number): Promise<OwnRevision[]> {
  const rows = await tx
    .select({ revision: declarationRevisions.revision, body: declarationRevisions.body, recordedAt: declarationRevisions.recordedAt })
    .from(declarationRevisions)
    .where(eq(declarationRevisions.declarationId, id))
    .orderBy(asc(declarationRevisions.revision));
  const answers = await tx.select({ revision: lineAnswers.revision, no: lineAnswers.no, answer: lineAnswers.answer }).from(lineAnswers).where(eq(lineAnswers.declarationId, id));
  const given = new Map(answers.map(({ revision, no, answer }) => [`${revision}/${no}`, answer]));
  const gtins = [...new Set(rows.flatMap(({ body }) => body.lines.map(({ gtin }) => gtin)))];
  const named = gtins.length === 0 ? [] : await tx.select({ gtin: products.gtin, en: products.nameEn, zh: products.nameZh }).from(products).where(inArray(products.gtin, gtins));
  const goods = new Map(named.map(({ gtin, en, zh }) => [gtin, { en, zh }]));
  return rows.map(({ revision, body, recordedAt }, index) => {
    const before = rows[index - 1];
    const lines = body.lines.map((line) => ({ ...line, goods: goods.get(line.gtin) ?? null, answer: given.get(`${revision}/${line.no}`) ?? null }));
    return { revision, status: body.status, lodgedAt: body.lodgedAt, recordedAt, standing: revision === standing, lines, changes: before === undefined ? null : changesBetween(before.body, body) };
  }).toReversed();
}
