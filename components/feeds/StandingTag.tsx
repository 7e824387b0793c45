import { CircleCheck, CirclePause, CircleX, Lock, TimerOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { LookTag, type Look } from "#components/ui/Tag";
import type { Standing } from "#lib/feeds/subscriptionStanding";

const LOOK = {
  active: { tone: "green", icon: CircleCheck },
  paused: { tone: "neutral", icon: CirclePause },
  failing: { tone: "yellow", icon: CircleX },
  resting: { tone: "yellow", icon: TimerOff },
  "shut-out": { tone: "red", icon: Lock },
} as const satisfies Record<Standing, Look>;

/** How a subscription stands: colour, shape and word. */
export function StandingTag({ standing }: { readonly standing: Standing }) {
  const t = useTranslations("queries.standing");
  return <LookTag look={LOOK[standing]}>{t(standing)}</LookTag>;
}
