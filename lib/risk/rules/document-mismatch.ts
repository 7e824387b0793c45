import { boxText } from "#lib/consignments/transport";
import { countryName } from "#lib/places/country";
import { listed } from "../amount.ts";
import { comparedByCarriage, comparedByLot, namingDeclaration, sumWords, type CarriedComparison, type QuantityComparison } from "../comparison.ts";
import { comparedByMaking, type MadeComparison } from "../made.ts";
import { defineRule, type Seen } from "../rule.ts";
import type { Subject, SubjectLine, SubjectReport, SubjectTransport, Wording } from "../subject.ts";
import { isBeyond, tolerance, weight } from "../threshold.ts";

/** Fewer goods than inspected are often the rest of a shipment, and weigh little. */
const THRESHOLDS = {
  difference: tolerance(0, 20, { en: "Tolerated difference of quantity from the other document", zh: "与其他单证的数量允许差异" }),
  more: weight(45, { en: "Weight of more than was inspected, carried or made", zh: "多于检验、承运或生产数量的分值" }),
  less: weight(10, { en: "Weight of less than was inspected or carried", zh: "少于检验或承运数量的分值" }),
  boxes: weight(45, { en: "Weight of another container or seal", zh: "集装箱号或封志号不符的分值" }),
  goods: weight(45, { en: "Weight of another lot, trade item, origin or producer", zh: "批号、贸易项目、原产国或生产企业不符的分值" }),
  dates: weight(35, { en: "Weight of another production date", zh: "生产日期不符的分值" }),
};

/** The threshold that says what a disagreement weighs, by what it is about. */
const WEIGHS = {
  "more-than-inspected": "more", "less-than-inspected": "less", "more-than-carried": "more", "less-than-carried": "less", "more-than-made": "more",
  container: "boxes", seal: "boxes", gtin: "goods", lot: "goods", "production-date": "dates", origin: "goods", producer: "goods",
} as const satisfies Record<string, keyof typeof THRESHOLDS>;

type Matter = keyof typeof WEIGHS;
type Limits = Readonly<Record<keyof typeof THRESHOLDS, number>>;

/** Which reports give a quantity and lots of the very shipment: a label approval or an origin certificate does not. */
const OF_THE_SHIPMENT: readonly SubjectReport["kind"][] = ["pre-shipment", "loading-supervision"];

const KINDS = {
  "pre-shipment": { en: "pre-shipment inspection report", zh: "装运前检验报告" },
  "loading-supervision": { en: "loading supervision report", zh: "监装报告" },
  "label-approval": { en: "label approval", zh: "标签审核报告" },
  origin: { en: "origin report", zh: "产地溯源报告" },
} as const satisfies Record<SubjectReport["kind"], Wording>;

const CARRIAGE = {
  "bill-of-lading": { en: "bill of lading", zh: "提单" },
  "air-waybill": { en: "air waybill", zh: "空运单" },
  rail: { en: "rail consignment note", zh: "铁路运单" },
  road: { en: "road consignment note", zh: "公路运单" },
} as const satisfies Record<SubjectTransport["kind"], Wording>;

/** Declaration, inspection reports, transport documents and feeds held side by side; each disagreement is a finding with both values and both sources (docs/capacity.md rule 12). */
export const rule = defineRule({
  id: "document-mismatch",
  version: 4,
  name: { en: "Documents disagree", zh: "单证不一致" },
  next: { en: "Compare the documents, request a correction, or order an examination of lots and labels.", zh: "核对单证，要求更正，或对批号和标签下达查验。" },
  needs: ["made"],
  thresholds: THRESHOLDS,
  look: (subject, values) => {
    if (subject.facts.made.length === 0 && subject.lines.every(({ reports, transports, lotFacts }) => reports.length + transports.length + lotFacts.length === 0)) return [];
    const lines = subject.lines.filter((line) => line.standing);
    const quantities = OF_THE_SHIPMENT.flatMap((kind) => comparedByLot(lines, kind)).filter((one) => differs(one.declared, one.reported, values));
    const carried = comparedByCarriage(lines).filter((one) => differs(one.declared, one.carried, values));
    const made = comparedByMaking(lines, subject.facts.made).filter((one) => one.declared > one.made && differs(one.declared, one.made, values));
    const found = [
      ...quantities.map((one) => quantityDiffers(subject, one)),
      ...carried.map((one) => carriageDiffers(subject, one)),
      ...made.map((one) => makingDiffers(subject, one)),
      ...boxesDiffer(lines),
      ...lines.flatMap((line) => lineDiffers(subject, line)),
    ];
    return found.map((one) => disagreement(one, values[WEIGHS[one.about]]));
  },
});

const differs = (declared: bigint, other: bigint, { difference }: Limits): boolean => isBeyond(declared > other ? declared - other : other - declared, other, difference);

function quantityDiffers(subject: Subject, { lines, reports, dimension, declared, reported }: QuantityComparison): Disagreement {
  const numbers = reports.map((report) => report.number);
  const kind = reports[0]?.kind ?? "pre-shipment";
  return {
    about: declared > reported ? "more-than-inspected" : "less-than-inspected",
    line: lines[0]?.no ?? null,
    name: { en: "quantity", zh: "数量" },
    declared: { value: sumWords(lines, dimension, declared), source: sourceOf(subject) },
    other: { value: sumWords(reports, dimension, reported), source: { en: `${KINDS[kind].en} ${numbers.join(", ")}`, zh: `${KINDS[kind].zh}${numbers.join("、")}` } },
  };
}

function lineDiffers(subject: Subject, line: SubjectLine): readonly Disagreement[] {
  return [...lotDiffers(subject, line), ...carriedGoodsDiffer(subject, line), ...dateDiffers(subject, line), ...originDiffers(subject, line), ...producerDiffers(subject, line)];
}

function lotDiffers(subject: Subject, line: SubjectLine): readonly Disagreement[] {
  const reports = line.reports.filter((report) => OF_THE_SHIPMENT.includes(report.kind));
  const [first] = reports;
  if (first === undefined) return [];
  const inspected = [...new Set(reports.flatMap((report) => report.lots))];
  const strange = line.lots.filter((lot) => !inspected.includes(lot));
  if (strange.length === 0) return [];
  return [{ about: "lot", line: line.no, name: { en: "lot", zh: "生产批号" }, declared: { value: listed(strange), source: sourceOf(subject) }, other: { value: listed(inspected), source: reportSource(first) } }];
}

function dateDiffers(subject: Subject, line: SubjectLine): readonly Disagreement[] {
  const { productionDate } = line;
  if (line.lotFacts.length + line.reports.length === 0) return [];
  const name = { en: "production date", zh: "生产日期" };
  const events = line.lotFacts.filter((lot) => lot.source === "event" && lot.producedOn !== null);
  const eventDates = [...new Set(events.flatMap((lot) => lot.producedOn ?? []))];
  const source = eventSource(events.map((lot) => lot.lot));
  if (productionDate === null) {
    const apart = eventDates.length === 0 ? [] : line.reports.filter(({ linkedBy, producedOn }) => linkedBy === "lot" && producedOn.length > 0 && !producedOn.some((date) => eventDates.includes(date)));
    return apart.map((report) => ({ about: "production-date", line: line.no, name, declared: { value: listed(report.producedOn), source: reportSource(report) }, other: { value: listed(eventDates), source } }));
  }
  const declared = { value: same(productionDate), source: sourceOf(subject) };
  const reports = line.reports.filter((report) => report.producedOn.length > 0 && !report.producedOn.includes(productionDate));
  return [
    ...reports.map((report): Disagreement => ({ about: "production-date", line: line.no, name, declared, other: { value: listed(report.producedOn), source: reportSource(report) } })),
    ...(eventDates.length === 0 || eventDates.includes(productionDate) ? [] : [{ about: "production-date" as const, line: line.no, name, declared, other: { value: listed(eventDates), source } }]),
  ];
}

function originDiffers(subject: Subject, line: SubjectLine): readonly Disagreement[] {
  const report = line.reports.find((one) => one.linkedBy === "lot" && one.country !== line.originCountry);
  const made = subject.facts.made.find((one) => one.line === line.no && one.country !== null && one.country !== line.originCountry);
  const others = [
    ...(report === undefined ? [] : [{ value: countryWords(report.country), source: reportSource(report) }]),
    ...(made?.country == null ? [] : [{ value: countryWords(made.country), source: eventSource([made.lot]) }]),
  ];
  if (others.length === 0) return [];
  const declared = { value: countryWords(line.originCountry), source: sourceOf(subject) };
  return others.map((other) => ({ about: "origin", line: line.no, name: { en: "origin", zh: "原产国" }, declared, other }));
}

function producerDiffers(subject: Subject, line: SubjectLine): readonly Disagreement[] {
  const { site } = line;
  if (site.kind !== "site") return [];
  const lot = line.lotFacts.find((fact) => fact.siteId !== null && fact.siteId !== site.id);
  if (lot === undefined) return [];
  const source = lot.source === "event" ? eventSource([lot.lot]) : { en: `inspection report ${lot.sourceId}`, zh: `检验报告${lot.sourceId}` };
  return [
    {
      about: "producer",
      line: line.no,
      name: { en: `producer of lot ${lot.lot}`, zh: `批号${lot.lot}的生产企业` },
      declared: { value: same(site.name), source: sourceOf(subject) },
      other: { value: same(lot.siteName ?? String(lot.siteId)), source },
    },
  ];
}

function carriageDiffers(subject: Subject, { lines, documents, items, dimension, declared, carried }: CarriedComparison): Disagreement {
  const own = documents.filter((document) => document.items.some((item) => items.some((one) => one.of === item.of)));
  return {
    about: declared > carried ? "more-than-carried" : "less-than-carried",
    line: lines[0]?.no ?? null,
    name: { en: "quantity", zh: "数量" },
    declared: { value: sumWords(lines, dimension, declared), source: sourceOf(subject) },
    other: { value: sumWords(items, dimension, carried), source: carriageSource(own) },
  };
}

/** More declared of lots than events tell was made of them; fewer are a part of them. */
function makingDiffers(subject: Subject, { lines, lots, dimension, declared, made }: MadeComparison): Disagreement {
  return {
    about: "more-than-made",
    line: lines[0]?.no ?? null,
    name: { en: "quantity", zh: "数量" },
    declared: { value: sumWords(lines, dimension, declared), source: sourceOf(subject) },
    other: { value: sumWords([], dimension, made), source: eventSource(lots) },
  };
}

/** Container and seals of the reports against those of the transport documents; each pair of documents once, whatever lines they share. */
function boxesDiffer(lines: readonly SubjectLine[]): readonly Disagreement[] {
  const found = lines.flatMap((line): [string, Disagreement][] => {
    const reports = line.reports.filter((report) => OF_THE_SHIPMENT.includes(report.kind) && report.linkedBy === "lot");
    const documents = namingDeclaration(line);
    if (reports.length === 0 || documents.length === 0) return [];
    const differing = (about: "container" | "seal", name: Wording, ofReport: (report: SubjectReport) => readonly string[], ofDocument: (document: SubjectTransport) => readonly string[]): [string, Disagreement][] => {
      const inspected = [...new Set(reports.flatMap(ofReport))];
      const carried = [...new Set(documents.flatMap(ofDocument))];
      const known = new Set(carried.map(boxText));
      const strange = inspected.filter((number) => !known.has(boxText(number)));
      const agree = about === "container" ? strange.length < inspected.length : strange.length === 0;
      const [first] = reports.filter((report) => ofReport(report).some((number) => strange.includes(number)));
      if (carried.length === 0 || agree || first === undefined) return [];
      return [
        [
          `${about} ${first.number}`,
          {
            about,
            line: line.no,
            name,
            declared: { value: listed(about === "container" ? inspected : strange), source: reportSource(first) },
            other: { value: listed(carried), source: carriageSource(documents.filter((document) => ofDocument(document).length > 0)) },
          },
        ],
      ];
    };
    return [
      ...differing(
        "container",
        { en: "container", zh: "集装箱号" },
        (report) => (report.container === null ? [] : [report.container]),
        (document) => (document.container === null ? [] : [document.container]),
      ),
      ...differing(
        "seal",
        { en: "seal", zh: "封志号" },
        (report) => report.seals,
        (document) => document.seals,
      ),
    ];
  });
  return [...new Map(found.toReversed()).values()].toReversed();
}

/** Lots and trade items of a line against what the transport documents of its declaration name. */
function carriedGoodsDiffer(subject: Subject, line: SubjectLine): readonly Disagreement[] {
  const documents = namingDeclaration(line);
  if (documents.length === 0) return [];
  const carried = [...new Set(documents.flatMap((document) => document.items.flatMap((item) => item.lot ?? [])))];
  const strange = carried.length === 0 ? [] : line.lots.filter((lot) => !carried.includes(lot));
  const declaredGtins = new Set(subject.lines.map((one) => one.gtin));
  const others = [...new Set(documents.flatMap((document) => document.otherGtins))].filter((gtin) => !declaredGtins.has(gtin));
  const foreign = documents.length > 0 && others.length > 0 && documents.every((document) => document.items.length === 0);
  return [
    ...(strange.length === 0
      ? []
      : [
          {
            about: "lot" as const,
            line: line.no,
            name: { en: "lot", zh: "生产批号" },
            declared: { value: listed(strange), source: sourceOf(subject) },
            other: { value: listed(carried), source: carriageSource(documents) },
          },
        ]),
    ...(foreign
      ? [
          {
            about: "gtin" as const,
            line: line.no,
            name: { en: "trade item", zh: "贸易项目" },
            declared: { value: same(line.gtin), source: sourceOf(subject) },
            other: { value: listed(others), source: carriageSource(documents) },
          },
        ]
      : []),
  ];
}

type Side = { readonly value: Wording; readonly source: Wording };

type Disagreement = { readonly about: Matter; readonly line: number | null; readonly name: Wording; readonly declared: Side; readonly other: Side };

function disagreement(one: Disagreement, points: number): Seen {
  return {
    line: one.line,
    severity: points >= 35 ? "high" : "low",
    points,
    facts: { about: one.about, line: one.line, declared: { value: one.declared.value.en, source: one.declared.source.en }, other: { value: one.other.value.en, source: one.other.source.en } },
    wording: {
      en: `The ${one.name.en} disagrees: ${one.declared.value.en} by ${one.declared.source.en}, ${one.other.value.en} by ${one.other.source.en}.`,
      zh: `${one.name.zh}不一致：${one.declared.source.zh}为${one.declared.value.zh}，${one.other.source.zh}为${one.other.value.zh}。`,
    },
  };
}

function sourceOf(subject: Subject): Wording {
  return { en: `declaration ${subject.number}, revision ${subject.revision}`, zh: `报关单${subject.number}第${subject.revision}版` };
}

function reportSource(report: SubjectReport): Wording {
  return { en: `${KINDS[report.kind].en} ${report.number} of ${report.body.en}`, zh: `${report.body.zh}的${KINDS[report.kind].zh}${report.number}` };
}

function carriageSource(documents: readonly SubjectTransport[]): Wording {
  const [first] = documents;
  const kind = CARRIAGE[first?.kind ?? "bill-of-lading"];
  const numbers = listed(documents.map((document) => document.number));
  return { en: `${kind.en} ${numbers.en}${first === undefined ? "" : ` of ${first.carrier}`}`, zh: `${first?.carrier ?? ""}的${kind.zh}${numbers.zh}` };
}

function eventSource(lots: readonly string[]): Wording {
  return { en: `the feed's events on lot ${listed(lots).en}`, zh: `批号${listed(lots).zh}的追溯事件` };
}

function same(text: string): Wording {
  return { en: text, zh: text };
}

function countryWords(code: string): Wording {
  return countryName(code) ?? same(code);
}
