import { and, asc, eq, gt, inArray, isNull, like, or, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { ask, type Question } from "#db/rows";
import { declarationLines } from "#db/schema/consignments";
import { products, siteAliases, siteIdentifiers, siteQuestions, sites } from "#db/schema/parties";
import { asHouse } from "#lib/audit/command";
import { canonicalIdentifier, foldName, publicIdOf } from "./site.ts";

/** A trade item as recorded. */
export type ProductRecord = typeof products.$inferSelect;

/** A site with every number and spelling it is known by; `publicId` is the one it is addressed by. */
export type SiteRecord = typeof sites.$inferSelect & {
  readonly publicId: string;
  readonly identifiers: readonly { readonly scheme: string; readonly value: string }[];
  readonly aliases: readonly string[];
};

/** What a declared number or name means: one site, a question for a person, or nothing known. `questionId` is null until it was asked. */
export type SiteResolution =
  | { readonly kind: "site"; readonly id: number; readonly name: string }
  | { readonly kind: "question"; readonly questionId: number | null; readonly candidates: readonly { readonly id: number; readonly name: string }[] }
  | { readonly kind: "unknown" };

/** A page of rows; `next` is what to send as `after` for the following one. */
export type Page<Row> = { readonly items: readonly Row[]; readonly next: string | null };

/** Which page: how many rows, and the `next` of the page before. */
export type PageAsked = { readonly q?: string | undefined; readonly limit: number; readonly after?: string | undefined };

/**
 * Resolves declared sites: by number first, then by folded name. A name of several sites is a question unless a person has
 * answered it. Every declared text is a key of the answer.
 */
export async function resolveSites(tx: Transaction, declared: readonly string[]): Promise<Map<string, SiteResolution>> {
  const asked = [...new Set(declared)];
  const found = new Map<string, SiteResolution>();
  if (asked.length === 0) return found;
  for (const [text, site] of await ask(tx, sitesByNumber(asked))) found.set(text, site);
  const names = asked.filter((text) => !found.has(text));
  if (names.length > 0) await resolveNames(tx, names, found);
  return found;
}

/** The sites that declared texts name by their number; others have no entry. */
export function sitesByNumber(declared: readonly string[]): Question<{ readonly value: string; readonly id: number; readonly name: string }, Map<string, SiteResolution>> {
  return {
    select: sql`select value, sites.id, sites.name from site_identifiers join sites on sites.id = site_id where value = any(${sql.param(declared.map(canonicalIdentifier))}::text[])`,
    read: (rows) => {
      const numbers = new Map(rows.map((row) => [row.value, row]));
      return new Map(declared.flatMap((text) => {
        const site = numbers.get(canonicalIdentifier(text));
        return site === undefined ? [] : [[text, { kind: "site", id: site.id, name: site.name }] as const];
      }));
    },
  };
}

async function resolveNames(tx: Transaction, names: readonly string[], found: Map<string, SiteResolution>): Promise<void> {
  const folds = [...new Set(names.map(foldName))].filter((folded) => folded !== "");
  const known = folds.length === 0 ? [] : await tx
    .select({ folded: siteAliases.folded, id: sites.id, name: sites.name })
    .from(siteAliases)
    .innerJoin(sites, eq(sites.id, siteAliases.siteId))
    .where(inArray(siteAliases.folded, folds))
    .orderBy(asc(sites.id));
  const candidates = Map.groupBy(known, (row) => row.folded);
  const doubtful = [...candidates].filter(([, rows]) => rows.length > 1).map(([folded]) => folded);
  const questions = doubtful.length === 0 ? [] : await tx
    .select({ folded: siteQuestions.folded, id: siteQuestions.id, answerId: sites.id, answerName: sites.name })
    .from(siteQuestions)
    .leftJoin(sites, eq(sites.id, siteQuestions.answerSiteId))
    .where(inArray(siteQuestions.folded, doubtful));
  const asked = new Map(questions.map((question) => [question.folded, question]));
  for (const name of names) found.set(name, resolutionOf(candidates.get(foldName(name)) ?? [], asked.get(foldName(name))));
}

type Candidate = { readonly id: number; readonly name: string };
type Asked = { readonly id: number; readonly answerId: number | null; readonly answerName: string | null };

function resolutionOf(candidates: readonly Candidate[], question: Asked | undefined): SiteResolution {
  const [first] = candidates;
  if (first === undefined) return { kind: "unknown" };
  if (candidates.length === 1) return { kind: "site", id: first.id, name: first.name };
  if (question !== undefined && question.answerId !== null && question.answerName !== null) return { kind: "site", id: question.answerId, name: question.answerName };
  return { kind: "question", questionId: question?.id ?? null, candidates: candidates.map(({ id, name }) => ({ id, name })) };
}

/** The products of these GTINs and all they contain, down to the consumer units; unknown GTINs have no entry. */
export async function productsWithPacking(tx: Transaction, gtins: readonly string[]): Promise<Map<string, ProductRecord>> {
  if (gtins.length === 0) return new Map();
  const start = sql.join([...new Set(gtins)].map((gtin) => sql`${gtin}`), sql`, `);
  const rows = await tx.select().from(products).where(sql`${products.gtin} in (
    with recursive packed (gtin) as (
      select gtin from products where gtin in (${start})
      union
      select outer_pack.contains_gtin from products outer_pack join packed on packed.gtin = outer_pack.gtin where outer_pack.contains_gtin is not null
    ) select gtin from packed)`);
  return new Map(rows.map((row) => [row.gtin, row]));
}

/** The ids of organisations by their codes; unknown codes have no entry. */
export function organisationIds(codes: readonly string[]): Question<{ readonly code: string; readonly id: number }, Map<string, number>> {
  return { select: sql`select code, id from organisations where code = any(${sql.param([...new Set(codes)])}::text[])`, read: (rows) => new Map(rows.map((row) => [row.code, row.id])) };
}

/** Those of these office codes that are known. */
export function knownOffices(codes: readonly string[]): Question<{ readonly code: string }, Set<string>> {
  return { select: sql`select code from offices where code = any(${sql.param([...new Set(codes)])}::text[])`, read: (rows) => new Set(rows.map((row) => row.code)) };
}

/** One product, undefined when the GTIN (14 digits) is not known. */
export async function productByGtin(tx: Transaction, gtin: string): Promise<ProductRecord | undefined> {
  const [row] = await tx.select().from(products).where(eq(products.gtin, gtin));
  return row;
}

/** Products by GTIN; `q` finds the beginning of a GTIN, or a part of a name or category. */
export async function listProducts(tx: Transaction, { q, limit, after }: PageAsked): Promise<Page<ProductRecord>> {
  const asked = q?.trim() ?? "";
  const part = `%${escapeLike(asked.toLowerCase())}%`;
  const matches = asked === "" ? undefined : or(
    like(products.gtin, `%${escapeLike(asked)}%`),
    like(sql`lower(${products.nameEn})`, part),
    like(products.nameZh, part),
    like(products.category, part),
  );
  const rows = await tx.select().from(products).where(and(matches, after === undefined ? undefined : gt(products.gtin, after))).orderBy(asc(products.gtin)).limit(limit + 1);
  return pageOf(rows, limit, (row) => row.gtin);
}

/** The site a GLN or registration number names. */
export async function siteByPublicId(tx: Transaction, id: string): Promise<SiteRecord | undefined> {
  const [row] = await tx.select({ siteId: siteIdentifiers.siteId }).from(siteIdentifiers).where(eq(siteIdentifiers.value, canonicalIdentifier(id)));
  return row === undefined ? undefined : (await sitesByIds(tx, [row.siteId])).get(row.siteId);
}

/** Sites by their inner ids, with numbers and spellings. */
export async function sitesByIds(tx: Transaction, ids: readonly number[]): Promise<Map<number, SiteRecord>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.select().from(sites).where(inArray(sites.id, [...ids]));
  const identifiers = await tx.select().from(siteIdentifiers).where(inArray(siteIdentifiers.siteId, [...ids])).orderBy(asc(siteIdentifiers.value));
  const aliases = await tx.select().from(siteAliases).where(inArray(siteAliases.siteId, [...ids])).orderBy(asc(siteAliases.alias));
  const numbersOf = Map.groupBy(identifiers, (row) => row.siteId);
  const spellingsOf = Map.groupBy(aliases, (row) => row.siteId);
  return new Map(rows.map((site) => {
    const numbers = (numbersOf.get(site.id) ?? []).map(({ scheme, value }) => ({ scheme, value }));
    return [site.id, { ...site, publicId: publicIdOf(numbers), identifiers: numbers, aliases: (spellingsOf.get(site.id) ?? []).map((row) => row.alias) }];
  }));
}

/** Sites by name; `q` finds a part of any spelling, or the beginning of a number. `after` is the inner id of the last row seen. */
export async function listSites(tx: Transaction, { q, limit, after }: PageAsked): Promise<Page<SiteRecord>> {
  const asked = q?.trim() ?? "";
  const folded = foldName(asked);
  const matches = asked === "" ? undefined : or(
    folded === "" ? undefined : inArray(sites.id, tx.select({ id: siteAliases.siteId }).from(siteAliases).where(like(siteAliases.folded, `%${folded}%`))),
    inArray(sites.id, tx.select({ id: siteIdentifiers.siteId }).from(siteIdentifiers).where(like(siteIdentifiers.value, `${escapeLike(canonicalIdentifier(asked))}%`))),
  );
  const beyond = after === undefined ? undefined : sql`(${sites.name}, ${sites.id}) > (select last.name, last.id from sites last where last.id = ${Number(after)})`;
  const rows = await tx.select({ id: sites.id }).from(sites).where(and(matches, beyond)).orderBy(asc(sites.name), asc(sites.id)).limit(limit + 1);
  const records = await sitesByIds(tx, rows.map((row) => row.id));
  return pageOf(rows.flatMap(({ id }) => records.get(id) ?? []), limit, (row) => String(row.id));
}

/** A name that could be several sites, with them, as the screen asks it. */
export type SiteQuestion = {
  readonly id: number;
  readonly declaredName: string;
  readonly askedAt: Date;
  readonly candidates: readonly SiteRecord[];
};

/** So many questions are asked at once. */
const QUESTIONS_SHOWN = 200;

/** How many questions nobody has answered; with a site, of those that it is a candidate of. */
export async function openQuestionCount(tx: Transaction, siteId?: number): Promise<number> {
  const concerns = siteId === undefined ? undefined : sql`${siteQuestions.candidates} @> ${JSON.stringify([siteId])}::jsonb`;
  return tx.$count(siteQuestions, and(isNull(siteQuestions.answeredAt), concerns));
}

/** The first 200 questions that nobody has answered, oldest first. */
export async function openSiteQuestions(tx: Transaction): Promise<SiteQuestion[]> {
  const rows = await tx.select().from(siteQuestions).where(isNull(siteQuestions.answeredAt)).orderBy(asc(siteQuestions.askedAt), asc(siteQuestions.id)).limit(QUESTIONS_SHOWN);
  const records = await sitesByIds(tx, [...new Set(rows.flatMap((row) => row.candidates))]);
  return rows.map(({ id, declaredName, askedAt, candidates }) => ({ id, declaredName, askedAt, candidates: candidates.flatMap((candidate) => records.get(candidate) ?? []) }));
}

/** Every GTIN that holds this one at some level of its packing, and the GTIN itself. */
export async function packsHolding(tx: Transaction, gtin: string): Promise<string[]> {
  const rows = await tx.select({ gtin: products.gtin }).from(products).where(sql`${products.gtin} in (
    with recursive holding (gtin) as (
      select ${gtin}::char(14)
      union
      select outer_pack.gtin from products outer_pack join holding on outer_pack.contains_gtin = holding.gtin
    ) select gtin from holding)`);
  return rows.map((row) => row.gtin);
}

/** The sites that have lines of these GTINs, whoever lodged them: a product's packing concerns every lodger's lines. */
export async function sitesWithLinesOf(tx: Transaction, gtins: readonly string[]): Promise<number[]> {
  const rows = await asHouse(tx, () => tx.selectDistinct({ siteId: declarationLines.siteId }).from(declarationLines).where(inArray(declarationLines.gtin, [...gtins])));
  return rows.map((row) => row.siteId).filter((siteId) => siteId !== 0);
}

function pageOf<Row>(rows: readonly Row[], limit: number, key: (row: Row) => string): Page<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, next: rows.length > limit && last !== undefined ? key(last) : null };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}
