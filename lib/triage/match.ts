import { boxText } from "#lib/consignments/transport";
import { countryName } from "#lib/places/country";
import { portOf } from "#lib/places/port";
import { listed } from "#lib/risk/amount";
import { comparedByCarriage, comparedByLot, namingDeclaration, sumWords, type CarriedComparison, type QuantityComparison } from "#lib/risk/comparison";
import type { Amounts, SubjectLine, SubjectReport, SubjectTransport, Wording } from "#lib/risk/subject";

/** What is held side by side (docs/capacity.md rule 12). */
export const MATTERS = ["quantity", "lot", "gtin", "container", "seal", "production-date", "origin", "producer"] as const;
export type Matter = (typeof MATTERS)[number];

/** How the sources stand to each other: `part` where fewer goods are declared than a source saw, `alone` where one source speaks, `silent` where none does. */
export type Agreement = "agrees" | "disagrees" | "part" | "alone" | "silent" | "cannot-compare";

/** What one source says, null where it says nothing; `against` where it disagrees with the declaration. `note` is `made`, `shipped`, `loaded`, `inside` (a pack within the declared one) or the numbers it comes from. */
export type MatchCell = { readonly text: Wording; readonly note?: string; readonly against: boolean } | null;

/** One matter of a line, by source, and how the sources agree about it. */
export type MatchRow = { readonly matter: Matter; readonly declaration: MatchCell; readonly report: MatchCell; readonly transport: MatchCell; readonly feed: MatchCell; readonly agreement: Agreement };

/** The documents of one line side by side. */
export type MatchedLine = {
  readonly no: number;
  readonly goods: Wording;
  readonly reports: readonly Pick<SubjectReport, "number" | "kind" | "body" | "linkedBy">[];
  readonly transports: readonly Pick<SubjectTransport, "number" | "kind" | "carrier" | "linkedBy">[];
  readonly rows: readonly MatchRow[];
};

/** The trade item that reports name, by their numbers. */
export type ReportedGoods = ReadonlyMap<string, string | null>;

/** What events show of a line's lots: how much was made or shipped, and of which goods where. */
export type FeedSeen = { readonly step: "made" | "shipped"; readonly gtin: string; readonly lot: string; readonly amounts: Amounts; readonly shown: Wording; readonly country: string | null };

const OF_THE_SHIPMENT: readonly SubjectReport["kind"][] = ["pre-shipment", "loading-supervision"];

/** What else events show of a line's lots: the containers that they were put into. */
export type FeedBoxes = ReadonlyMap<number, readonly string[]>;

/** Holds declaration, inspection reports, transport documents and feed side by side for each line; every matter has a row, also where nobody speaks. */
export function matchOf(lines: readonly SubjectLine[], reported: ReportedGoods, seen: ReadonlyMap<number, readonly FeedSeen[]>, boxes: FeedBoxes = new Map()): MatchedLine[] {
  const standing = lines.filter((line) => line.standing);
  const quantities = OF_THE_SHIPMENT.flatMap((kind) => comparedByLot(standing, kind));
  const carriages = comparedByCarriage(standing);
  return lines.map((line) => {
    const compared = quantities.find((one) => one.lines.includes(line));
    const carried = carriages.find((one) => one.lines.includes(line));
    const events = seen.get(line.no) ?? [];
    const rows = [
      quantityRow(line, { compared, carried }, events),
      lotRow(line, events),
      gtinRow(line, reported, events),
      ...boxRows(line, boxes.get(line.no) ?? []),
      dateRow(line),
      originRow(line, events),
      producerRow(line),
    ];
    return {
      no: line.no, goods: line.goods, rows,
      reports: line.reports.map(({ number, kind, body, linkedBy }) => ({ number, kind, body, linkedBy })),
      transports: line.transports.map(({ number, kind, carrier, linkedBy }) => ({ number, kind, carrier, linkedBy })),
    };
  });
}

type Comparisons = { readonly compared: QuantityComparison | undefined; readonly carried: CarriedComparison | undefined };

function quantityRow(line: SubjectLine, { compared, carried }: Comparisons, events: readonly FeedSeen[]): MatchRow {
  const lone = line.reports.find((report) => OF_THE_SHIPMENT.includes(report.kind));
  const report = compared === undefined
    ? lone === undefined ? null : cell(sumWords([lone], "items", lone.amounts.items ?? 0n), false, lone.number)
    : cell(sumWords(compared.reports, compared.dimension, compared.reported), compared.declared !== compared.reported, compared.reports.map((one) => one.number).join(", "));
  const fed = fedQuantity(line, events);
  const declaredTogether = compared !== undefined && compared.lines.length > 1;
  const declaration = declaredTogether ? cell(sumWords(compared.lines, compared.dimension, compared.declared), false, compared.lines.map((one) => one.no).join(" + ")) : cell(sumWords([line], "items", 0n), false);
  const [transport, unclear] = carriedQuantity(line, carried);
  const uncertain = (lone !== undefined && compared === undefined) || fed?.less === null || unclear;
  const row = rowOf("quantity", { declaration, report, transport, feed: fed?.cell ?? null });
  if (row.agreement === "agrees" && uncertain) return { ...row, agreement: "cannot-compare" };
  return row.agreement === "agrees" && fed?.less === true ? { ...row, agreement: "part" } : row;
}

/** What transport documents carry of the line's goods; and whether that cannot be compared. Those that only share a lot are shown and not judged. */
function carriedQuantity(line: SubjectLine, carried: CarriedComparison | undefined): readonly [MatchCell, boolean] {
  if (carried !== undefined) return [cell(sumWords(carried.items, carried.dimension, carried.carried), carried.declared !== carried.carried, carried.documents.map((one) => one.number).join(", ")), false];
  const items = line.transports.flatMap((document) => document.items);
  if (items.length === 0) return [null, false];
  const numbers = line.transports.filter((document) => document.items.length > 0).map((document) => document.number);
  return [cell(listed(items.map((item) => sumWords([item], "items", 0n))), false, numbers.join(", ")), namingDeclaration(line).some((document) => document.items.length > 0)];
}

/** What events show shipped of the line's lots, else made; more declared than that disagrees, less is a part of it. */
function fedQuantity(line: SubjectLine, events: readonly FeedSeen[]): { readonly cell: MatchCell; readonly less: boolean | null } | undefined {
  const step = events.some((one) => one.step === "shipped") ? "shipped" : "made";
  const counted = events.filter((one) => one.step === step);
  const [first] = counted;
  if (first === undefined) return undefined;
  const shown = counted.length === 1 ? first.shown : listed(counted.map((one) => ({ en: `${one.shown.en} (${one.lot})`, zh: `${one.shown.zh}（${one.lot}）` })));
  const total = counted.reduce<bigint | null>((sum, one) => (sum === null || one.amounts.items === null ? null : sum + one.amounts.items), 0n);
  if (total === null || line.amounts.items === null) return { cell: { text: shown, note: step, against: false }, less: null };
  return { cell: { text: shown, note: step, against: line.amounts.items > total }, less: line.amounts.items < total };
}

function lotRow(line: SubjectLine, events: readonly FeedSeen[]): MatchRow {
  const reports = line.reports.filter((report) => OF_THE_SHIPMENT.includes(report.kind));
  const inspected = [...new Set(reports.flatMap((report) => report.lots))];
  const known = [...new Set([...line.lotFacts.filter((fact) => fact.source === "event").map((fact) => fact.lot), ...events.map((one) => one.lot)])];
  const strange = line.lots.some((lot) => !inspected.includes(lot));
  const carried = [...new Set(line.transports.flatMap((document) => document.items.flatMap((item) => item.lot ?? [])))];
  const judged = namingDeclaration(line).length > 0;
  const transport = carried.length === 0 ? null : cell(listed(carried), judged && line.lots.some((lot) => !carried.includes(lot)));
  return rowOf("lot", { declaration: words(line.lots), report: inspected.length === 0 ? null : cell(listed(inspected), line.lots.length > 0 && strange), transport, feed: words(known) });
}

function gtinRow(line: SubjectLine, goods: ReportedGoods, events: readonly FeedSeen[]): MatchRow {
  const reported = [...new Set(line.reports.flatMap((report) => goods.get(report.number) ?? []))];
  const carried = [...new Set(line.transports.flatMap((document) => document.items.flatMap((item) => item.gtin ?? [])))];
  const named = namingDeclaration(line);
  const others = [...new Set(named.flatMap((document) => document.otherGtins))];
  const foreign = named.length > 0 && others.length > 0 && named.every((document) => document.items.length === 0);
  const column = (gtins: readonly string[]): MatchCell => (gtins.length === 0 ? null : cell(listed(gtins), false, gtins.includes(line.gtin) ? undefined : "inside"));
  return rowOf("gtin", { declaration: words([line.gtin]), report: column(reported), transport: foreign ? cell(listed(others), true) : column(carried), feed: column([...new Set(events.map((one) => one.gtin))]) });
}

/** Container and seals: of reports and transport documents of the shipment, and the containers that events show. The declaration names neither. */
function boxRows(line: SubjectLine, fed: readonly string[]): MatchRow[] {
  const documents = line.transports;
  const judged = namingDeclaration(line);
  const reports = line.reports.filter((report) => OF_THE_SHIPMENT.includes(report.kind));
  const containers = [...new Set(reports.flatMap((report) => report.container ?? []))];
  const seals = [...new Set(reports.flatMap((report) => report.seals))];
  const same = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.some((other) => boxText(one) === boxText(other)));
  const carriedIn = [...new Set(documents.flatMap((document) => document.container ?? []))];
  const carriedSeals = [...new Set(documents.flatMap((document) => document.seals))];
  const otherBox = containers.length > 0 && judged.some((document) => document.container !== null) && !same(containers, judged.flatMap((document) => document.container ?? []));
  const otherSeal = judged.some((document) => document.seals.length > 0) && seals.some((seal) => !same([seal], judged.flatMap((document) => document.seals)));
  const strangeFeed = fed.length > 0 && containers.length + carriedIn.length > 0 && !same(fed, [...containers, ...carriedIn]);
  return [
    rowOf("container", { declaration: null, report: words(containers), transport: carriedIn.length === 0 ? null : cell(listed(carriedIn), otherBox), feed: fed.length === 0 ? null : cell(listed(fed), strangeFeed) }),
    rowOf("seal", { declaration: null, report: words(seals), transport: carriedSeals.length === 0 ? null : cell(listed(carriedSeals), otherSeal), feed: null }),
  ];
}

function dateRow(line: SubjectLine): MatchRow {
  const declared = line.productionDate ?? (line.vintage === null ? null : String(line.vintage));
  const agreeing = (date: string): boolean => declared === null || date.startsWith(declared);
  const reported = [...new Set(line.reports.flatMap((report) => report.producedOn))];
  const fed = [...new Set(line.lotFacts.filter((fact) => fact.source === "event").flatMap((fact) => fact.producedOn ?? []))];
  const column = (dates: readonly string[]): MatchCell => (dates.length === 0 ? null : cell(listed(dates), !dates.some(agreeing)));
  return rowOf("production-date", { declaration: declared === null ? null : words([declared]), report: column(reported), transport: null, feed: column(fed) });
}

function originRow(line: SubjectLine, events: readonly FeedSeen[]): MatchRow {
  const reports = line.reports.filter((report) => report.linkedBy === "lot");
  const reported = [...new Set(reports.map((report) => report.country))];
  const made = [...new Set(events.filter((one) => one.step === "made").flatMap((one) => one.country ?? []))];
  const column = (codes: readonly string[]): MatchCell => (codes.length === 0 ? null : cell(listed(codes.map(country)), codes.some((code) => code !== line.originCountry)));
  const loaded = [...new Set(line.transports.flatMap((document) => document.loadedAt ?? []))];
  const transport = loaded.length === 0 ? null : cell(listed(loaded.map((code) => portOf(code)?.name ?? { en: code, zh: code })), false, "loaded");
  return rowOf("origin", { declaration: cell(country(line.originCountry), false), report: column(reported), transport, feed: column(made) });
}

function producerRow(line: SubjectLine): MatchRow {
  const own = line.site.kind === "site" ? line.site : undefined;
  const column = (source: "event" | "inspection-report"): MatchCell => {
    const facts = line.lotFacts.filter((fact) => fact.source === source && fact.siteId !== null);
    if (facts.length === 0) return null;
    return cell(listed([...new Set(facts.map((fact) => fact.siteName ?? String(fact.siteId)))]), own !== undefined && facts.some((fact) => fact.siteId !== own.id));
  };
  return rowOf("producer", { declaration: words([own?.name ?? line.declaredSite]), report: column("inspection-report"), transport: null, feed: column("event") });
}

/** Where goods were loaded says nothing on where they are from, and is no voice of its own. */
function rowOf(matter: Matter, cells: Pick<MatchRow, "declaration" | "report" | "transport" | "feed">): MatchRow {
  const speaking = [cells.declaration, cells.report, cells.transport, cells.feed].filter((one) => one !== null).filter((one) => one.note !== "loaded");
  const agreement = speaking.length === 0 ? "silent" : speaking.length === 1 ? "alone" : speaking.some((one) => one.against) ? "disagrees" : "agrees";
  return { matter, ...cells, agreement };
}

function cell(text: Wording, against: boolean, note?: string): MatchCell {
  return { text, against, ...(note === undefined ? {} : { note }) };
}

function words(items: readonly string[]): MatchCell {
  return items.length === 0 ? null : cell(listed(items), false);
}

function country(code: string): Wording {
  return countryName(code) ?? { en: code, zh: code };
}
