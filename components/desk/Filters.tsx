"use client";
import { CornerDownLeft, ListFilter, Search, X } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { memo, useEffect, useEffectEvent, useState } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import { Input, SearchField } from "react-aria-components/SearchField";
import { Button, buttonClass } from "#components/ui/Button";
import { useOwnZone } from "#components/ui/Timestamp";
import { parseGtin } from "#lib/identification/gtin";
import type { DeskRow } from "#lib/triage/row";
import { MOST_NAMED, type DeskFilter, type DeskView } from "#lib/triage/view";
import { FilterMenu } from "./FilterMenu.tsx";
import { chipsOf } from "./chips.ts";

/** Ask for the search field: the key `/` does. */
export const SEARCH_FIELD = "desk-search";

/** The filters that hold, each as a chip that can be taken away, and the menu that adds one. `rows` are those in memory, whose values the menu offers. */
export const Filters = memo(function Filters({ view, onView, rows, own }: { readonly view: DeskView; readonly onView: (view: DeskView) => void; readonly rows: readonly DeskRow[]; readonly own: string | null }) {
  const t = useTranslations("desk");
  const tt = useTranslations("triage");
  const locale = useLocale();
  const zone = useOwnZone();
  const chips = chipsOf(view.filter, { t, tt, locale, zone, rows });
  const setFilter = (filter: DeskFilter) => onView({ ...view, filter });
  return (
    <div className="flex flex-wrap items-center gap-1.5">
      <QuickSearch q={view.filter.q ?? ""} onSearch={(q) => setFilter({ ...view.filter, q: q === "" ? undefined : q })} onExact={(exact) => setFilter({ ...view.filter, q: undefined, ...exact })} />
      <FilterMenu
        filter={view.filter}
        rows={rows}
        own={own}
        onFilter={setFilter}
        trigger={
          <AriaButton className={buttonClass("quiet")}>
            <ListFilter aria-hidden className="size-4" />
            {t("addFilter")}
          </AriaButton>
        }
      />
      {chips.map((chip) => (
        <span key={chip.id} className="flex h-8 max-w-full min-w-0 items-center rounded-md bg-accent-soft ps-2.5 text-table text-ink">
          <span className="truncate">
            <span className="text-ink-soft">{chip.name}</span> {chip.value}
          </span>
          <AriaButton aria-label={t("removeFilter", { name: chip.name })} onPress={() => setFilter(chip.without)} className="flex size-8 shrink-0 cursor-pointer items-center justify-center rounded-md hover:bg-hover">
            <X aria-hidden className="size-3.5" />
          </AriaButton>
        </span>
      ))}
      {chips.length < 2 ? null : (
        <Button look="plain" onPress={() => setFilter(view.filter.q === undefined ? {} : { q: view.filter.q })}>
          {t("clearFilters")}
        </Button>
      )}
    </div>
  );
});

type Exact = Pick<DeskFilter, "gtin" | "lot" | "document">;

/** The filters by a whole number that a text may be meant for: goods where it reads as a GTIN, else a lot or a document where it has a digit. */
function offersOf(text: string): readonly Exact[] {
  const goods = parseGtin(text);
  if (goods.ok) return [{ gtin: goods.gtin }, { lot: text }];
  return text.length > 2 && text.length <= MOST_NAMED && /\d/.test(text) ? [{ lot: text }, { document: text }] : [];
}

/** Entry number, importer or producer by their beginning; a quarter of a second after the last letter. What reads as a GTIN is offered as the filter by goods, what has digits as a lot and as a document; Enter takes the first. */
function QuickSearch({ q, onSearch, onExact }: { readonly q: string; readonly onSearch: (q: string) => void; readonly onExact: (exact: Exact) => void }) {
  const t = useTranslations("desk");
  const [text, setText] = useState(q);
  const [sent, setSent] = useState(q);
  if (q !== sent) {
    setSent(q);
    setText(q);
  }
  const offers = offersOf(text.trim());
  const take = (exact: Exact | undefined) => {
    if (exact === undefined) return;
    setSent("");
    setText("");
    onExact(exact);
  };
  const search = useEffectEvent((words: string) => {
    setSent(words);
    onSearch(words);
  });
  useEffect(() => {
    if (text === sent) return undefined;
    const timer = setTimeout(() => search(text), 250);
    return () => clearTimeout(timer);
  }, [text, sent]);
  return (
    <>
      <SearchField aria-label={t("search")} value={text} onChange={setText} onSubmit={() => take(offers[0])} className="relative min-w-40 flex-1 sm:w-72 sm:flex-none">
        <Search aria-hidden className="pointer-events-none absolute start-2.5 top-2 size-4 text-ink-faint" />
        <Input
          id={SEARCH_FIELD}
          placeholder={t("searchHint")}
          className="h-8 w-full rounded-md border border-line-strong bg-raised ps-8 pe-2 text-base outline-none placeholder:text-ink-faint focus:border-focus [&::-webkit-search-cancel-button]:hidden"
        />
      </SearchField>
      {offers.flatMap((exact, at) =>
        (Object.keys(exact) as (keyof Exact)[]).map((name) => (
          <AriaButton
            key={name}
            onPress={() => take(exact)}
            className="flex h-8 max-w-full cursor-pointer items-center gap-2 rounded-md border border-accent bg-raised px-2.5 text-table whitespace-nowrap hover:bg-hover"
          >
            <span className="text-ink-soft">{t(`filter.${name}`)}</span>
            <span className="truncate tabular-nums">{exact[name]}</span>
            {at === 0 ? <CornerDownLeft aria-hidden className="size-3.5 shrink-0 text-ink-faint" /> : null}
          </AriaButton>
        )),
      )}
    </>
  );
}
