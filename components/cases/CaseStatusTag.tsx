import { CircleDashed, Hourglass, Lock, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag, type Tone } from "#components/ui/Tag";
import type { CaseStatus } from "#lib/cases/case";

const LOOK = {
  open: { tone: "neutral", icon: CircleDashed },
  investigating: { tone: "blue", icon: Search },
  "closing-proposed": { tone: "violet", icon: Hourglass },
  closed: { tone: "green", icon: Lock },
} as const satisfies Record<CaseStatus, { tone: Tone; icon: unknown }>;

/** Where a case stands: colour, shape and word. */
export function CaseStatusTag({ status }: { readonly status: CaseStatus }) {
  const t = useTranslations("cases.status");
  const { tone, icon: Icon } = LOOK[status];
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {t(status)}
    </Tag>
  );
}
