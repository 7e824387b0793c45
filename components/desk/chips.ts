import type { useTranslations } from "next-intl";
import type { DeskRow } from "#lib/triage/row";
import type { DeskFilter } from "#lib/triage/view";
import { countryName } from "./wording.ts";

/** One filter that holds, in words, and the filter without it. */
export type Chip = { readonly id: keyof DeskFilter; readonly name: string; readonly value: string; readonly without: DeskFilter };

type Words = { readonly t: ReturnType<typeof useTranslations<"desk">>; readonly tt: ReturnType<typeof useTranslations<"triage">>; readonly locale: string; readonly zone: string; readonly rows: readonly DeskRow[] };

/** A category of goods in words; one that has no word stands as it is. */
export function categoryName(category: string, t: Words["t"]): string {
  return t.has(`category.${category}`) ? t(`category.${category}` as "category.wine") : category;
}

/** An instant as dates stand everywhere, `11-23 13:00`, in the reader's zone. */
function instantText(at: string | undefined, zone: string): string {
  return at === undefined ? "" : new Intl.DateTimeFormat("sv-SE", { dateStyle: "short", timeStyle: "short", timeZone: zone }).format(new Date(at)).slice(5);
}

/** The filters of a view as chips. Names of importers and producers are taken from the rows in sight. */
export function chipsOf(filter: DeskFilter, { t, tt, locale, zone, rows }: Words): Chip[] {
  const list = new Intl.ListFormat(locale, { type: "disjunction", style: "short" });
  const values: { readonly [Name in keyof DeskFilter]: (given: NonNullable<DeskFilter[Name]>) => string } = {
    state: (state) => t(`state.${state}`),
    lane: (lanes) => list.format(lanes.map((lane) => tt(`lane.${lane}`))),
    by: (reasons) => list.format(reasons.map((reason) => tt(`laneBy.${reason}`))),
    status: (statuses) => list.format(statuses.map((status) => tt(`status.${status}`))),
    verdict: (verdicts) => list.format(verdicts.map((verdict) => tt(`verdict.${verdict}`))),
    office: (offices) => list.format(offices),
    category: (categories) => list.format(categories.map((category) => categoryName(category, t))),
    country: (countries) => list.format(countries.map((country) => countryName(country, locale))),
    tradeMode: (modes) => list.format(modes),
    assignee: (who) => (who === "me" ? t("me") : who === "nobody" ? t("nobody") : (rows.find((row) => row.assigneeId === who)?.assignee ?? String(who))),
    overdue: (over) => t(over ? "overdue" : "inTime"),
    due: ({ from, until }) => t("dueBetween", { bounded: from === undefined ? "until" : until === undefined ? "from" : "both", from: instantText(from, zone), until: instantText(until, zone) }),
    site: (site) => rows.find((row) => row.siteId === site)?.site ?? String(site),
    importer: (importer) => rows.find((row) => row.importerId === importer)?.importer ?? String(importer),
    gtin: (gtin) => gtin,
    lot: (lot) => lot,
    document: (document) => document,
  };
  return (Object.keys(values) as (keyof typeof values)[]).flatMap((id) => {
    const given = filter[id];
    const word = values[id] as ((given: unknown) => string) | undefined;
    if (given === undefined || word === undefined) return [];
    return [{ id, name: t(`filter.${id}` as "filter.lane"), value: word(given), without: { ...filter, [id]: undefined } }];
  });
}
