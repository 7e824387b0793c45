import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Grid } from "#components/consignment/Grid";
import type { Counts } from "#lib/triage/selection-count";
import { RateBar } from "./RateBar.tsx";
import { Used, takenOf } from "./Offices.tsx";
import { partWords } from "./rate.ts";

type Props = {
  readonly today: Counts;
  readonly month: Counts;
  readonly ordered: number;
  readonly drawn: number;
  readonly hour: number;
  readonly setting: { readonly redRate: number; readonly yellowRate: number; readonly randomRate: number; readonly examinationsPerDay: number };
};

/** What was sorted today and in thirty days, by reason, against what is expected; and, by noon, that nobody was drawn and how often that is so. */
export function Today({ today, month, ordered, drawn, hour, setting }: Props) {
  const [t, locale] = [useTranslations("selection"), useLocale()];
  const row = (id: "mandatory" | "scored" | "random" | "toppedUp" | "passedOver" | "passedOverYellow" | "arrivals") => ({
    id,
    marked: id === "arrivals",
    cells: { what: t(`count.${id}`), today: today[id], month: month[id], share: id === "arrivals" ? "" : partWords(month[id], month.arrivals, locale) },
  });
  return (
    <div className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <Figure label={t("used")}><Used taken={takenOf(today)} most={setting.examinationsPerDay} /></Figure>
        <Figure label={t("redMonth")}><RateBar part={takenOf(month)} whole={month.arrivals} rate={setting.redRate} tone="red" /></Figure>
        <Figure label={t("randomMonth")}><RateBar part={month.random} whole={month.arrivals} rate={setting.randomRate} tone="violet" /></Figure>
        <Figure label={t("yellowMonth")}><RateBar part={month.yellow} whole={month.arrivals} rate={setting.yellowRate} tone="yellow" /></Figure>
      </div>
      {hour >= 12 && drawn === 0 && setting.randomRate > 0 ? (
        <p className="max-w-3xl rounded-md bg-yellow-soft px-3 py-2 text-pretty text-yellow">
          {t("noneDrawn", { arrivals: today.arrivals, chance: partWords((1 - setting.randomRate / 10_000) ** today.arrivals, 1, locale) })}
        </p>
      ) : null}
      <Grid
        label={t("todayTitle")}
        columns={[{ id: "what", label: t("what") }, { id: "today", label: t("today"), end: true }, { id: "month", label: t("month"), end: true }, { id: "share", label: t("shareOfArrivals"), end: true }]}
        rows={[row("arrivals"), row("mandatory"), row("scored"), row("random"), row("toppedUp"), row("passedOver"), row("passedOverYellow")]}
      />
      <p className="text-table text-ink-soft">{t("ordered", { count: ordered })}</p>
    </div>
  );
}

function Figure({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="flex flex-col gap-1">
      <span className="text-xs text-ink-faint">{label}</span>
      {children}
    </div>
  );
}
