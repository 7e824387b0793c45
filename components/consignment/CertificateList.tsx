import { useLocale, useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import type { CertificateScope, CertificateStatus, Decision } from "#lib/certificates/certificate";
import { Link } from "../../app/navigation.ts";
import { CertificateStatusTag } from "../certificates/CertificateStatusTag.tsx";
import { amountWords } from "../desk/wording.ts";
import { ScopeWords } from "./ScopeWords.tsx";
import { periodWords } from "./worded.ts";

/** A certificate as a card shows it. */
export type CertificateShown = {
  readonly number: string;
  readonly status: CertificateStatus;
  readonly issuer: { readonly nameEn: string; readonly nameZh: string };
  readonly scope: CertificateScope;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly production: { readonly from: string; readonly to: string };
  readonly decisions: readonly { readonly decision: Decision; readonly effective: string; readonly reason: string; readonly decidedByName: string; readonly recordedAt: Date }[];
  readonly recordedAt: Date;
};

/** The certificates behind an account: who issued them, for what, and each decision with the day it takes effect and the day it became known. */
export function CertificateList({ certificates, goods }: { readonly certificates: readonly CertificateShown[]; readonly goods: Readonly<Record<string, string>> }) {
  const [t, locale] = [useTranslations("consignment.certificate"), useLocale()];
  if (certificates.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <ul className="grid gap-3 lg:grid-cols-2">
      {certificates.map((certificate) => (
        <li key={certificate.number} className="flex flex-col gap-1.5 rounded-md border border-line p-3">
          <div className="flex flex-wrap items-center gap-2">
            <Link href={`/certificates/${encodeURIComponent(certificate.number)}`} className="font-semibold text-accent hover:underline">{certificate.number}</Link>
            <CertificateStatusTag status={certificate.status} />
          </div>
          <p className="text-table">
            {t("says", { amount: amountWords(certificate.quantity.value, certificate.quantity.unit, locale), period: periodWords(certificate.production, locale) })} <ScopeWords scope={certificate.scope} goods={goods} />
          </p>
          <p className="text-table text-ink-soft">
            {t("issued", { issuer: locale === "en" ? certificate.issuer.nameEn : certificate.issuer.nameZh })} · <Timestamp at={certificate.recordedAt.toISOString()} shape="day" />
          </p>
          <ul className="flex flex-col gap-1 border-t border-line pt-1.5 text-table">
            {certificate.decisions.map((decision) => (
              <li key={decision.recordedAt.toISOString()}>
                {t(`decided.${decision.decision}`, { by: decision.decidedByName, effective: decision.effective })}
                <span className="block text-xs text-ink-faint">{t("known")} <Timestamp at={decision.recordedAt.toISOString()} /> · {decision.reason}</span>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
