import type { CaseMoment } from "#lib/cases/queries/timeline";
import { wordFor } from "#lib/cases/wording";
import type { Wording } from "#lib/risk/subject";
import { sameOr } from "./capacity-chapters.ts";
import type { Block, Cell } from "./model.ts";
import { momentAct, momentDetail } from "./moment.ts";
import type { CaseRecord } from "./record.ts";
import { joined, stamp } from "./vocabulary.ts";
import { workChapters } from "./work-chapters.ts";
import { WORDS } from "./words.ts";

/** What people recorded and did: parties and facts before the reckoning; findings, decisions, examinations, notes, tasks and timeline after it. */
export function recordChapters(record: CaseRecord): { readonly before: Block[]; readonly after: Block[] } {
  return {
    before: [...chapter(WORDS.parties, parties(record)), ...chapter(WORDS.facts, facts(record))],
    after: [
      ...chapter(WORDS.findings, findings(record)),
      ...chapter(WORDS.decisions, decisions(record)),
      ...chapter(WORDS.examinations, examinations(record)),
      ...workChapters(record),
      ...chapter(WORDS.timeline, timeline(record)),
    ],
  };
}

function chapter(title: Wording, table: Extract<Block, { kind: "table" }>): Block[] {
  return table.rows.length === 0 ? [] : [{ kind: "chapter", title }, table];
}

const ROLES = { importer: WORDS.importer, producer: WORDS.producer, "inspection-body": WORDS.body } as const;

function parties(record: CaseRecord): Extract<Block, { kind: "table" }> {
  return {
    kind: "table",
    columns: [{ label: WORDS.role, share: 18 }, { label: WORDS.name, share: 52 }, { label: WORDS.code, share: 30 }],
    rows: record.parties.map((party) => ({ cells: [ROLES[party.role], sameOr(party.name), party.code] })),
  };
}

function facts(record: CaseRecord): Extract<Block, { kind: "table" }> {
  return {
    kind: "table",
    columns: [{ label: WORDS.no, share: 7 }, { label: WORDS.statement, share: 55 }, { label: WORDS.restsOn, share: 18 }, { label: WORDS.recordedBy, share: 20 }],
    rows: record.facts.map((fact, index) => {
      const exhibit = fact.exhibitNo === null ? [] : [{ zh: `${WORDS.exhibit.zh} ${fact.exhibitNo}`, en: `${WORDS.exhibit.en} ${fact.exhibitNo}` }];
      const finding = fact.findingId === null ? [] : [{ zh: `${WORDS.finding.zh} ${fact.findingId}`, en: `${WORDS.finding.en} ${fact.findingId}` }];
      return { cells: [String(index + 1), fact.statement, joined([...exhibit, ...finding]), `${fact.byName}\n${stamp(fact.at)}`] };
    }),
  };
}

function findings(record: CaseRecord): Extract<Block, { kind: "table" }> {
  return {
    kind: "table",
    columns: [{ label: WORDS.fired, share: 74 }, { label: WORDS.number, share: 92 }, { label: WORDS.wording, share: 182 }, { label: WORDS.rule, share: 76 }, { label: WORDS.weight, share: 46 }],
    rows: record.findings.map((finding) => {
      const severity = wordFor("triage", "severity", finding.severity);
      const cleared = finding.clearedAt === null ? [] : [{ zh: `${WORDS.cleared.zh} ${stamp(finding.clearedAt)}`, en: `${WORDS.cleared.en} ${stamp(finding.clearedAt)}` }];
      return {
        cells: [
          { stack: [stamp(finding.firedAt), ...cleared] },
          `${finding.number}${finding.lineNo === null ? "" : ` / ${finding.lineNo}`}\n#${finding.id}`,
          finding.wording,
          `${finding.rule} ${finding.version}`,
          { zh: `${severity.zh} ${finding.points}`, en: `${severity.en} ${finding.points}` },
        ],
      };
    }),
  };
}

function decisions(record: CaseRecord): Extract<Block, { kind: "table" }> {
  const made = record.moments.filter((moment): moment is Extract<CaseRecord["moments"][number], { kind: "decision" }> => moment.kind === "decision");
  return {
    kind: "table",
    columns: [
      { label: WORDS.when, share: 74 },
      { label: WORDS.number, share: 96 },
      { label: WORDS.decision, share: 66 },
      { label: WORDS.reason, share: 126 },
      { label: WORDS.by, share: 54 },
      { label: WORDS.second, share: 66 },
    ],
    rows: made.map((moment) => ({ cells: [stamp(moment.at), moment.number, decided(moment), { stack: [wordFor("triage", "reason", moment.reason), moment.note] }, moment.by, secondCell(moment)] })),
  };
}

function decided(moment: Extract<CaseMoment, { kind: "decision" }>): Cell {
  const words = wordFor("triage", "decision", moment.decision);
  if (moment.undoneAt === null) return { text: words, look: "strong" };
  return { stack: [words, { zh: `已撤回 ${stamp(moment.undoneAt)}`, en: `undone ${stamp(moment.undoneAt)}` }] };
}

function secondCell(moment: Extract<CaseMoment, { kind: "decision" }>): Cell {
  if (moment.secondedBy === null) return "–";
  const answer = moment.declined ? { zh: "未予同意", en: "declined" } : { zh: "同意", en: "seconded" };
  return { stack: [moment.secondedBy, answer, moment.secondedAt === null ? "" : stamp(moment.secondedAt)] };
}

function examinations(record: CaseRecord): Extract<Block, { kind: "table" }> {
  return {
    kind: "table",
    columns: [{ label: WORDS.number, share: 92 }, { label: WORDS.ordered, share: 76 }, { label: WORDS.instructions, share: 112 }, { label: WORDS.result, share: 122 }, { label: WORDS.reported, share: 76 }],
    rows: record.examinations.map((examination) => {
      const result = examination.result === null ? wordFor("inspections", "status", examination.status) : wordFor("inspections", "result", examination.result);
      const reported = examination.reportedAt === null ? "–" : `${examination.reportedByName ?? ""}\n${stamp(examination.reportedAt)}`;
      const kind = wordFor("inspections", "kind", examination.kind);
      return {
        cells: [
          examination.number,
          { stack: [kind, examination.orderedByName, stamp(examination.orderedAt)] },
          examination.instructions === "" ? "–" : examination.instructions,
          { stack: [result, examination.reportNote ?? ""] },
          reported,
        ],
      };
    }),
  };
}

function timeline(record: CaseRecord): Extract<Block, { kind: "table" }> {
  return {
    kind: "table",
    columns: [{ label: WORDS.when, share: 74 }, { label: WORDS.who, share: 78 }, { label: WORDS.act, share: 108 }, { label: WORDS.detail, share: 210 }],
    rows: record.moments.map((moment) => {
      const act = momentAct(moment);
      const times = moment.times === 1 ? act : { zh: `${act.zh}（${moment.times}次）`, en: `${act.en} (${moment.times} times)` };
      const { subject, said, text } = momentDetail(moment);
      return { cells: [stamp(moment.at), moment.by, times, { stack: [subject, ...(said.length === 0 ? [] : [joined(said)]), text] }] };
    }),
  };
}
