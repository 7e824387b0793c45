import { CircleCheck, CircleDashed, CircleEllipsis, CircleX, Unplug } from "lucide-react";
import { useTranslations } from "next-intl";
import { LookTag, type Look } from "#components/ui/Tag";

const LOOK = {
  read: { tone: "green", icon: CircleCheck },
  nothing: { tone: "neutral", icon: CircleCheck },
  more: { tone: "blue", icon: CircleEllipsis },
  running: { tone: "blue", icon: CircleDashed },
  interrupted: { tone: "yellow", icon: Unplug },
  failed: { tone: "red", icon: CircleX },
} as const satisfies Record<string, Look>;

/** What came of a reading: colour, shape and word. */
export function RunTag({ outcome }: { readonly outcome: keyof typeof LOOK }) {
  const t = useTranslations("sources.outcome");
  return <LookTag look={LOOK[outcome]}>{t(outcome)}</LookTag>;
}
