import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Link } from "../../app/navigation.ts";
import { Grid } from "../consignment/Grid.tsx";
import { Part } from "../consignment/Part.tsx";
import { ScopeWords } from "../consignment/ScopeWords.tsx";
import { lastDay } from "../consignment/worded.ts";
import { amountWords } from "../desk/wording.ts";
import { CertificateStatusTag } from "./CertificateStatusTag.tsx";
import type { WholeCertificate } from "./whole.ts";

type Side = Pick<WholeCertificate, "number" | "status" | "issuer" | "scope" | "quantity" | "production" | "decisions">;

/** A certificate beside the one it supersedes, line by line, for whoever decides; that they are of two bodies is said first. */
export function Replaced({ certificate, replaced, goods }: { readonly certificate: Side; readonly replaced: Side; readonly goods: Readonly<Record<string, string>> }) {
  const [t, locale] = [useTranslations("certificates.one"), useLocale()];
  const issuer = ({ nameEn, nameZh, code }: Side["issuer"]) => `${locale === "en" ? nameEn : nameZh} ${code}`;
  const decided = (side: Side) => side.decisions.map((one) => <span key={one.recordedAt.getTime()} className="block">{t(`done.${one.decision}`)} {one.effective} · {one.decidedByName}</span>);
  const rows: readonly (readonly [string, (side: Side) => ReactNode])[] = [
    [t("issuer"), (side) => issuer(side.issuer)],
    [t("status"), (side) => <CertificateStatusTag status={side.status} />],
    [t("quantity"), (side) => amountWords(side.quantity.value, side.quantity.unit, locale)],
    [t("period"), (side) => <span className="whitespace-nowrap">{`${side.production.from} – ${lastDay(side.production.to)}`}</span>],
    [t("scope"), (side) => <ScopeWords scope={side.scope} goods={goods} />],
    [t("decisions"), (side) => (side.decisions.length === 0 ? t("undecided") : decided(side))],
  ];
  return (
    <Part id="replaced" title={t("replaces")} note={certificate.issuer.code === replaced.issuer.code ? t("replacesOwn") : t("replacesOther", { body: issuer(replaced.issuer) })}>
      <Grid
        label={t("replaces")}
        columns={[{ id: "what", label: t("compared") }, { id: "this", label: certificate.number }, { id: "old", label: replaced.number }]}
        rows={rows.map(([what, words]) => ({ id: what, cells: { what, this: words(certificate), old: words(replaced) } }))}
      />
      <Link href={`/certificates/${encodeURIComponent(replaced.number)}`} className="mt-3 inline-block text-accent hover:underline">{t("openReplaced", { number: replaced.number })}</Link>
    </Part>
  );
}
