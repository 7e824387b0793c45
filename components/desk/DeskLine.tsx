"use client";
import { memo } from "react";
import { useTranslations } from "next-intl";
import type { DeskRow } from "#lib/triage/row";
import { Cell } from "./Cell.tsx";
import type { ColumnId } from "./columns.ts";

/** Where a shown column stands: its id, and how far from an edge it sticks when it is pinned. */
export type Shown = { readonly id: ColumnId; readonly stick?: { readonly side: "start" | "end"; readonly at: number } };

export const ROW_HEIGHT = 44;
export const BOX_WIDTH = 36;

type LineProps = {
  readonly row: DeskRow;
  readonly index: number;
  readonly top: number;
  readonly template: string;
  readonly shown: readonly Shown[];
  readonly active: boolean;
  readonly selected: boolean;
  readonly marked: boolean;
  readonly onPick: (index: number) => void;
  readonly onPeek: (index: number) => void;
  readonly onSelect: (index: number, range: boolean) => void;
};

/** One consignment of the table. Drawn again only when something of its own changes. */
export const DeskLine = memo(function DeskLine({ row, index, top, template, shown, active, selected, marked, onPick, onPeek, onSelect }: LineProps) {
  const t = useTranslations("desk");
  const ground = selected ? "bg-selected" : active ? "bg-hover" : "bg-raised group-hover:bg-hover";
  return (
    // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- the keys of the desk move to a row and open it, wherever the focus is
    <div
      role="row"
      id={`row-${row.id}`}
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-active={active || undefined}
      onClick={(event) => (event.target instanceof Element && event.target.closest("label") ? undefined : onPick(index))}
      onDoubleClick={(event) => (event.target instanceof Element && event.target.closest("label") ? undefined : onPeek(index))}
      className={`group absolute inset-x-0 grid cursor-default items-stretch border-b border-line text-table ${marked ? "animate-marked" : ""} data-[active]:after:pointer-events-none data-[active]:after:absolute data-[active]:after:inset-0 data-[active]:after:z-[4] data-[active]:after:border-2 data-[active]:after:border-focus`}
      style={{ transform: `translateY(${top}px)`, height: ROW_HEIGHT, gridTemplateColumns: template }}
    >
      <div role="gridcell" className={`sticky start-0 z-[2] flex items-center justify-center ${ground}`}>
        <label className="flex size-full cursor-pointer items-center justify-center">
          <input type="checkbox" tabIndex={-1} aria-label={t("select", { number: row.number })} checked={selected} onChange={() => onSelect(index, false)} className="size-4 cursor-pointer accent-accent" />
        </label>
      </div>
      {shown.map((column) => (
        <div
          key={column.id}
          role="gridcell"
          className={`flex min-w-0 items-center overflow-hidden px-1.5 ${ground} ${column.stick ? "sticky z-[1]" : ""}`}
          style={column.stick ? { [column.stick.side === "start" ? "insetInlineStart" : "insetInlineEnd"]: column.stick.at } : undefined}
        >
          <Cell id={column.id} row={row} />
        </div>
      ))}
    </div>
  );
});

/** A row that is on its way. */
export function WaitingLine({ top, index, words }: { readonly top: number; readonly index: number; readonly words: string }) {
  return (
    <div role="row" aria-rowindex={index + 2} aria-busy className="absolute inset-x-0 flex items-center gap-4 border-b border-line bg-raised px-3" style={{ transform: `translateY(${top}px)`, height: ROW_HEIGHT }}>
      <span role="gridcell" tabIndex={-1} className="sr-only">
        {words}
      </span>
      <span aria-hidden className="h-3 w-16 rounded-sm bg-sunken" />
      <span aria-hidden className="h-3 w-1/3 rounded-sm bg-sunken" />
      <span aria-hidden className="h-3 w-24 rounded-sm bg-sunken" />
    </div>
  );
}
