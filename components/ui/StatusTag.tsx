import { Ban, Check, CircleDashed, FilePen, Hourglass, Pause, ScanSearch, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ConsignmentStatus } from "#lib/triage/decision";
import { LookTag, type Look } from "./Tag.tsx";

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
} as const satisfies Record<ConsignmentStatus, Look>;

/** Where a consignment stands: colour, shape and word; `short` where a table leaves it little room. */
export function StatusTag({ status, short = false }: { readonly status: ConsignmentStatus; readonly short?: boolean }) {
  const t = useTranslations(short ? "triage.statusShort" : "triage.status");
  return <LookTag look={LOOK[status]}>{t(status)}</LookTag>;
}
