import { and, asc, desc, eq, lt, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { declarations } from "#db/schema/consignments";
import { findings, ruleSettings } from "#db/schema/risk";
import type { AppliedRule, Rule } from "../rule.ts";
import { RULES } from "../rules/registry.ts";
import { appliedOf, setRules, type RuleFinding, type RuleSetting, type RuleTally, type SetRule, type SettingRecord } from "../settings.ts";

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

/** The open proposals, of one rule or of all. */
export async function openProposals(tx: Transaction): Promise<SettingRecord[]> {
  return tx.select().from(ruleSettings).where(eq(ruleSettings.state, "proposed")).orderBy(desc(ruleSettings.id));
}

/** The settings of one rule that were ever proposed, the newest first. */
export async function settingHistory(tx: Transaction, rule: string, limit: number): Promise<SettingRecord[]> {
  return tx.select().from(ruleSettings).where(eq(ruleSettings.rule, rule)).orderBy(desc(ruleSettings.id)).limit(limit);
}

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
  return new Map(
    rows.map((row) => [
      row.rule,
      {
        rule: row.rule,
        findings: Number(row.findings),
        shadow: Number(row.shadow),
        declarations: Number(row.declarations),
        known: Number(row.known),
        confirmed: Number(row.confirmed),
      },
    ]),
  );
}

/** The findings of a rule, the newest first. */
export async function findingsOfRule(tx: Transaction, rule: string, limit: number): Promise<RuleFinding[]> {
  return tx
    .select({
      id: findings.id,
      number: declarations.number,
      line: findings.lineNo,
      severity: findings.severity,
      points: findings.points,
      setting: findings.setting,
      wording: findings.wording,
      firedAt: findings.firedAt,
      clearedAt: findings.clearedAt,
    })
    .from(findings)
    .innerJoin(declarations, eq(declarations.id, findings.declarationId))
    .where(eq(findings.rule, rule))
    .orderBy(desc(findings.firedAt), desc(findings.id))
    .limit(limit);
}

/** The settings of a rule that were in force at some time between two instants, in their order; the first of them may have been in force before. Empty where it was as delivered all the time. */
export async function settingsDuring(tx: Transaction, rule: string, from: Date, to: Date): Promise<SettingRecord[]> {
  const rows = await tx.select().from(ruleSettings).where(and(eq(ruleSettings.rule, rule), eq(ruleSettings.state, "confirmed"), lt(ruleSettings.answeredAt, to))).orderBy(asc(ruleSettings.id));
  const standing = rows.findLastIndex(({ answeredAt }) => answeredAt !== null && answeredAt < from);
  return rows.slice(Math.max(0, standing));
}
