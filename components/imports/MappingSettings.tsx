"use client";
import { useLocale, useTranslations } from "next-intl";
import { Select } from "#components/ui/Select";
import type { Mapping } from "#lib/feeds/mapping";
import { UNITS } from "#lib/measures/unit";

type Props = { readonly mapping: Mapping; readonly onChange: (change: Partial<Mapping>) => void; readonly unknownUnits: readonly string[] };

/** How a table writes dates, numbers and units where they could be read in two ways. */
export function MappingSettings({ mapping, onChange, unknownUnits }: Props) {
  const t = useTranslations("imports.mapping");
  const of = <Id extends string>(ids: readonly Id[], words: (id: Id) => string) => ids.map((id) => ({ id, label: words(id) }));
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-3">
        <Select label={t("dates")} value={mapping.dates} options={of(["unambiguous", "day-first", "month-first"] as const, (id) => t(`datesOf.${id}`))} onChange={(id) => onChange({ dates: id as Mapping["dates"] })} />
        <Select
          label={t("numbers")}
          value={mapping.numbers}
          options={of(["plain", "comma-thousands", "point-thousands"] as const, (id) => t(`numbersOf.${id}`))}
          onChange={(id) => onChange({ numbers: id as Mapping["numbers"] })}
        />
        <Select label={t("fullWidth")} value={mapping.fullWidth} options={of(["refuse", "read"] as const, (id) => t(`fullWidthOf.${id}`))} onChange={(id) => onChange({ fullWidth: id as Mapping["fullWidth"] })} />
      </div>
      <UnitWords mapping={mapping} onChange={onChange} unknownUnits={unknownUnits} />
    </div>
  );
}

/** Words that stand for units and mean none here: each gets a unit of its own, or stays a question. */
function UnitWords({ mapping, onChange, unknownUnits }: Props) {
  const [t, locale] = [useTranslations("imports.mapping"), useLocale()];
  const told = mapping.words.unit ?? {};
  const words = [...new Set([...unknownUnits, ...Object.keys(told)])];
  if (words.length === 0) return null;
  const options = [{ id: "open", label: t("wordOpen") }, ...UNITS.map(({ code, names }) => ({ id: code, label: `${locale === "en" ? names.en : names.zh} (${code})` }))];
  function tell(word: string, code: string): void {
    const { [word]: _before, ...others } = told;
    onChange({ words: { ...mapping.words, unit: code === "open" ? others : { ...others, [word]: code } } });
  }
  return (
    <fieldset className="flex flex-col gap-2">
      <legend className="text-table font-medium">{t("words")}</legend>
      <p className="text-xs text-ink-faint">{t("wordsNote")}</p>
      <div className="grid gap-3 sm:grid-cols-3">
        {words.map((word) => (
          <Select key={word} label={t("wordMeans", { word })} value={told[word] ?? "open"} options={options} onChange={(code) => tell(word, code)} />
        ))}
      </div>
    </fieldset>
  );
}
