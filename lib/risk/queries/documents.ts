import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { idList, readRows, textsList } from "#db/columns";
import type { Gathered } from "../gathered.ts";
import { REPORT_WINDOW, type RecordedReport } from "../report-link.ts";

/** Lines that name lots: where they were made, which GTINs their packing holds, when they were lodged, and by which numbers a report may say how much they are. */
export type LottedLine = { readonly siteId: number; readonly gtins: readonly string[]; readonly lots: readonly string[]; readonly lodgedAt: Date; readonly written: readonly string[] };

/** What reports in units of mass or volume are found by, whose number may be as much in any of them. */
const MEASURED = "measured";

type ReportRow = Omit<RecordedReport, "body" | "quantity" | "recordedAt"> & { readonly en: string; readonly zh: string; readonly value: string; readonly unit: string; readonly recordedAt: string };

/**
 * The reports that name one of some lots, and the pre-shipment reports of the same site and product that lie close enough to a lodging and give a number
 * that may be as much: those may be of the same shipment.
 */
export async function reportsOn(tx: Transaction, lines: readonly LottedLine[]): Promise<RecordedReport[]> {
  if (lines.length === 0) return [];
  const near = nearby(lines);
  const rows = await readRows<ReportRow>(tx, {
    number: "r.number",
    kind: "r.kind",
    siteId: "r.site_id",
    gtin: "r.gtin",
    lots: "r.lots",
    lotDates: "r.lot_facts",
    productionDate: "r.production_date",
    container: "r.container",
    seals: "r.seals",
    recordedAt: "r.recorded_at",
    country: "case jsonb_typeof(r.results -> 'originCountry') when 'string' then r.results ->> 'originCountry' else s.country end", en: "o.name_en", zh: "o.name_zh", value: "r.quantity_value", unit: "r.quantity_unit",
  }, sql`from (
      with sought as materialized (
        select site, gtin, to_timestamp(since / 1000.0) as since, to_timestamp(until / 1000.0) as until, string_to_array(written, ' ') as keys
        from unnest(${idList(near.map(({ site }) => site))}, ${textsList(near.map(({ gtin }) => gtin))}::bpchar[], ${idList(near.map(({ since }) => since))}, ${idList(near.map(({ until }) => until))}, ${textsList(near.map(({ written }) => written.join(" ")))}) as asked (site, gtin, since, until, written))
      select document_id as id from document_names where kind = 'report-lot' and name = any(${textsList([...new Set(lines.flatMap((line) => line.lots))])}::text[])
      union
      select close.id from sought cross join lateral (
        select id, kind, recorded_at from inspection_reports where site_id = sought.site and gtin = sought.gtin and quantity_key = any(sought.keys) offset 0
      ) as close where close.kind = 'pre-shipment' and close.recorded_at between sought.since and sought.until
    ) found join inspection_reports r on r.id = found.id join organisations o on o.id = r.issuer_id join sites s on s.id = r.site_id`);
  return rows.map(({ en, zh, value, unit, recordedAt, ...row }) => ({ ...row, body: { en, zh }, quantity: { value, unit }, recordedAt: new Date(recordedAt) }));
}

type Nearby = { readonly site: number; readonly gtin: string; readonly since: number; readonly until: number; readonly written: readonly string[] };

/** For each site and product of some lines the time in which a report may be of one of them, and the numbers it may give. */
function nearby(lines: readonly LottedLine[]): Nearby[] {
  const groups = new Map<string, { site: number; gtin: string; least: number; most: number; written: Set<string> }>();
  for (const { siteId, gtins, lodgedAt, written } of lines) {
    if (written.length === 0) continue;
    const at = lodgedAt.getTime();
    for (const gtin of gtins) {
      const known = groups.get(`${siteId}/${gtin}`) ?? { site: siteId, gtin, least: at, most: at, written: new Set<string>() };
      groups.set(`${siteId}/${gtin}`, known);
      [known.least, known.most] = [Math.min(known.least, at), Math.max(known.most, at)];
      for (const number of written) known.written.add(number);
    }
  }
  return [...groups.values()].map(({ site, gtin, least, most, written }) => ({ site, gtin, since: least - REPORT_WINDOW, until: most + REPORT_WINDOW, written: [MEASURED, ...written] }));
}

type TransportRow = Gathered["transports"][number];

/** The transport documents that name one of some declarations or lots. */
export async function transportsOn(tx: Transaction, numbers: readonly string[], lots: readonly string[]): Promise<TransportRow[]> {
  if (numbers.length === 0) return [];
  return readRows<TransportRow>(tx, {
    number: "t.number",
    kind: "t.kind",
    carrier: "t.carrier",
    container: "t.container",
    seals: "t.seals",
    portOfLoading: "t.port_of_loading",
    items: "t.items",
    lots: "t.lots",
    declarations: "t.declarations",
    organisationId: "t.organisation_id",
    fromFeed: "t.from_feed",
  }, sql`from (
      select document_id as id from document_names where kind = 'carried-declaration' and name = any(${textsList(numbers)}::text[])
      union
      select document_id from document_names where kind = 'carried-lot' and name = any(${textsList(lots)}::text[])
    ) found join transport_documents t on t.id = found.id`);
}
