import type { EventProblem } from "#lib/feeds/event";
import { TARGETS } from "#lib/feeds/mapping";
import type { Mapping, Target } from "#lib/feeds/mapping";
import type { DeclarationDraft, ReadRecord, ReadRecords, RecordKind } from "#lib/feeds/record";
import { prepare } from "./intake.ts";
import type { GoodsAnswer } from "./intake.ts";

/** As many rows or records are shown before they are taken in. */
export const PREVIEW_ROWS = 20;

/** The header of a table with some values of each column, for a mapping to be made beside them. */
export type TableSample = { readonly header: readonly string[]; readonly samples: readonly (readonly string[])[]; readonly rows: number; readonly charset: string | null; readonly delimiter: string | null };

/** A preview of a table by a mapping, with the words of its unit column that mean no unit. */
export type MappedPreview = Preview & { readonly unknownUnits: readonly string[] };

/** What the house knows of a product or a site that a line names. */
export type Knowledge = "known" | "question" | "unknown";

/** A line as it would be lodged: what each target would say, what the house knows of its goods and site, what is wrong and where. */
export type PreviewLine = {
  readonly row: number | null;
  readonly shown: Partial<Record<Target, string>>;
  readonly product: Knowledge | null;
  readonly site: Knowledge | null;
};

/** A record as it would be taken in. */
export type PreviewRecord = { readonly pointer: string; readonly kind: RecordKind; readonly number: string | null; readonly lines: readonly PreviewLine[]; readonly problems: readonly EventProblem[] };

/** The first records of a document as they would be taken in, of how many. */
export type Preview = { readonly records: readonly PreviewRecord[]; readonly total: number; readonly documentProblems: readonly EventProblem[] };

/** What is known of the goods and sites that the shown records name. */
export type Known = { readonly answers: ReadonlyMap<string, GoodsAnswer>; readonly products: ReadonlySet<string>; readonly sites: ReadonlyMap<string, Knowledge> };

/** The declaration of a record: itself, or the one that a list is; undefined for a paper that is none. */
export function draftOf({ kind, value }: Pick<ReadRecord, "kind" | "value">): DeclarationDraft | undefined {
  if (kind === "declaration") return value as DeclarationDraft;
  return kind === "list" ? (value as { readonly declaration: DeclarationDraft }).declaration : undefined;
}

/** The records of a document that a preview shows: the first so many lines. */
export function firstRecords(records: readonly ReadRecord[]): ReadRecord[] {
  let lines = 0;
  return records.filter((record) => {
    const first = lines < PREVIEW_ROWS;
    lines += Math.max(1, draftOf(record)?.lines.length ?? 1);
    return first;
  });
}

/** Puts together what a preview shows; nothing is lodged or asked by it. */
export function previewOf(read: ReadRecords, first: readonly ReadRecord[], mapping: Mapping | null, known: Known): Preview {
  return { records: first.map((record) => shownRecord(record, mapping, known)), total: read.records.length, documentProblems: read.documentProblems };
}

function shownRecord(record: ReadRecord, mapping: Mapping | null, known: Known): PreviewRecord {
  const { pointer, kind, number } = record;
  const draft = draftOf(record);
  if (draft === undefined) return { pointer, kind, number, lines: [], problems: record.problems };
  const made = prepare(draft, known.answers, [], { pointer, mapping });
  const told = new Set(record.problems.map((problem) => problem.pointer));
  const lodged = made.ok ? made.declared.lines : draft.lines;
  const lines = lodged.slice(0, PREVIEW_ROWS).map((line, at): PreviewLine => ({
    row: draft.rows?.[at] ?? null,
    shown: shownLine(made.ok ? { ...made.declared, revision: draft.revision } : draft, { ...draft.lines[at], ...line }),
    product: typeof line.gtin !== "string" ? null : known.products.has(line.gtin.padStart(14, "0")) ? "known" : "unknown",
    site: typeof line.site === "string" ? (known.sites.get(line.site) ?? "unknown") : null,
  }));
  return { pointer, kind, number, lines, problems: [...record.problems, ...(made.ok ? [] : made.problems.filter((problem) => !told.has(problem.pointer)))] };
}

function shownLine(head: Readonly<Record<string, unknown>>, line: Readonly<Record<string, unknown>>): Partial<Record<Target, string>> {
  const [importer, quantity, price] = [within(head["importer"]), within(line["quantity"]), within(line["price"])];
  const values: Partial<Record<Target, unknown>> = {
    ...head, importerId: importer["id"], importerName: importer["name"],
    lineNo: line["no"], gtin: line["gtin"], goods: line["goods"], hsCode: line["hsCode"], site: line["site"], quantity: quantity["value"], unit: quantity["unit"],
    lots: line["lots"], productionDate: line["productionDate"], vintage: line["vintage"], priceAmount: price["amount"], priceCurrency: price["currency"], originCountry: line["originCountry"],
  };
  return Object.fromEntries(TARGETS.flatMap((target) => {
    const value = values[target];
    const text = Array.isArray(value) ? value.join(", ") : typeof value === "string" || typeof value === "number" ? String(value) : "";
    return text === "" ? [] : [[target, text]];
  }));
}

function within(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
}
