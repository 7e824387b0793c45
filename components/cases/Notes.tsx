import { useTranslations } from "next-intl";
import { Part } from "#components/consignment/Part";
import { Timestamp } from "#components/ui/Timestamp";
import { ActionForm } from "../access/ActionForm.tsx";
import { MentionField } from "./MentionField.tsx";
import { piecesOf } from "./mention-at.ts";
import type { CaseActs, CaseRights, NoteShown, PersonShown } from "./shown.ts";

/** What people wrote to each other about a case, the newest first. */
export function Notes({
  number,
  notes,
  people,
  rights,
  act,
}: {
  readonly number: string;
  readonly notes: readonly NoteShown[];
  readonly people: readonly PersonShown[];
  readonly rights: CaseRights;
  readonly act: CaseActs["writeNote"];
}) {
  const t = useTranslations("cases");
  return (
    <Part id="notes" title={t("page.notes")}>
      {rights.has("add-note") ? (
        <ActionForm action={act} submit={t("note.add")} look="quiet" clears draft={`note ${number}`}>
          <input type="hidden" name="number" value={number} />
          <MentionField name="text" people={people} />
        </ActionForm>
      ) : null}
      {notes.length === 0 ? (
        <p className="mt-3 text-table text-ink-soft first:mt-0">{t("note.none")}</p>
      ) : (
        <ol className="mt-4 flex flex-col gap-3 first:mt-0">
          {notes.map((note) => (
            <li key={note.id} className="border-s-2 border-line-strong ps-3">
              <p className="whitespace-pre-wrap text-pretty">
                {piecesOf(note.text, note.mentions).map((piece, index) => (piece.mention ? <mark key={`${index}${piece.text}`} className="rounded-sm bg-accent-soft px-0.5 text-accent">{piece.text}</mark> : piece.text))}
              </p>
              <p className="text-xs text-ink-faint">
                {note.byName} · <Timestamp at={note.at.toISOString()} />
              </p>
            </li>
          ))}
        </ol>
      )}
    </Part>
  );
}
