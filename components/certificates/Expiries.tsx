import { useFormatter, useTranslations } from "next-intl";
import type { CertificateStatus } from "#lib/certificates/certificate";
import { Link } from "../../app/navigation.ts";
import { lastDay } from "../consignment/worded.ts";
import { CertificateStatusTag } from "./CertificateStatusTag.tsx";

/** A certificate that ends, as the calendar names it. */
export type Expiry = { readonly number: string; readonly status: CertificateStatus; readonly siteName: string; readonly production: { readonly from: string; readonly to: string } };

/** Certificates by the month in which their production period ends: what will have to be renewed, and when. */
export function Expiries({ expiries }: { readonly expiries: readonly Expiry[] }) {
  const [t, format] = [useTranslations("certificates.expiry"), useFormatter()];
  if (expiries.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  const months = Map.groupBy(expiries, (one) => lastDay(one.production.to).slice(0, 7));
  return (
    <div className="grid gap-x-8 gap-y-4 sm:grid-cols-2 xl:grid-cols-3">
      {[...months].map(([month, ending]) => (
        <div key={month}>
          <h3 className="mb-1 text-table font-semibold">
            {format.dateTime(new Date(`${month}-15T00:00:00Z`), { year: "numeric", month: "long" })}{" "}
            <span className="font-normal text-ink-faint">{t("count", { count: ending.length })}</span>
          </h3>
          <ul className="flex flex-col">
            {ending.map((one) => (
              <li key={one.number} className="flex items-center gap-2 border-b border-line py-1 text-table">
                <span className="w-6 shrink-0 text-ink-faint">{lastDay(one.production.to).slice(8)}</span>
                <Link href={`/certificates/${encodeURIComponent(one.number)}`} className="shrink-0 text-accent hover:underline">{one.number}</Link>
                <span className="min-w-0 truncate text-ink-soft">{one.siteName}</span>
                <span className="ms-auto shrink-0">{one.status === "approved" ? null : <CertificateStatusTag status={one.status} />}</span>
              </li>
            ))}
          </ul>
        </div>
      ))}
    </div>
  );
}
