import type { EventProblem } from "./event.ts";
import type { Mapping } from "./mapping.ts";

/** What a record of a document is: a declaration, a paper of cross-border trade, or a pre-shipment report. */
export const RECORD_KINDS = ["declaration", "inspection-report", "order", "payment", "waybill", "list", "return"] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/**
 * One record of a document as read. `pointer` is its place (`/rows/5`, or an XML path such as `/DecMessage/DecHead`), `number` what it is
 * known by, where it has any. A record with a problem of severity `error` is not taken in.
 */
export type ReadRecord = {
  readonly index: number;
  readonly pointer: string;
  readonly kind: RecordKind;
  readonly number: string | null;
  readonly value: unknown;
  readonly problems: readonly EventProblem[];
};

/** A document of records as read; what concerns the document whole, such as its encoding, is said in `documentProblems`. */
export type ReadRecords = { readonly records: readonly ReadRecord[]; readonly documentProblems: readonly EventProblem[] };

/** How a table is to be read, and the instant that counts as now. */
export type RecordReading = { readonly now: Date; readonly mapping?: Mapping | undefined };

/**
 * A format of records, which are no events: whether bytes are one, and what they say. Pure. A format of tables whose columns people name
 * themselves needs a mapping.
 */
export type RecordFormat = {
  readonly id: string;
  readonly contentTypes: readonly string[];
  readonly needsMapping: boolean;
  recognise(bytes: Uint8Array): boolean;
  read(bytes: Uint8Array, reading: RecordReading): Promise<ReadRecords>;
};

/** A document that could not be read at all. */
export function unreadable(pointer: string, code: string, detail: string): ReadRecords {
  return { records: [], documentProblems: [{ pointer, code, detail, severity: "error" }] };
}

/**
 * A declaration as a document says it, before goods are recognised and a revision is given: decimals as text, dates YYYY-MM-DD. `goods` are the
 * words by which the sender knows a line's goods; `rows` the rows of a table that its lines come from.
 */
export type DeclarationDraft = {
  readonly number?: unknown;
  readonly revision?: unknown;
  readonly lines: readonly ({ readonly gtin?: unknown; readonly goods?: unknown; readonly site?: unknown } & Readonly<Record<string, unknown>>)[];
  readonly rows?: readonly number[];
} & Readonly<Record<string, unknown>>;

/** Members of an object that are there. */
export function present(members: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));
}
