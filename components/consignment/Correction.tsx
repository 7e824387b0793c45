import { FilePen } from "lucide-react";
import { useTranslations } from "next-intl";
import { Timestamp } from "#components/ui/Timestamp";

/** What the importer is asked to correct, by whom and since when, while it is waited for. */
export function Correction({ made }: { readonly made: { readonly reason: string; readonly asked: string | null; readonly decidedByName: string; readonly at: Date } }) {
  const [t, reason] = [useTranslations("consignment.history"), useTranslations("triage.reason")];
  return (
    <p className="flex max-w-5xl items-start gap-2 rounded-md bg-blue-soft px-3 py-2 text-table">
      <FilePen aria-hidden className="mt-0.5 size-4 shrink-0 text-blue" />
      <span className="min-w-0 text-pretty">
        {t("asked")} {reason.has(made.reason) ? reason(made.reason) : made.reason}
        {made.asked === null ? null : <span className="block whitespace-pre-line">{made.asked}</span>}
        <span className="block text-xs text-ink-soft">{made.decidedByName} · <Timestamp at={made.at.toISOString()} /></span>
      </span>
    </p>
  );
}
