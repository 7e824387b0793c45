import { useLocale, useTranslations } from "next-intl";
import type { CertificateScope, CertificateStatus } from "#lib/certificates/certificate";
import { Link } from "../../app/navigation.ts";
import { amountWords } from "../desk/wording.ts";
import { periodWords } from "../consignment/worded.ts";
import { stacked, timescale } from "./timescale.ts";

/** A certificate as its band shows it. */
export type BandShown = {
  readonly number: string;
  readonly status: CertificateStatus;
  readonly scope: CertificateScope;
  readonly quantity: { readonly value: string; readonly unit: string };
  readonly production: { readonly from: string; readonly to: string };
};

const FILL = {
  submitted: "border-dashed border-blue bg-blue-soft text-blue",
  approved: "border-green bg-green-soft text-green",
  suspended: "border-violet bg-violet-soft text-violet",
  revoked: "border-red bg-red-soft text-red line-through",
  superseded: "border-line-strong bg-neutral-soft text-neutral",
} as const satisfies Record<CertificateStatus, string>;

/** The certificates of a site over production time, each a band over the period it certifies; the list of certificates says the same. */
export function CertificateBand({ certificates }: { readonly certificates: readonly BandShown[] }) {
  const [t, ts, locale] = [useTranslations("producers.band"), useTranslations("certificates.status"), useLocale()];
  if (certificates.length === 0) return <p className="text-ink-soft">{t("none")}</p>;
  const scale = timescale(certificates.map((one) => one.production));
  const rows = stacked(certificates.map((one) => ({ ...one, ...one.production })).toSorted((a, b) => (a.from < b.from ? -1 : 1)));
  const percent = (part: number): string => `${part * 100}%`;
  return (
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by the keyboard (WCAG 2.1.1)
    <div role="group" tabIndex={0} aria-label={t("label")} className="overflow-x-auto">
      <div className="relative flex min-w-[36rem] flex-col gap-1.5 pb-6">
        {scale.years.map((tick) => (
          <span key={tick.label} aria-hidden className="absolute inset-y-0 border-s border-line" style={{ left: percent(tick.at) }}>
            <span className={`absolute bottom-0 text-xs text-ink-faint ${tick.at > 0.95 ? "-translate-x-full pe-1" : "ps-1"}`}>{tick.label}</span>
          </span>
        ))}
        {rows.map((row) => (
          <ul key={row[0]?.number} className="relative h-11">
            {row.map((one) => {
              const { from, to } = scale.span(one);
              return (
                <li key={one.number} className="absolute inset-y-0" style={{ left: percent(from), width: percent(to - from) }}>
                  <Link
                    href={`/certificates/${encodeURIComponent(one.number)}`}
                    title={`${one.number} · ${ts(one.status)} · ${periodWords(one, locale)}`}
                    className={`flex h-full min-w-0 flex-col justify-center rounded-md border px-2 text-xs leading-4 hover:brightness-95 ${FILL[one.status]}`}
                  >
                    <span className="truncate font-semibold">{one.number}</span>
                    <span className="truncate">{amountWords(one.quantity.value, one.quantity.unit, locale)} · {ts(one.status)}</span>
                  </Link>
                </li>
              );
            })}
          </ul>
        ))}
      </div>
    </div>
  );
}
