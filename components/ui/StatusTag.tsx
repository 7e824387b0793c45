import { Ban, Check, CircleDashed, FilePen, Hourglass, Pause, ScanSearch, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ConsignmentStatus } from "#lib/triage/decision";
import { Tag, type Tone } from "./Tag.tsx";

const LOOK = {
  "to-triage": { tone: "neutral", icon: CircleDashed },
  held: { tone: "yellow", icon: Pause },
  "correction-requested": { tone: "blue", icon: FilePen },
  "examination-ordered": { tone: "blue", icon: ScanSearch },
  "release-proposed": { tone: "violet", icon: Hourglass },
  "refusal-proposed": { tone: "violet", icon: Hourglass },
  released: { tone: "green", icon: Check },
  refused: { tone: "red", icon: Ban },
  withdrawn: { tone: "neutral", icon: Undo2 },
} as const satisfies Record<ConsignmentStatus, { tone: Tone; icon: unknown }>;

/** Where a consignment stands: colour, shape and word. */
export function StatusTag({ status }: { readonly status: ConsignmentStatus }) {
  const t = useTranslations("triage.status");
  const { tone, icon: Icon } = LOOK[status];
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {t(status)}
    </Tag>
  );
}
