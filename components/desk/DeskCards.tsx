"use client";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useLocale, useTranslations } from "next-intl";
import { useEffect, useRef } from "react";
import { Checkbox } from "#components/ui/Checkbox";
import { LaneTag } from "#components/ui/LaneTag";
import { StatusTag } from "#components/ui/StatusTag";
import { UsedBar } from "#components/ui/UsedBar";
import { Age } from "./Cell.tsx";
import type { ListProps } from "./DeskTable.tsx";
import { LaneWhy } from "./LaneWhy.tsx";
import { rowAt } from "./row-store.ts";
import { quantityWords } from "./wording.ts";

const GUESS = 176;

/** The desk of a phone: each consignment as a card; a tap opens it with the same actions. */
export function DeskCards({ store, seen, activeIndex, selected, onPeek, onSelect, empty }: ListProps) {
  const t = useTranslations("desk");
  const locale = useLocale();
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- what the virtualizer answers is used here, in this render, and handed to nobody
  const virtual = useVirtualizer({ count: seen.total, getScrollElement: () => scroller.current, estimateSize: () => GUESS, overscan: 4 });
  const items = virtual.getVirtualItems();
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0];
  useEffect(() => store.need(first, last), [store, seen, first, last]);
  return (
    <div ref={scroller} className="min-h-0 flex-1 overflow-auto px-3 pb-3">
      {seen.total === 0 ? empty : null}
      <ul aria-label={t("table")} className="relative" style={{ height: virtual.getTotalSize() }}>
        {items.map((item) => {
          const row = rowAt(seen, item.index);
          return (
            <li key={item.key} ref={virtual.measureElement} data-index={item.index} className="absolute inset-x-0 pb-2" style={{ transform: `translateY(${item.start}px)` }}>
              {row === undefined ? (
                <div aria-busy className="panel h-40" />
              ) : (
                <div className={`panel flex flex-col gap-2 p-3 ${selected.has(row.id) ? "bg-selected" : ""} ${item.index === activeIndex ? "outline-2 -outline-offset-2 outline-focus" : ""}`}>
                  <div className="flex items-center gap-2">
                    <Checkbox aria-label={t("select", { number: row.number })} isSelected={selected.has(row.id)} onChange={() => onSelect(item.index, false)} />
                    <LaneTag lane={row.lane} />
                    {row.laneBy === "score" ? null : <LaneWhy by={row.laneBy} />}
                    {row.status === "to-triage" ? null : <StatusTag status={row.status} />}
                    <span className="ms-auto font-medium">{row.score}</span>
                  </div>
                  <button type="button" onClick={() => onPeek(item.index)} className="flex cursor-pointer flex-col gap-2 text-start">
                    <span className="line-clamp-4 text-base text-pretty">{row.finding?.sentence ?? t("noFinding")}</span>
                    <span className="flex flex-col text-table text-ink-soft">
                      <span>
                        {row.goods} · {quantityWords(row.quantity, locale)}
                      </span>
                      <span>{row.site}</span>
                      <span>{row.importer}</span>
                    </span>
                    <span className="flex w-full items-center gap-4">
                      <span className="min-w-0 flex-1"><UsedBar used={row.used} verdict={row.verdict} wide /></span>
                      <span className="w-28 text-table"><Age row={row} /></span>
                    </span>
                    <span className="text-xs text-ink-faint">
                      {row.number} · {row.assignee ?? t("nobody")}
                    </span>
                  </button>
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
