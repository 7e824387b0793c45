"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useKeys, type KeyAct } from "#components/keys/Keys";
import type { CaseAction } from "#lib/cases/case";

/** Opens the form of a part of the page and goes to its first field. */
function goTo(part: string): void {
  const place = document.getElementById(part);
  place?.querySelector("details")?.setAttribute("open", "");
  place?.scrollIntoView({ block: "center" });
  place?.querySelector<HTMLElement>("form :is(textarea, input:not([type=hidden]))")?.focus();
}

/** Presses the button that a part of the page is there for. */
function press(part: string): void {
  document.getElementById(part)?.querySelector("button")?.click();
}

/** The keys of a case: to its forms, to the dossier, and to its closing, each where its status and the person's role allow it. */
export function CaseKeys({ number, rights }: { readonly number: string; readonly rights: readonly CaseAction[] }) {
  const t = useTranslations("cases");
  const acts = useMemo<KeyAct[]>(() => {
    const may = (action: CaseAction): boolean => rights.includes(action);
    return [
      { id: "fact", keys: "f", label: t("fact.add"), enabled: may("add-fact"), run: () => goTo("facts") },
      { id: "note", keys: "n", label: t("note.add"), enabled: may("add-note"), run: () => goTo("notes") },
      { id: "task", keys: "t", label: t("task.add"), enabled: may("add-task"), run: () => goTo("tasks") },
      { id: "exhibit", keys: "e", label: t("exhibit.add"), enabled: may("add-exhibit"), run: () => goTo("exhibits") },
      { id: "link", keys: "l", label: t("consignment.link"), enabled: may("link"), run: () => goTo("declarations") },
      { id: "dossier", keys: "d", label: t("page.makeDossier"), enabled: may("make-dossier"), run: () => press("dossiers") },
      { id: "close", keys: "c", label: t("closing.propose"), enabled: may("propose-closing"), run: () => press("propose-closing") },
    ];
  }, [rights, t]);
  useKeys(t("page.keys", { number }), acts);
  return null;
}
