import { CircleDot, CircleSlash, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { LookTag, type Look } from "#components/ui/Tag";
import type { QuarantineState } from "#lib/feeds/quarantine";

const LOOK = {
  open: { tone: "yellow", icon: CircleDot },
  resent: { tone: "green", icon: Send },
  discarded: { tone: "neutral", icon: CircleSlash },
} as const satisfies Record<QuarantineState, Look>;

/** What became of something in quarantine: colour, shape and word. */
export function StateTag({ state }: { readonly state: QuarantineState }) {
  const t = useTranslations("quarantine.states");
  return <LookTag look={LOOK[state]}>{t(state)}</LookTag>;
}
