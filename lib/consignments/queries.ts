import { and, asc, desc, eq, inArray, like, lt, ne, or, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { textsList } from "#db/columns";
import { declarationLines, declarationRevisions, declarations, transportDocuments } from "#db/schema/consignments";
import { tradePapers } from "#db/schema/lodging";
import { organisations } from "#db/schema/parties";
import { Refusal } from "#lib/access/refusal";
import { packsHolding, siteByPublicId } from "#lib/parties/queries";
import type { Page } from "#lib/parties/queries";
import type { Declared } from "./declaration.ts";
import type { Papers, TradePaper } from "./tradePaper.ts";

/**
 * Of lines: those that name one of some lots, of whatever goods. They are found by the names that the database keeps of declarations, for
 * row-level security keeps a list of lots out of an index of its own.
 */
export function namesLot(lots: readonly string[]): SQL {
  const names = sql`(select document_id from document_names join json_array_elements_text(${JSON.stringify(lots)}::text::json) as asked (lot) on kind = 'declared-lot' and name = asked.lot)`;
  return sql`${declarationLines.declarationId} in ${names} and ${declarationLines.lots} && ${textsList(lots)}`;
}

/**
 * The declarations that a document is about, by its number, within the reader's scope: those that a transport document (提运单) names or whose lots it
 * carries, those whose lots an inspection report of their site names, and the list of an order or a waybill.
 */
export async function declarationsOfDocument(tx: Transaction, number: string): Promise<number[]> {
  const rows = await tx.execute<{ id: bigint }>(sql`with lotted as (
      select unnest(lots) as lot, null::bigint as site_id from transport_documents where number = ${number} union all select unnest(lots), site_id from inspection_reports where number = ${number}
    ), named as (
      select unnest(declarations) as number from transport_documents where number = ${number}
      union select declaration_number from trade_papers where kind = 'list' and (order_no = ${number} or logistics_no = ${number})
    )
    select id from declarations where number in (select number from named)
    union select l.declaration_id from lotted join document_names n on n.kind = 'declared-lot' and n.name = lotted.lot
      join declaration_lines l on l.declaration_id = n.document_id and lotted.lot = any(l.lots) and (lotted.site_id is null or l.site_id in (lotted.site_id, 0))`);
  return rows.map(({ id }) => Number(id));
}

/** A declaration as a row of a list: the columns of its standing revision. */
export type DeclarationRow = {
  readonly number: string;
  readonly revision: number;
  readonly status: Declared["status"];
  readonly lodgedAt: Date;
  readonly office: string;
  readonly tradeMode: string;
  readonly importer: { readonly id: string; readonly name: string; readonly verified: boolean };
  readonly recordedAt: Date;
};

/** A declaration with every revision as it arrived, in their own order. */
export type DeclarationView = DeclarationRow & { readonly revisions: readonly { readonly revision: number; readonly recordedAt: Date; readonly body: Declared }[] };

/** Which declarations: `q` finds the beginning of a number; importer by code; `site` and `gtin` find a line of that site and of those goods, in whichever pack; `lot` a line of that lot, `document` what `declarationsOfDocument` says. */
export type DeclarationFilter = {
  readonly q?: string | undefined;
  readonly importer?: string | undefined;
  readonly office?: string | undefined;
  readonly status?: Declared["status"] | undefined;
  readonly site?: string | undefined;
  readonly gtin?: string | undefined;
  readonly lot?: string | undefined;
  readonly document?: string | undefined;
};

const shown = {
  id: declarations.id,
  number: declarations.number,
  revision: declarations.revision,
  status: declarations.status,
  lodgedAt: declarations.lodgedAt,
  office: declarations.officeCode,
  tradeMode: declarations.tradeMode,
  importerCode: organisations.code,
  importerName: organisations.nameZh,
  importerVerified: organisations.verified,
  recordedAt: declarations.recordedAt,
};

type Row = Omit<DeclarationRow, "importer"> & { readonly importerCode: string; readonly importerName: string; readonly importerVerified: boolean };

/** One declaration, undefined when there is none within the reader's scope. */
export async function declarationView(tx: Transaction, number: string): Promise<DeclarationView | undefined> {
  const [row] = await tx.select(shown).from(declarations).innerJoin(organisations, eq(organisations.id, declarations.importerId)).where(eq(declarations.number, number));
  if (row === undefined) return undefined;
  const revisions = await tx
    .select({ revision: declarationRevisions.revision, recordedAt: declarationRevisions.recordedAt, body: declarationRevisions.body })
    .from(declarationRevisions)
    .where(eq(declarationRevisions.declarationId, row.id))
    .orderBy(asc(declarationRevisions.revision));
  return { ...rowOf(row), revisions };
}

/** Declarations, the newest first. `after` is the `next` of the page before. Refuses `unknown-site`. */
export async function listDeclarations(tx: Transaction, filter: DeclarationFilter, page: { readonly limit: number; readonly after?: string | undefined }): Promise<Page<DeclarationRow>> {
  const asked = filter.q?.trim() ?? "";
  const lines = await linesAsked(tx, filter);
  const rows = await tx
    .select(shown)
    .from(declarations)
    .innerJoin(organisations, eq(organisations.id, declarations.importerId))
    .where(and(
      asked === "" ? undefined : like(declarations.number, `${asked.replace(/[\\%_]/g, (character) => `\\${character}`)}%`),
      filter.importer === undefined ? undefined : eq(organisations.code, filter.importer),
      filter.office === undefined ? undefined : eq(declarations.officeCode, filter.office),
      filter.status === undefined ? undefined : eq(declarations.status, filter.status),
      lines === undefined ? undefined : inArray(declarations.id, tx.select({ id: declarationLines.declarationId }).from(declarationLines).where(lines)),
      filter.document === undefined ? undefined : inArray(declarations.id, await declarationsOfDocument(tx, filter.document)),
      page.after === undefined ? undefined : lt(declarations.id, Number(page.after)),
    ))
    .orderBy(desc(declarations.id))
    .limit(page.limit + 1);
  const items = rows.slice(0, page.limit);
  return { items: items.map(rowOf), next: rows.length > page.limit ? String(items.at(-1)?.id) : null };
}

/** What a line has to be for its declaration to be listed; undefined where any will do. Planned for its own values, for some goods have a line in ten and others one in a million. */
async function linesAsked(tx: Transaction, { site, gtin, lot }: DeclarationFilter): Promise<SQL | undefined> {
  if (site === undefined && gtin === undefined && lot === undefined) return undefined;
  await tx.execute(sql`select set_config('plan_cache_mode', 'force_custom_plan', true)`);
  const found = site === undefined ? undefined : await siteByPublicId(tx, site);
  if (site !== undefined && found === undefined) throw new Refusal("unprocessable", "unknown-site", { site }, [{ pointer: "/site", code: "unknown-site", detail: `No production site is known as ${site}.` }]);
  const goods = gtin === undefined ? undefined : [gtin, ...(await packsHolding(tx, gtin))];
  return and(
    found === undefined ? undefined : eq(declarationLines.siteId, found.id),
    goods === undefined ? undefined : inArray(declarationLines.gtin, [...new Set(goods)]),
    lot === undefined ? undefined : namesLot([lot]),
  );
}

function rowOf({ importerCode, importerName, importerVerified, number, revision, status, lodgedAt, office, tradeMode, recordedAt }: Row): DeclarationRow {
  return { number, revision, status, lodgedAt, office, tradeMode, recordedAt, importer: { id: importerCode, name: importerName, verified: importerVerified } };
}

/** The numbers of declarations by their inner ids, within the reader's scope. */
export async function declarationNumbers(tx: Transaction, ids: readonly number[]): Promise<Map<number, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx.select({ id: declarations.id, number: declarations.number }).from(declarations).where(inArray(declarations.id, [...new Set(ids)]));
  return new Map(rows.map((row) => [row.id, row.number]));
}

/**
 * The papers of cross-border trade behind the lists that some declarations are, by the declaration's number, within the reader's scope: the latest order
 * and payment of the list's order number and platform, and the latest waybill of its waybill or order number. Declarations without a list are left out.
 */
export async function papersOfLists(tx: Transaction, numbers: readonly string[]): Promise<Map<string, Papers>> {
  if (numbers.length === 0) return new Map();
  const rows = await tx.select().from(tradePapers).where(and(eq(tradePapers.kind, "list"), sql`${tradePapers.declarationNumber} = any(${sql.param([...numbers])}::text[])`)).orderBy(asc(tradePapers.id));
  if (rows.length === 0) return new Map();
  const lists = new Map(rows.map((row) => [row.declarationNumber ?? "", row]));
  const all = [...lists.values()];
  const [orders, waybills] = [all.flatMap(({ orderNo }) => orderNo ?? []), all.flatMap(({ logisticsNo }) => logisticsNo ?? [])];
  const others = orders.length + waybills.length === 0 ? [] : await tx
    .select()
    .from(tradePapers)
    .where(and(ne(tradePapers.kind, "list"), or(sql`${tradePapers.orderNo} = any(${sql.param(orders)}::text[])`, sql`${tradePapers.logisticsNo} = any(${sql.param(waybills)}::text[])`)))
    .orderBy(desc(tradePapers.id));
  return new Map([...lists].map(([number, list]) => {
    const ofOrder = (row: PaperRow): boolean => row.orderNo !== null && row.orderNo === list.orderNo && (row.platform === null || list.platform === null || row.platform === list.platform);
    const first = (kind: TradePaper["kind"], belongs: (row: PaperRow) => boolean): TradePaper | null => paperOf(others.find((row) => row.kind === kind && belongs(row)));
    return [
      number,
      {
        list: { kind: "list", number: list.number, body: list.body },
        order: first("order", ofOrder),
        payment: first("payment", ofOrder),
        waybill: first("waybill", (row) => (row.logisticsNo !== null && row.logisticsNo === list.logisticsNo) || ofOrder(row)),
      },
    ];
  }));
}

type PaperRow = typeof tradePapers.$inferSelect;

function paperOf(row: PaperRow | undefined): TradePaper | null {
  return row === undefined ? null : { kind: row.kind, number: row.number, body: row.body };
}

/** The transport document of a number, within the reader's scope. */
export async function transportDocument(tx: Transaction, number: string): Promise<typeof transportDocuments.$inferSelect | undefined> {
  const [record] = await tx.select().from(transportDocuments).where(eq(transportDocuments.number, number));
  return record;
}
