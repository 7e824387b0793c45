import { CircleX, EyeOff, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag, type Tone } from "#components/ui/Tag";
import type { TruthOutcome } from "#lib/feeds/truthTable";

const LOOK = {
  reject: { tone: "red", icon: CircleX },
  warn: { tone: "yellow", icon: TriangleAlert },
  ignore: { tone: "neutral", icon: EyeOff },
} as const satisfies Record<TruthOutcome, { tone: Tone; icon: unknown }>;

/** What a truth check does with an event: colour, shape and word. */
export function OutcomeWord({ outcome }: { readonly outcome: TruthOutcome }) {
  const t = useTranslations("quarantine.does");
  const { tone, icon: Icon } = LOOK[outcome];
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {t(outcome)}
    </Tag>
  );
}
