"use client";
import { AlarmClock } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { LaneTag } from "#components/ui/LaneTag";
import { StatusTag } from "#components/ui/StatusTag";
import { Timestamp } from "#components/ui/Timestamp";
import { LaneWhy } from "./LaneWhy.tsx";
import { UsedBar } from "#components/ui/UsedBar";
import { VerdictTag } from "#components/ui/VerdictTag";
import { OPEN_STATUSES } from "#lib/triage/decision";
import type { DeskRow } from "#lib/triage/row";
import { Link } from "../../app/navigation.ts";
import type { ColumnId } from "./columns.ts";
import { countryName, quantityWords } from "./wording.ts";
import { useDuration } from "../ui/use-duration.ts";
import { useNow } from "./now.ts";

const TWO_LINES = "line-clamp-2 leading-4.5";

/** What one column shows of one consignment. */
export function Cell({ id, row }: { readonly id: ColumnId; readonly row: DeskRow }) {
  const t = useTranslations("desk");
  const locale = useLocale();
  switch (id) {
    case "lane":
      return (
        <span className="flex min-w-0 flex-col items-start gap-0.5">
          <LaneTag lane={row.lane} />
          {row.laneBy === "score" ? null : <LaneWhy by={row.laneBy} />}
        </span>
      );
    case "why":
      return <LaneWhy by={row.laneBy} />;
    case "score":
      return <span className="w-full pe-1 text-end font-medium">{row.assessed ? row.score : "–"}</span>;
    case "number":
      return (
        <span className="flex min-w-0 flex-col items-start">
          <Link href={`/consignments/${encodeURIComponent(row.number)}`} tabIndex={-1} prefetch={false} className="truncate text-ink hover:text-accent hover:underline">
            {row.number}
          </Link>
          {row.status === "to-triage" ? <span className="truncate text-2xs text-ink-faint">{t("lines", { count: row.lines })}</span> : <StatusTag status={row.status} short />}
        </span>
      );
    case "finding":
      return row.finding === null ? <span className="text-ink-faint">{row.assessed ? t("noFinding") : t("notAssessed")}</span> : <span className={TWO_LINES}>{row.finding.sentence}</span>;
    case "used":
      return <UsedBar used={row.used} verdict={row.verdict} wide />;
    case "importer":
      return <span className={TWO_LINES}>{row.importer}</span>;
    case "producer":
      return (
        <Link href={`/producers/${row.siteId}`} tabIndex={-1} prefetch={false} className={`${TWO_LINES} hover:text-accent hover:underline`}>
          {row.site}
        </Link>
      );
    case "goods":
      return <span className={TWO_LINES}>{row.goods}</span>;
    case "quantity":
      return <span className="w-full pe-1 text-end">{quantityWords(row.quantity, locale)}</span>;
    case "office":
      return <span>{row.office}</span>;
    case "age":
      return <Age row={row} />;
    case "assignee":
      return row.assignee === null ? <span className="text-ink-faint">{t("nobody")}</span> : <span className={TWO_LINES}>{row.assignee}</span>;
    case "verdict":
      return <VerdictTag verdict={row.verdict} />;
    case "country":
      return <span title={countryName(row.country, locale)}>{row.country}</span>;
    case "mode":
      return <span>{row.tradeMode}</span>;
    case "lodged":
      return <Timestamp at={row.lodgedAt} shape="short" />;
  }
}

/** How long is left of the time allowed, or for how long it is over, with the share of it that is gone as a thin bar. */
export function Age({ row }: { readonly row: DeskRow }) {
  const t = useTranslations("desk.age");
  const duration = useDuration();
  const now = useNow();
  if (!OPEN_STATUSES.includes(row.status)) return <span className="text-ink-faint">{t("closed")}</span>;
  const due = Date.parse(row.dueAt);
  const over = now > due;
  const gone = Math.min(1, Math.max(0, (now - Date.parse(row.lodgedAt)) / Math.max(1, due - Date.parse(row.lodgedAt))));
  return (
    <span className="flex w-full flex-col gap-0.5">
      <span className={`flex items-center gap-1 truncate ${over ? "font-medium text-red" : gone > 0.75 ? "text-yellow" : "text-ink-soft"}`}>
        {over ? <AlarmClock aria-hidden className="size-3.5 shrink-0" /> : null}
        {t(over ? "over" : "left", { time: duration(Math.abs(due - now)) })}
      </span>
      <span aria-hidden className="h-1 w-full rounded-sm bg-sunken ring-1 ring-line ring-inset">
        <span className={`block h-full rounded-sm ${over ? "bg-red" : gone > 0.75 ? "bg-yellow" : "bg-neutral"}`} style={{ width: `${gone * 100}%` }} />
      </span>
    </span>
  );
}
