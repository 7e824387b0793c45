"use client";
import { useLocale, useTranslations } from "next-intl";
import { memo, useEffect, type ReactNode } from "react";
import { LANES } from "#lib/triage/lane";
import type { DeskCounts } from "#lib/triage/row";
import type { DeskView } from "#lib/triage/view";
import { countWords } from "./counting.ts";

const DOT = { red: "bg-red", yellow: "bg-yellow", blue: "bg-blue", green: "bg-green" } as const;

/** The title of the desk as a fact, and how what matches spreads over the lanes; each figure opens the list behind it. */
export const DeskTitle = memo(function DeskTitle({
  view,
  counts,
  onView,
  actions,
}: {
  readonly view: DeskView;
  readonly counts: DeskCounts | undefined;
  readonly onView: (view: DeskView) => void;
  readonly actions: ReactNode;
}) {
  const t = useTranslations("desk");
  const tt = useTranslations("triage");
  const locale = useLocale();
  const matching = counts === undefined ? "…" : countWords(counts.matching, locale);
  const overdue = counts?.overdue.count ?? 0;
  const open = (view.filter.state ?? "open") === "open";
  const status = view.filter.status?.map((one) => tt(`status.${one}`)) ?? [];
  const list = new Intl.ListFormat(locale, { type: "disjunction", style: "short" });
  const words = status.length > 0 ? t("titleStatus", { matching, status: list.format(status) }) : open ? t("title", { matching, overdue }) : t("titleAll", { matching });
  const late = counts !== undefined && overdue > 0 && open ? t("titleLate", { overdue: countWords(counts.overdue, locale) }) : "";
  const title = `${words}${late}`;
  const linked = late.replace(/^[,，\s]+/, "");
  const between = late.slice(0, late.length - linked.length);
  useEffect(() => {
    if (counts !== undefined) document.title = `${title} · ${t("product")}`;
  }, [title, counts, t]);
  return (
    <div className="flex items-start justify-between gap-x-6 gap-y-2 sm:flex-wrap sm:items-center">
      <div className="flex min-w-0 flex-wrap items-baseline gap-x-5 gap-y-1">
        <h1 className="text-xl font-semibold">
          {words}
          {between}
          {linked === "" ? null : (
            <button
              type="button"
              data-prints
              className="cursor-pointer text-red underline-offset-4 hover:underline"
              onClick={() => onView({ ...view, filter: { ...view.filter, overdue: view.filter.overdue === true ? undefined : true } })}
            >
              {linked}
            </button>
          )}
        </h1>
        <ul className="flex flex-wrap gap-x-1" aria-label={t("byLane")}>
          {LANES.map((lane) => {
            const only = view.filter.lane?.length === 1 && view.filter.lane[0] === lane;
            const count = counts?.lanes[lane];
            return count === undefined || (count.count === 0 && !only) ? null : (
              <li key={lane}>
                <button
                  type="button"
                  aria-pressed={only}
                  onClick={() => onView({ ...view, filter: { ...view.filter, lane: only ? undefined : [lane] } })}
                  className="flex min-h-6 cursor-pointer items-center gap-1.5 rounded-sm px-1.5 text-table text-ink-soft hover:bg-hover hover:text-ink aria-pressed:bg-accent-soft aria-pressed:text-ink"
                >
                  <span aria-hidden className={`size-2 rounded-full ${DOT[lane]}`} />
                  {tt(`lane.${lane}`)} <span className="font-medium text-ink">{countWords(count, locale)}</span>
                </button>
              </li>
            );
          })}
        </ul>
      </div>
      <div className="flex shrink-0 gap-1.5">{actions}</div>
    </div>
  );
});
