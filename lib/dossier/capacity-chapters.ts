import { fillOf } from "#lib/capacity/fill";
import { wordFor } from "#lib/cases/wording";
import type { CertificateScope } from "#lib/certificates/certificate";
import { countryName } from "#lib/places/country";
import type { Wording } from "#lib/risk/subject";
import type { Block, Cell, TableRow } from "./model.ts";
import type { CaseRecord, RecordAccount, RecordCertificate, RecordConsignment, RecordLine } from "./record.ts";
import { amount, both, joined, percent, stamp } from "./vocabulary.ts";
import { ASSUMPTIONS, CERTIFICATE_WORDS, REPORT_WORDS, WORDS } from "./words.ts";

/** Declared against certified: the accounts with every declaration that shares them, the working, the certificates, the reports. */
export function capacityChapters(record: CaseRecord): Block[] {
  const own = new Set(record.consignments.map((consignment) => consignment.number));
  const accounts = record.accounts.flatMap((account) => accountBlocks(account, own));
  const working = record.consignments.flatMap((consignment) => consignment.lines.flatMap((line) => workingBlocks(consignment, line)));
  const certificates = record.certificates.flatMap(certificateBlocks);
  return [
    ...chapter(WORDS.capacity, accounts.length === 0 ? [] : [{ kind: "paragraph", text: WORDS.shareNote }, ...accounts], true),
    ...chapter(WORDS.working, working),
    ...chapter(WORDS.certificates, certificates),
    ...chapter(WORDS.reports, reportBlocks(record)),
  ];
}

function chapter(title: Wording, blocks: readonly Block[], breaks = false): Block[] {
  return blocks.length === 0 ? [] : [{ kind: "chapter", title, breaks }, ...blocks];
}

function accountBlocks({ site, reading, shares }: RecordAccount, own: ReadonlySet<string>): Block[] {
  const { unit } = reading;
  const over = reading.excess !== null && reading.excess !== "0";
  const key = (share: RecordAccount["shares"][number]): string => `${share.number}/${share.line}`;
  const mine = new Set(shares.filter((share) => own.has(share.number)).map(key));
  const fill = fillOf(shares.map((share) => ({ key: key(share), quantity: share.quantity })), reading);
  return [
    { kind: "heading", title: { zh: `${site}，${WORDS.production.zh} ${periodWords(reading).zh}`, en: `${site}, produced ${periodWords(reading).en}` } },
    {
      kind: "bar",
      pieces: fill.pieces.filter((piece) => !piece.back).map((piece) => ({ from: piece.from, to: piece.to, tone: piece.over ? "over" : mine.has(piece.key) ? "case" : "other" })),
      limit: fill.limit,
      limitLabel: { zh: `${WORDS.certified.zh} ${amount(reading.limit, unit).zh}`, en: `${amount(reading.limit, unit).en} certified` },
      endLabel: { zh: `${WORDS.declaredAll.zh} ${amount(reading.declared, unit).zh}`, en: `${amount(reading.declared, unit).en} declared` },
    },
    {
      kind: "facts",
      facts: [
        { label: WORDS.scope, value: scopeWords(reading.scope) },
        { label: WORDS.certified, value: amount(reading.limit, unit) },
        ...(reading.reserve === "0" ? [] : [{ label: WORDS.reserve, value: amount(reading.reserve, unit) }]),
        { label: WORDS.declaredAll, value: amount(reading.declared, unit) },
        ...(reading.elsewhere === "0" ? [] : [{ label: WORDS.elsewhere, value: amount(reading.elsewhere, unit) }]),
        ...(over ? [{ label: WORDS.excess, value: amount(reading.excess, unit) }] : []),
        { label: WORDS.used, value: percent(reading.used) },
        { label: WORDS.certificates, value: reading.certificates.length === 0 ? WORDS.none : reading.certificates.join(", ") },
      ],
    },
    {
      kind: "table",
      columns: [
        { label: WORDS.number, share: 100 },
        { label: WORDS.importer, share: 86 },
        { label: WORDS.office, share: 62 },
        { label: WORDS.lodged, share: 48 },
        { label: WORDS.declared, share: 56, align: "end" },
        { label: WORDS.after, share: 62, align: "end" },
        { label: WORDS.verdict, share: 58 },
      ],
      rows: shares.map((share): TableRow => ({
        marked: mine.has(key(share)),
        cells: [
          `${share.number}${share.line === 1 ? "" : ` / ${share.line}`}`,
          sameOr(share.importer),
          sameOr({ zh: `${share.office.zh} ${share.office.code}`, en: share.office.en }),
          share.lodgedAt.slice(0, 10),
          amount(share.declared.value, share.declared.unit),
          amount(share.after, unit),
          verdictCell(share.verdict),
        ],
      })),
    },
    { kind: "paragraph", text: WORDS.marked, fine: true },
  ];
}

function verdictCell(verdict: RecordConsignment["verdict"]): Cell {
  const words = wordFor("triage", "verdict", verdict);
  return verdict === "exceeds" || verdict === "suspended" ? { text: words, look: "wrong" } : words;
}

function workingBlocks(consignment: RecordConsignment, line: RecordLine): Block[] {
  const { answer } = line;
  const title = `${consignment.number} / ${line.no}`;
  const declared = amount(line.quantity.value, line.quantity.unit);
  const origin = countryName(line.originCountry) ?? both(line.originCountry);
  const head = [
    { label: WORDS.goods, value: { zh: `${line.goods.zh}（${origin.zh}）`, en: `${line.goods.en} (${origin.en})` } },
    { label: WORDS.declared, value: declared },
    ...(line.lots.length === 0 ? [] : [{ label: WORDS.lots, value: line.lots.join(", ") }]),
    ...(line.productionDate === null && line.vintage === null ? [] : [{ label: WORDS.madeOn, value: line.productionDate ?? String(line.vintage) }]),
  ];
  if (answer === null) return [{ kind: "heading", title }, { kind: "facts", facts: [...head, { label: WORDS.atLodging, value: WORDS.unanswered }] }];
  const figures = [answer.declaredBefore, answer.line, answer.declaredAfter, answer.limit, answer.excess === "0" ? null : answer.excess].map((value) => amount(value, answer.unit));
  const calculation: Wording = { zh: answer.working.map((step) => step.zh).join("\n"), en: answer.working.map((step) => step.en).join("\n") };
  return [
    { kind: "heading", title },
    {
      kind: "facts",
      facts: [
        ...head,
        ...(answer.working.length === 0 ? [] : [{ label: WORDS.calculation, value: calculation }]),
        ...(answer.certificates.length === 0 ? [] : [{ label: WORDS.certificates, value: answer.certificates.join(", ") }]),
        ...(answer.assumptions.length === 0 ? [] : [{ label: WORDS.assumptions, value: joined(answer.assumptions.map((name) => ASSUMPTIONS[name] ?? both(name))) }]),
      ],
    },
    {
      kind: "table",
      columns: [...[WORDS.before, WORDS.thisLine, WORDS.declaredAll, WORDS.certified, WORDS.excess].map((label) => ({ label, share: 1, align: "end" as const })), { label: WORDS.atLodging, share: 1 }],
      rows: [{ cells: [...figures, verdictCell(answer.verdict)] }],
    },
  ];
}

function certificateBlocks(certificate: RecordCertificate): Block[] {
  const country = countryName(certificate.country) ?? both(certificate.country);
  return [
    { kind: "heading", title: certificate.number },
    {
      kind: "facts",
      facts: [
        { label: WORDS.issuer, value: sameOr({ zh: `${certificate.issuer.zh}（${certificate.issuer.code}）`, en: `${certificate.issuer.en} (${certificate.issuer.code})` }) },
        { label: WORDS.site, value: { zh: `${certificate.site}（${country.zh}）`, en: `${certificate.site} (${country.en})` } },
        { label: WORDS.scope, value: scopeWords(certificate.scope) },
        { label: WORDS.certified, value: amount(certificate.quantity.value, certificate.quantity.unit) },
        { label: WORDS.production, value: periodWords(certificate.production) },
        { label: WORDS.certificateStatus, value: CERTIFICATE_WORDS[certificate.status] },
        ...(certificate.supersedes === null ? [] : [{ label: WORDS.supersedes, value: certificate.supersedes }]),
        ...(certificate.extractOf === null ? [] : [{ label: WORDS.extractOf, value: certificate.extractOf }]),
        { label: WORDS.recorded, value: stamp(certificate.recordedAt) },
      ],
    },
    {
      kind: "table",
      columns: [{ label: WORDS.decision, share: 12 }, { label: WORDS.effective, share: 14 }, { label: WORDS.recorded, share: 18 }, { label: WORDS.by, share: 18 }, { label: WORDS.reason, share: 38 }],
      rows: certificate.decisions.map((made) => ({ cells: [CERTIFICATE_WORDS[made.decision], made.effective, stamp(made.recordedAt), made.decidedByName, made.reason] })),
    },
  ];
}

function reportBlocks(record: CaseRecord): Block[] {
  if (record.reports.length === 0) return [];
  return [{
    kind: "table",
    columns: [
      { label: WORDS.report, share: 74 },
      { label: WORDS.reportKind, share: 66 },
      { label: WORDS.body, share: 84 },
      { label: WORDS.reportedQuantity, share: 60, align: "end" },
      { label: WORDS.lots, share: 66 },
      { label: WORDS.madeOn, share: 58 },
      { label: WORDS.recorded, share: 74 },
    ],
    rows: record.reports.map((report) => ({
      cells: [
        report.number,
        REPORT_WORDS[report.kind],
        sameOr(report.issuer),
        amount(report.quantity.value, report.quantity.unit),
        report.lots.join(", "),
        report.productionDate ?? "–",
        stamp(report.recordedAt),
      ],
    })),
  }];
}

/** A half-open period in words: the second day is the first that is not in it. */
function periodWords({ from, to }: { readonly from: string; readonly to: string }): Wording {
  return { zh: `${from} 至 ${to}（不含）`, en: `from ${from} to before ${to}` };
}

function scopeWords(scope: CertificateScope): Wording {
  const kind = CERTIFICATE_WORDS[scope.kind];
  return { zh: `${kind.zh} ${scope.values.join("、")}`, en: `${kind.en} ${scope.values.join(", ")}` };
}

/** A wording that is the same in both languages is written once. */
export function sameOr(words: Wording): string | Wording {
  return words.en === words.zh ? words.en : words;
}
