"use client";
import { useTranslations } from "next-intl";
import { useId, useRef, useState, type KeyboardEvent } from "react";
import { FIELD_LABEL, FIELD_NOTE, INPUT } from "../ui/field-look.ts";
import { mentionAt } from "./mention-at.ts";
import type { PersonShown } from "./shown.ts";

const MOST = 6;

/** A field for a note: after an @ it offers the people who can be mentioned; arrows and Enter choose, Escape leaves it. */
export function MentionField({ name, people }: { readonly name: string; readonly people: readonly PersonShown[] }) {
  const t = useTranslations("cases.note");
  const id = useId();
  const area = useRef<HTMLTextAreaElement>(null);
  const [asked, setAsked] = useState<{ readonly from: number; readonly q: string }>();
  const [chosen, setChosen] = useState(0);
  const q = asked?.q.toLowerCase() ?? "";
  const found = asked === undefined ? [] : people.filter((person) => person.login.startsWith(q) || person.name.toLowerCase().includes(q)).slice(0, MOST);
  const open = found.length > 0;

  const look = () => {
    const at = area.current;
    setAsked(at === null ? undefined : mentionAt(at.value, at.selectionStart));
    setChosen(0);
  };
  const take = (person: PersonShown | undefined) => {
    const at = area.current;
    if (at === null || asked === undefined || person === undefined) return;
    at.setRangeText(`@${person.login} `, asked.from, at.selectionStart, "end");
    at.focus();
    setAsked(undefined);
  };
  const press = (event: KeyboardEvent) => {
    if (!open) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setChosen((chosen + step + found.length) % found.length);
    else if (event.key === "Enter" || event.key === "Tab") take(found[chosen]);
    else if (event.key === "Escape") setAsked(undefined);
    else return;
    event.preventDefault();
  };
  return (
    <div className="relative flex flex-col gap-1">
      <label htmlFor={`${id}-area`} className={FIELD_LABEL}>
        {t("text")}
      </label>
      <textarea
        ref={area}
        id={`${id}-area`}
        name={name}
        rows={3}
        maxLength={10_000}
        required
        onInput={look}
        onClick={look}
        onKeyDown={press}
        onBlur={() => setAsked(undefined)}
        aria-describedby={`${id}-hint`}
        aria-autocomplete="list"
        aria-haspopup="listbox"
        aria-controls={open ? `${id}-people` : undefined}
        aria-activedescendant={open ? `${id}-${found[chosen]?.login}` : undefined}
        className={`${INPUT} h-auto py-1.5`}
      />
      <p id={`${id}-hint`} className={FIELD_NOTE}>
        {t("textNote")}
      </p>
      {open ? (
        <div id={`${id}-people`} role="listbox" aria-label={t("people")} className="animate-settle absolute inset-x-0 top-full z-20 -mt-4 rounded-lg border border-line bg-raised p-1 shadow-float">
          {found.map((person, index) => (
            <div
              key={person.login}
              id={`${id}-${person.login}`}
              role="option"
              tabIndex={-1}
              aria-selected={index === chosen}
              onMouseDown={(event) => {
                event.preventDefault();
                take(person);
              }}
              className={`flex min-h-8 cursor-pointer items-center justify-between gap-3 rounded-md px-2 ${index === chosen ? "bg-hover" : ""}`}
            >
              <span>{person.name}</span>
              <span className="text-xs text-ink-faint">@{person.login}</span>
            </div>
          ))}
        </div>
      ) : null}
    </div>
  );
}
