import { createHash } from "node:crypto";
import { wordFor } from "#lib/cases/wording";
import type { Wording } from "#lib/risk/subject";
import { annexChapter } from "./annex-chapter.ts";
import { capacityChapters } from "./capacity-chapters.ts";
import { recordChapters } from "./record-chapters.ts";
import type { Block, Dossier } from "./model.ts";
import type { CaseRecord, RecordFinding } from "./record.ts";
import { both, joined, stamp } from "./vocabulary.ts";
import { WORDS } from "./words.ts";

/** Who makes a dossier, when, and which of its case it is. */
export type Making = { readonly at: Date; readonly by: string; readonly no: number };

/** A dossier's own number: that of its case and which of its dossiers it is, `C-2026-000001/D2`. */
export function dossierNumber(caseNumber: string, no: number): string {
  return `${caseNumber}/D${no}`;
}

/** The hash that stands for all sources: SHA-256 of one line for each, its number, a space, its hash, a line feed. */
export function sourcesHash(sources: readonly { readonly sha256: string }[]): string {
  return createHash("sha256").update(sources.map(({ sha256 }, index) => `${index + 1} ${sha256}\n`).join("")).digest("hex");
}

/** A case with everything that belongs to it as a dossier: bilingual, in the order a court reads, each figure with its source. */
export function compose(record: CaseRecord, making: Making): Dossier {
  const number = dossierNumber(record.head.number, making.no);
  const { before, after } = recordChapters(record);
  return {
    number,
    title: record.head.title,
    running: WORDS.running,
    blocks: [...cover(record, making), ...allegation(record), ...before, ...capacityChapters(record), ...after, ...annexChapter(record)],
    sources: record.sources.map(({ kind, reference, sha256 }) => ({ kind, reference, sha256 })),
    attachments: record.sources.map((source, index) => ({ name: attachmentName(source, index), text: source.text, description: `${source.kind} ${source.reference}` })),
  };
}

/** The name of an attached record: its number in the annex first, so that files sort as the annex does. */
export function attachmentName(source: { readonly kind: string; readonly reference: string }, index: number): string {
  return `${String(index + 1).padStart(3, "0")}-${source.kind}-${source.reference.replace(/[^A-Za-z0-9._-]+/g, "-").slice(0, 60)}.json`;
}

/** The finding that says most: of those that stand, the one of the most points, and of equals the latest. */
export function leadingFinding(findings: readonly RecordFinding[]): RecordFinding | undefined {
  return findings.filter((finding) => finding.clearedAt === null).toSorted((a, b) => b.points - a.points || b.firedAt.getTime() - a.firedAt.getTime() || b.id - a.id)[0];
}

function cover(record: CaseRecord, making: Making): Block[] {
  const { head } = record;
  const outcome = head.outcome === null ? [] : [{ label: WORDS.outcome, value: joined([wordFor("cases", "outcome", head.outcome), both(head.outcomeNote ?? "")]) }];
  const closed = head.closedAt === null ? [] : [{ label: WORDS.closed, value: joined([both(stamp(head.closedAt)), both(head.closeProposedByName ?? "")]) }];
  const leading = leadingFinding(record.findings);
  return [
    { kind: "cover", number: head.number, title: head.title, kicker: WORDS.dossier },
    leading === undefined ? { kind: "paragraph", text: WORDS.noSentence } : { kind: "statement", text: leading.wording, source: sourceOfFinding(leading) },
    {
      kind: "facts",
      facts: [
        { label: WORDS.opened, value: `${stamp(head.openedAt)}  ${head.openedByName}` },
        { label: WORDS.status, value: wordFor("cases", "status", head.status) },
        ...outcome,
        ...closed,
        { label: WORDS.consignments, value: record.consignments.map((consignment) => consignment.number).join(", ") },
        { label: WORDS.made, value: `${dossierNumber(head.number, making.no)}  ${stamp(making.at)}  ${making.by}` },
        { label: WORDS.sources, value: String(record.sources.length) },
        { label: WORDS.sourcesHash, value: sourcesHash(record.sources) },
      ],
    },
    { kind: "paragraph", text: WORDS.clock, fine: true },
    { kind: "contents" },
  ];
}

function allegation(record: CaseRecord): Block[] {
  return [{ kind: "chapter", title: WORDS.allegation, breaks: true }, { kind: "paragraph", text: record.head.allegation }];
}

function sourceOfFinding(finding: RecordFinding): Wording {
  const rest = `${finding.number}, ${finding.rule} ${finding.version}, ${stamp(finding.firedAt)}`;
  return { zh: `${WORDS.quoted.zh}：${rest}`, en: `${WORDS.quoted.en}: ${rest}` };
}
