import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { asBigint, idList, instant, readRows } from "#db/columns";
import type { Gathered, Head, Line, Revision } from "../gathered.ts";
import type { Records } from "../rule.ts";
import type { RecordedPosting } from "../standing-account.ts";

/** A posting with the site whose account it stands on. */
export type SitePosting = RecordedPosting & { readonly siteId: number };

/** What is declared and charged: the heads of some declarations, the lines of their standing revisions with the answers given to them, and their postings. */
export type DeclaredRows = { readonly heads: readonly Head[]; readonly lines: readonly Line[]; readonly postings: readonly SitePosting[] };

/** Reads what is declared and charged by some declarations: three statements, told together. */
export async function declaredRows(tx: Transaction, ids: readonly number[]): Promise<DeclaredRows> {
  const [heads, lines, postings] = await Promise.all([headsOf(tx, ids), linesOf(tx, ids), postingsOf(tx, ids)]);
  return { heads, lines, postings };
}

/** Since when declarations are recorded. */
export async function recordsOf(tx: Transaction): Promise<Records> {
  const [first] = await readRows<{ readonly since: Date }>(tx, { since: instant("first.lodged_at") }, sql`from (select lodged_at from declarations order by id limit 1) as first`);
  return { since: first?.since ?? null };
}

async function headsOf(tx: Transaction, ids: readonly number[]): Promise<Head[]> {
  const rows = await readRows<Head>(tx, {
    id: "d.id", number: "d.number", revision: "d.revision", status: "d.status", lodgedAt: instant("d.lodged_at"), officeCode: "d.office_code", tradeMode: "d.trade_mode", importerId: "d.importer_id",
    importerName: "coalesce(r.body -> 'importer' ->> 'name', importer.name_en)", importerVerified: "importer.verified", officeVerified: "coalesce(office.verified, false)", lodgerOrganisationId: "d.lodger_organisation_id", releasedRevision: "d.released_revision",
  }, sql`from (select * from declarations where id = any${idList(ids)} order by id) d
    join organisations importer on importer.id = d.importer_id left join offices office on office.code = d.office_code
    left join declaration_revisions r on r.declaration_id = d.id and r.revision = d.revision`, (of, at) => ({
    id: of.id[at], number: of.number[at], revision: of.revision[at], status: of.status[at], lodgedAt: of.lodgedAt[at], officeCode: of.officeCode[at], tradeMode: of.tradeMode[at], importerId: of.importerId[at],
    importerName: of.importerName[at], importerVerified: of.importerVerified[at], officeVerified: of.officeVerified[at], lodgerOrganisationId: of.lodgerOrganisationId[at], releasedRevision: of.releasedRevision[at],
  }));
  return rows.toSorted((a, b) => a.id - b.id);
}

async function linesOf(tx: Transaction, ids: readonly number[]): Promise<Line[]> {
  const rows = await readRows<Line>(tx, {
    siteId: "l.site_id", declarationId: "l.declaration_id", no: "l.no", gtin: "l.gtin", baseGtin: "l.base_gtin", hsCode: "l.hs_code", category: "l.category", declaredSite: "l.declared_site", quantityValue: "l.quantity_value", quantityUnit: "l.quantity_unit",
    lots: "l.lots", productionDate: "l.production_date", vintage: "l.vintage", producedFrom: "l.produced_from", producedTo: "l.produced_to", priceMinor: ["l.price_minor::text", asBigint], pricePer: "l.price_per", priceCurrency: "l.price_currency", originCountry: "l.origin_country",
    effect: "l.effect", standing: "l.standing", verdict: "l.verdict", missing: "l.missing", answered: "a.verdict", answeredUsed: "a.answer ->> 'used'", answeredAsk: "a.answer ->> 'ask'",
  }, sql`from declaration_lines l left join line_answers a on a.declaration_id = l.declaration_id and a.revision = l.revision and a.no = l.no where l.declaration_id = any${idList(ids)}`, (of, at) => ({
    siteId: of.siteId[at], declarationId: of.declarationId[at], no: of.no[at], gtin: of.gtin[at], baseGtin: of.baseGtin[at], hsCode: of.hsCode[at], category: of.category[at], declaredSite: of.declaredSite[at], quantityValue: of.quantityValue[at], quantityUnit: of.quantityUnit[at],
    lots: of.lots[at], productionDate: of.productionDate[at], vintage: of.vintage[at], producedFrom: of.producedFrom[at], producedTo: of.producedTo[at], priceMinor: of.priceMinor[at], pricePer: of.pricePer[at], priceCurrency: of.priceCurrency[at], originCountry: of.originCountry[at],
    effect: of.effect[at], standing: of.standing[at], verdict: of.verdict[at], missing: of.missing[at], answered: of.answered[at], answeredUsed: of.answeredUsed[at], answeredAsk: of.answeredAsk[at],
  }));
  return rows.toSorted((a, b) => a.no - b.no);
}

async function postingsOf(tx: Transaction, ids: readonly number[]): Promise<SitePosting[]> {
  return readRows<SitePosting>(tx, {
    siteId: "site_id", accountId: "account_id", seq: "seq", kind: "kind", declarationId: "declaration_id", lineNo: "line_no", producedFrom: "produced_from", producedTo: "produced_to",
    amount: ["amount::text", asBigint], declaredAfter: ["declared_after::text", asBigint], elsewhereAfter: ["elsewhere_after::text", asBigint], verdict: "verdict",
  }, sql`from postings where declaration_id = any${idList(ids)} and kind <> 'elsewhere'`, (of, at) => ({
    siteId: of.siteId[at], accountId: of.accountId[at], seq: of.seq[at], kind: of.kind[at], declarationId: of.declarationId[at], lineNo: of.lineNo[at], producedFrom: of.producedFrom[at], producedTo: of.producedTo[at],
    amount: of.amount[at], declaredAfter: of.declaredAfter[at], elsewhereAfter: of.elsewhereAfter[at], verdict: of.verdict[at],
  }));
}

/**
 * The bodies of the revisions of declarations in which a rule can need them: revised, withdrawn or released ones, and those of which no line was
 * taken in. Of any other its lines say what is declared.
 */
export async function revisionsOf(tx: Transaction, { heads, lines }: DeclaredRows): Promise<Gathered["revisions"]> {
  const taken = new Set(lines.map((line) => line.declarationId));
  const asked = heads.filter((head) => head.revision > 1 || head.status !== "lodged" || head.releasedRevision !== null || !taken.has(head.id)).map((head) => head.id);
  if (asked.length === 0) return [];
  return readRows<Revision>(tx, { declarationId: "declaration_id", revision: "revision", status: "body ->> 'status'", lines: "body -> 'lines'" }, sql`from declaration_revisions where declaration_id = any${idList(asked)}`);
}
