"use client";
import { useLocale, useTranslations } from "next-intl";
import { RECORDS, ROOTS } from "#lib/risk/profileFacts";
import { FUNCTIONS, MACROS } from "#lib/risk/profileFunctions";
import { RECORD_NAMES, REFERENCE_SIZES, typeWords } from "#lib/risk/profileType";

/** All that a condition may name, to read: the facts by record, then what can be done with them. */
export function FactHelp() {
  const [t, locale] = [useTranslations("profiles.help"), useLocale() === "en" ? ("en" as const) : ("zh" as const)];
  const row = (name: string, detail: string, says: string) => (
    <div key={name + detail} className="grid grid-cols-1 gap-x-3 py-1 sm:grid-cols-[12rem_1fr]">
      <dt className="font-mono text-table break-words text-accent">{name}</dt>
      <dd className="text-table text-ink-soft">
        {says} <span className="text-ink-faint">{detail}</span>
      </dd>
    </div>
  );
  return (
    <details className="panel p-4">
      <summary className="w-fit cursor-pointer font-medium">{t("title")}</summary>
      <div className="mt-3 flex flex-col gap-4">
        <p className="text-table text-pretty text-ink-soft">{t("note")}</p>
        <Group title={t("roots")}>{Object.entries(ROOTS).map(([name, field]) => row(name, "", field.says[locale]))}</Group>
        {RECORD_NAMES.map((record) => (
          <Group key={record} title={typeWords({ kind: "record", record })[locale]}>
            {Object.entries(RECORDS[record]).map(([name, field]) => row(`${record}.${name}`, `· ${typeWords(field.type(REFERENCE_SIZES))[locale]}`, field.says[locale]))}
          </Group>
        ))}
        <Group title={t("functions")}>
          {Object.values(MACROS).map(({ written, says }) => row(written, "", says[locale]))}
          {FUNCTIONS.map(({ written, says }) => row(written, "", says[locale]))}
        </Group>
      </div>
    </details>
  );
}

function Group({ title, children }: { readonly title: string; readonly children: React.ReactNode }) {
  return (
    <section>
      <h3 className="text-xs font-semibold tracking-wide text-ink-faint uppercase">{title}</h3>
      <dl className="divide-y divide-line">{children}</dl>
    </section>
  );
}
