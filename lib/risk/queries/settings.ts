import { and, asc, desc, eq, lt, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { declarations } from "#db/schema/consignments";
import { findings, ruleSettings } from "#db/schema/risk";
import type { Finding } from "../finding.ts";
import type { AppliedRule, Rule } from "../rule.ts";
import { RULES } from "../rules/registry.ts";
import { appliedOf, setRules, type RuleSetting, type SetRule } from "../settings.ts";

/** The settings in force: of each rule the one confirmed last. */
async function settingsInForce(tx: Transaction): Promise<RuleSetting[]> {
  return tx
    .selectDistinctOn([ruleSettings.rule], { id: ruleSettings.id, rule: ruleSettings.rule, mode: ruleSettings.mode, values: ruleSettings.values })
    .from(ruleSettings)
    .where(eq(ruleSettings.state, "confirmed"))
    .orderBy(ruleSettings.rule, desc(ruleSettings.id));
}

/** Every rule of the registry as it is set now, also those that are off. */
export async function rulesSetNow(tx: Transaction): Promise<SetRule[]> {
  return setRules(RULES, await settingsInForce(tx));
}

/** The rules of the registry that are applied now, live or in shadow. */
export async function rulesInForce(tx: Transaction): Promise<AppliedRule[]> {
  return appliedOf(await rulesSetNow(tx));
}

/** One rule as it is set now. */
export async function setRuleNow(tx: Transaction, rule: Rule): Promise<SetRule> {
  const found = await tx
    .select({ id: ruleSettings.id, rule: ruleSettings.rule, mode: ruleSettings.mode, values: ruleSettings.values })
    .from(ruleSettings)
    .where(and(eq(ruleSettings.rule, rule.id), eq(ruleSettings.state, "confirmed")))
    .orderBy(desc(ruleSettings.id))
    .limit(1);
  const [set] = setRules([rule], found);
  if (set === undefined) throw new Error(`rule ${rule.id} was not merged`);
  return set;
}

/** A setting as it was proposed and answered. */
export type SettingRow = typeof ruleSettings.$inferSelect;

/** The open proposals, of one rule or of all. */
export async function openProposals(tx: Transaction): Promise<SettingRow[]> {
  return tx.select().from(ruleSettings).where(eq(ruleSettings.state, "proposed")).orderBy(desc(ruleSettings.id));
}

/** The settings of one rule that were ever proposed, the newest first. */
export async function settingHistory(tx: Transaction, rule: string, limit: number): Promise<SettingRow[]> {
  return tx.select().from(ruleSettings).where(eq(ruleSettings.rule, rule)).orderBy(desc(ruleSettings.id)).limit(limit);
}

/** What a rule has found lately: live findings since an instant, and of the declarations they are on, how many have a known outcome and how many of those were confirmed. */
export type RuleTally = { readonly rule: string; readonly findings: number; readonly shadow: number; readonly declarations: number; readonly known: number; readonly confirmed: number };

/** What each rule has found since an instant, in one statement; rules that found nothing are left out, and so is information without weight. */
export async function ruleTallies(tx: Transaction, since: Date): Promise<ReadonlyMap<string, RuleTally>> {
  const rows = await tx.execute<{ rule: string; findings: bigint; shadow: bigint; declarations: bigint; known: bigint; confirmed: bigint }>(sql`
    with fired as (
      select rule, declaration_id, count(*) as n, 0 as shadow from findings where fired_at >= ${since.toISOString()}::timestamptz and severity <> 'info' group by 1, 2
      union all
      select rule, declaration_id, 0, count(*) from shadow_findings where fired_at >= ${since.toISOString()}::timestamptz and severity <> 'info' group by 1, 2
    )
    select rule, sum(n)::bigint as findings, sum(shadow)::bigint as shadow, count(*) filter (where n > 0) as declarations,
      count(labels.confirmed) filter (where n > 0) as known, count(*) filter (where n > 0 and labels.confirmed) as confirmed
    from fired left join declaration_labels as labels using (declaration_id)
    group by rule`);
  return new Map(rows.map((row) => [row.rule, { rule: row.rule, findings: Number(row.findings), shadow: Number(row.shadow), declarations: Number(row.declarations), known: Number(row.known), confirmed: Number(row.confirmed) }]));
}

/** A finding of a rule with the declaration it is on. */
export type RuleFinding = { readonly id: number; readonly number: string; readonly line: number | null; readonly severity: Finding["severity"]; readonly points: number; readonly setting: number | null; readonly wording: Finding["wording"]; readonly firedAt: Date; readonly clearedAt: Date | null };

/** The findings of a rule, the newest first. */
export async function findingsOfRule(tx: Transaction, rule: string, limit: number): Promise<RuleFinding[]> {
  return tx
    .select({ id: findings.id, number: declarations.number, line: findings.lineNo, severity: findings.severity, points: findings.points, setting: findings.setting, wording: findings.wording, firedAt: findings.firedAt, clearedAt: findings.clearedAt })
    .from(findings)
    .innerJoin(declarations, eq(declarations.id, findings.declarationId))
    .where(eq(findings.rule, rule))
    .orderBy(desc(findings.firedAt), desc(findings.id))
    .limit(limit);
}

/** The settings of a rule that were in force at some time between two instants, in their order; the first of them may have been in force before. Empty where it was as delivered all the time. */
export async function settingsDuring(tx: Transaction, rule: string, from: Date, to: Date): Promise<SettingRow[]> {
  const rows = await tx.select().from(ruleSettings).where(and(eq(ruleSettings.rule, rule), eq(ruleSettings.state, "confirmed"), lt(ruleSettings.answeredAt, to))).orderBy(asc(ruleSettings.id));
  const standing = rows.findLastIndex(({ answeredAt }) => answeredAt !== null && answeredAt < from);
  return rows.slice(Math.max(0, standing));
}
