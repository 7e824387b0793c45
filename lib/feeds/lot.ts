import type { EventContent, LotData } from "./event.ts";

/** A lot by its trade item and number. */
export type LotKey = { readonly gtin: string; readonly lot: string };

/** One text for a lot, to find it in a map. */
export const lotText = ({ gtin, lot }: LotKey): string => `${gtin}/${lot}`;

/** What one source says of a lot. `glns` are where it was made, the first known site is believed; a report names the site itself. */
export type LotStatement = LotKey & {
  readonly sourceKind: "event" | "inspection-report";
  readonly sourceId: string;
  readonly statedAt: Date;
  readonly glns: readonly string[];
  readonly siteId: number | null;
  readonly producedOn: string | null;
  readonly expiresOn: string | null;
};

/** What is known of a lot, and the source of the earliest statement on it. */
export type KnownLot = LotKey & Pick<LotStatement, "sourceKind" | "sourceId" | "siteId" | "producedOn" | "expiresOn">;

/**
 * What an event says of the lots it makes: an object event with action ADD, or the outputs of a transformation. Where they were made is
 * the read point, else the business location, else the party that had them.
 */
export function statementsOf(content: EventContent, eventId: string): LotStatement[] {
  const role = content.type === "ObjectEvent" && content.action === "ADD" ? "epc" : content.type === "TransformationEvent" ? "output" : undefined;
  if (role === undefined || content.declaresError) return [];
  const { producedOn, expiresOn }: LotData = content.lotData;
  const made = new Map<string, LotStatement>();
  for (const { role: part, gtin, lot } of content.items) {
    if (part !== role || gtin === null || lot === null) continue;
    made.set(lotText({ gtin, lot }), { gtin, lot, sourceKind: "event", sourceId: eventId, statedAt: content.eventTime, glns: originsOf(content), siteId: null, producedOn, expiresOn });
  }
  return [...made.values()];
}

/** The lots a transformation made, each once, also where it is declared never to have been; of an event that tells only what went in, those. */
export function outputLotsOf(content: EventContent): LotKey[] {
  if (content.type !== "TransformationEvent") return [];
  const told = content.items.some(({ role }) => role === "output") ? "output" : "input";
  const made = content.items.flatMap(({ role, gtin, lot }) => (role !== told || gtin === null || lot === null ? [] : [{ gtin, lot }]));
  return [...new Map(made.map((key) => [lotText(key), key])).values()];
}

/** GLNs of where an event takes place, in the order they are believed. */
export function originsOf(content: EventContent): string[] {
  const parties = ["possessing_party", "location"].flatMap((kind) => content.sources.filter((source) => source.kind === kind));
  const glns = [content.readPoint, content.bizLocation, ...parties].flatMap((place) => (place?.gln == null ? [] : [place.gln]));
  return [...new Set(glns)];
}

/**
 * Folds all statements on one lot: events before reports, earlier before later, and each fact from the first that states it. The result
 * does not depend on the order of arrival. `siteOf` tells the site of a GLN. Undefined without a statement.
 */
export function foldLot(statements: readonly LotStatement[], siteOf: (gln: string) => number | undefined): KnownLot | undefined {
  const sorted = statements.toSorted((a, b) => rank(a) - rank(b) || a.statedAt.getTime() - b.statedAt.getTime() || (a.sourceId < b.sourceId ? -1 : 1));
  const [first] = sorted;
  if (first === undefined) return undefined;
  const site = (one: LotStatement): number | null => one.siteId ?? one.glns.map(siteOf).find((id) => id !== undefined) ?? null;
  return {
    gtin: first.gtin,
    lot: first.lot,
    sourceKind: first.sourceKind,
    sourceId: first.sourceId,
    siteId: firstOf(sorted, site),
    producedOn: firstOf(sorted, (one) => one.producedOn),
    expiresOn: firstOf(sorted, (one) => one.expiresOn),
  };
}

const rank = (one: LotStatement): number => (one.sourceKind === "event" ? 0 : 1);

function firstOf<T>(statements: readonly LotStatement[], fact: (one: LotStatement) => T | null): T | null {
  for (const one of statements) {
    const value = fact(one);
    if (value !== null) return value;
  }
  return null;
}
