import { Ban, CircleCheck, CircleDashed, Clock, Hourglass, Pencil } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import type { ProfileStanding } from "#lib/risk/profileStanding";

const LOOK = {
  proposed: { tone: "yellow", Icon: Hourglass },
  "in-force": { tone: "green", Icon: CircleCheck },
  "to-come": { tone: "blue", Icon: Clock },
  draft: { tone: "neutral", Icon: Pencil },
  declined: { tone: "red", Icon: Ban },
  over: { tone: "neutral", Icon: CircleDashed },
} as const;

/** How a version of a profile stands, by colour, shape and word. */
export function ProfileTag({ standing }: { readonly standing: ProfileStanding }) {
  const t = useTranslations("profiles.standing");
  const { tone, Icon } = LOOK[standing];
  return (
    <Tag tone={tone} icon={<Icon aria-hidden className="size-3" />}>
      {t(standing)}
    </Tag>
  );
}
