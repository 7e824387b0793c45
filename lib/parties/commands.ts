import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { siteLedgers } from "#db/schema/certificates";
import { organisations, products, siteAliases, siteIdentifiers, siteQuestions, sites } from "#db/schema/parties";
import { offices } from "#db/schema/places";
import { actorKey } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import type { Done } from "#lib/audit/entry";
import { officeOf } from "#lib/places/office";
import { sameIn, sameSet } from "./body.ts";
import { packingProblem, productInput } from "./product.ts";
import type { ProductInput } from "./product.ts";
import { packsHolding, productByGtin, productsWithPacking, sitesByIds, sitesWithLinesOf } from "./queries.ts";
import type { ProductRecord, SiteRecord } from "./queries.ts";
import { foldName, siteAnswerInput, siteInput } from "./site.ts";
import type { SiteInput } from "./site.ts";

/** What a PUT hands back: the thing as it now stands, and whether it is new. What is recorded already keeps its version. */
export type Put<Thing> = { readonly created: boolean; readonly version: number; readonly record: Thing };

/**
 * Creates or replaces a product (`PUT /products/{gtin}`). Refusals: `unknown-product` for a contained GTIN that is not recorded,
 * `packing-cycle`, `packing-too-deep`, `changed-meanwhile`. Where the packing or net content of a recorded product changes, the
 * ledgers of every site with lines of it, or of packs that hold it, are marked and queued for re-judging in the same transaction.
 */
export const putProduct = command("product.write", productInput, async ({ tx, now }, input): Promise<Done<Put<ProductRecord>>> => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('product-packing'))`);
  const before = await productByGtin(tx, input.gtin);
  expectVersion(input.expectedVersion, before?.version);
  await requirePacking(tx, input);
  const { gtin, name, hsCode, category, netContent, contains } = input;
  const values = { nameEn: name.en, nameZh: name.zh, hsCode, category, ...netContent, containsGtin: contains?.gtin ?? null, containsQuantity: contains === undefined ? null : BigInt(contains.quantity) };
  if (before !== undefined && sameIn(before, values)) return { result: { created: false, version: before.version, record: before }, audit: { action: "product.repeat", subject: { kind: "product", id: gtin }, facts: { version: before.version } } };
  const version = (before?.version ?? 0) + 1;
  const [record] = await tx.insert(products).values({ gtin, ...values, recordedAt: now }).onConflictDoUpdate({ target: products.gtin, set: { ...values, version } }).returning();
  if (record === undefined) throw new Error(`product ${gtin} was not written`);
  if (before !== undefined && packingText(before) !== packingText(record)) await markForRejudging(tx, await sitesWithLinesOf(tx, await packsHolding(tx, gtin)));
  return {
    result: { created: before === undefined, version, record },
    audit: { action: "product.put", subject: { kind: "product", id: gtin }, facts: { version, name, hsCode, category, netContent: `${netContent.netValue} ${netContent.netUnit}`, contains: contains ?? null, packingBefore: before === undefined ? null : packingText(before) } },
  };
});

function packingText(record: ProductRecord): string {
  return `${record.netBase} ${record.netDimension}; ${record.containsQuantity ?? ""} of ${record.containsGtin ?? "none"}`;
}

async function requirePacking(tx: Transaction, product: ProductInput): Promise<void> {
  if (product.contains === undefined) return;
  const holding = await packsHolding(tx, product.gtin);
  const problem = packingProblem(product, holding, await productsWithPacking(tx, [product.contains.gtin, ...holding]));
  if (problem !== undefined) throw new Refusal("unprocessable", problem.code, { gtin: product.contains.gtin }, [{ pointer: "/contains/gtin", ...problem }]);
}

/**
 * Creates or replaces a site (`PUT /sites/{id}`) with the numbers and spellings it is known by; the number in the address and the
 * site's own name are always among them. Refusals: `identifier-taken` when a number belongs to another site, `changed-meanwhile`.
 */
export const putSite = command("site.write", siteInput, async ({ tx, now }, input): Promise<Done<Put<SiteRecord>>> => {
  const identifiers = [...new Map([input.id, ...input.identifiers].map((identifier) => [identifier.value, identifier])).values()];
  await tx.execute(sql`select pg_advisory_xact_lock(hashtext('site-identifiers'))`);
  const siteId = await ownerOf(tx, input, identifiers.map(({ value }) => value));
  const before = siteId === undefined ? undefined : (await sitesByIds(tx, [siteId])).get(siteId);
  expectVersion(input.expectedVersion, before?.version);
  const said = { name: input.name, country: input.country, kind: input.kind, latitude: input.location?.lat ?? null, longitude: input.location?.lon ?? null };
  const aliases = new Map([...input.aliases, input.name].map((alias) => [foldName(alias), alias]));
  if (before !== undefined && sameIn(before, said) && sameSet(before.identifiers.map(({ scheme, value }) => `${scheme} ${value}`), identifiers.map(({ scheme, value }) => `${scheme} ${value}`)) && sameSet(before.aliases, [...aliases.values()])) {
    return { result: { created: false, version: before.version, record: before }, audit: { action: "site.repeat", subject: { kind: "site", id: before.publicId }, facts: { version: before.version } } };
  }
  const values = { ...said, version: (before?.version ?? 0) + 1 };
  const [written] = before === undefined
    ? await tx.insert(sites).values({ ...values, recordedAt: now }).returning({ id: sites.id })
    : await tx.update(sites).set(values).where(eq(sites.id, before.id)).returning({ id: sites.id });
  if (written === undefined) throw new Error(`site ${input.id.value} was not written`);
  await tx.delete(siteIdentifiers).where(eq(siteIdentifiers.siteId, written.id));
  await tx.insert(siteIdentifiers).values(identifiers.map((identifier) => ({ ...identifier, siteId: written.id })));
  await tx.delete(siteAliases).where(eq(siteAliases.siteId, written.id));
  await tx.insert(siteAliases).values([...aliases].map(([folded, alias]) => ({ siteId: written.id, alias, folded })));
  const record = (await sitesByIds(tx, [written.id])).get(written.id);
  if (record === undefined) throw new Error(`site ${input.id.value} was not written`);
  const known = new Set(before?.identifiers.map(({ value }) => value));
  if (identifiers.some(({ value }) => !known.has(value))) await queueJob(tx, "settle-site-events", { siteId: written.id });
  return {
    result: { created: before === undefined, version: values.version, record },
    audit: { action: "site.put", subject: { kind: "site", id: record.publicId }, facts: { ...values, identifiers: identifiers.map(({ value }) => value), aliases: [...aliases.values()] } },
  };
});

async function ownerOf(tx: Transaction, input: SiteInput, values: readonly string[]): Promise<number | undefined> {
  const rows = await tx.select().from(siteIdentifiers).where(inArray(siteIdentifiers.value, [...values]));
  const own = rows.find((row) => row.value === input.id.value)?.siteId;
  const taken = rows.find((row) => row.siteId !== own);
  if (taken === undefined) return own;
  const index = input.identifiers.findIndex((identifier) => identifier.value === taken.value);
  throw new Refusal("conflict", "identifier-taken", { identifier: taken.value }, [{ pointer: `/identifiers/${index}`, code: "identifier-taken", detail: `${taken.value} already names another site` }]);
}

/**
 * Answers which site a declared name means, once; the lines that wait for it are settled by a job. Refusals: `unknown-question`,
 * `not-a-candidate`, `already-answered`.
 */
export const answerSiteQuestion = command("site.answer-question", siteAnswerInput, async ({ tx, actor, now }, { questionId, siteId }) => {
  const [question] = await tx.select().from(siteQuestions).where(eq(siteQuestions.id, questionId));
  if (question === undefined) throw new Refusal("not-found", "unknown-question", { question: questionId });
  if (!question.candidates.includes(siteId)) {
    throw new Refusal("unprocessable", "not-a-candidate", { name: question.declaredName }, [{ pointer: "/siteId", code: "not-a-candidate", detail: `the name ${JSON.stringify(question.declaredName)} does not belong to that site` }]);
  }
  const answered = await tx
    .update(siteQuestions)
    .set({ answerSiteId: siteId, answeredBy: actorKey(actor), answeredAt: now })
    .where(and(eq(siteQuestions.id, questionId), isNull(siteQuestions.answeredAt)))
    .returning({ id: siteQuestions.id });
  if (answered.length === 0) throw new Refusal("conflict", "already-answered", { name: question.declaredName });
  await queueJob(tx, "settle-site-question", { questionId });
  return { result: { questionId, siteId }, audit: { action: "site.answer-question", subject: { kind: "site-question", id: String(questionId) }, facts: { name: question.declaredName, siteId, candidates: question.candidates } } };
});

/** Asks what these declared names mean, each once; a name already asked keeps its question, and while unanswered takes up new candidates. */
export async function askSiteQuestions(tx: Transaction, asked: readonly { readonly name: string; readonly candidates: readonly number[] }[]): Promise<void> {
  const byFold = new Map(asked.map((one) => [foldName(one.name), one]));
  if (byFold.size === 0) return;
  const values = [...byFold].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([folded, one]) => ({ folded, declaredName: one.name, candidates: [...one.candidates] }));
  await tx
    .insert(siteQuestions)
    .values(values)
    .onConflictDoUpdate({ target: siteQuestions.folded, set: { candidates: sql`excluded.candidates` }, setWhere: isNull(siteQuestions.answeredAt) });
}

/** Marks the ledgers of these sites as behind what is known, and queues their re-judging, in the caller's transaction. */
export async function markForRejudging(tx: Transaction, siteIds: readonly number[]): Promise<void> {
  const ordered = [...new Set(siteIds)].toSorted((a, b) => a - b);
  if (ordered.length === 0) return;
  await tx
    .insert(siteLedgers)
    .values(ordered.map((siteId) => ({ siteId, certificatesVersion: 1 })))
    .onConflictDoUpdate({ target: siteLedgers.siteId, set: { certificatesVersion: sql`${siteLedgers.certificatesVersion} + 1` } });
  for (const siteId of ordered) await queueJob(tx, "rejudge-site", { siteId }, { jobKey: `rejudge-site:${siteId}` });
}

type OrganisationRecord = typeof organisations.$inferSelect;

/** The organisation known by this code, taken in unverified when it is new; a known one keeps its names. */
export async function ensureOrganisation(tx: Transaction, { code, name, kind }: { readonly code: string; readonly name: string; readonly kind: OrganisationRecord["kind"] }): Promise<OrganisationRecord> {
  const record = (await ensureOrganisations(tx, [{ id: code, name }], kind)).get(code);
  if (record === undefined) throw new Error(`organisation ${code} was not written`);
  return record;
}

/** Importers by their codes, those not known taken in unverified under the name declared. */
export function ensureImporters(tx: Transaction, importers: readonly { readonly id: string; readonly name: string }[]): Promise<Map<string, OrganisationRecord>> {
  return ensureOrganisations(tx, importers, "importer");
}

async function ensureOrganisations(tx: Transaction, asked: readonly { readonly id: string; readonly name: string }[], kind: OrganisationRecord["kind"]): Promise<Map<string, OrganisationRecord>> {
  const names = new Map(asked.map(({ id, name }) => [id, name]));
  const known = await organisationsByCode(tx, [...names.keys()]);
  const missing = [...names].filter(([code]) => !known.has(code)).toSorted(([a], [b]) => (a < b ? -1 : 1));
  if (missing.length === 0) return known;
  await tx.insert(organisations).values(missing.map(([code, name]) => ({ code, nameEn: name, nameZh: name, kind }))).onConflictDoNothing();
  return organisationsByCode(tx, [...names.keys()]);
}

async function organisationsByCode(tx: Transaction, codes: readonly string[]): Promise<Map<string, OrganisationRecord>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.select().from(organisations).where(inArray(organisations.code, [...codes])).orderBy(asc(organisations.id));
  return new Map(rows.map((row) => [row.code, row]));
}

/** Offices by their codes; one first seen is taken in, under its reference names when the customs table has it, else unverified under its code. */
export async function ensureOffices(tx: Transaction, codes: readonly string[]): Promise<Map<string, typeof offices.$inferSelect>> {
  const wanted = [...new Set(codes)].toSorted();
  const known = await officesByCode(tx, wanted);
  const missing = wanted.filter((code) => !known.has(code));
  if (missing.length === 0) return known;
  await tx.insert(offices).values(missing.map((code) => {
    const name = officeOf(code)?.name;
    return { code, nameEn: name?.en ?? code, nameZh: name?.zh ?? code, verified: name !== undefined };
  })).onConflictDoNothing();
  return officesByCode(tx, wanted);
}

async function officesByCode(tx: Transaction, codes: readonly string[]): Promise<Map<string, typeof offices.$inferSelect>> {
  if (codes.length === 0) return new Map();
  const rows = await tx.select().from(offices).where(inArray(offices.code, [...codes]));
  return new Map(rows.map((row) => [row.code, row]));
}

function expectVersion(expected: number | undefined, standing: number | undefined): void {
  if (expected !== undefined && expected !== standing) throw new Refusal("precondition", "changed-meanwhile", { expected, standing: standing ?? 0 });
}
