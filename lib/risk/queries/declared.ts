import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { asBigint, idList, instant, isOneOf, pickRows, readLists, readRows, type ReadLists } from "#db/columns";
import type { Gathered, Head, Line, Revision } from "../gathered.ts";
import type { Records } from "../rule.ts";
import type { RecordedPosting } from "../standing-account.ts";

/** A posting with the site whose account it stands on. */
export type SitePosting = RecordedPosting & { readonly siteId: number };

/** What is declared and charged: the heads of some declarations, the lines of their standing revisions with the answers given to them, and their postings. */
export type DeclaredRows = { readonly heads: readonly Head[]; readonly lines: readonly Line[]; readonly postings: readonly SitePosting[] };

/**
 * Reads what is declared and charged by some declarations: five statements, told together, each of one table in the order of its index. Joined by the
 * database, which plans them for any number of ids, the bodies and the answers would be looked up one after the other.
 */
export async function declaredRows(tx: Transaction, ids: readonly number[]): Promise<DeclaredRows> {
  const [heads, lines, postings] = await Promise.all([headsOf(tx, ids), linesOf(tx, ids), postingsOf(tx, ids)]);
  return { heads, lines, postings };
}

/** Since when declarations are recorded. */
export async function recordsOf(tx: Transaction): Promise<Records> {
  const [first] = await readRows<{ readonly since: Date }>(tx, { since: instant("first.lodged_at") }, sql`from (select lodged_at from declarations order by id limit 1) as first`);
  return { since: first?.since ?? null };
}

type HeadRow = Omit<Head, "importerName">;
type NamedIn = { readonly declarationId: number; readonly revision: number; readonly name: string | null };

async function headsOf(tx: Transaction, ids: readonly number[]): Promise<Head[]> {
  const [read, bodies] = await Promise.all([
    readLists<HeadRow>(tx, {
      id: "id",
      number: "number",
      revision: "revision",
      status: "status",
      lodgedAt: instant("lodged_at"),
      officeCode: "office_code",
      tradeMode: "trade_mode",
      importerId: "importer_id",
      lodgerOrganisationId: "lodger_organisation_id",
      releasedRevision: "released_revision",
    }, sql`from (select * from declarations where ${isOneOf("id", ids)} order by id) as heads`),
    readLists<NamedIn>(
      tx,
      { declarationId: "declaration_id", revision: "revision", name: "body -> 'importer' ->> 'name'" },
      sql`from (select * from declaration_revisions where ${isOneOf("declaration_id", ids)} order by declaration_id) as bodies`,
    ),
  ]);
  const { revision, name } = bodies.lists;
  const standing = finder(bodies);
  return pickRows<Head, HeadRow>(read, (of, at) => ({
    id: of.id[at], number: of.number[at], revision: of.revision[at], status: of.status[at], lodgedAt: of.lodgedAt[at], officeCode: of.officeCode[at], tradeMode: of.tradeMode[at], importerId: of.importerId[at],
    importerName: name[standing(of.id[at], (there) => revision[there] === of.revision[at])] ?? null, lodgerOrganisationId: of.lodgerOrganisationId[at], releasedRevision: of.releasedRevision[at],
  }));
}

type LineRow = Omit<Line, "answered" | "answeredUsed" | "answeredAsk"> & { readonly revision: number };
type Answered = { readonly declarationId: number; readonly revision: number; readonly no: number; readonly verdict: Line["verdict"]; readonly used: string | null; readonly ask: string | null };

async function linesOf(tx: Transaction, ids: readonly number[]): Promise<Line[]> {
  const [read, answers] = await Promise.all([
    readLists<LineRow>(tx, {
      siteId: "site_id",
      declarationId: "declaration_id",
      no: "no",
      revision: "revision",
      gtin: "gtin",
      baseGtin: "base_gtin",
      hsCode: "hs_code",
      category: "category",
      declaredSite: "declared_site",
      quantityValue: "quantity_value",
      quantityUnit: "quantity_unit",
      lots: "lots",
      productionDate: "production_date",
      vintage: "vintage",
      producedFrom: "produced_from",
      producedTo: "produced_to",
      priceMinor: ["price_minor::text", asBigint],
      pricePer: "price_per",
      priceCurrency: "price_currency",
      originCountry: "origin_country",
      effect: "effect", standing: "standing", verdict: "verdict", missing: "missing",
    }, sql`from declaration_lines where ${isOneOf("declaration_id", ids)}`),
    readLists<Answered>(
      tx,
      { declarationId: "declaration_id", revision: "revision", no: "no", verdict: "verdict", used: "answer ->> 'used'", ask: "answer ->> 'ask'" },
      sql`from (select * from line_answers where ${isOneOf("declaration_id", ids)} order by declaration_id) as answers`,
    ),
  ]);
  const { revision, no, verdict, used, ask } = answers.lists;
  const answer = finder(answers);
  const rows = pickRows<Line, LineRow>(read, (of, at) => {
    const given = answer(of.declarationId[at], (there) => no[there] === of.no[at] && revision[there] === of.revision[at]);
    return {
      siteId: of.siteId[at],
      declarationId: of.declarationId[at],
      no: of.no[at],
      gtin: of.gtin[at],
      baseGtin: of.baseGtin[at],
      hsCode: of.hsCode[at],
      category: of.category[at],
      declaredSite: of.declaredSite[at],
      quantityValue: of.quantityValue[at],
      quantityUnit: of.quantityUnit[at],
      lots: of.lots[at],
      productionDate: of.productionDate[at],
      vintage: of.vintage[at],
      producedFrom: of.producedFrom[at],
      producedTo: of.producedTo[at],
      priceMinor: of.priceMinor[at],
      pricePer: of.pricePer[at],
      priceCurrency: of.priceCurrency[at],
      originCountry: of.originCountry[at],
      effect: of.effect[at], standing: of.standing[at], verdict: of.verdict[at], missing: of.missing[at], answered: verdict[given] ?? null, answeredUsed: used[given] ?? null, answeredAsk: ask[given] ?? null,
    };
  });
  return rows.toSorted((a, b) => a.no - b.no);
}

/** Finds the row of a declaration that is meant among rows in the order of declarations; -1 where there is none. */
function finder({ lists: { declarationId }, count }: ReadLists<{ readonly declarationId: number }>): (id: number | undefined, isMeant: (at: number) => boolean) => number {
  const first = new Map<number | undefined, number>();
  for (let at = 0; at < count; at++) if (at === 0 || declarationId[at] !== declarationId[at - 1]) first.set(declarationId[at], at);
  return (id, isMeant) => {
    for (let at = first.get(id) ?? count; at < count && declarationId[at] === id; at++) if (isMeant(at)) return at;
    return -1;
  };
}

async function postingsOf(tx: Transaction, ids: readonly number[]): Promise<SitePosting[]> {
  return readRows<SitePosting>(tx, {
    siteId: "site_id", accountId: "account_id", seq: "seq", kind: "kind", declarationId: "declaration_id", lineNo: "line_no", producedFrom: "produced_from", producedTo: "produced_to",
    amount: ["amount::text", asBigint], declaredAfter: ["declared_after::text", asBigint], elsewhereAfter: ["elsewhere_after::text", asBigint], verdict: "verdict",
  }, sql`from postings where ${isOneOf("declaration_id", ids)} and kind <> 'elsewhere'`, (of, at) => ({
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
  return readRows<Revision>(
    tx,
    { declarationId: "declaration_id", revision: "revision", status: "body ->> 'status'", lines: "body -> 'lines'" },
    sql`from declaration_revisions where declaration_id = any${idList(asked)}`,
  );
}
