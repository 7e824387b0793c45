"use client";
import { useLocale, useTranslations } from "next-intl";
import { Button } from "#components/ui/Button";
import { PROFILE_EXAMPLES } from "#lib/risk/profileExamples";

/** Conditions to begin with; one that is taken stands in the editor, to be changed and tried. */
export function Examples({ onTake }: { readonly onTake: (condition: string) => void }) {
  const [t, locale] = [useTranslations("profiles.examples"), useLocale() === "en" ? ("en" as const) : ("zh" as const)];
  return (
    <details>
      <summary className="w-fit cursor-pointer text-table font-medium">{t("title")}</summary>
      <ul className="mt-2 flex flex-col divide-y divide-line">
        {PROFILE_EXAMPLES.map(({ condition, says }) => (
          <li key={condition} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
            <div className="min-w-0 flex-1 basis-72">
              <p className="text-table">{says[locale]}</p>
              <code className="block font-mono text-xs break-words text-ink-soft">{condition}</code>
            </div>
            <Button look="quiet" size="sm" onPress={() => onTake(condition)} aria-label={t("takeNamed", { what: says[locale] })}>{t("take")}</Button>
          </li>
        ))}
      </ul>
    </details>
  );
}
