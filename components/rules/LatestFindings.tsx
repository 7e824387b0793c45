import { useLocale, useTranslations } from "next-intl";
import { Tag } from "#components/ui/Tag";
import { Timestamp } from "#components/ui/Timestamp";
import type { RuleFinding } from "#lib/risk/settings";
import { Link } from "../../app/navigation.ts";
import { worded } from "../consignment/worded.ts";

const TONE = { info: "neutral", low: "neutral", medium: "yellow", high: "red", critical: "red" } as const;

/** The latest findings of a rule in the wording of their time, each with its consignment. */
export function LatestFindings({ findings }: { readonly findings: readonly RuleFinding[] }) {
  const [t, tt, locale] = [useTranslations("rules"), useTranslations("triage.severity"), useLocale()];
  if (findings.length === 0) return <p className="text-ink-soft">{t("noFindings")}</p>;
  return (
    <ul className="flex flex-col divide-y divide-line">
      {findings.map((finding) => (
        <li key={finding.id} className="flex flex-col gap-1 py-2 first:pt-0 last:pb-0">
          <p className={`text-table text-pretty ${finding.clearedAt === null ? "" : "text-ink-soft"}`}>{worded(finding.wording, locale)}</p>
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-ink-faint">
            <Link href={`/consignments/${encodeURIComponent(finding.number)}`} className="text-accent hover:underline">{finding.number}</Link>
            <Tag tone={TONE[finding.severity]}>{tt(finding.severity)}</Tag>
            <span>{t("unit.points", { value: finding.points })}</span>
            <span>{finding.setting === null ? t("asDelivered") : t("history.number", { id: finding.setting })}</span>
            <Timestamp at={finding.firedAt.toISOString()} />
            {finding.clearedAt === null ? null : <span>{t("cleared")} <Timestamp at={finding.clearedAt.toISOString()} /></span>}
          </p>
        </li>
      ))}
    </ul>
  );
}
