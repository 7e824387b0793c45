import { sql } from "drizzle-orm";
import { idList, instant, isOneOf, readRows, type RowColumns } from "#db/columns";
import type { Transaction } from "#db/client";
import type { RowBefore } from "../row-change.ts";

const COLUMNS: RowColumns<RowBefore> = {
  id: "c.id",
  number: "c.number",
  revision: "c.revision",
  status: "c.status",
  open: "c.open",
  lane: "c.lane",
  score: "c.score",
  laneBy: "c.lane_by",
  assessed: "c.assessed",
  topFinding: "c.top_finding",
  verdict: "c.verdict",
  used: "c.used",
  tradeMode: "c.trade_mode",
  officeCode: "c.office_code",
  importerId: "c.importer_id",
  importerName: "c.importer_name",
  lodgerOrganisationId: "c.lodger_organisation_id",
  siteId: "c.site_id",
  siteName: "c.site_name",
  originCountry: "c.origin_country",
  category: "c.category",
  goodsEn: "c.goods_en",
  goodsZh: "c.goods_zh",
  quantity: "c.quantity",
  lineCount: "c.line_count",
  lodgedAt: instant("c.lodged_at"),
  dueAt: instant("c.due_at"),
  version: "c.version",
  changedAt: instant("c.changed_at"),
};

/** The desk's rows of some declarations as they stand; held until the transaction ends where they are to be rewritten. */
export async function rowsBefore(tx: Transaction, ids: readonly number[], held: boolean): Promise<Map<number, RowBefore>> {
  if (ids.length === 0) return new Map();
  const rows = await readRows(tx, COLUMNS, held ? sql`from (select * from consignments where id = any${idList(ids)} order by id for update) c` : sql`from consignments c where ${isOneOf("id", ids)}`, (of, at) => ({
    id: of.id[at],
    number: of.number[at],
    revision: of.revision[at],
    status: of.status[at],
    open: of.open[at],
    lane: of.lane[at],
    score: of.score[at],
    laneBy: of.laneBy[at],
    assessed: of.assessed[at],
    topFinding: of.topFinding[at],
    verdict: of.verdict[at],
    used: of.used[at],
    tradeMode: of.tradeMode[at],
    officeCode: of.officeCode[at],
    importerId: of.importerId[at],
    importerName: of.importerName[at],
    lodgerOrganisationId: of.lodgerOrganisationId[at],
    siteId: of.siteId[at],
    siteName: of.siteName[at],
    originCountry: of.originCountry[at],
    category: of.category[at],
    goodsEn: of.goodsEn[at],
    goodsZh: of.goodsZh[at],
    quantity: of.quantity[at],
    lineCount: of.lineCount[at],
    lodgedAt: of.lodgedAt[at],
    dueAt: of.dueAt[at],
    version: of.version[at],
    changedAt: of.changedAt[at],
  }));
  return new Map(rows.map((row) => [row.id, row]));
}
