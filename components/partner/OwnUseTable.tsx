import { useLocale, useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import { UsedBar } from "#components/ui/UsedBar";
import type { OwnUse } from "#lib/triage/partner";
import { Grid } from "../consignment/Grid.tsx";
import { periodWords } from "../consignment/worded.ts";
import { amountWords } from "../desk/wording.ts";

/** What the own declarations take of each producer's certified capacity, and how full it was at the latest answer. */
export function OwnUseTable({ use }: { readonly use: readonly OwnUse[] }) {
  const [t, locale] = [useTranslations("partner.use"), useLocale()];
  return (
    <Grid
      label={t("title")}
      columns={[
        { id: "site", label: t("site") }, { id: "period", label: t("period") }, { id: "declarations", label: t("declarations"), end: true }, { id: "own", label: t("own"), end: true },
        { id: "limit", label: t("limit"), end: true }, { id: "used", label: t("used") }, { id: "answered", label: t("answered") },
      ]}
      rows={use.map((one) => ({
        id: `${one.account} ${one.unit}`,
        cells: {
          site: one.site,
          period: <span className="whitespace-nowrap">{periodWords(one, locale)}</span>,
          declarations: one.declarations,
          own: <span className="whitespace-nowrap">{amountWords(one.own, one.unit, locale)}</span>,
          limit: one.limit === null ? null : <span className="whitespace-nowrap">{amountWords(one.limit, one.unit, locale)}</span>,
          used: <span className="block min-w-28"><UsedBar used={one.used === null ? null : Number(one.used)} verdict={one.verdict} wide /></span>,
          answered: <Timestamp at={one.answeredAt.toISOString()} shape="day" />,
        },
      }))}
    />
  );
}
