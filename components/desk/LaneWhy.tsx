"use client";
import { Dices, Gavel, ListPlus, ListX, Sigma } from "lucide-react";
import { useTranslations } from "next-intl";
import type { LaneReason } from "#lib/triage/lane";

const SHAPE = { score: Sigma, mandatory: Gavel, random: Dices, "top-up": ListPlus, "passed-over": ListX } as const;

/** Why a consignment is in its lane: a shape and a word, and the whole sentence where the pointer rests. */
export function LaneWhy({ by }: { readonly by: LaneReason }) {
  const t = useTranslations("triage");
  const Icon = SHAPE[by];
  return (
    <span title={t(`laneByNote.${by}`)} className={`inline-flex max-w-full items-center gap-1 text-2xs ${by === "passed-over" ? "font-medium text-yellow" : "text-ink-soft"}`}>
      <Icon aria-hidden className="size-3 shrink-0" />
      <span className="truncate">{t(`laneBy.${by}`)}</span>
    </span>
  );
}
