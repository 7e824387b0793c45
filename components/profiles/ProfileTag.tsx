import { Ban, CircleCheck, CircleDashed, Clock, Hourglass, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { LookTag, type Look } from "#components/ui/Tag";
import type { ProfileStanding } from "#lib/risk/profileStanding";

const LOOK = {
  proposed: { tone: "yellow", icon: Hourglass },
  "in-force": { tone: "green", icon: CircleCheck },
  "to-come": { tone: "blue", icon: Clock },
  draft: { tone: "neutral", icon: Pencil },
  declined: { tone: "red", icon: Ban },
  over: { tone: "neutral", icon: CircleDashed },
} as const satisfies Record<ProfileStanding, Look>;

/** How a version of a profile stands, by colour, shape and word. */
export function ProfileTag({ standing }: { readonly standing: ProfileStanding }) {
  const t = useTranslations("profiles.standing");
  return <LookTag look={LOOK[standing]}>{t(standing)}</LookTag>;
}
