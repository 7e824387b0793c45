import { LinkButton } from "#components/ui/Button";
import { LaneTag } from "#components/ui/LaneTag";
import { PageTitle } from "#components/ui/PageTitle";
import { StatusTag } from "#components/ui/StatusTag";
import { Timestamp } from "#components/ui/Timestamp";
import { Table } from "#components/access/Table";
import { MARKS } from "#lib/dashboards/figure-mark";
import type { ListAsked, ListedPage } from "#lib/dashboards/list-asked";
import { STAY_CLASSES, TURN_CLASSES } from "#lib/dashboards/figure-mark";
import { addDays } from "#lib/measures/period";
import { countryName } from "#lib/places/country";
import { Link } from "../../app/navigation.ts";
import { dayText, type Wording } from "./worded.ts";

type Given = { readonly asked: ListAsked; readonly found: ListedPage; readonly first: boolean; readonly params: URLSearchParams; readonly wording: Wording };

/** The declarations behind a figure, each a link, the newest first. */
export function FigureList({ asked, found, first, params, wording }: Given) {
  const { t, locale } = wording;
  const { period, office } = asked.span;
  const last = addDays(period.to, -1);
  const days = last === period.from ? dayText(last, false, locale) : t("period.own", { from: dayText(period.from, false, locale), to: dayText(last, false, locale) });
  const what = [...valuesText(asked, wording), days, ...(office === null ? [] : [office])].join(" · ");
  const address = (after?: number) => {
    const next = new URLSearchParams([...params].filter(([name]) => name !== "after"));
    if (after !== undefined) next.set("after", String(after));
    return `/dashboards/list?${next.toString()}`;
  };
  const columns = (["number", "lane", "status", "score", "importer", "site", "goods", "country", "office", "lodged"] as const).map((id) => ({
    id,
    label: t(`list.${id}`),
    wideOnly: !["number", "lane", "status", "importer"].includes(id),
  }));
  const rows = found.rows.map((row) => ({
    id: row.id,
    cells: {
      number: (
        <Link href={`/consignments/${encodeURIComponent(row.number)}`} className="text-accent underline underline-offset-2">
          {row.number}
        </Link>
      ),
      lane: <LaneTag lane={row.lane} />,
      status: <StatusTag status={row.status} />,
      score: row.score,
      importer: row.importer,
      site: row.site,
      goods: row.goods,
      country: countryName(row.country)?.[locale === "en" ? "en" : "zh"] ?? row.country,
      office: row.office,
      lodged: <Timestamp at={row.lodgedAt} shape="short" />,
    },
  }));
  return (
    <>
      <PageTitle
        note={
          <>
            {t("list.of", { kind: t(`kind.${asked.counted.kind}`), what })}. {t("list.as")}
          </>
        }
        actions={<LinkButton href="/dashboards">{t("list.back")}</LinkButton>}
      >
        {t("title.list", { n: found.n })}
      </PageTitle>
      <div className="mt-4">{rows.length === 0 ? <p className="text-ink-soft">{t("list.nothing")}</p> : <Table label={t("title.list", { n: found.n })} columns={columns} rows={rows} />}</div>
      <div className="mt-3 flex gap-2">
        {first ? null : <LinkButton href={address()}>{t("list.first")}</LinkButton>}
        {found.next === undefined ? null : <LinkButton href={address(found.next)}>{t("list.next")}</LinkButton>}
      </div>
    </>
  );
}

/** What `a` and `b` of a mark stand for, in words, where there are words for them. */
function valuesText({ counted: { kind, a, b } }: ListAsked, wording: Wording): string[] {
  return [
    ...(a === undefined ? [] : [a.map((value) => valueText(MARKS[kind].a, value, wording)).join(" / ")]),
    ...(b === undefined ? [] : [b.map((value) => valueText(MARKS[kind].b, value, wording)).join(" / ")]),
  ].filter((text) => text !== "");
}

function valueText(meaning: string, value: string, { t, triage, locale, rules }: Wording): string {
  switch (meaning) {
    case "lane":
      return triage(`lane.${value}`);
    case "lane reason":
      return t(`selected.${value}`);
    case "outcome":
      return t(`outcome.${value}`);
    case "country":
      return countryName(value)?.[locale === "en" ? "en" : "zh"] ?? value;
    case "rule":
      return rules?.get(value) ?? value;
    case "status":
      return triage(`status.${value}`);
    case "override":
      return t(`override.${value}`);
    case "examination":
      return t(`examination.${value}`);
    case "decision":
      return triage(`decision.${value}`);
    case "share of the time allowed":
      return (TURN_CLASSES as readonly number[]).includes(Number(value)) ? t(`column.turn${value}`) : value;
    case "hours":
      return (STAY_CLASSES as readonly number[]).includes(Number(value)) ? t(`column.stay${value}`) : value;
    default:
      return value;
  }
}
