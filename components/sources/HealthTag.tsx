import { BellRing, CircleCheck, CircleDashed, CirclePause, CircleX, TimerOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { LookTag, type Look } from "#components/ui/Tag";
import type { SourceHealth } from "#lib/feeds/sourceHealth";

const LOOK = {
  well: { tone: "green", icon: CircleCheck },
  new: { tone: "blue", icon: CircleDashed },
  silent: { tone: "red", icon: BellRing },
  failing: { tone: "yellow", icon: CircleX },
  resting: { tone: "yellow", icon: TimerOff },
  off: { tone: "neutral", icon: CirclePause },
} as const satisfies Record<SourceHealth, Look>;

/** How a source does: colour, shape and word. */
export function HealthTag({ health }: { readonly health: SourceHealth }) {
  const t = useTranslations("sources.health");
  return <LookTag look={LOOK[health]}>{t(health)}</LookTag>;
}
