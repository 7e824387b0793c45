import { useLocale, useTranslations } from "next-intl";
import { Table } from "#components/access/Table";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import type { Hit } from "#lib/risk/backtest";
import { LANES, type Lane } from "#lib/triage/lane";
import { Link } from "../../app/navigation.ts";
import { LaneMove } from "./MovedLanes.tsx";

const laneIn = (text: string): Lane => LANES.find((lane) => lane === text) ?? "green";

/** Declarations of a back-test's result, each with its consignment: which side fires on it, how its lane would move, how it turned out. */
export function HitTable({ hits, compares }: { readonly hits: readonly Hit[]; readonly compares: boolean }) {
  const [t, locale] = [useTranslations("backtests"), useLocale()];
  if (hits.length === 0) return <p className="text-ink-soft">{t("noHits")}</p>;
  return (
    <Table
      label={t("hits")}
      columns={[
        { id: "declaration", label: t("hit.declaration") },
        { id: "goods", label: t("hit.goods"), wideOnly: true },
        { id: "lodged", label: t("hit.lodged"), wideOnly: true },
        { id: "side", label: t("hit.side") },
        { id: "lanes", label: compares ? t("side.first") : t("hit.lanes") },
        ...(compares ? [{ id: "second", label: t("side.second") }] : []),
        { id: "outcome", label: t("hit.outcome") },
      ]}
      rows={hits.map((hit) => ({
        id: hit.declarationId,
        cells: {
          declaration: (
            <>
              <Link href={`/consignments/${encodeURIComponent(hit.number)}`} className="text-accent hover:underline">
                {hit.number}
              </Link>
              <span className="block text-xs text-ink-faint">{hit.importerName}</span>
            </>
          ),
          goods: <>{locale === "en" ? hit.goodsEn : hit.goodsZh}<span className="block text-xs text-ink-faint">{hit.siteName}</span></>,
          lodged: <Timestamp at={hit.lodgedAt.toISOString()} shape="day" />,
          side: <>{t(`only.${hit.side}`, { other: compares ? "second" : "inForce" })}{hit.recorded ? <span className="block text-xs text-ink-faint">{t("recorded")}</span> : null}</>,
          lanes: (
            <>
              <LaneMove from={laneIn(hit.laneInForce)} to={laneIn(hit.laneFirst)} />
              <span className="block text-xs text-ink-faint tabular-nums">{t("scores", { before: hit.scoreInForce, after: hit.scoreFirst })}</span>
            </>
          ),
          second:
            hit.laneSecond === null ? null : (
              <>
                <LaneMove from={laneIn(hit.laneInForce)} to={laneIn(hit.laneSecond)} />
                <span className="block text-xs text-ink-faint tabular-nums">{t("scores", { before: hit.scoreInForce, after: hit.scoreSecond ?? 0 })}</span>
              </>
            ),
          outcome: hit.confirmed === null ? <span className="text-ink-faint">{t("unknown")}</span> : hit.confirmed ? <Tag tone="red">{t("confirmed")}</Tag> : <Tag tone="neutral">{t("notConfirmed")}</Tag>,
        },
      }))}
    />
  );
}
