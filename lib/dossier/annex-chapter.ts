import { exhibitTitle } from "#lib/cases/exhibit-title";
import { wordFor } from "#lib/cases/wording";
import type { Block, Cell } from "./model.ts";
import type { CaseRecord, RecordSource } from "./record.ts";
import { inLines, stamp } from "./vocabulary.ts";
import { WORDS } from "./words.ts";

/** Every record the dossier rests on with its hash, when and by whom it was taken in, and how anybody checks it. */
export function annexChapter(record: CaseRecord): Block[] {
  return [
    { kind: "chapter", title: WORDS.annex, breaks: true },
    { kind: "paragraph", text: WORDS.howToCheck },
    {
      kind: "table",
      columns: [{ label: WORDS.no, share: 24 }, { label: WORDS.source, share: 176 }, { label: WORDS.hash, share: 142 }, { label: WORDS.custody, share: 128 }],
      rows: record.sources.map((source, index) => ({ cells: [String(index + 1), sourceCell(source), { text: inLines(source.sha256, 32).join("\n"), look: "fine" }, custodyCell(source)] })),
    },
    { kind: "paragraph", text: WORDS.standIn, fine: true },
  ];
}

function sourceCell(source: RecordSource): Cell {
  const kind = wordFor("cases", "kind", source.kind);
  const title = exhibitTitle(source.kind, source.title);
  return { stack: [{ zh: `${kind.zh}  ${source.reference}`, en: kind.en }, title.en === source.reference ? "" : title.en === title.zh ? title.en : title] };
}

/** Who took a record in, when, and the hash it had then where it has another now. */
function custodyCell(source: RecordSource): Cell {
  if (source.exhibits.length === 0) return WORDS.notTaken;
  const lines = source.exhibits.map((exhibit) => {
    const changed = exhibit.sha256 === source.sha256 ? [] : [WORDS.changed, ...inLines(exhibit.sha256, 16)];
    return [`${WORDS.exhibit.zh} ${WORDS.exhibit.en} ${exhibit.no}\n${exhibit.byName}  ${stamp(exhibit.at)}`, ...changed];
  });
  return { stack: lines.flat() };
}
