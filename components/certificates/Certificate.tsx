import { useLocale, useTranslations } from "next-intl";
import { LinkButton } from "#components/ui/Button";
import { DataList } from "#components/ui/DataList";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import type { FormAction } from "#components/access/ActionForm";
import type { Decision } from "#lib/certificates/certificate";
import { Link } from "../../app/navigation.ts";
import { Grid } from "../consignment/Grid.tsx";
import { Part } from "../consignment/Part.tsx";
import { ScopeWords } from "../consignment/ScopeWords.tsx";
import { lastDay, periodWords } from "../consignment/worded.ts";
import { amountWords } from "../desk/wording.ts";
import { FallPreview, type FallShown } from "../producers/FallPreview.tsx";
import { CertificateStatusTag } from "./CertificateStatusTag.tsx";
import { DecideForm } from "./DecideForm.tsx";
import { Replaced } from "./Replaced.tsx";
import type { WholeCertificate } from "./whole.ts";

type Props = {
  readonly certificate: WholeCertificate;
  /** The certificate it supersedes, where the reader may see it. */
  readonly replaced: WholeCertificate | undefined;
  readonly goods: Readonly<Record<string, string>>;
  readonly submitter: string;
  /** What this person may decide; `own` where they or their organisation submitted it, so that somebody else must. */
  readonly may: { readonly decide: boolean; readonly own: boolean; readonly submit: boolean; readonly producer: boolean };
  readonly deciding: Decision | undefined;
  readonly fall: FallShown | undefined;
  readonly today: string;
  readonly action: FormAction;
};

const LINK = "text-accent hover:underline";

/** One certificate: what it certifies, who issued and submitted it, each decision on both clocks, and what may be decided now. */
export function Certificate({ certificate, replaced, goods, submitter, may, deciding, fall, today, action }: Props) {
  const [t, locale] = [useTranslations("certificates.one"), useLocale()];
  const path = `/certificates/${encodeURIComponent(certificate.number)}`;
  const numbers = (list: readonly string[]) =>
    list.map((number) =>
      certificate.ofOthers.includes(number) ? (
        <span key={number} className="me-3">
          {number} <span className="text-ink-faint">{t("ofOther")}</span>
        </span>
      ) : (
        <Link key={number} href={`/certificates/${encodeURIComponent(number)}`} className={`${LINK} me-3`}>
          {number}
        </Link>
      ),
    );
  const amount = amountWords(certificate.quantity.value, certificate.quantity.unit, locale);
  return (
    <div className="flex flex-col gap-5">
      <PageTitle
        note={
          <span className="flex items-center gap-2">
            {certificate.number} <CertificateStatusTag status={certificate.status} />
          </span>
        }
        actions={
          may.submit && certificate.status !== "revoked" ? (
            <>
              <LinkButton href={`/certificates/new?extractOf=${encodeURIComponent(certificate.number)}`}>{t("extract")}</LinkButton>
              <LinkButton href={`/certificates/new?supersedes=${encodeURIComponent(certificate.number)}`}>{t("supersede")}</LinkButton>
            </>
          ) : null
        }
      >
        {t("title", { amount, site: certificate.site.name, period: periodWords(certificate.production, locale) })}
      </PageTitle>
      <div className="panel px-4 py-3">
        <DataList
          columns={2}
          data={[
            { label: t("site"), value: <>{may.producer ? <Link href={`/producers/${certificate.site.id}`} className={LINK}>{certificate.site.name}</Link> : certificate.site.name} <span className="font-mono text-xs text-ink-faint">{certificate.site.publicId}</span></> },
            { label: t("issuer"), value: <>{locale === "en" ? certificate.issuer.nameEn : certificate.issuer.nameZh} <span className="text-ink-faint">{certificate.issuer.code}</span></> },
            { label: t("scope"), value: <ScopeWords scope={certificate.scope} goods={goods} /> },
            { label: t("submitted"), value: <>{submitter} · <Timestamp at={certificate.recordedAt.toISOString()} /></> },
            { label: t("quantity"), value: amount },
            { label: t("period"), value: `${certificate.production.from} – ${lastDay(certificate.production.to)}` },
            ...(certificate.supersedes === null ? [] : [{ label: t("supersedes"), value: numbers([certificate.supersedes]) }]),
            ...(certificate.supersededBy.length === 0 ? [] : [{ label: t("supersededBy"), value: numbers(certificate.supersededBy) }]),
            ...(certificate.extractOf === null ? [] : [{ label: t("extractOf"), value: numbers([certificate.extractOf]) }]),
            ...(certificate.extracts.length === 0 ? [] : [{ label: t("extracts"), value: numbers(certificate.extracts) }]),
            {
              label: t("document"),
              value:
                certificate.documentSha256 === null ? (
                  <span className="text-ink-faint">{t("noDocument")}</span>
                ) : (
                  <span className="font-mono text-xs break-all">{certificate.documentSha256}</span>
                ),
            },
          ]}
        />
      </div>
      {replaced === undefined ? null : <Replaced certificate={certificate} replaced={replaced} goods={goods} />}
      <Part id="decisions" title={t("decisions")} note={t("decisionsNote")}>
        <Decisions decisions={certificate.decisions} />
      </Part>
      {!may.decide || certificate.allowed.length === 0 ? null : (
        <Part id="decide" title={t("decide")} note={may.own ? t("own") : t("decideNote")}>
          {may.own ? null : (
            <div className="flex flex-col gap-5">
              <div className="flex flex-wrap gap-2">
                {certificate.allowed.map((decision) => (
                  <LinkButton key={decision} look={decision === deciding ? "chosen" : decision === "revoke" ? "danger" : "quiet"} href={`${path}?decide=${decision}#decide`}>{t(`act.${decision}`)}</LinkButton>
                ))}
              </div>
              {deciding === undefined ? null : <p className="text-pretty">{t(`means.${deciding}`)}</p>}
              {fall === undefined ? null : <div className="rounded-md border border-line-strong p-4"><h3 className="mb-2 text-xs text-ink-faint">{t("falls")}</h3><FallPreview number={certificate.number} fall={fall} goods={goods} /></div>}
              {deciding === undefined ? null : <DecideForm key={deciding} action={action} number={certificate.number} version={certificate.version} decision={deciding} effective={deciding === "approve" ? certificate.production.from : today} />}
            </div>
          )}
        </Part>
      )}
    </div>
  );
}

function Decisions({ decisions }: { readonly decisions: WholeCertificate["decisions"] }) {
  const t = useTranslations("certificates.one");
  if (decisions.length === 0) return <p className="text-ink-soft">{t("undecided")}</p>;
  return (
    <Grid
      label={t("decisions")}
      columns={[{ id: "decision", label: t("decision") }, { id: "effective", label: t("effective") }, { id: "recorded", label: t("recorded") }, { id: "by", label: t("by") }, { id: "reason", label: t("reason") }]}
      rows={decisions.map((one) => ({
        id: one.recordedAt.toISOString() + one.decision,
        cells: {
          decision: t(`done.${one.decision}`),
          effective: <span className="whitespace-nowrap">{one.effective}</span>,
          recorded: <Timestamp at={one.recordedAt.toISOString()} />,
          by: one.decidedByName,
          reason: <span className="block min-w-48 text-pretty">{one.reason}</span>,
        },
      }))}
    />
  );
}
