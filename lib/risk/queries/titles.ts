import { desc, inArray } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { profiles } from "#db/schema/risk-profiles";
import { ruleIdOf } from "../profile.ts";
import { RULES } from "../rules/registry.ts";
import type { RuleTitle } from "../ruleTitle.ts";

/** The titles of rules and targeting profiles by the ids that findings bear; what is neither has none. */
export async function titlesOf(tx: Transaction, ids: readonly string[]): Promise<RuleTitle[]> {
  const wanted = new Set(ids);
  const rules = RULES.filter(({ id }) => wanted.has(id)).map(({ id, name, next }): RuleTitle => ({ rule: id, name, next, href: `/rules/${id}` }));
  const numbers = [...wanted].flatMap((id) => (id.startsWith(ruleIdOf(0).slice(0, -1)) ? [Number(id.slice(ruleIdOf(0).length - 1))] : []));
  if (numbers.length === 0) return rules;
  const rows = await tx.selectDistinctOn([profiles.profile]).from(profiles).where(inArray(profiles.profile, numbers)).orderBy(profiles.profile, desc(profiles.version));
  return [...rules, ...rows.map(({ profile, nameEn, nameZh, nextEn, nextZh }): RuleTitle => ({ rule: ruleIdOf(profile), name: { en: nameEn, zh: nameZh }, next: { en: nextEn, zh: nextZh }, href: `/rules/profiles/${profile}` }))];
}
