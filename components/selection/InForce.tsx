import { useLocale, useTranslations } from "next-intl";
import { DataList } from "#components/ui/DataList";
import { Timestamp } from "#components/ui/Timestamp";
import type { SettingShown } from "./SettingHistory.tsx";
import { rateWords } from "./rate.ts";

/** What is in force at an office, and who put it there; without it, how the office sorts. */
export function InForce({ setting }: { readonly setting: SettingShown | undefined }) {
  const [t, locale] = [useTranslations("selection"), useLocale()];
  if (setting === undefined) return <p className="max-w-3xl text-pretty text-ink-soft">{t("plainNote")}</p>;
  return (
    <div className="flex flex-col gap-3">
      <DataList
        columns={2}
        data={[
          { label: t("propose.red"), value: rateWords(setting.redRate, locale) },
          { label: t("propose.random"), value: rateWords(setting.randomRate, locale) },
          { label: t("propose.yellow"), value: rateWords(setting.yellowRate, locale) },
          { label: t("propose.examinations"), value: setting.examinationsPerDay },
        ]}
      />
      <p className="text-table text-ink-soft">{setting.reason} · {t("by", { proposed: setting.proposedByName, answered: setting.answeredByName ?? "" })} {setting.answeredAt === null ? null : <Timestamp at={setting.answeredAt.toISOString()} />}</p>
      <p className="max-w-3xl text-table text-pretty text-ink-soft">
        {t("order", {
          rest: rateWords(setting.redRate - setting.randomRate, locale),
          random: rateWords(setting.randomRate, locale),
          yellow: rateWords(setting.yellowRate, locale),
        })}
      </p>
    </div>
  );
}
