import type { CarriedItem, TransportKind } from "#lib/consignments/transport";
import type { Packing } from "#lib/measures/packing";
import { amountsOf } from "./amount.ts";
import type { SubjectCarried, SubjectTransport } from "./subject.ts";

/** A transport document as recorded. */
export type RecordedTransport = {
  readonly number: string;
  readonly kind: TransportKind;
  readonly carrier: string;
  readonly container: string | null;
  readonly seals: readonly string[];
  readonly portOfLoading: string | null;
  readonly items: readonly CarriedItem[];
  readonly lots: readonly string[];
  readonly declarations: readonly string[];
  readonly organisationId: number;
  readonly fromFeed: boolean;
};

/** The declaration whose documents are looked for, with those it belongs to. */
export type CarriedDeclaration = { readonly number: string; readonly lodgerOrganisationId: number; readonly importerId: number };

/** What a line has to be known by to find its transport documents; `alone` when the declaration has no other line. */
export type CarriedLine = { readonly gtins: readonly string[]; readonly lots: readonly string[]; readonly packing: Packing | undefined; readonly alone: boolean };

/**
 * The transport documents of a line: those that name its declaration, else those that name one of its lots. Their items are the line's where
 * they name its goods; without a GTIN where they name its lot, or where nothing else can be meant. What a partner sent counts for
 * its own declarations alone.
 */
export function transportsOf(line: CarriedLine, declaration: CarriedDeclaration, recorded: readonly RecordedTransport[], packingOf: (gtin: string) => Packing | undefined): SubjectTransport[] {
  const own = ({ organisationId, fromFeed }: RecordedTransport): boolean => fromFeed || organisationId === declaration.lodgerOrganisationId || organisationId === declaration.importerId;
  const named = recorded.filter((document) => own(document) && document.declarations.includes(declaration.number));
  const linkedBy = named.length > 0 ? "declaration" : "lot";
  const documents = named.length > 0 ? named : recorded.filter((document) => own(document) && document.items.some((item) => isLotOf(item, line)));
  return documents.toSorted((a, b) => (a.number < b.number ? -1 : 1)).map((document) => ({
    number: document.number, kind: document.kind, carrier: document.carrier, container: document.container, seals: document.seals, loadedAt: document.portOfLoading, linkedBy,
    items: document.items.flatMap((item, index): SubjectCarried[] => {
      const theirs = item.gtin === undefined ? isLotOf(item, line) || (line.alone && item.lot === undefined && document.items.every((one) => one.gtin === undefined)) : line.gtins.includes(item.gtin);
      if (!theirs) return [];
      const packing = item.gtin === undefined ? line.packing : packingOf(item.gtin);
      return [{ of: `${document.number}#${index}`, gtin: item.gtin ?? null, lot: item.lot ?? null, quantity: item.quantity, amounts: amountsOf(item.quantity, packing), description: item.description }];
    }),
    otherGtins: [...new Set(document.items.flatMap((item) => (item.gtin === undefined || line.gtins.includes(item.gtin) ? [] : [item.gtin])))],
  }));
}

const isLotOf = (item: CarriedItem, line: CarriedLine): boolean => item.lot !== undefined && line.lots.includes(item.lot) && (item.gtin === undefined || line.gtins.includes(item.gtin));
