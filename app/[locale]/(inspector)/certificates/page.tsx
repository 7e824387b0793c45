import type { Transaction } from "#db/client";
import { BadgeCheck } from "lucide-react";
import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { NotPermitted } from "#components/access/NotPermitted";
import { CertificateFilters } from "#components/certificates/CertificateFilters";
import { CertificateStatusTag } from "#components/certificates/CertificateStatusTag";
import { Expiries } from "#components/certificates/Expiries";
import { Grid } from "#components/consignment/Grid";
import { Part } from "#components/consignment/Part";
import { ScopeWords } from "#components/consignment/ScopeWords";
import { RowKeys } from "#components/keys/RowKeys";
import { EmptyState } from "#components/ui/EmptyState";
import { LinkButton } from "#components/ui/Button";
import { PageTitle } from "#components/ui/PageTitle";
import { Timestamp } from "#components/ui/Timestamp";
import { may } from "#lib/access/actor";
import { actorOfPage } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { CERTIFICATE_STATUSES } from "#lib/certificates/certificate";
import { certificatesEnding, issuersOfCertificates, listCertificates } from "#lib/certificates/queries";
import { addDays, dateIn } from "#lib/measures/period";
import { productsWithPacking } from "#lib/parties/queries";
import { periodWords } from "../../../../components/consignment/worded.ts";
import { amountWords } from "../../../../components/desk/wording.ts";
import { addressOf, single } from "../../../../components/producers/address.ts";
import { Link } from "../../../navigation.ts";

const PAGE = 50;
const CALENDAR_DAYS = 400;

type Asked = { readonly searchParams: Promise<Partial<Record<"q" | "status" | "site" | "issuer" | "after", string | string[]>>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("frame"))("room.certificates") };
}

/** Capacity certificates, the newest first, and when those in use end. */
export default async function CertificatesScreen({ searchParams }: Asked) {
  const actor = await actorOfPage();
  if (!may(actor, "certificate.read")) return <NotPermitted />;
  const given = await searchParams;
  const asked = { q: single(given.q), status: single(given.status), site: whole(single(given.site)), issuer: whole(single(given.issuer)) };
  const after = whole(single(given.after));
  const today = dateIn(new Date());
  const filter = {
    status: CERTIFICATE_STATUSES.find((one) => one === asked.status),
    siteId: asked.site === undefined ? undefined : Number(asked.site),
    issuerId: asked.issuer === undefined ? undefined : Number(asked.issuer),
  };
  const { page, products, waiting, ending, issuers } = await reading(actor, "certificate.read", async (tx) => ({
    ...(await withGoods(tx, await listCertificates(tx, filter, { q: asked.q, limit: PAGE, after }))),
    waiting: (await listCertificates(tx, { status: "submitted" }, { limit: PAGE })).items.length,
    ending: await certificatesEnding(tx, { from: today, to: addDays(today, CALENDAR_DAYS) }),
    issuers: await issuersOfCertificates(tx),
  }));
  const [t, locale] = [await getTranslations("certificates.list"), await getLocale()];
  const goods = Object.fromEntries([...products.values()].map((one) => [one.gtin, locale === "en" ? one.nameEn : one.nameZh]));
  const narrowed = Object.values(asked).some((value) => value !== undefined);
  return (
    <div className="flex flex-col gap-4">
      <RowKeys />
      <PageTitle note={t("note")} actions={may(actor, "certificate.submit") ? <LinkButton look="primary" href="/certificates/new">{t("new")}</LinkButton> : null}>
        {waiting > 0 ? t("titleWaiting", { count: waiting }) : t("title")}
      </PageTitle>
      <CertificateFilters asked={asked} issuers={issuers} />
      {page.items.length === 0 ? (
        <EmptyState title={narrowed ? t("noneFound") : t("none")} icon={<BadgeCheck aria-hidden />}>{narrowed ? t("noneFoundNext") : t("noneNext")}</EmptyState>
      ) : (
        <Grid
          label={t("label")}
          columns={[
            { id: "number", label: t("number") }, { id: "status", label: t("status") }, { id: "site", label: t("site") }, { id: "scope", label: t("scope") },
            { id: "quantity", label: t("quantity"), end: true }, { id: "period", label: t("period") }, { id: "issuer", label: t("issuer") }, { id: "recorded", label: t("recorded") },
          ]}
          rows={page.items.map((row) => ({
            id: row.number,
            cells: {
              number: <Link href={`/certificates/${encodeURIComponent(row.number)}`} className="font-medium whitespace-nowrap text-accent hover:underline">{row.number}</Link>,
              status: <CertificateStatusTag status={row.status} />,
              site: may(actor, "capacity.read") ? <Link href={`/producers/${row.siteId}`} className="text-accent hover:underline">{row.siteName}</Link> : row.siteName,
              scope: <ScopeWords scope={row.scope} goods={goods} />,
              quantity: <span className="whitespace-nowrap">{amountWords(row.quantity.value, row.quantity.unit, locale)}</span>,
              period: <span className="whitespace-nowrap">{periodWords(row.production, locale)}</span>,
              issuer: <span className="md:whitespace-nowrap">{locale === "en" ? row.issuerNameEn : row.issuerNameZh}</span>,
              recorded: <Timestamp at={row.recordedAt.toISOString()} shape="day" />,
            },
          }))}
        />
      )}
      <nav aria-label={t("pages")} className="flex justify-end gap-2">
        {after === undefined ? null : <LinkButton href={addressOf("/certificates", asked)}>{t("first")}</LinkButton>}
        {page.next === null ? null : <LinkButton href={addressOf("/certificates", { ...asked, after: page.next })}>{t("next")}</LinkButton>}
      </nav>
      <Part id="expiry" title={t("expiry")} note={t("expiryNote")}><Expiries expiries={ending} /></Part>
    </div>
  );
}

/** A page of certificates with the goods that their scopes name. */
async function withGoods(tx: Transaction, page: Awaited<ReturnType<typeof listCertificates>>) {
  return { page, products: await productsWithPacking(tx, page.items.flatMap(({ scope }) => (scope.kind === "gtins" ? scope.values : []))) };
}

function whole(text: string | undefined): string | undefined {
  return text !== undefined && /^[1-9]\d{0,14}$/.test(text) ? text : undefined;
}
