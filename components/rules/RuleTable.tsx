"use client";
import { useTranslations } from "next-intl";
import { useMemo, useRef } from "react";
import { useKeys, type KeyAct } from "#components/keys/Keys";
import { Tag } from "#components/ui/Tag";
import type { RuleMode, Threshold } from "#lib/risk/rule";
import { Link } from "../../app/navigation.ts";
import { ModeTag } from "./ModeTag.tsx";
import { ThresholdWords } from "./ThresholdWords.tsx";

/** A rule's row: how it is set, and what it found lately. */
export type RuleRow = {
  readonly id: string;
  readonly name: string;
  readonly version: number;
  readonly mode: RuleMode;
  /** `changed`: the value in force is not the delivered one. */
  readonly thresholds: readonly { readonly key: string; readonly name: string; readonly unit: Threshold["unit"]; readonly value: number; readonly changed: boolean }[];
  readonly findings: number;
  readonly shadow: number;
  readonly known: number;
  readonly confirmed: number;
  readonly proposedBy: string | null;
};

/** All rules, dense; j and k walk over them, Enter opens one. */
export function RuleTable({ rows, days }: { readonly rows: readonly RuleRow[]; readonly days: number }) {
  const t = useTranslations("rules");
  const table = useRef<HTMLTableElement>(null);
  const acts = useMemo<KeyAct[]>(() => {
    const move = (by: 1 | -1) => () => {
      const links = [...(table.current?.querySelectorAll<HTMLAnchorElement>("a[data-rule]") ?? [])];
      const at = links.findIndex((link) => link === document.activeElement);
      const next = links[at === -1 ? 0 : Math.min(Math.max(at + by, 0), links.length - 1)];
      next?.focus();
      next?.scrollIntoView({ block: "nearest" });
    };
    return [
      { id: "next", keys: "j", label: t("key.next"), run: move(1) },
      { id: "previous", keys: "k", label: t("key.previous"), run: move(-1) },
    ];
  }, [t, table]);
  useKeys(t("key.title"), acts);
  const numeric = "px-3 py-1.5 text-end tabular-nums max-md:px-2 md:whitespace-nowrap";
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <section className="panel relative overflow-x-auto" tabIndex={0} aria-label={t("label")}>
      <table ref={table} className="w-full border-collapse text-table">
        <thead>
          <tr className="border-b border-line text-ink-faint">
            <th scope="col" className="px-3 py-2 text-start font-medium">{t("column.rule")}</th>
            <th scope="col" className="px-3 py-2 text-start font-medium max-md:px-1">{t("column.mode")}</th>
            <th scope="col" className="px-3 py-2 text-start font-medium max-lg:hidden">{t("column.thresholds")}</th>
            <th scope="col" className="px-3 py-2 text-end font-medium max-md:px-2 md:whitespace-nowrap">{t("column.findings", { days })}</th>
            <th scope="col" className="px-3 py-2 text-end font-medium whitespace-nowrap max-md:hidden">{t("column.confirmed")}</th>
            <th scope="col" className="px-3 py-2 text-start font-medium max-md:hidden">{t("column.proposal")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className={`border-b border-line align-top last:border-0 focus-within:bg-selected hover:bg-hover ${row.mode === "off" ? "text-ink-faint" : ""}`}>
              <th scope="row" className="px-3 py-1.5 text-start font-normal max-md:min-w-28 md:whitespace-nowrap">
                <Link data-rule href={`/rules/${row.id}`} className="font-medium text-accent hover:underline">{row.name}</Link>
                <span className="block text-xs text-ink-faint max-md:hidden">{t("idAndVersion", { id: row.id, version: row.version })}</span>
                {row.proposedBy === null ? null : <span className="mt-0.5 block md:hidden"><Tag tone="yellow">{t("proposedBy", { by: row.proposedBy })}</Tag></span>}
              </th>
              <td className="px-3 py-1.5 max-md:px-1"><ModeTag mode={row.mode} /></td>
              <td className="px-3 py-1.5 max-lg:hidden">
                <ul className="line-clamp-2 text-xs text-ink-soft">
                  {row.thresholds.toSorted((a, b) => Number(b.changed) - Number(a.changed)).map(({ key, name, unit, value, changed }) => (
                    <li key={key} className={`me-3 inline ${changed ? "font-medium text-ink" : ""}`}>
                      {name} <span className="whitespace-nowrap text-ink"><ThresholdWords unit={unit} value={value} /></span>
                      {changed ? <span className="text-accent"> {t("changed")}</span> : null}
                    </li>
                  ))}
                </ul>
              </td>
              <td className={numeric}>
                {row.findings}
                {row.shadow === 0 ? null : <span className="block text-xs text-ink-faint">{t("inShadow", { count: row.shadow })}</span>}
                {row.known === 0 ? null : <span className="block text-xs text-ink-faint md:hidden">{t("confirmedShort", { confirmed: row.confirmed, known: row.known })}</span>}
              </td>
              <td className={`${numeric} max-md:hidden`}>{row.known === 0 ? <span className="text-ink-faint">{t("noneKnown")}</span> : t("confirmedOf", { confirmed: row.confirmed, known: row.known })}</td>
              <td className="px-3 py-1.5 whitespace-nowrap max-md:hidden">{row.proposedBy === null ? <span className="text-ink-faint">–</span> : <Tag tone="yellow">{t("proposedBy", { by: row.proposedBy })}</Tag>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
