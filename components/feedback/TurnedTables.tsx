import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { Grid } from "#components/consignment/Grid";
import { numberFormat } from "../ui/number-format.ts";
import type { OfficerTurned, RandomTold, RuleTurned, Turned } from "#lib/triage/feedback";
import { FALSE_ALARM_REASONS } from "#lib/risk/outcome";
import { hrefOfRule } from "#lib/risk/ruleTitle";
import { Link } from "../../app/navigation.ts";
import { ShareBar } from "./ShareBar.tsx";

/** The list behind a number of a row, of those that were confirmed or of all; null for who may not read lists. */
type ListOf = (key: string, confirmed: boolean) => string | null;

/** A number that leads to its list. */
function Counted({ href, children }: { readonly href: string | null; readonly children: ReactNode }) {
  return href === null ? children : <Link href={href} className="inline-block min-h-6 min-w-6 text-accent tabular-nums hover:underline">{children}</Link>;
}

type Rules = { readonly rules: readonly RuleTurned[]; readonly nameOf: (rule: string) => string; readonly listOf: ListOf };

/** Rules by how the declarations they fired on turned out; each name leads to its rule, each number to its list. */
export function RulesTurned({ rules, nameOf, listOf }: Rules) {
  const [t, reasons, locale] = [useTranslations("feedback"), useTranslations("feedback.finding.reason"), useLocale()];
  const told = (alarms: RuleTurned["falseAlarms"]) =>
    FALSE_ALARM_REASONS.flatMap((reason) => (alarms[reason] === undefined ? [] : [`${alarms[reason]} × ${reasons(reason)}`])).join(t("listed"));
  return (
    <Grid
      label={t("rules")}
      columns={[{ id: "rule", label: t("rule") }, { id: "fired", label: t("fired"), end: true }, { id: "confirmed", label: t("confirmed") }, { id: "alarms", label: t("falseAlarms"), wideOnly: true }]}
      rows={rules.map(({ key, declared, confirmed, falseAlarms }) => ({
        id: key,
        cells: {
          rule: <Link href={hrefOfRule(key)} className="text-accent hover:underline">{nameOf(key)}</Link>,
          fired: <Counted href={listOf(key, false)}>{numberFormat(locale, "whole").format(declared)}</Counted>,
          confirmed: <ShareBar share={confirmed} href={confirmed === undefined || confirmed.hits === 0 ? null : listOf(key, true)} />,
          alarms: told(falseAlarms) || <span className="text-ink-faint">0</span>,
        },
      }))}
    />
  );
}

/** A group of declarations with its name and the list behind it. */
export type GroupShown = Turned & { readonly name: string; readonly href: string; readonly list: string | null; readonly confirmedList: string | null };

/** Groups of declarations, such as offices or origins, by how they turned out; each name leads to its list. */
export function GroupsTurned({ label, groups }: { readonly label: string; readonly groups: readonly GroupShown[] }) {
  const [t, locale] = [useTranslations("feedback"), useLocale()];
  return (
    <Grid
      label={label}
      columns={[{ id: "group", label }, { id: "declared", label: t("declared"), end: true }, { id: "confirmed", label: t("confirmed") }]}
      rows={groups.map(({ key, name, href, list, confirmedList, declared, confirmed }) => ({
        id: key,
        cells: {
          group: <Link href={href} className="text-accent hover:underline">{name}</Link>,
          declared: <Counted href={list}>{numberFormat(locale, "whole").format(declared)}</Counted>,
          confirmed: <ShareBar share={confirmed} href={confirmed === undefined || confirmed.hits === 0 ? null : confirmedList} />,
        },
      }))}
    />
  );
}

/** People by what the examinations they ordered found. */
export function OfficersTurned({ officers }: { readonly officers: readonly OfficerTurned[] }) {
  const t = useTranslations("feedback");
  return (
    <Grid
      label={t("officers")}
      columns={[{ id: "officer", label: t("officer") }, { id: "ordered", label: t("ordered"), end: true }, { id: "confirmed", label: t("discrepancies") }]}
      rows={officers.map(({ officer, ordered, confirmed }) => ({ id: officer, cells: { officer, ordered, confirmed: <ShareBar share={confirmed} /> } }))}
    />
  );
}

/** What the random draws found, and how much of it the rules had pointed at. */
export function DrawsTold({ told }: { readonly told: RandomTold }) {
  const t = useTranslations("feedback.draws");
  if (told.drawn === 0) return <p className="text-ink-soft">{t("none")}</p>;
  return (
    <dl className="grid grid-cols-[max-content_minmax(0,1fr)] items-center gap-x-6 gap-y-2 max-sm:grid-cols-1">
      <dt className="text-ink-soft">{t("drawn")}</dt>
      <dd className="tabular-nums">{told.drawn}</dd>
      <dt className="text-ink-soft">{t("wrong")}</dt>
      <dd><ShareBar share={told.wrong} /></dd>
      <dt className="text-ink-soft">{t("recall")}</dt>
      <dd><ShareBar share={told.recall} /></dd>
    </dl>
  );
}
