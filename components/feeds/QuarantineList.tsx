"use client";
import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef, useState } from "react";
import { useKeys, type KeyAct } from "#components/keys/Keys";
import { Checkbox } from "#components/ui/Checkbox";
import { Timestamp } from "#components/ui/Timestamp";
import type { QuarantineRow } from "#lib/feeds/quarantine";
import { Link, useRouter } from "../../app/navigation.ts";
import { QuarantineBar, type BulkActs } from "./QuarantineBar.tsx";
import { Seen } from "./Seen.tsx";
import { StateTag } from "./StateTag.tsx";

type Row = Omit<QuarantineRow, "at"> & { readonly at: string };

/** A page of the quarantine. j and k walk, x selects, Enter opens; what is selected is sent again or discarded together. */
export function QuarantineList({ rows, ...acts }: { readonly rows: readonly Row[] } & BulkActs) {
  const t = useTranslations("quarantine");
  const [active, setActive] = useState(0);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const open = rows.filter(({ state }) => state === "open");
  const chosen = open.filter(({ id }) => selected.has(id)).map(({ id }) => id);
  const clear = () => setSelected(new Set());
  const toggle = (id: number) => setSelected((before) => (before.has(id) ? new Set([...before].filter((other) => other !== id)) : new Set([...before, id])));
  useListKeys({ rows, active, setActive, toggle, clear });
  return (
    <div className="flex flex-col gap-2">
      <section aria-label={t("label")} className="panel flex flex-col">
        <div className="flex min-h-9 items-center gap-3 border-b border-line px-4 text-table text-ink-faint">
          {open.length === 0 ? null : (
            <Checkbox
              aria-label={t("selectAll")}
              isSelected={chosen.length === open.length}
              isIndeterminate={chosen.length > 0 && chosen.length < open.length}
              onChange={(all) => setSelected(new Set(all ? open.map(({ id }) => id) : []))}
            />
          )}
          <span aria-live="polite">{t("selected", { count: chosen.length })}</span>
        </div>
        <ul>
          {rows.map((row, at) => (
            <Line key={row.id} row={row} active={at === active} selected={selected.has(row.id)} onSelect={() => toggle(row.id)} />
          ))}
        </ul>
      </section>
      <QuarantineBar ids={chosen} onDone={clear} {...acts} />
    </div>
  );
}

function Line({ row, active, selected, onSelect }: { readonly row: Row; readonly active: boolean; readonly selected: boolean; readonly onSelect: () => void }) {
  const [t, problem] = [useTranslations("quarantine"), useTranslations("feeds.problem")];
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: "nearest" });
  }, [active]);
  const what = row.eventIndex === null ? t("document") : t("event", { number: row.eventIndex + 1 });
  const [first, ...more] = row.problems.toSorted((a, b) => (a.severity === b.severity ? 0 : a.severity === "error" ? -1 : 1));
  return (
    <li
      ref={line}
      data-active={active}
      className="grid grid-cols-[1.5rem_minmax(0,1fr)] gap-x-3 gap-y-1 border-b border-line px-4 py-2.5 text-table last:border-0 hover:bg-hover data-[active=true]:bg-selected md:grid-cols-[1.5rem_minmax(0,14rem)_minmax(0,1fr)_minmax(0,11rem)_6.5rem]"
    >
      {row.state === "open" ? <Checkbox aria-label={t("select", { what: `${what} (${row.id})` })} isSelected={selected} onChange={onSelect} /> : <span />}
      <Link href={`/feeds/quarantine/${row.id}`} className="min-w-0 text-accent hover:underline">
        {what}
        <span className="block truncate font-mono text-xs text-ink-faint">{row.eventId ?? row.id}</span>
      </Link>
      <span className="min-w-0 max-md:col-start-2">
        {first === undefined ? null : (
          <>
            {problem.has(first.code) ? problem(first.code) : first.code}
            {more.length === 0 ? null : <span className="text-ink-faint"> {t("moreProblems", { count: more.length })}</span>}
            <span className="block truncate text-xs text-ink-faint">
              <Seen problem={first} />
            </span>
          </>
        )}
      </span>
      <span className="min-w-0 max-md:col-start-2">
        <span className="block truncate">{row.sender}</span>
        <span className="block text-xs text-ink-faint">
          <Timestamp at={row.at} />
        </span>
      </span>
      <span className="max-md:col-start-2">
        <StateTag state={row.state} />
      </span>
    </li>
  );
}

type Walk = { readonly rows: readonly Row[]; readonly active: number; readonly setActive: (at: number) => void; readonly toggle: (id: number) => void; readonly clear: () => void };

function useListKeys(walk: Walk): void {
  const t = useTranslations("quarantine");
  const router = useRouter();
  const now = useRef(walk);
  useEffect(() => {
    now.current = walk;
  });
  const acts = useMemo<KeyAct[]>(() => {
    const move = (by: number) => () => now.current.setActive(Math.min(Math.max(now.current.active + by, 0), now.current.rows.length - 1));
    const here = () => now.current.rows[now.current.active];
    const select = () => {
      const row = here();
      if (row?.state === "open") now.current.toggle(row.id);
    };
    const enter = () => {
      const row = here();
      if (row !== undefined) router.push(`/feeds/quarantine/${row.id}`);
    };
    return [
      { id: "next", keys: "j", label: t("key.next"), run: move(1) },
      { id: "previous", keys: "k", label: t("key.previous"), run: move(-1) },
      { id: "select", keys: "x", label: t("key.select"), run: select },
      { id: "open", keys: "enter", label: t("key.open"), run: enter },
      { id: "leave", keys: "escape", label: t("key.leave"), run: () => now.current.clear() },
    ];
  }, [t, router]);
  useKeys(t("key.title"), acts);
}
