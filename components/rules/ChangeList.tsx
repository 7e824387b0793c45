import { ArrowRight } from "lucide-react";
import { useLocale, useTranslations } from "next-intl";
import type { Rule } from "#lib/risk/rule";
import type { SettingChange } from "#lib/risk/settings";
import { worded } from "../consignment/worded.ts";
import { ModeTag } from "./ModeTag.tsx";
import { ThresholdWords } from "./ThresholdWords.tsx";

/** What a setting changes, before and after. */
export function ChangeList({ rule, changes }: { readonly rule: Rule; readonly changes: readonly SettingChange[] }) {
  const [t, locale] = [useTranslations("rules"), useLocale()];
  if (changes.length === 0) return <p className="text-table text-ink-faint">{t("changesNothing")}</p>;
  const arrow = <ArrowRight aria-label={t("becomes")} className="size-3.5 shrink-0 text-ink-faint" />;
  return (
    <ul className="flex flex-col gap-1 text-table">
      {changes.map((change) => {
        if (change.of === "mode")
          return (
            <li key="mode" className="flex flex-wrap items-center gap-2">
              {t("column.mode")} <ModeTag mode={change.before} /> {arrow} <ModeTag mode={change.after} />
            </li>
          );
        const threshold = rule.thresholds[change.name];
        const unit = threshold?.unit ?? "count";
        return (
          <li key={change.name} className="flex flex-wrap items-center gap-2">
            {threshold === undefined ? change.name : worded(threshold.name, locale)}{" "}
            <span className="tabular-nums">
              <ThresholdWords unit={unit} value={change.before} />
            </span>{" "}
            {arrow}{" "}
            <strong className="font-semibold tabular-nums">
              <ThresholdWords unit={unit} value={change.after} />
            </strong>
          </li>
        );
      })}
    </ul>
  );
}
