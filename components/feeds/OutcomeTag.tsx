import { CircleCheck, CircleX, Copy, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { LookTag, type Look } from "#components/ui/Tag";
import type { EventOutcome } from "#lib/feeds/event";

const LOOK = {
  accepted: { tone: "green", icon: CircleCheck },
  warning: { tone: "yellow", icon: TriangleAlert },
  duplicate: { tone: "neutral", icon: Copy },
  rejected: { tone: "red", icon: CircleX },
} as const satisfies Record<EventOutcome["outcome"], Look>;

/** What became of an event: colour, shape and word. */
export function OutcomeTag({ outcome }: { readonly outcome: EventOutcome["outcome"] }) {
  const t = useTranslations("feeds.outcome");
  return <LookTag look={LOOK[outcome]}>{t(outcome)}</LookTag>;
}
