import { useLocale, useTranslations } from "next-intl";
import { Grid } from "#components/consignment/Grid";
import { LaneTag } from "#components/ui/LaneTag";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import { drawnOf, fractionOf, isDrawn, numberOf } from "#lib/triage/draw";
import type { Lane, LaneReason } from "#lib/triage/lane";
import { Link } from "../../app/navigation.ts";
import { LaneWhy } from "../desk/LaneWhy.tsx";
import { rateWords } from "./rate.ts";

type Row = {
  readonly id: number;
  readonly number: string;
  readonly fraction: string | null;
  readonly randomRate: number;
  readonly drawn: boolean;
  readonly at: Date;
  readonly lane: Lane | null;
  readonly laneBy: LaneReason | null;
};
type Duty = { readonly text: string; readonly fraction: string; readonly from: readonly number[]; readonly person: number | null; readonly name: string | null; readonly at: Date };

/** Declarations of a draw, each computed anew from the seed beside what was recorded. */
export function Drawn({ rows, seed }: { readonly rows: readonly Row[]; readonly seed: string | null }) {
  const [t, locale] = [useTranslations("selection.draw"), useLocale()];
  if (rows.length === 0) return <p className="text-ink-soft">{t("noneHere")}</p>;
  return (
    <Grid
      label={t("numbers")}
      columns={[
        { id: "number", label: t("number") },
        { id: "at", label: t("at"), wideOnly: true },
        { id: "fraction", label: t("fraction"), end: true },
        { id: "share", label: t("share"), end: true },
        { id: "outcome", label: t("outcome") },
        { id: "lane", label: t("lane") },
      ]}
      rows={rows.map((row) => ({
        id: row.number,
        cells: {
          number: <Link href={`/consignments/${encodeURIComponent(row.number)}`} className="text-accent hover:underline">{row.number}</Link>,
          at: <Timestamp at={row.at.toISOString()} shape="short" />,
          fraction: row.fraction === null || seed === null ? "–" : <span title={row.fraction}>{numberOf(fractionOf(seed, row.number)).toFixed(6)}</span>,
          share: rateWords(row.randomRate, locale),
          outcome: <span className="flex flex-wrap items-center gap-1">{row.drawn ? <Tag tone="violet">{t("drawn")}</Tag> : <span className="text-ink-faint">{t("notDrawn")}</span>}{seed === null ? null : <Agrees right={fractionOf(seed, row.number) === row.fraction && isDrawn(row.fraction, row.randomRate) === row.drawn} />}</span>,
          lane: row.lane === null || row.laneBy === null ? "–" : <span className="flex flex-wrap items-center gap-x-2"><LaneTag lane={row.lane} /><LaneWhy by={row.laneBy} /></span>,
        },
      }))}
    />
  );
}

/** Draws of examiners, each computed anew from the seed beside who was drawn. */
export function DutyDraws({ rows, seed }: { readonly rows: readonly Duty[]; readonly seed: string | null }) {
  const t = useTranslations("selection.draw");
  return (
    <Grid
      label={t("examiners")}
      columns={[{ id: "text", label: t("text") }, { id: "fraction", label: t("fraction"), end: true }, { id: "from", label: t("from"), end: true }, { id: "person", label: t("person") }]}
      rows={rows.map((row) => ({
        id: row.text,
        cells: {
          text: <code className="text-xs">{row.text}</code>,
          fraction: seed === null ? "–" : numberOf(fractionOf(seed, row.text)).toFixed(6),
          from: row.from.length,
          person: <span className="flex flex-wrap items-center gap-1">{row.name ?? t("nobody")}{seed === null ? null : <Agrees right={fractionOf(seed, row.text) === row.fraction && (drawnOf(row.fraction, row.from) ?? null) === row.person} />}</span>,
        },
      }))}
    />
  );
}

function Agrees({ right }: { readonly right: boolean }) {
  const t = useTranslations("selection.draw");
  return right ? <Tag tone="green">{t("right")}</Tag> : <Tag tone="red">{t("differs")}</Tag>;
}
