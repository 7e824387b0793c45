"use client";
import { useLocale, useTranslations } from "next-intl";
import type { ReactElement } from "react";
import { Menu, MenuItem as AriaMenuItem, MenuTrigger, Popover, SubmenuTrigger } from "react-aria-components/Menu";
import { Check, ChevronRight } from "lucide-react";
import { VERDICTS } from "#lib/capacity/verdict";
import { CONSIGNMENT_STATUSES } from "#lib/triage/decision";
import { LANE_REASONS, LANES } from "#lib/triage/lane";
import type { DeskRow } from "#lib/triage/row";
import type { DeskFilter } from "#lib/triage/view";
import { categoryName } from "./chips.ts";
import { countryName } from "./wording.ts";

type Choice = { readonly id: string; readonly label: string };
type Group = { readonly name: keyof DeskFilter; readonly many: boolean; readonly choices: readonly Choice[]; readonly chosen: readonly string[]; readonly set: (chosen: readonly string[]) => DeskFilter };

type Offered = { readonly filter: DeskFilter; readonly rows: readonly DeskRow[]; readonly own: string | null; readonly onFilter: (filter: DeskFilter) => void };

const ITEM = "flex min-h-8 cursor-pointer items-center gap-2 rounded-md px-2 text-base outline-none data-[focused]:bg-hover";
const FLOAT = "animate-settle min-w-48 rounded-lg border border-line bg-raised shadow-float";

/** Adds a filter: by what, then which values. Offices, goods, countries and producers are offered from the rows in sight. */
export function FilterMenu({ trigger, ...offered }: Offered & { readonly trigger: ReactElement }) {
  return (
    <MenuTrigger>
      {trigger}
      <Popover className={FLOAT}>
        <Groups {...offered} />
      </Popover>
    </MenuTrigger>
  );
}

/** What can be filtered by; gathered from the rows only while the menu is open. */
function Groups({ filter, rows, own, onFilter }: Offered) {
  const t = useTranslations("desk");
  const groups = useGroups(filter, rows, own);
  return (
    <Menu aria-label={t("addFilter")} className="max-h-[70dvh] overflow-auto p-1 outline-none">
      {groups.map((group) => (
        <SubmenuTrigger key={group.name}>
          <AriaMenuItem className={ITEM}>
            <span className="flex-1">{t(`filter.${group.name}` as "filter.lane")}</span>
            <ChevronRight aria-hidden className="size-4 text-ink-faint" />
          </AriaMenuItem>
          <Popover className={FLOAT}>
            <Menu
              aria-label={t(`filter.${group.name}` as "filter.lane")}
              selectionMode={group.many ? "multiple" : "single"}
              selectedKeys={group.chosen}
              onSelectionChange={(keys) => keys !== "all" && onFilter(group.set([...keys].map(String)))}
              className="max-h-[60dvh] overflow-auto p-1 outline-none"
            >
              {group.choices.map((choice) => (
                <AriaMenuItem key={choice.id} id={choice.id} textValue={choice.label} className={`${ITEM} group`}>
                  <Check aria-hidden className="invisible size-4 shrink-0 text-accent group-data-[selected]:visible" />
                  {choice.label}
                </AriaMenuItem>
              ))}
            </Menu>
          </Popover>
        </SubmenuTrigger>
      ))}
    </Menu>
  );
}

function useGroups(filter: DeskFilter, rows: readonly DeskRow[], own: string | null): readonly Group[] {
  const t = useTranslations("desk");
  const tt = useTranslations("triage");
  const locale = useLocale();
  type ListName = "lane" | "by" | "status" | "verdict" | "office" | "category" | "country" | "tradeMode";
  const many = (name: ListName, choices: readonly Choice[]): Group => ({ name, many: true, choices, chosen: filter[name] ?? [], set: (chosen) => ({ ...filter, [name]: chosen.length === 0 ? undefined : chosen }) });
  const one = (name: "state" | "assignee" | "overdue" | "site" | "importer", choices: readonly Choice[], read: (id: string) => DeskFilter): Group => ({
    name,
    many: false,
    choices,
    chosen: filter[name] === undefined ? [] : [String(filter[name])],
    set: ([id]) => ({ ...filter, [name]: undefined, ...(id === undefined ? {} : read(id)) }),
  });
  const seen = (pick: (row: DeskRow) => string, label: (value: string) => string, more: readonly string[] = []) =>
    [...new Set([...more, ...rows.map(pick)])]
      .filter((value) => value !== "")
      .toSorted()
      .map((id) => ({ id, label: label(id) }));
  const named = (pick: (row: DeskRow) => readonly [number, string]) =>
    [...new Map(rows.map(pick)).entries()]
      .map(([id, label]) => ({ id: String(id), label }))
      .toSorted((a, b) => a.label.localeCompare(b.label, locale))
      .slice(0, 60);
  return [
    many("lane", LANES.map((id) => ({ id, label: tt(`lane.${id}`) }))),
    many("by", LANE_REASONS.map((id) => ({ id, label: tt(`laneBy.${id}`) }))),
    many("verdict", VERDICTS.map((id) => ({ id, label: tt(`verdict.${id}`) }))),
    many("status", CONSIGNMENT_STATUSES.map((id) => ({ id, label: tt(`status.${id}`) }))),
    many("office", seen((row) => row.office, (id) => (id === own ? t("ownOffice", { office: id }) : id), [...(filter.office ?? []), ...(own === null ? [] : [own])])),
    one(
      "assignee",
      [{ id: "me", label: t("me") }, { id: "nobody", label: t("nobody") }, ...named((row) => [row.assigneeId ?? 0, row.assignee ?? ""]).filter((choice) => choice.id !== "0")],
      (id) => ({ assignee: id === "me" || id === "nobody" ? id : Number(id) }),
    ),
    one("overdue", [{ id: "true", label: t("overdue") }, { id: "false", label: t("inTime") }], (id) => ({ overdue: id === "true" })),
    many("category", seen((row) => row.category, (id) => categoryName(id, t), filter.category)),
    many("country", seen((row) => row.country, (id) => countryName(id, locale), filter.country)),
    many("tradeMode", seen((row) => row.tradeMode, (id) => id, filter.tradeMode)),
    one("site", named((row) => [row.siteId, row.site]), (id) => ({ site: Number(id) })),
    one("importer", named((row) => [row.importerId, row.importer]), (id) => ({ importer: Number(id) })),
    one("state", (["open", "closed", "all"] as const).map((id) => ({ id, label: t(`state.${id}`) })), (id) => ({ state: id === "closed" || id === "all" ? id : undefined })),
  ];
}
