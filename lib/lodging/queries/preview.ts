import { and, eq, inArray } from "drizzle-orm";
import type { z } from "zod";
import type { Transaction } from "#db/client";
import { importGoods } from "#db/schema/lodging";
import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { reportBody } from "#lib/certificates/report";
import { readCell } from "#lib/feeds/cell";
import type { EventProblem } from "#lib/feeds/event";
import { format as reportCsv } from "#lib/feeds/formats/report-csv/format";
import { RECORD_FORMATS } from "#lib/feeds/formats/registry";
import type { Mapping } from "#lib/feeds/mapping";
import { unreadable } from "#lib/feeds/record";
import type { ReadRecord } from "#lib/feeds/record";
import { readTable } from "#lib/feeds/table";
import { parseGtin } from "#lib/identification/gtin";
import { unitOf } from "#lib/measures/unit";
import { productsWithPacking, resolveSites } from "#lib/parties/queries";
import { askedGoods, foldGoods } from "../intake.ts";
import { PREVIEW_ROWS, draftOf, firstRecords, previewOf } from "../preview.ts";
import type { Knowledge, Known, Preview, TableSample } from "../preview.ts";

/** The header of a table with some values of each column; undefined when the file is no table. */
export async function tableSample(content: Uint8Array): Promise<TableSample | undefined> {
  const read = await readTable(content);
  if (!read.ok) return undefined;
  const { header, rows, written } = read.table;
  const samples = header.map((_, at) => [...new Set(rows.slice(0, 200).map(({ cells }) => (cells[at] ?? "").trim()).filter((cell) => cell !== ""))].slice(0, 3).map((cell) => cell.slice(0, 60)));
  return { header, samples, rows: rows.length, charset: written.charset, delimiter: written.delimiter };
}

/** The words of a table's unit column that mean no unit by a mapping, a dozen at most. */
export async function unknownUnits(content: Uint8Array, mapping: Mapping): Promise<string[]> {
  const origin = mapping.columns.unit;
  const read = await readTable(content);
  if (!read.ok || origin === undefined || !("column" in origin)) return [];
  const at = read.table.header.indexOf(origin.column);
  const words = new Set(read.table.rows.map(({ cells }) => (cells[at] ?? "").trim()).filter((word) => word !== ""));
  return [...words].filter((word) => {
    const unit = readCell("unit", word, mapping);
    return !unit.ok || unitOf(String(unit.value)) === undefined;
  }).slice(0, 12);
}

/** The first records of a document as they would be taken in, with what the house knows of their goods and sites; nothing is lodged. */
export async function previewDocument(tx: Transaction, organisationId: number, document: { readonly format: string; readonly content: Uint8Array; readonly mapping: Mapping | null }, now: Date): Promise<Preview> {
  const format = RECORD_FORMATS.find(({ id }) => id === document.format);
  const read = format === undefined ? unreadable("", "unknown-format", document.format) : await format.read(document.content, { now, mapping: document.mapping ?? undefined });
  const first = firstRecords(read.records);
  return previewOf(read, first, document.mapping, await knownOf(tx, organisationId, first));
}

async function knownOf(tx: Transaction, organisationId: number, records: readonly ReadRecord[]): Promise<Known> {
  const drafts = records.flatMap((record) => draftOf(record) ?? []);
  const goods = [...new Set(drafts.flatMap(askedGoods).map(foldGoods))];
  const told =
    goods.length === 0
      ? []
      : await tx
          .select({ goods: importGoods.goods, gtin: importGoods.gtin, site: importGoods.site })
          .from(importGoods)
          .where(and(eq(importGoods.organisationId, organisationId), inArray(importGoods.goods, goods)));
  const lines = drafts.flatMap((draft) => draft.lines);
  const gtins = [...lines.flatMap(({ gtin }) => (typeof gtin === "string" ? [gtin] : [])), ...told.flatMap(({ gtin }) => gtin ?? [])].flatMap((text) => {
    const read = parseGtin(text);
    return read.ok ? [String(read.gtin)] : [];
  });
  const names = [...new Set([...lines.flatMap(({ site }) => (typeof site === "string" ? [site.trim()] : [])), ...told.flatMap(({ site }) => site ?? [])])];
  const [products, sites] = await Promise.all([productsWithPacking(tx, [...new Set(gtins)]), resolveSites(tx, names)]);
  const knowledge = new Map([...sites].map(([name, site]): [string, Knowledge] => [name, site.kind === "site" ? "known" : site.kind === "question" ? "question" : "unknown"]));
  return { answers: new Map(told.map(({ goods: key, gtin, site }) => [key, { gtin, site }])), products: new Set(products.keys()), sites: knowledge };
}

/** A report of a table in a few words. */
export type ReportSummary = { readonly kind: string; readonly site: string; readonly lots: string; readonly quantity: string };

/** The first reports of a table as they would be submitted: read, checked against their schema, their sites and goods looked up. */
export async function previewReports(tx: Transaction, content: Uint8Array, now: Date): Promise<{ readonly preview: Preview; readonly summaries: readonly ReportSummary[] }> {
  const read = await reportCsv.read(content, { now });
  const first = read.records.slice(0, PREVIEW_ROWS);
  const bodies = first.map((record) => checked(record));
  const [sites, products] = await Promise.all([
    resolveSites(tx, [...new Set(bodies.flatMap(({ body }) => body?.site ?? []))]),
    productsWithPacking(tx, [...new Set(bodies.flatMap(({ body }) => body?.lots.flatMap(({ gtin }) => gtin ?? []) ?? []))]),
  ]);
  const records = first.map((record, at) => ({ ...record, lines: [], problems: [...record.problems, ...(bodies[at]?.problems ?? []), ...unknownIn(bodies[at]?.body, record.pointer, sites, products)] }));
  return { preview: { records, total: read.records.length, documentProblems: read.documentProblems }, summaries: first.map(({ value }) => summaryOf(value)) };
}

type ReportBody = z.output<typeof reportBody>;

function checked({ value, pointer, problems }: ReadRecord): { readonly body: ReportBody | undefined; readonly problems: readonly EventProblem[] } {
  if (problems.some(({ severity }) => severity === "error")) return { body: undefined, problems: [] };
  try {
    return { body: parsed(reportBody, value), problems: [] };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { body: undefined, problems: error.errors.map((one) => ({ ...one, pointer: `${pointer}${one.pointer}`, severity: "error" })) };
  }
}

function unknownIn(body: ReportBody | undefined, pointer: string, sites: Awaited<ReturnType<typeof resolveSites>>, products: Awaited<ReturnType<typeof productsWithPacking>>): EventProblem[] {
  if (body === undefined) return [];
  const site = sites.get(body.site)?.kind === "site" ? [] : [{ pointer: `${pointer}/site`, code: "unknown-site", detail: body.site, severity: "error" as const }];
  return [...site, ...body.lots.flatMap(({ gtin }) => (gtin === null || products.has(gtin) ? [] : [{ pointer: `${pointer}/lots`, code: "unknown-product", detail: gtin, severity: "error" as const }]))];
}

function summaryOf(value: unknown): ReportSummary {
  const body = value as { readonly kind?: string; readonly site?: string; readonly lots?: readonly { readonly lot?: string }[]; readonly quantity?: { readonly value?: string; readonly unit?: string } };
  return { kind: body.kind ?? "", site: body.site ?? "", lots: body.lots?.map(({ lot }) => lot ?? "").join(", ") ?? "", quantity: `${body.quantity?.value ?? ""} ${body.quantity?.unit ?? ""}` };
}
