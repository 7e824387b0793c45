import type { Wording } from "#lib/risk/subject";
import type { Block, Cell } from "./model.ts";
import type { CaseRecord, RecordTask } from "./record.ts";
import { inLines, stamp } from "./vocabulary.ts";
import { WORDS } from "./words.ts";

/** What those who worked on the case wrote and gave each other to do, in full, each with its author, its time and the hash of its record. */
export function workChapters(record: CaseRecord): Block[] {
  return [...chapter(WORDS.notes, notes(record)), ...chapter(WORDS.tasks, tasks(record))];
}

function chapter(title: Wording, table: Extract<Block, { kind: "table" }>): Block[] {
  return table.rows.length === 0 ? [] : [{ kind: "chapter", title }, table];
}

function notes(record: CaseRecord): Extract<Block, { kind: "table" }> {
  return {
    kind: "table",
    columns: [{ label: WORDS.no, share: 22 }, { label: WORDS.text, share: 300 }, { label: WORDS.written, share: 84 }, { label: WORDS.record, share: 92 }],
    rows: record.notes.map((note, index) => ({ cells: [String(index + 1), note.text, `${note.byName}\n${stamp(note.at)}`, recordCell(record, "note", note.id)] })),
  };
}

function tasks(record: CaseRecord): Extract<Block, { kind: "table" }> {
  return {
    kind: "table",
    columns: [
      { label: WORDS.no, share: 22 },
      { label: WORDS.task, share: 150 },
      { label: WORDS.given, share: 82 },
      { label: WORDS.toWhom, share: 82 },
      { label: WORDS.done, share: 82 },
      { label: WORDS.record, share: 92 },
    ],
    rows: record.tasks.map((task, index) => ({ cells: [String(index + 1), task.title, `${task.byName}\n${stamp(task.at)}`, toWhom(task), done(task), recordCell(record, "task", task.id)] })),
  };
}

function toWhom({ assigneeName, dueOn }: RecordTask): Cell {
  if (assigneeName === null && dueOn === null) return "–";
  return { stack: [assigneeName ?? "–", ...(dueOn === null ? [] : [{ zh: `${WORDS.dueOn.zh} ${dueOn}`, en: `${WORDS.dueOn.en} ${dueOn}` }])] };
}

function done(task: RecordTask): Cell {
  return task.done && task.doneAt !== null ? `${task.doneByName ?? ""}\n${stamp(task.doneAt)}` : WORDS.open;
}

/** The number of a record in the annex with the hash it has there. */
function recordCell(record: CaseRecord, kind: string, id: number): Cell {
  const at = record.sources.findIndex((source) => source.kind === kind && source.reference === String(id));
  const sha256 = record.sources[at]?.sha256 ?? "";
  return { text: [String(at + 1), ...inLines(sha256, 16)].join("\n"), look: "fine" };
}
