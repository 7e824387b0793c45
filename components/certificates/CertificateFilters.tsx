import { Search } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import { Button, LinkButton } from "#components/ui/Button";
import { CERTIFICATE_STATUSES } from "#lib/certificates/certificate";
import { FIELD_LABEL, INPUT } from "../ui/field-look.ts";

/** What the list of certificates is narrowed to; all of it stands in the address. */
export type CertificatesAsked = { readonly q?: string | undefined; readonly status?: string | undefined; readonly site?: string | undefined; readonly issuer?: string | undefined };

/** Filters of the list of certificates: number, status, site, issuer. */
export function CertificateFilters({ asked, issuers }: { readonly asked: CertificatesAsked; readonly issuers: readonly { readonly id: number; readonly nameEn: string; readonly nameZh: string }[] }) {
  const [t, ts, locale] = [useTranslations("certificates.list"), useTranslations("certificates.status"), useLocale()];
  return (
    <search>
      <form className="grid grid-cols-2 items-end gap-3 sm:grid-cols-3 xl:grid-cols-[repeat(3,minmax(0,14rem))_auto_auto]">
        {asked.site === undefined ? null : <input type="hidden" name="site" value={asked.site} />}
        <label className="flex min-w-0 flex-col gap-1 max-sm:col-span-2">
          <span className={FIELD_LABEL}>{t("number")}</span>
          <input name="q" type="search" defaultValue={asked.q ?? ""} className={INPUT} />
        </label>
        <label className="flex min-w-0 flex-col gap-1">
          <span className={FIELD_LABEL}>{t("status")}</span>
          <select name="status" defaultValue={asked.status ?? ""} className={INPUT}>
            <option value="">{t("any")}</option>
            {CERTIFICATE_STATUSES.map((status) => <option key={status} value={status}>{ts(status)}</option>)}
          </select>
        </label>
        <label className="flex min-w-0 flex-col gap-1">
          <span className={FIELD_LABEL}>{t("issuer")}</span>
          <select name="issuer" defaultValue={asked.issuer ?? ""} className={INPUT}>
            <option value="">{t("any")}</option>
            {issuers.map((issuer) => <option key={issuer.id} value={issuer.id}>{locale === "en" ? issuer.nameEn : issuer.nameZh}</option>)}
          </select>
        </label>
        <div><Button type="submit" icon={<Search aria-hidden className="size-4" />}>{t("filter")}</Button></div>
        {Object.values(asked).some((value) => value !== undefined) ? <LinkButton href="/certificates" look="plain">{t("all")}</LinkButton> : null}
      </form>
    </search>
  );
}
