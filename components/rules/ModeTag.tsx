import { Circle, CircleDashed, CircleOff } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import type { RuleMode } from "#lib/risk/rule";

const LOOK = { live: { tone: "green", Icon: Circle }, shadow: { tone: "violet", Icon: CircleDashed }, off: { tone: "neutral", Icon: CircleOff } } as const;

/** How a rule is applied: shape and word. */
export function ModeTag({ mode }: { readonly mode: RuleMode }) {
  const t = useTranslations("rules.mode");
  const { tone, Icon } = LOOK[mode];
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3 shrink-0" />}>
      {t(mode)}
    </Tag>
  );
}
