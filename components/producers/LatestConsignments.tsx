import { useLocale, useTranslations } from "next-intl";
import { LaneTag } from "#components/ui/LaneTag";
import { StatusTag } from "#components/ui/StatusTag";
import { Timestamp } from "#components/ui/Timestamp";
import { VerdictTag } from "#components/ui/VerdictTag";
import type { Verdict } from "#lib/capacity/verdict";
import type { ConsignmentStatus } from "#lib/triage/decision";
import type { Lane } from "#lib/triage/lane";
import { Link } from "../../app/navigation.ts";
import { Grid } from "../consignment/Grid.tsx";
import { quantityWords } from "../desk/wording.ts";

/** A consignment of a site as a short list names it. */
export type SiteConsignmentShown = {
  readonly number: string;
  readonly status: ConsignmentStatus;
  readonly lane: Lane;
  readonly verdict: Verdict;
  readonly importerName: string;
  readonly goodsEn: string;
  readonly goodsZh: string;
  readonly quantity: string;
  readonly officeCode: string;
  readonly lodgedAt: Date;
};

/** The latest consignments of a site. */
export function LatestConsignments({ consignments }: { readonly consignments: readonly SiteConsignmentShown[] }) {
  const [t, locale] = [useTranslations("producers.latest"), useLocale()];
  if (consignments.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <Grid
      label={t("label")}
      columns={[
        { id: "number", label: t("number") },
        { id: "lane", label: t("lane") },
        { id: "verdict", label: t("verdict") },
        { id: "status", label: t("status") },
        { id: "importer", label: t("importer") },
        { id: "goods", label: t("goods") },
        { id: "quantity", label: t("quantity"), end: true },
        { id: "lodged", label: t("lodged") },
      ]}
      rows={consignments.map((one) => ({
        id: one.number,
        cells: {
          number: <Link href={`/consignments/${encodeURIComponent(one.number)}`} prefetch={false} className="whitespace-nowrap text-accent hover:underline">{one.number}</Link>,
          lane: <LaneTag lane={one.lane} />, verdict: <VerdictTag verdict={one.verdict} />, status: <StatusTag status={one.status} />, importer: one.importerName,
          goods: locale === "en" ? one.goodsEn : one.goodsZh, quantity: <span className="whitespace-nowrap">{quantityWords(one.quantity, locale)}</span>, lodged: <Timestamp at={one.lodgedAt.toISOString()} shape="day" />,
        },
      }))}
    />
  );
}
