import { useTranslations } from "next-intl";
import { useEffect, useMemo, useRef } from "react";
import { useKeys, type KeyAct } from "#components/keys/Keys";
import type { TriageDecision } from "#lib/triage/decision";
import { SEARCH_FIELD } from "./Filters.tsx";
import type { RowStore, RowsSeen } from "./row-store.ts";

type Desk = {
  readonly store: RowStore;
  readonly seen: RowsSeen;
  readonly activeIndex: number;
  readonly setActiveIndex: (index: number) => void;
  readonly peeking: boolean;
  readonly setPeeking: (on: boolean) => void;
  readonly selected: number;
  readonly toggle: (index: number, range: boolean) => void;
  readonly clear: () => void;
  readonly decide: (decision: TriageDecision) => void;
  readonly open: () => void;
  readonly openCase: () => void;
  readonly claim: () => unknown;
  readonly takeBack: () => unknown;
  readonly compare: () => void;
  readonly refresh: () => unknown;
};

/** The keys of the desk. They are registered once; each looks at the desk as it is when it is pressed. */
export function useDeskKeys(desk: Desk): void {
  const t = useTranslations("desk");
  const tt = useTranslations("triage");
  const now = useRef(desk);
  useEffect(() => {
    now.current = desk;
  });
  const acts = useMemo<KeyAct[]>(() => {
    const move = (by: number) => () => now.current.setActiveIndex(now.current.activeIndex + by);
    const leave = () => {
      if (now.current.peeking) now.current.setPeeking(false);
      else now.current.clear();
    };
    return [
      { id: "next", keys: "j", label: t("key.next"), run: move(1) },
      { id: "previous", keys: "k", label: t("key.previous"), run: move(-1) },
      { id: "down", keys: "arrowdown", label: t("key.next"), run: move(1) },
      { id: "up", keys: "arrowup", label: t("key.previous"), run: move(-1) },
      { id: "peek", keys: "space", label: t("key.peek"), run: () => now.current.setPeeking(!now.current.peeking) },
      { id: "open", keys: "enter", label: t("key.open"), run: () => now.current.open() },
      { id: "select", keys: "x", label: t("key.select"), run: () => now.current.toggle(now.current.activeIndex, false) },
      { id: "range", keys: "shift+x", label: t("key.range"), run: () => now.current.toggle(now.current.activeIndex, true) },
      { id: "release", keys: "r", label: tt("decision.release"), run: () => now.current.decide("release") },
      { id: "hold", keys: "h", label: tt("decision.hold"), run: () => now.current.decide("hold") },
      { id: "inspect", keys: "i", label: tt("decision.order-examination"), run: () => now.current.decide("order-examination") },
      { id: "correct", keys: "m", label: tt("decision.request-correction"), run: () => now.current.decide("request-correction") },
      { id: "refuse", keys: "d", label: tt("decision.refuse"), run: () => now.current.decide("refuse") },
      { id: "case", keys: "o", label: t("openCaseShort"), run: () => now.current.openCase() },
      { id: "claim", keys: "n", label: t("key.claim"), run: () => void now.current.claim() },
      { id: "undo", keys: "z", label: t("undo"), run: () => void now.current.takeBack() },
      { id: "compare", keys: "c", label: t("compare"), run: () => now.current.compare() },
      { id: "refresh", keys: "g", label: t("key.refresh"), run: () => void now.current.refresh() },
      { id: "search", keys: "/", label: t("search"), run: () => document.getElementById(SEARCH_FIELD)?.focus() },
      { id: "leave", keys: "escape", label: t("key.leave"), run: leave },
    ];
  }, [t, tt]);
  useKeys(t("keysTitle"), acts);
}
