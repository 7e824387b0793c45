import { useLocale, useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import { LaneTag } from "#components/ui/LaneTag";
import { Timestamp } from "#components/ui/Timestamp";
import type { Lane } from "#lib/triage/lane";
import { Link } from "../../app/navigation.ts";

type Hit = {
  readonly number: string;
  readonly lane: Lane;
  readonly score: number;
  readonly topFinding: { readonly wording: { readonly en: string; readonly zh: string } } | null;
  readonly importerName: string;
  readonly lodgedAt: Date;
};

/** Declarations that were passed over and are open, the highest score first, each in the lane it is in for it. */
export function PassedOver({ hits, all, office }: { readonly hits: readonly Hit[]; readonly all: number; readonly office: string }) {
  const [t, locale] = [useTranslations("selection"), useLocale()];
  if (hits.length === 0) return <p className="text-ink-soft">{t("nonePassedOver")}</p>;
  return (
    <div className="flex flex-col gap-2">
      <Grid
        label={t("passedOver")}
        columns={[
          { id: "number", label: t("declaration") },
          { id: "lane", label: t("laneNow") },
          { id: "score", label: t("score"), end: true },
          { id: "finding", label: t("finding") },
          { id: "importer", label: t("importer"), wideOnly: true },
          { id: "lodged", label: t("lodged") },
        ]}
        rows={hits.map((hit) => ({
          id: hit.number,
          cells: {
            number: <Link href={`/consignments/${encodeURIComponent(hit.number)}`} className="text-accent hover:underline">{hit.number}</Link>,
            lane: <LaneTag lane={hit.lane} />,
            score: hit.score,
            finding: hit.topFinding === null ? "–" : locale === "en" ? hit.topFinding.wording.en : hit.topFinding.wording.zh,
            importer: hit.importerName,
            lodged: <Timestamp at={hit.lodgedAt.toISOString()} shape="short" />,
          },
        }))}
      />
      {all > hits.length ? <Link href={`/desk?by=passed-over&office=${office}`} className="w-fit text-accent hover:underline">{t("allPassedOver", { count: all })}</Link> : null}
    </div>
  );
}
