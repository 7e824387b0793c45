import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { insertRows, type TableRows } from "#db/rows";
import { parseUnitPrice } from "#lib/measures/money";
import { askSiteQuestions } from "#lib/parties/commands/question";
import type { Declared } from "#lib/consignments/declaration";
import type { StandingDeclaration } from "../standing.ts";
import type { EnteredLine } from "./enter.ts";

/** One revision as it is to be recorded: the declaration it belongs to, what stands of it now, and its lines where they changed. */
export type Recording = {
  readonly declarationId: number;
  /** Made with this very revision: its row needs no change. */
  readonly created: boolean;
  readonly item: Declared;
  readonly hash: string;
  readonly by: string;
  readonly lodgerOrganisationId: number;
  readonly importerId: number;
  readonly standing: StandingDeclaration;
  /** The revision whose body the declaration's columns show. */
  readonly shown: Declared;
  /** The revision whose lines stand; `shown` where none do. */
  readonly source: Declared;
  /** `replaces`: an earlier revision has lines that these take the place of. */
  readonly lines: { readonly changed: false } | { readonly changed: true; readonly replaces: boolean; readonly standing: boolean; readonly entered: readonly EnteredLine[] };
  readonly answers: readonly { readonly no: number; readonly siteId: number; readonly verdict: string; readonly answer: object }[];
};

/** A declaration that was not recorded before, under the id it gets. */
export type NewDeclaration = { readonly id: number; readonly item: Declared; readonly hash: string; readonly by: string; readonly importerId: number; readonly lodgerOrganisationId: number };

/**
 * Writes declarations that are new, with their first revision, and queues their assessment. It needs no account and so stands before
 * the sites' locks are taken. A number that was taken meanwhile breaks the unique key.
 */
export async function recordNew(tx: Transaction, news: readonly NewDeclaration[], now: Date): Promise<void> {
  if (news.length === 0) return;
  const sorted = news.toSorted((a, b) => (a.item.number < b.item.number ? -1 : 1));
  const at = now.toISOString();
  await Promise.all([
    insertRows(tx, [{ table: "declarations", rows: sorted.map((one) => newRow(one, at)) }]),
    insertRows(tx, [revisionRows(sorted.map((one) => ({ ...one, declarationId: one.id })), at)]),
    queueJob(tx, "assess", { declarations: sorted.map((one) => one.id), cause: "lodged" }),
  ]);
}

/** Writes later revisions, lines and the answers given, with the postings they came to: a fixed number of statements for any number of declarations. */
export async function record(tx: Transaction, records: readonly Recording[], postings: TableRows, now: Date): Promise<void> {
  const at = now.toISOString();
  const later = records.filter((one) => !one.created);
  const changed = records.filter((one) => one.lines.changed);
  const replaced = changed.filter((one) => one.lines.changed && one.lines.standing && one.lines.replaces).map((one) => one.declarationId);
  const fallen = changed.filter((one) => one.lines.changed && !one.lines.standing).map((one) => one.declarationId);
  if (replaced.length > 0) await tx.execute(sql`delete from declaration_lines where declaration_id in ${replaced}`);
  if (fallen.length > 0) await tx.execute(sql`update declaration_lines set standing = false where declaration_id in ${fallen}`);
  await Promise.all([
    insertRows(tx, [
      revisionRows(later, at),
      { table: "declaration_lines", rows: changed.flatMap((one) => (one.lines.changed ? one.lines.entered.map((line) => lineRow(one, line, at)) : [])) },
      { table: "line_answers", rows: records.flatMap((one) => one.answers.map((given) => ({ site_id: given.siteId, declaration_id: one.declarationId, revision: one.item.revision, no: given.no, verdict: given.verdict, answer: given.answer, recorded_at: at }))) },
      postings,
    ]),
    later.length === 0 ? undefined : queueJob(tx, "assess", { declarations: later.map((one) => one.declarationId), cause: "lodged" }),
    later.length === 0 ? undefined : tx.execute(sql`
      update declarations set revision = stands.revision, status = stands.status, lodged_at = stands.lodged_at, office_code = stands.office_code, trade_mode = stands.trade_mode, importer_id = stands.importer_id
      from jsonb_to_recordset(${JSON.stringify(later.map(standingRow))}::jsonb) as stands (id bigint, revision int, status text, lodged_at timestamptz, office_code text, trade_mode text, importer_id bigint)
      where declarations.id = stands.id`),
    askSiteQuestions(tx, changed.flatMap((one) => (one.lines.changed ? one.lines.entered.flatMap((line) => line.question ?? []) : []))),
  ]);
}

function newRow({ id, item, importerId, lodgerOrganisationId }: NewDeclaration, at: string): Record<string, unknown> {
  return {
    id,
    number: item.number,
    revision: item.revision,
    status: item.status,
    lodged_at: item.lodgedAt,
    office_code: item.office,
    trade_mode: item.tradeMode,
    importer_id: importerId,
    lodger_organisation_id: lodgerOrganisationId,
    recorded_at: at,
  };
}

function revisionRows(records: readonly Pick<Recording, "declarationId" | "item" | "hash" | "by">[], at: string): TableRows {
  return {
    table: "declaration_revisions",
    rows: records.map(({ declarationId, item, hash, by }) => ({
      declaration_id: declarationId,
      revision: item.revision,
      body: item,
      body_hash: hash,
      lodged_by: by,
      recorded_at: at,
    })),
  };
}

function standingRow(one: Recording): object {
  return {
    id: one.declarationId,
    revision: one.standing.revision,
    status: one.standing.status,
    lodged_at: one.shown.lodgedAt,
    office_code: one.shown.office,
    trade_mode: one.shown.tradeMode,
    importer_id: one.importerId,
  };
}

function lineRow(one: Recording, entered: EnteredLine, at: string): Record<string, unknown> {
  const { declared, line } = entered;
  const money = declared.price === undefined ? undefined : parseUnitPrice(declared.price);
  return {
    site_id: entered.siteId, declaration_id: one.declarationId, no: declared.no, revision: line.revision,
    gtin: declared.gtin, base_gtin: line.packing?.base.gtin ?? null, hs_code: declared.hsCode, category: line.goods.category, declared_site: declared.site,
    quantity_value: declared.quantity.value, quantity_unit: declared.quantity.unit, lots: declared.lots, production_date: declared.productionDate ?? null, vintage: declared.vintage ?? null,
    produced_from: line.produced.from, produced_to: line.produced.to, produced_basis: entered.basis,
    price_minor: money?.ok === true ? money.minor.toString() : null,
    price_per: money?.ok === true ? Number(money.per) : 1,
    price_currency: money?.ok === true ? money.currency : null,
    origin_country: declared.originCountry,
    importer_id: one.importerId, lodger_organisation_id: one.lodgerOrganisationId, office_code: one.shown.office, effect: line.effect, standing: true,
    verdict: entered.answer.verdict, missing: entered.missing, lodged_at: one.shown.lodgedAt, declared_at: one.source.lodgedAt, recorded_at: at,
  };
}

