import { useLocale, useTranslations } from "next-intl";
import type { Variation } from "#lib/risk/backtest";
import type { Rule } from "#lib/risk/rule";
import { worded } from "../consignment/worded.ts";
import { ModeTag } from "./ModeTag.tsx";
import { ThresholdWords } from "./ThresholdWords.tsx";

/** What a back-test tries, in words: the rule with its mode and each threshold, or the profile or model by its number. */
export function VariationWords({ variation, rules, short = false }: { readonly variation: Variation; readonly rules: readonly Rule[]; readonly short?: boolean }) {
  const [t, locale] = [useTranslations("backtests"), useLocale()];
  if (variation.kind === "profile") return <>{t("profileNamed", { id: variation.id })}</>;
  if (variation.kind === "model") return <>{t("modelNamed", { id: variation.id })}</>;
  const rule = rules.find(({ id }) => id === variation.rule);
  const values = Object.entries(rule?.thresholds ?? {}).filter(([name, { value }]) => !short || (variation.values[name] ?? value) !== value);
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
      <span className="font-medium">{rule === undefined ? variation.rule : worded(rule.name, locale)}</span>
      {short && variation.mode === "live" ? null : <ModeTag mode={variation.mode} />}
      {values.map(([name, { name: words, unit, value }]) => (
        <span key={name} className="text-ink-soft">
          {worded(words, locale)} <span className="whitespace-nowrap text-ink"><ThresholdWords unit={unit} value={variation.values[name] ?? value} /></span>
        </span>
      ))}
    </span>
  );
}
