import { Ban, Check, FilePen, Hourglass, Pause, ScanSearch, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { LookTag, type Look } from "#components/ui/Tag";
import type { PartnerStanding } from "#lib/triage/partner";

const LOOK = {
  "under-review": { tone: "neutral", icon: Hourglass },
  held: { tone: "yellow", icon: Pause },
  "correction-requested": { tone: "blue", icon: FilePen },
  "examination-ordered": { tone: "blue", icon: ScanSearch },
  released: { tone: "green", icon: Check },
  refused: { tone: "red", icon: Ban },
  withdrawn: { tone: "neutral", icon: Undo2 },
} as const satisfies Record<PartnerStanding, Look>;

/** Where an own consignment stands: colour, shape and word. */
export function StandingTag({ standing }: { readonly standing: PartnerStanding }) {
  const t = useTranslations("partner.standing");
  return <LookTag look={LOOK[standing]}>{t(standing)}</LookTag>;
}
