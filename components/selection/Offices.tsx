import { useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import { Tag } from "#components/ui/Tag";
import type { Counts } from "#lib/triage/selection-count";
import { Link } from "../../app/navigation.ts";
import { RateBar } from "./RateBar.tsx";

type Rates = { readonly redRate: number; readonly yellowRate: number; readonly randomRate: number; readonly examinationsPerDay: number };
export type OfficeShown = {
  readonly office: string;
  readonly name: { readonly en: string; readonly zh: string };
  readonly setting: Rates | undefined;
  readonly proposal: object | undefined;
  readonly today: Counts;
  readonly month: Counts;
  readonly waiting: number;
  readonly ordered: number;
};

const LINK = "text-accent hover:underline";

/** All that was taken for examination. */
export function takenOf(counts: Counts): number {
  return counts.mandatory + counts.scored + counts.random + counts.toppedUp;
}

/** Offices with their rates, expected against what is today and over thirty days, and how much of the day's examinations is used. */
export function Offices({ offices, locale }: { readonly offices: readonly OfficeShown[]; readonly locale: string }) {
  const t = useTranslations("selection");
  return (
    <Grid
      label={t("offices")}
      columns={[
        { id: "office", label: t("office") },
        { id: "used", label: t("used") },
        { id: "red", label: t("redMonth") },
        { id: "random", label: t("randomMonth") },
        { id: "yellow", label: t("yellowMonth") },
        { id: "waiting", label: t("passedOver"), end: true },
      ]}
      rows={offices.map(({ office, name, setting, proposal, today, month, waiting }) => ({
        id: office,
        cells: {
          office: (
            <span className="flex flex-col gap-1">
              <Link href={`/rules/selection/${office}`} className={`font-medium ${LINK}`}>{locale === "en" ? name.en : name.zh} {office}</Link>
              {proposal === undefined ? null : <span><Tag tone="violet">{t("proposalWaits")}</Tag></span>}
            </span>
          ),
          used: setting === undefined ? <span className="text-ink-faint">{t("scoreAlone")}</span> : <Used taken={takenOf(today)} most={setting.examinationsPerDay} />,
          red: setting === undefined ? "–" : <RateBar part={takenOf(month)} whole={month.arrivals} rate={setting.redRate} tone="red" />,
          random: setting === undefined ? "–" : <RateBar part={month.random} whole={month.arrivals} rate={setting.randomRate} tone="violet" />,
          yellow: setting === undefined ? "–" : <RateBar part={month.yellow} whole={month.arrivals} rate={setting.yellowRate} tone="yellow" />,
          waiting: waiting === 0 ? "0" : <Link href={`/desk?by=passed-over&office=${office}`} className={LINK}>{waiting}</Link>,
        },
      }))}
    />
  );
}

/** Examinations taken of what can be made in the day. */
export function Used({ taken, most }: { readonly taken: number; readonly most: number }) {
  const t = useTranslations("selection");
  const share = most === 0 ? 1 : Math.min(1, taken / most);
  return (
    <span className="flex min-w-28 flex-col gap-1">
      <span className={taken > most ? "font-medium text-red" : ""}>{t("usedOf", { taken, most })}</span>
      <span aria-hidden className="h-1.5 w-full rounded-sm bg-sunken ring-1 ring-line ring-inset">
        <span className={`block h-full rounded-sm ${taken > most ? "bg-red" : "bg-accent"}`} style={{ width: `${share * 100}%` }} />
      </span>
    </span>
  );
}
