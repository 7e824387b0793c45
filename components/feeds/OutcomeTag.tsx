import { CircleCheck, CircleX, Copy, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag, type Tone } from "#components/ui/Tag";
import type { EventOutcome } from "#lib/feeds/event";

const LOOK = {
  accepted: { tone: "green", icon: CircleCheck },
  warning: { tone: "yellow", icon: TriangleAlert },
  duplicate: { tone: "neutral", icon: Copy },
  rejected: { tone: "red", icon: CircleX },
} as const satisfies Record<EventOutcome["outcome"], { tone: Tone; icon: unknown }>;

/** What became of an event: colour, shape and word. */
export function OutcomeTag({ outcome }: { readonly outcome: EventOutcome["outcome"] }) {
  const t = useTranslations("feeds.outcome");
  const { tone, icon: Icon } = LOOK[outcome];
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {t(outcome)}
    </Tag>
  );
}
