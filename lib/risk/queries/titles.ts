import { desc, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { profiles } from "#db/schema/risk-profiles";
import { ruleIdOf } from "../profile.ts";
import { RULES } from "../rules/registry.ts";
import { hrefOfRule, type RuleTitle } from "../ruleTitle.ts";

const FAILED: RuleTitle = {
  rule: "rule-failed",
  name: { en: "A rule that broke", zh: "规则未能执行" },
  next: { en: "Look at the declaration by hand, and tell the administrator which rule broke.", zh: "人工核查本报关单，并告知管理员是哪条规则。" },
  href: hrefOfRule("rule-failed"),
};

/** The titles of rules and targeting profiles by the ids that findings bear, that of a rule that broke among them; what is none of these has none. */
export async function titlesOf(tx: Transaction, ids: readonly string[]): Promise<RuleTitle[]> {
  const wanted = new Set(ids);
  const rules = RULES.filter(({ id }) => wanted.has(id)).map(({ id, name, next }): RuleTitle => ({ rule: id, name, next, href: hrefOfRule(id) }));
  const failed = wanted.has(FAILED.rule) ? [FAILED] : [];
  const numbers = [...wanted].flatMap((id) => (id.startsWith(ruleIdOf(0).slice(0, -1)) ? [Number(id.slice(ruleIdOf(0).length - 1))] : []));
  if (numbers.length === 0) return [...rules, ...failed];
  const rows = await tx.selectDistinctOn([profiles.profile]).from(profiles).where(inArray(profiles.profile, numbers)).orderBy(profiles.profile, desc(profiles.version));
  return [
    ...rules,
    ...failed,
    ...rows.map(({ profile, nameEn, nameZh, nextEn, nextZh }): RuleTitle => ({
      rule: ruleIdOf(profile),
      name: { en: nameEn, zh: nameZh },
      next: { en: nextEn, zh: nextZh },
      href: hrefOfRule(ruleIdOf(profile)),
    })),
  ];
}
