import { CircleDot, CircleSlash, Send } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag, type Tone } from "#components/ui/Tag";
import type { QuarantineState } from "#lib/feeds/quarantine";

const LOOK = {
  open: { tone: "yellow", icon: CircleDot },
  resent: { tone: "green", icon: Send },
  discarded: { tone: "neutral", icon: CircleSlash },
} as const satisfies Record<QuarantineState, { tone: Tone; icon: unknown }>;

/** What became of something in quarantine: colour, shape and word. */
export function StateTag({ state }: { readonly state: QuarantineState }) {
  const t = useTranslations("quarantine.states");
  const { tone, icon: Icon } = LOOK[state];
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {t(state)}
    </Tag>
  );
}
