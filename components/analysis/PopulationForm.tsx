import { Search } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button, LinkButton } from "#components/ui/Button";
import type { Population } from "#lib/dashboards/population";
import { countryName } from "#lib/places/country";
import { FIELD_LABEL, INPUT } from "../ui/field-look.ts";

type Named = { readonly en: string; readonly zh: string };
type Choices = { readonly categories: readonly string[]; readonly origins: readonly string[]; readonly offices: readonly { readonly code: string; readonly name: Named }[]; readonly importer: Named | null };
type Choice = { readonly name: string; readonly label: string; readonly value: string; readonly options: readonly { readonly id: string; readonly label: string }[] };

/** What an analysis is of: its own choices, days, goods, origin, office, importer. All of it stands in the address. */
export function PopulationForm({
  path,
  population,
  choices,
  own,
  days,
  place,
}: {
  readonly path: string;
  readonly population: Population;
  readonly choices: Choices;
  readonly own: readonly Choice[];
  readonly days: "from" | "producedFrom" | "shippedFrom";
  readonly place: "origin" | "country";
}) {
  const [t, td, locale] = [useTranslations("analysis.population"), useTranslations("desk"), useLocale()];
  const named = (name: Named) => (locale === "zh-CN" ? name.zh : name.en);
  const country = (code: string) => { const name = countryName(code); return name === undefined ? code : named(name); };
  const category = (id: string) => (td.has(`category.${id}` as "category.wine") ? td(`category.${id}` as "category.wine") : id);
  const any = { id: "", label: t("any") };
  const filters: readonly Choice[] = [
    ...own,
    { name: "category", label: t("category"), value: population.category ?? "", options: [any, ...choices.categories.map((id) => ({ id, label: category(id) }))] },
    { name: "origin", label: t(place), value: population.origin ?? "", options: [any, ...choices.origins.map((id) => ({ id, label: country(id) }))] },
    { name: "office", label: t("office"), value: population.office ?? "", options: [any, ...choices.offices.map(({ code, name }) => ({ id: code, label: named(name) === code ? code : `${named(name)} ${code}` }))] },
  ];
  return (
    <search className="panel p-4">
      <form className="grid grid-cols-2 items-end gap-3 md:grid-cols-4 xl:grid-cols-5">
        {filters.map(({ name, label, value, options }) => (
          <label key={name} className="flex min-w-0 flex-col gap-1">
            <span className={FIELD_LABEL}>{label}</span>
            <select name={name} defaultValue={value} className={INPUT}>
              {options.map((option) => <option key={option.id} value={option.id}>{option.label}</option>)}
            </select>
          </label>
        ))}
        <label className="flex min-w-0 flex-col gap-1">
          <span className={FIELD_LABEL}>{t("importer")}</span>
          <input name="importer" type="search" defaultValue={population.importer ?? ""} className={INPUT} />
        </label>
        <label className="flex min-w-0 flex-col gap-1">
          <span className={FIELD_LABEL}>{t(days)}</span>
          <input name="from" type="date" defaultValue={population.from} className={INPUT} />
        </label>
        <label className="flex min-w-0 flex-col gap-1">
          <span className={FIELD_LABEL}>{t("until")}</span>
          <input name="until" type="date" defaultValue={population.until} className={INPUT} />
        </label>
        <div className="col-span-2 flex gap-2 md:col-span-1">
          <Button type="submit" icon={<Search aria-hidden className="size-4" />}>{t("show")}</Button>
          <LinkButton href={path} look="plain">{t("reset")}</LinkButton>
        </div>
      </form>
      {population.importer === undefined ? null : (
        <p className="mt-2 text-table text-ink-soft">{choices.importer === null ? t("unknown", { code: population.importer }) : t("chosen", { name: named(choices.importer) })}</p>
      )}
    </search>
  );
}
