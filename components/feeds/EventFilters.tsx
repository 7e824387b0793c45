import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Button, LinkButton } from "#components/ui/Button";
import { wordsOf } from "#lib/feeds/vocabulary";
import { EVENT_SEARCH_FIELD } from "./event-search-field.ts";
import { FIELD_LABEL, FIELD_NOTE, INPUT } from "../ui/field-look.ts";

type Asked = { readonly what: string; readonly step: string; readonly type: string; readonly place: string; readonly from: string; readonly to: string; readonly more: string };

const TYPES = ["ObjectEvent", "AggregationEvent", "TransactionEvent", "TransformationEvent", "AssociationEvent"] as const;

/** Narrows the events by what, step, kind, place, days, and any further parameter of the query language; all of it stands in the address. */
export function EventFilters({ asked, narrowed }: { readonly asked: Asked; readonly narrowed: boolean }) {
  const [t, step] = [useTranslations("queries.by"), useTranslations("consignment.journey.step")];
  const named = (id: string): readonly [string, string] => [id, step.has(id) ? step(id) : id];
  const steps = wordsOf("bizStep").map(named).toSorted(([, a], [, b]) => a.localeCompare(b));
  const others = asked.step === "" || steps.some(([id]) => id === asked.step) ? [] : [named(asked.step)];
  return (
    <search>
      <form className="flex flex-col gap-3">
        <div className="grid grid-cols-2 items-end gap-3 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)_9rem_9rem]">
          <Labelled label={t("what")} wide>
            <input id={EVENT_SEARCH_FIELD} name="what" defaultValue={asked.what} placeholder={t("whatExample")} spellCheck={false} className={INPUT} />
          </Labelled>
          <Labelled label={t("step")}>
            <Options name="step" value={asked.step} options={[["", t("any")], ...steps, ...others]} />
          </Labelled>
          <Labelled label={t("place")}>
            <input name="place" defaultValue={asked.place} placeholder={t("placeExample")} spellCheck={false} className={INPUT} />
          </Labelled>
          <Labelled label={t("from")}>
            <input name="from" type="date" defaultValue={asked.from} className={INPUT} />
          </Labelled>
          <Labelled label={t("to")}>
            <input name="to" type="date" defaultValue={asked.to} className={INPUT} />
          </Labelled>
        </div>
        <details open={asked.type !== "" || asked.more !== ""}>
          <summary className="w-fit cursor-pointer text-table text-ink-soft">{t("finer")}</summary>
          <div className="mt-2 grid gap-3 lg:grid-cols-[16rem_minmax(0,1fr)]">
            <Labelled label={t("type")}>
              <Options name="type" value={asked.type} options={[["", t("any")], ...TYPES.map(named)]} />
            </Labelled>
            <Labelled label={t("more")} note={t("moreNote")}>
              <input name="more" defaultValue={asked.more} placeholder="EQ_disposition=damaged&GE_quantity_KGM=100" spellCheck={false} className={`${INPUT} font-mono`} />
            </Labelled>
          </div>
        </details>
        <div className="flex flex-wrap gap-2">
          <Button type="submit" icon={<Search aria-hidden className="size-4" />}>
            {t("go")}
          </Button>
          {narrowed ? (
            <LinkButton href="/feeds/events" look="plain">
              {t("all")}
            </LinkButton>
          ) : null}
        </div>
      </form>
    </search>
  );
}

function Labelled({ label, note, wide = false, children }: { readonly label: string; readonly note?: string; readonly wide?: boolean; readonly children: ReactNode }) {
  return (
    // oxlint-disable-next-line jsx-a11y/label-has-associated-control -- the field is what it is given
    <label className={`flex min-w-0 flex-col gap-1 ${wide ? "max-lg:col-span-2" : ""}`}>
      <span className={FIELD_LABEL}>{label}</span>
      {children}
      {note === undefined ? null : <span className={FIELD_NOTE}>{note}</span>}
    </label>
  );
}

function Options({ name, value, options }: { readonly name: string; readonly value: string; readonly options: readonly (readonly [string, string])[] }) {
  return (
    <select name={name} defaultValue={value} className={INPUT}>
      {options.map(([id, words]) => (
        <option key={id} value={id}>
          {words}
        </option>
      ))}
    </select>
  );
}
