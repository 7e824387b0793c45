import { countryName } from "#lib/places/country";
import { listed } from "#lib/risk/amount";
import { comparedByLot, sumWords, type QuantityComparison } from "#lib/risk/comparison";
import type { Amounts, SubjectLine, SubjectReport, Wording } from "#lib/risk/subject";

/** What is held side by side (CAPACITY.md rule 12). */
export const MATTERS = ["quantity", "lot", "gtin", "container", "seal", "production-date", "origin", "producer"] as const;
export type Matter = (typeof MATTERS)[number];

/** How the sources stand to each other: `part` where fewer goods are declared than a source saw, `alone` where one source speaks, `silent` where none does. */
export type Agreement = "agrees" | "disagrees" | "part" | "alone" | "silent" | "cannot-compare";

/** What one source says, null where it says nothing; `against` where it disagrees with the declaration. `note` is `made`, `shipped`, `inside` (a pack within the declared one) or the numbers it comes from. */
export type MatchCell = { readonly text: Wording; readonly note?: string; readonly against: boolean } | null;

export type MatchRow = { readonly matter: Matter; readonly declaration: MatchCell; readonly report: MatchCell; readonly feed: MatchCell; readonly agreement: Agreement };

/** The documents of one line side by side. */
export type MatchedLine = { readonly no: number; readonly goods: Wording; readonly reports: readonly Pick<SubjectReport, "number" | "kind" | "body" | "linkedBy">[]; readonly rows: readonly MatchRow[] };

/** What a report says beside its lots and quantity. */
export type ReportBox = { readonly gtin: string | null; readonly container: string | null; readonly seals: readonly string[] };

/** What events show of a line's lots: how much was made or shipped, and of which goods where. */
export type FeedSeen = { readonly step: "made" | "shipped"; readonly gtin: string; readonly lot: string; readonly amounts: Amounts; readonly shown: Wording; readonly country: string | null };

const OF_THE_SHIPMENT: readonly SubjectReport["kind"][] = ["pre-shipment", "loading-supervision"];

/** Holds declaration, inspection reports and feed side by side for each line; every matter has a row, also where nobody speaks. */
export function matchOf(lines: readonly SubjectLine[], boxes: ReadonlyMap<string, ReportBox>, seen: ReadonlyMap<number, readonly FeedSeen[]>): MatchedLine[] {
  const standing = lines.filter((line) => line.standing);
  const quantities = OF_THE_SHIPMENT.flatMap((kind) => comparedByLot(standing, kind));
  return lines.map((line) => {
    const compared = quantities.find((one) => one.lines.includes(line));
    const events = seen.get(line.no) ?? [];
    const rows = [quantityRow(line, compared, events), lotRow(line, events), gtinRow(line, boxes, events), ...boxRows(line, boxes), dateRow(line), originRow(line, events), producerRow(line)];
    return { no: line.no, goods: line.goods, reports: line.reports.map(({ number, kind, body, linkedBy }) => ({ number, kind, body, linkedBy })), rows };
  });
}

function quantityRow(line: SubjectLine, compared: QuantityComparison | undefined, events: readonly FeedSeen[]): MatchRow {
  const lone = line.reports.find((report) => OF_THE_SHIPMENT.includes(report.kind));
  const report = compared === undefined
    ? lone === undefined ? null : cell(sumWords([lone], "items", lone.amounts.items ?? 0n), false, lone.number)
    : cell(sumWords(compared.reports, compared.dimension, compared.reported), compared.declared !== compared.reported, compared.reports.map((one) => one.number).join(", "));
  const fed = fedQuantity(line, events);
  const declaredTogether = compared !== undefined && compared.lines.length > 1;
  const declaration = declaredTogether ? cell(sumWords(compared.lines, compared.dimension, compared.declared), false, compared.lines.map((one) => one.no).join(" + ")) : cell(sumWords([line], "items", 0n), false);
  const uncertain = (lone !== undefined && compared === undefined) || fed?.less === null;
  const row = rowOf("quantity", declaration, report, fed?.cell ?? null);
  if (row.agreement === "agrees" && uncertain) return { ...row, agreement: "cannot-compare" };
  return row.agreement === "agrees" && fed?.less === true ? { ...row, agreement: "part" } : row;
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
  return rowOf("lot", words(line.lots), inspected.length === 0 ? null : cell(listed(inspected), line.lots.length > 0 && strange), words(known));
}

function gtinRow(line: SubjectLine, boxes: ReadonlyMap<string, ReportBox>, events: readonly FeedSeen[]): MatchRow {
  const reported = [...new Set(line.reports.flatMap((report) => boxes.get(report.number)?.gtin ?? []))];
  const column = (gtins: readonly string[]): MatchCell => (gtins.length === 0 ? null : cell(listed(gtins), false, gtins.includes(line.gtin) ? undefined : "inside"));
  return rowOf("gtin", words([line.gtin]), column(reported), column([...new Set(events.map((one) => one.gtin))]));
}

function boxRows(line: SubjectLine, boxes: ReadonlyMap<string, ReportBox>): MatchRow[] {
  const found = line.reports.flatMap((report) => boxes.get(report.number) ?? []);
  const containers = [...new Set(found.flatMap((box) => box.container ?? []))];
  const seals = [...new Set(found.flatMap((box) => box.seals))];
  return [rowOf("container", null, words(containers), null), rowOf("seal", null, words(seals), null)];
}

function dateRow(line: SubjectLine): MatchRow {
  const declared = line.productionDate ?? (line.vintage === null ? null : String(line.vintage));
  const agreeing = (date: string): boolean => declared === null || date.startsWith(declared);
  const reported = [...new Set(line.reports.flatMap((report) => report.producedOn))];
  const fed = [...new Set(line.lotFacts.filter((fact) => fact.source === "event").flatMap((fact) => fact.producedOn ?? []))];
  const column = (dates: readonly string[]): MatchCell => (dates.length === 0 ? null : cell(listed(dates), !dates.some(agreeing)));
  return rowOf("production-date", declared === null ? null : words([declared]), column(reported), column(fed));
}

function originRow(line: SubjectLine, events: readonly FeedSeen[]): MatchRow {
  const reports = line.reports.filter((report) => report.linkedBy === "lot");
  const reported = [...new Set(reports.map((report) => report.country))];
  const made = [...new Set(events.filter((one) => one.step === "made").flatMap((one) => one.country ?? []))];
  const column = (codes: readonly string[]): MatchCell => (codes.length === 0 ? null : cell(listed(codes.map(country)), codes.some((code) => code !== line.originCountry)));
  return rowOf("origin", cell(country(line.originCountry), false), column(reported), column(made));
}

function producerRow(line: SubjectLine): MatchRow {
  const own = line.site.kind === "site" ? line.site : undefined;
  const column = (source: "event" | "inspection-report"): MatchCell => {
    const facts = line.lotFacts.filter((fact) => fact.source === source && fact.siteId !== null);
    if (facts.length === 0) return null;
    return cell(listed([...new Set(facts.map((fact) => fact.siteName ?? String(fact.siteId)))]), own !== undefined && facts.some((fact) => fact.siteId !== own.id));
  };
  return rowOf("producer", words([own?.name ?? line.declaredSite]), column("inspection-report"), column("event"));
}

function rowOf(matter: Matter, declaration: MatchCell, report: MatchCell, feed: MatchCell): MatchRow {
  const speaking = [declaration, report, feed].filter((one) => one !== null);
  const agreement = speaking.length === 0 ? "silent" : speaking.length === 1 ? "alone" : speaking.some((one) => one.against) ? "disagrees" : "agrees";
  return { matter, declaration, report, feed, agreement };
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
