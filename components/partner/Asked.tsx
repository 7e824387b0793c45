import { FilePen } from "lucide-react";
import { useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";
import type { Told } from "#lib/triage/partner";

/** What is asked of the importer, why and since when; nothing where nothing is asked. */
export function Asked({ told }: { readonly told: Told }) {
  const [t, reason] = [useTranslations("partner"), useTranslations("triage.reason")];
  if (told.standing !== "correction-requested") return null;
  return (
    <span className="flex items-start gap-1.5 text-table">
      <FilePen aria-hidden className="mt-0.5 size-3.5 shrink-0 text-blue" />
      <span>
        {told.reason === null ? t("correct") : t("correctBecause", { reason: reason.has(told.reason) ? reason(told.reason) : told.reason })}
        {told.asked === null ? null : <span className="block whitespace-pre-line text-pretty">{told.asked}</span>}
        {told.since === null ? null : (
          <span className="block text-xs text-ink-faint">
            {t("since")} <Timestamp at={told.since.toISOString()} />
          </span>
        )}
      </span>
    </span>
  );
}
