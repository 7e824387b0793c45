"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useKeys, type KeyAct } from "./Keys.tsx";

/** The link by which a row of a list is opened; the first of each row. */
function openers(): HTMLElement[] {
  return [...document.querySelectorAll("main :is(tbody tr, [data-row])")].flatMap((row) => row.querySelector<HTMLElement>("a[href]") ?? []);
}

function move(step: 1 | -1): void {
  const rows = openers();
  const here = rows.findIndex((opener) => opener.closest("tr, [data-row]")?.contains(document.activeElement) === true);
  const next = rows[here === -1 ? (step === 1 ? 0 : rows.length - 1) : here + step];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}

/** `j` and `k` go down and up the rows of a list as on the desk; Enter opens the row one stands on. */
export function RowKeys() {
  const t = useTranslations("frame.list");
  const acts = useMemo<KeyAct[]>(
    () => [
      { id: "row-down", keys: "j", label: t("down"), run: () => move(1) },
      { id: "row-up", keys: "k", label: t("up"), run: () => move(-1) },
    ],
    [t],
  );
  useKeys(t("title"), acts);
  return null;
}
