import { useLocale, useTranslations } from "next-intl";
import type { Variation } from "#lib/risk/backtest";
import type { Rule } from "#lib/risk/rule";
import { hrefOfRule, type RuleTitle } from "#lib/risk/ruleTitle";
import { worded } from "../consignment/worded.ts";
import { ModeTag } from "./ModeTag.tsx";
import { ThresholdWords } from "./ThresholdWords.tsx";

/** What a back-test tries, in words: the rule with its mode and each threshold, the profile by its name where `titles` have it, or the model by its number. */
export function VariationWords({ variation, rules, titles = [], short = false }: { readonly variation: Variation; readonly rules: readonly Rule[]; readonly titles?: readonly RuleTitle[]; readonly short?: boolean }) {
  const [t, locale] = [useTranslations("backtests"), useLocale()];
  if (variation.kind === "profile") {
    const title = titles.find(({ href }) => href === hrefOfRule(`profile:${variation.id}`));
    return <>{title === undefined ? t("profileNamed", { id: variation.id }) : t("profileCalled", { id: variation.id, name: worded(title.name, locale) })}</>;
  }
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
