import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { parseMoney } from "#lib/measures/money";
import { askSiteQuestions } from "#lib/parties/commands";
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
  /** `replaces`: an earlier revision has lines that these take the place of. */
  readonly lines: { readonly changed: false } | { readonly changed: true; readonly replaces: boolean; readonly standing: boolean; readonly entered: readonly EnteredLine[] };
  readonly answers: readonly { readonly no: number; readonly siteId: number; readonly verdict: string; readonly answer: object }[];
};

/** Writes revisions, standing declarations, lines and the answers given: a fixed number of statements for any number of declarations. */
export async function record(tx: Transaction, records: readonly Recording[], now: Date): Promise<void> {
  const at = now.toISOString();
  const standing = records.filter((one) => !one.created);
  const changed = records.filter((one) => one.lines.changed);
  const replaced = changed.filter((one) => one.lines.changed && one.lines.standing && one.lines.replaces).map((one) => one.declarationId);
  const fallen = changed.filter((one) => one.lines.changed && !one.lines.standing).map((one) => one.declarationId);
  if (replaced.length > 0) await tx.execute(sql`delete from declaration_lines where declaration_id in ${replaced}`);
  if (fallen.length > 0) await tx.execute(sql`update declaration_lines set standing = false where declaration_id in ${fallen}`);
  await Promise.all([
    populate(tx, "declaration_revisions", records.map((one) => ({ declaration_id: one.declarationId, revision: one.item.revision, body: one.item, body_hash: one.hash, lodged_by: one.by, recorded_at: at }))),
    standing.length === 0 ? undefined : tx.execute(sql`
      update declarations set revision = stands.revision, status = stands.status, lodged_at = stands.lodged_at, office_code = stands.office_code, trade_mode = stands.trade_mode, importer_id = stands.importer_id
      from jsonb_to_recordset(${JSON.stringify(standing.map(standingRow))}::jsonb) as stands (id bigint, revision int, status text, lodged_at timestamptz, office_code text, trade_mode text, importer_id bigint)
      where declarations.id = stands.id`),
    populate(tx, "declaration_lines", changed.flatMap((one) => (one.lines.changed ? one.lines.entered.map((line) => lineRow(one, line, at)) : []))),
    populate(tx, "line_answers", records.flatMap((one) => one.answers.map((given) => ({ site_id: given.siteId, declaration_id: one.declarationId, revision: one.item.revision, no: given.no, verdict: given.verdict, answer: given.answer, recorded_at: at })))),
    askSiteQuestions(tx, changed.flatMap((one) => (one.lines.changed ? one.lines.entered.flatMap((line) => line.question ?? []) : []))),
  ]);
}

async function populate(tx: Transaction, table: string, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return;
  await tx.execute(sql`insert into ${sql.identifier(table)} select * from jsonb_populate_recordset(null::${sql.identifier(table)}, ${JSON.stringify(rows)}::jsonb)`);
}

function standingRow(one: Recording): object {
  return { id: one.declarationId, revision: one.standing.revision, status: one.standing.status, lodged_at: one.shown.lodgedAt, office_code: one.shown.office, trade_mode: one.shown.tradeMode, importer_id: one.importerId };
}

function lineRow(one: Recording, entered: EnteredLine, at: string): object {
  const { declared, line } = entered;
  const money = declared.price === undefined ? undefined : parseMoney(declared.price);
  return {
    site_id: entered.siteId, declaration_id: one.declarationId, no: declared.no, revision: line.revision,
    gtin: declared.gtin, base_gtin: line.packing?.base.gtin ?? null, hs_code: declared.hsCode, category: line.goods.category, declared_site: declared.site,
    quantity_value: declared.quantity.value, quantity_unit: declared.quantity.unit, lots: declared.lots, production_date: declared.productionDate ?? null, vintage: declared.vintage ?? null,
    produced_from: line.produced.from, produced_to: line.produced.to, produced_basis: entered.basis,
    price_minor: money?.ok === true ? money.minor.toString() : null, price_currency: money?.ok === true ? money.currency : null, origin_country: declared.originCountry,
    importer_id: one.importerId, lodger_organisation_id: one.lodgerOrganisationId, office_code: one.shown.office, effect: line.effect, standing: true,
    verdict: entered.answer.verdict, missing: entered.missing, lodged_at: one.shown.lodgedAt, declared_at: one.shown.lodgedAt, recorded_at: at,
  };
}

