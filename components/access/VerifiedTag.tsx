import { BadgeCheck, CircleHelp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";

/** Whether somebody has looked at what was taken in from a declaration. */
export function VerifiedTag({ verified }: { readonly verified: boolean }) {
  const t = useTranslations("admin.verified");
  const Icon = verified ? BadgeCheck : CircleHelp;
  return (
    <Tag tone={verified ? "green" : "yellow"} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {t(verified ? "yes" : "no")}
    </Tag>
  );
}
