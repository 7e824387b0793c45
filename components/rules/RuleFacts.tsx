import { useLocale, useTranslations } from "next-intl";
import type { ReactNode } from "react";
import type { Fired } from "#lib/risk/backtest";
import type { SetRule } from "#lib/risk/settings";
import { worded } from "../consignment/worded.ts";
import { FiredWords } from "./FiredWords.tsx";
import { ThresholdWords } from "./ThresholdWords.tsx";

/** What to do about a finding of a rule, its thresholds in force beside the delivered ones where they differ, and what it found lately. */
export function RuleFacts({ set: { rule, values }, lately, days }: { readonly set: SetRule; readonly lately: Fired; readonly days: number }) {
  const [t, locale] = [useTranslations("rules"), useLocale()];
  const line = (label: string, value: ReactNode) => (
    <div key={label} className="flex flex-wrap justify-between gap-x-4 border-b border-line py-1.5 last:border-0">
      <dt className="text-ink-soft">{label}</dt>
      <dd className="text-end tabular-nums">{value}</dd>
    </div>
  );
  return (
    <div className="flex flex-col gap-3 text-table">
      <div>
        <h3 className="text-ink-faint">{t("next")}</h3>
        <p className="text-pretty">{worded(rule.next, locale)}</p>
      </div>
      {rule.mandatory === true ? <p className="text-pretty"><span className="font-medium">{t("mandatory")}</span> {t("mandatoryNote")}</p> : null}
      <dl className="flex flex-col">
        {Object.entries(rule.thresholds).map(([key, { name, unit, value: delivered }]) => {
          const value = values[key] ?? delivered;
          return line(
            worded(name, locale),
            <>
              <ThresholdWords unit={unit} value={value} />
              {value === delivered ? null : (
                <span className="text-ink-faint">
                  {" "}
                  ({t("delivered")} <ThresholdWords unit={unit} value={delivered} />)
                </span>
              )}
            </>,
          );
        })}
        {line(t("lately", { days }), <FiredWords fired={lately} />)}
      </dl>
    </div>
  );
}
