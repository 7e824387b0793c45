import { CircleDashed, Hourglass, Lock, Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { LookTag, type Look } from "#components/ui/Tag";
import type { CaseStatus } from "#lib/cases/case";

const LOOK = {
  open: { tone: "neutral", icon: CircleDashed },
  investigating: { tone: "blue", icon: Search },
  "closing-proposed": { tone: "violet", icon: Hourglass },
  closed: { tone: "green", icon: Lock },
} as const satisfies Record<CaseStatus, Look>;

/** Where a case stands: colour, shape and word. */
export function CaseStatusTag({ status }: { readonly status: CaseStatus }) {
  const t = useTranslations("cases.status");
  return <LookTag look={LOOK[status]}>{t(status)}</LookTag>;
}
