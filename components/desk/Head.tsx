"use client";
import { ArrowDown, ArrowLeft, ArrowRight, ArrowUp, EyeOff, MoreVertical, Pin, PinOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { memo } from "react";
import { Button as AriaButton } from "react-aria-components/Button";
import type { Header } from "@tanstack/react-table";
import { Checkbox } from "#components/ui/Checkbox";
import { MenuButton, MenuItem, MenuLine } from "#components/ui/Menu";
import type { DeskRow } from "#lib/triage/row";
import type { DeskView } from "#lib/triage/view";
import { sortOf, type ColumnId, type DeskFeatures } from "./columns.ts";
import type { Shown } from "./DeskLine.tsx";

/** What can be done with a column. */
export type ColumnActs = {
  readonly move: (id: string, by: -1 | 1) => void;
  readonly pin: (id: string, side: "start" | "end" | false) => void;
  readonly hide: (id: string) => void;
  readonly resize: (id: string, by: number) => void;
};

/** The head of one column: press to sort, drag its edge to change its width, and a menu for the rest, which waits unseen for a pointer or the keyboard and so is no part of the document (`drawn` once a browser draws). */
export const Head = memo(function Head({
  header,
  shown,
  drawn,
  view,
  onSort,
  acts,
}: {
  readonly header: Header<DeskFeatures, DeskRow>;
  readonly shown: Shown;
  readonly drawn: boolean;
  readonly view: DeskView;
  readonly onSort: (id: ColumnId) => void;
  readonly acts: ColumnActs;
}) {
  const t = useTranslations("desk");
  const { id } = shown;
  const sort = sortOf(id);
  const sorted = sort !== undefined && sort === view.sort && (id !== "lane" || view.sort !== "score") ? (view.descending ? "descending" : "ascending") : undefined;
  const Arrow = sorted === "descending" ? ArrowDown : ArrowUp;
  const numeric = id === "score" || id === "quantity";
  return (
    <div
      role="columnheader"
      aria-sort={sorted ?? (sort === undefined ? undefined : "none")}
      className={`group/head relative flex min-w-0 items-center bg-surface px-1.5 text-xs font-medium text-ink-soft ${shown.stick ? "sticky z-[2]" : ""}`}
      style={shown.stick ? { [shown.stick.side === "start" ? "insetInlineStart" : "insetInlineEnd"]: shown.stick.at } : undefined}
    >
      {sort === undefined ? (
        <span className={`min-w-0 flex-1 truncate ${numeric ? "text-end" : ""}`}>{t(`column.${id}`)}</span>
      ) : (
        <button type="button" onClick={() => onSort(id)} className={`flex h-8 min-w-0 flex-1 cursor-pointer items-center gap-0.5 hover:text-ink ${numeric ? "justify-end" : ""} ${sorted ? "text-ink" : ""}`}>
          <span className="truncate">{t(`column.${id}`)}</span>
          {sorted === undefined ? null : <Arrow aria-hidden className="size-3.5 shrink-0" />}
        </button>
      )}
      {drawn ? <HeadMenu header={header} id={id} acts={acts} /> : null}
      <span
        aria-hidden
        onMouseDown={header.getResizeHandler()}
        onTouchStart={header.getResizeHandler()}
        onDoubleClick={() => header.column.resetSize()}
        className={`absolute inset-y-1 -end-1 z-[3] w-2 cursor-col-resize touch-none before:absolute before:inset-y-0 before:start-1 before:w-px before:bg-line hover:before:w-0.5 hover:before:bg-accent ${header.column.getIsResizing() ? "before:w-0.5 before:bg-accent" : ""}`}
      />
    </div>
  );
});

function HeadMenu({ header, id, acts }: { readonly header: Header<DeskFeatures, DeskRow>; readonly id: ColumnId; readonly acts: ColumnActs }) {
  const t = useTranslations("desk");
  const { column } = header;
  const pinned = column.getIsPinned();
  return (
    <MenuButton
      label={t("columnMenu", { column: t(`column.${id}`) })}
      trigger={
        <AriaButton
          aria-label={t("columnMenu", { column: t(`column.${id}`) })}
          className="absolute end-1.5 top-1 flex size-6 cursor-pointer items-center justify-center rounded-sm bg-surface opacity-0 group-hover/head:opacity-100 hover:bg-hover data-[focus-visible]:opacity-100 data-[pressed]:opacity-100"
        >
          <MoreVertical aria-hidden className="size-3.5" />
        </AriaButton>
      }
    >
      <MenuItem icon={<ArrowLeft aria-hidden className="size-4" />} onAction={() => acts.move(id, -1)}>{t("moveLeft")}</MenuItem>
      <MenuItem icon={<ArrowRight aria-hidden className="size-4" />} onAction={() => acts.move(id, 1)}>{t("moveRight")}</MenuItem>
      <MenuItem icon={<ArrowLeft aria-hidden className="size-4" />} onAction={() => acts.resize(id, -40)}>{t("narrower")}</MenuItem>
      <MenuItem icon={<ArrowRight aria-hidden className="size-4" />} onAction={() => acts.resize(id, 40)}>{t("wider")}</MenuItem>
      <MenuLine />
      <MenuItem icon={<Pin aria-hidden className="size-4" />} onAction={() => acts.pin(id, "start")}>{t("pinStart")}</MenuItem>
      <MenuItem icon={<Pin aria-hidden className="size-4" />} onAction={() => acts.pin(id, "end")}>{t("pinEnd")}</MenuItem>
      {pinned === false ? null : <MenuItem icon={<PinOff aria-hidden className="size-4" />} onAction={() => acts.pin(id, false)}>{t("unpin")}</MenuItem>}
      <MenuLine />
      <MenuItem icon={<EyeOff aria-hidden className="size-4" />} onAction={() => acts.hide(id)}>{t("hide")}</MenuItem>
    </MenuButton>
  );
}

/** The box over all boxes: selects the rows in memory, or none. */
export function HeadBox({ some, all, onChange }: { readonly some: boolean; readonly all: boolean; readonly onChange: (all: boolean) => void }) {
  const t = useTranslations("desk");
  return (
    <div role="columnheader" className="sticky start-0 z-[3] flex items-center justify-center bg-surface">
      <Checkbox aria-label={t("selectAll")} isIndeterminate={some && !all} isSelected={all} onChange={onChange} />
    </div>
  );
}
