import { CircleCheck, CircleDashed, CircleEllipsis, CircleX, Unplug } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag, type Tone } from "#components/ui/Tag";

const LOOK = {
  read: { tone: "green", icon: CircleCheck },
  nothing: { tone: "neutral", icon: CircleCheck },
  more: { tone: "blue", icon: CircleEllipsis },
  running: { tone: "blue", icon: CircleDashed },
  interrupted: { tone: "yellow", icon: Unplug },
  failed: { tone: "red", icon: CircleX },
} as const satisfies Record<string, { tone: Tone; icon: unknown }>;

/** What came of a reading: colour, shape and word. */
export function RunTag({ outcome }: { readonly outcome: keyof typeof LOOK }) {
  const t = useTranslations("sources.outcome");
  const { tone, icon: Icon } = LOOK[outcome];
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {t(outcome)}
    </Tag>
  );
}
