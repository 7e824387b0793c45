import { z } from "zod";
import { SEVERITIES } from "#lib/risk/finding";
import { RULE_MODES, THRESHOLD_UNITS } from "#lib/risk/rule";
import type { RuleTally, SetRule, SettingRecord } from "#lib/risk/settings";
import type { Operation } from "../kernel/operation.ts";
import { bilingual, instant, proposalFields } from "./field.ts";

const settingAnswer = z.strictObject({
  id: z.int(),
  rule: z.string(),
  mode: z.enum(RULE_MODES),
  values: z.record(z.string(), z.number()),
  ...proposalFields,
});

const ruleAnswer = z.strictObject({
  id: z.string(),
  version: z.int(),
  name: bilingual,
  next: bilingual.describe("what an officer does about a finding of it"),
  mode: z.enum(RULE_MODES),
  setting: z.int().nullable().describe("the setting in force; null where the rule is as delivered"),
  thresholds: z.array(
    z.strictObject({
      name: z.string(),
      words: bilingual,
      unit: z.enum(THRESHOLD_UNITS),
      value: z.number().describe("in force"),
      delivered: z.number(),
      least: z.number(),
      most: z.number(),
      decimals: z.int(),
    }),
  ),
  lately: z.strictObject({ days: z.int(), findings: z.int(), declarations: z.int(), known: z.int().describe("of the declarations, those with a known outcome"), confirmed: z.int() }),
  proposal: settingAnswer.nullable().describe("a change that waits for another person's answer"),
});

/** The days over which findings of a rule are counted. */
export const LATELY_DAYS = 30;

/** A setting as the interface shows it. */
export function settingShown(row: SettingRecord): z.infer<typeof settingAnswer> {
  const { id, rule, mode, values, reason, state, proposedByName, proposedAt, answeredByName, answeredAt, answerNote } = row;
  return { id, rule, mode, values: { ...values }, reason, state, proposedBy: proposedByName, proposedAt: proposedAt.toISOString(), answeredBy: answeredByName, answeredAt: answeredAt?.toISOString() ?? null, answerNote };
}

/** A rule with its setting as the interface shows it. */
export function ruleShown({ rule, mode, values, setting }: SetRule, tally: RuleTally | undefined, proposal: SettingRecord | undefined): z.infer<typeof ruleAnswer> {
  const { id, version, name, next, thresholds } = rule;
  return {
    id, version, name, next, mode, setting,
    thresholds: Object.entries(thresholds).map(([key, one]) => ({
      name: key,
      words: one.name,
      unit: one.unit,
      value: values[key] ?? one.value,
      delivered: one.value,
      least: one.least,
      most: one.most,
      decimals: one.decimals ?? 0,
    })),
    lately: { days: LATELY_DAYS, findings: tally?.findings ?? 0, declarations: tally?.declarations ?? 0, known: tally?.known ?? 0, confirmed: tally?.confirmed ?? 0 },
    proposal: proposal === undefined ? null : settingShown(proposal),
  };
}

export const listRules: Operation = {
  id: "listRules",
  method: "GET",
  path: "/api/v1/rules",
  group: "rules",
  admission: "rule.read",
  summary: { en: "All rules as they are set, with what they found in thirty days and what is proposed", zh: "全部规则：现行设置、近三十日风险发现及待复核的变更" },
  answers: { 200: { says: { en: "The rules", zh: "规则" }, schema: z.strictObject({ items: z.array(ruleAnswer), next: z.null() }) } },
};

const ruleParameter = { rule: { en: "the rule's id", zh: "规则编号", example: "volume-over-capacity" } };
const latestFinding = z.strictObject({
  declaration: z.string(),
  line: z.int().nullable(),
  severity: z.enum(SEVERITIES),
  points: z.int(),
  setting: z.int().nullable(),
  wording: bilingual,
  firedAt: instant,
  clearedAt: instant.nullable(),
});

export const getRule: Operation = {
  id: "getRule",
  method: "GET",
  path: "/api/v1/rules/{rule}",
  group: "rules",
  admission: "rule.read",
  summary: { en: "One rule: how it is set, the settings it ever had or was proposed, its latest findings", zh: "单个规则：现行设置、历次设置与提议、最新风险发现" },
  parameters: ruleParameter,
  answers: { 200: { says: { en: "The rule", zh: "规则" }, schema: ruleAnswer.extend({ settings: z.array(settingAnswer), findings: z.array(latestFinding) }) } },
  refusals: ["rule-unknown"],
};

const stood = z.strictObject({ id: z.int(), rule: z.string(), state: z.enum(["proposed", "confirmed", "declined", "withdrawn"]) });

export const postSetting: Operation = {
  id: "postRuleSetting",
  method: "POST",
  path: "/api/v1/rules/{rule}/settings",
  group: "rules",
  admission: "rule.propose",
  summary: { en: "Propose another mode or other thresholds of a rule; it is in force once another person confirms it. Of people alone, signed in", zh: "提议更改规则的模式或阈值，经他人复核后生效；仅限人员登录办理" },
  parameters: ruleParameter,
  body: {
    schema: z.strictObject({ mode: z.enum(RULE_MODES), values: z.record(z.string(), z.number()).optional().describe("thresholds to change, by name"), reason: z.string() }),
    contentType: "application/json",
    example: { mode: "live", values: { excess: 2 }, reason: "Rounding of litres to bottles makes false alarms below two percent." },
  },
  answers: { 201: { says: { en: "Proposed", zh: "已提议" }, schema: stood } },
  refusals: ["rule-unknown", "setting-out-of-bounds", "setting-changes-nothing", "setting-proposed-already", "people-only"],
};

/** An answer to a proposed setting: another person confirms or declines it, its proposer withdraws it. */
export const settingAnswerBody = z.discriminatedUnion("answer", [
  z.strictObject({ answer: z.literal("confirm") }),
  z.strictObject({ answer: z.literal("decline"), note: z.string() }),
  z.strictObject({ answer: z.literal("withdraw") }),
]);

export const postSettingAnswer: Operation = {
  id: "postRuleSettingAnswer",
  method: "POST",
  path: "/api/v1/rule-settings/{id}/answers",
  group: "rules",
  admission: "rule.confirm",
  summary: { en: "Confirm or decline a proposed setting as another person, or withdraw an own one", zh: "复核：确认或否决他人的提议，或撤回本人的提议" },
  parameters: { id: { en: "the setting's number", zh: "设置编号", example: "12" } },
  body: { schema: settingAnswerBody, contentType: "application/json", example: { answer: "confirm" } },
  answers: { 200: { says: { en: "Answered", zh: "已处理" }, schema: stood } },
  refusals: ["setting-unknown", "setting-answered", "four-eyes", "not-own-proposal", "people-only"],
};
