import { Ban, BadgeCheck, Hourglass, Pause, Replace } from "lucide-react";
import { useTranslations } from "next-intl";
import { LookTag, type Look } from "#components/ui/Tag";
import type { CertificateStatus } from "#lib/certificates/certificate";

const LOOK = {
  submitted: { tone: "blue", icon: Hourglass },
  approved: { tone: "green", icon: BadgeCheck },
  suspended: { tone: "violet", icon: Pause },
  revoked: { tone: "red", icon: Ban },
  superseded: { tone: "neutral", icon: Replace },
} as const satisfies Record<CertificateStatus, Look>;

/** Where a certificate stands: colour, shape and word. */
export function CertificateStatusTag({ status }: { readonly status: CertificateStatus }) {
  const t = useTranslations("certificates.status");
  return <LookTag look={LOOK[status]}>{t(status)}</LookTag>;
}
