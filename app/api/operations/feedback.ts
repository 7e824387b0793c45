import { z } from "zod";
import { plainDate } from "#lib/measures/period";
import { pastOutcomesInput } from "#lib/risk/commands/past-outcome";
import { snoozeInput } from "#lib/risk/commands/snooze";
import { FALSE_ALARM_REASONS, OUTCOME_RESULTS } from "#lib/risk/outcome";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { instant } from "./field.ts";

export const postOutcomes: Operation = {
  id: "postOutcomes",
  method: "POST",
  path: "/api/v1/outcomes",
  group: "rules",
  admission: "outcome.import",
  summary: { en: "Take in outcomes of examinations that another system recorded, up to 1,000 at once: all or none", zh: "导入其他系统记录的查验结果，每次最多1000条，全部接收或全部不接收" },
  body: {
    schema: pastOutcomesInput,
    contentType: "application/json",
    example: {
      outcomes: [{ number: "222420261000000001", reference: "EX-00042", result: "confirmed", examinedAt: "2026-03-05T15:20:00+08:00", note: "Fewer packs than declared." }],
    },
  },
  answers: { 200: { says: { en: "Taken in; those known already are left as they are", zh: "已接收；已有记录保持不变" }, schema: z.strictObject({ recorded: z.int(), known: z.int() }) } },
  refusals: ["unknown-declarations", "examined-later-than-now"],
};

const numbered = (en: string, zh: string) => ({ id: { en, zh, example: "17" } });

export const postReview: Operation = {
  id: "postFindingReview",
  method: "POST",
  path: "/api/v1/findings/{id}/reviews",
  group: "rules",
  admission: "outcome.record",
  summary: { en: "Say of a finding that it is confirmed, or a false alarm and why; for people, not for keys", zh: "反馈发现属实，或误报及其原因；仅限人员，密钥不可用" },
  parameters: numbered("the finding's number, from the assessment", "发现编号，见评估结果"),
  body: {
    schema: z.strictObject({ result: z.enum(OUTCOME_RESULTS), reason: z.enum(FALSE_ALARM_REASONS).optional(), note: z.string().max(2_000).default("") }),
    contentType: "application/json",
    example: { result: "not-confirmed", reason: "explained-by-papers", note: "" },
  },
  answers: { 200: { says: { en: "Recorded beside the finding", zh: "已记录在该发现旁" }, schema: z.strictObject({ finding: z.int(), rule: z.string(), number: z.string(), result: z.enum(OUTCOME_RESULTS) }) } },
  refusals: ["unknown-finding", "people-only"],
};

const snoozeAnswer = z.strictObject({ id: z.int(), rule: z.string(), party: z.string(), until: instant });

export const postSnooze: Operation = {
  id: "postSnooze",
  method: "POST",
  path: "/api/v1/snoozes",
  group: "rules",
  admission: "snooze.set",
  summary: { en: "Leave a finding's rule out for its importer or producer until a date; for people, not for keys", zh: "对某发现的进口商或生产企业暂不计分至某日；仅限人员，密钥不可用" },
  body: { schema: snoozeInput, contentType: "application/json", example: { finding: 17, party: "importer", until: "2026-06-30T23:59:59+08:00", comment: "All certificates of the body are renewed this month." } },
  answers: { 200: { says: { en: "In force; what is open of the party is assessed again", zh: "已生效；该企业在办报关单将重新评估" }, schema: snoozeAnswer } },
  refusals: ["unknown-finding", "critical-not-snoozed", "snooze-too-long", "snooze-past", "no-single-site", "snoozed-already", "people-only"],
};

export const postSnoozeEnd: Operation = {
  id: "postSnoozeEnd",
  method: "POST",
  path: "/api/v1/snoozes/{id}/end",
  group: "rules",
  admission: "snooze.set",
  summary: { en: "Let a rule count again before its date", zh: "提前恢复计分" },
  parameters: numbered("the snooze's number", "暂不计分编号"),
  answers: { 200: { says: { en: "Ended; what is open of the party is assessed again", zh: "已结束；该企业在办报关单将重新评估" }, schema: snoozeAnswer } },
  refusals: ["unknown-snooze"],
};

const snoozeQuery = z.strictObject({ state: z.enum(["in-force", "all"]).default("in-force"), ...pageShape });

export const listSnoozes: Operation<z.infer<typeof snoozeQuery>> = {
  id: "listSnoozes",
  method: "GET",
  path: "/api/v1/snoozes",
  group: "rules",
  admission: "outcome.read",
  summary: { en: "What does not count for whom, until when and why, the newest first", zh: "暂不计分的规则及对象，最新在前" },
  query: snoozeQuery,
  answers: {
    200: {
      says: { en: "A page of snoozes", zh: "一页暂不计分设置" },
      schema: listOf(snoozeAnswer.extend({ partyKind: z.enum(["importer", "site"]), comment: z.string(), by: z.string(), at: instant, endedAt: instant.nullable() })),
    },
  },
};

const day = z.string().refine((text) => plainDate(text) !== undefined, "a day as YYYY-MM-DD");
const feedbackQuery = z.strictObject({ from: day, last: day.describe("the last day, included"), office: z.string().max(20).optional() });
const share = z
  .strictObject({ hits: z.int(), of: z.int(), share: z.number(), low: z.number(), high: z.number() })
  .nullable()
  .describe("confirmed of those with a known outcome, with its 95% interval; null where none is known");
const group = z.strictObject({ key: z.string(), declared: z.int(), confirmed: share });

export const getFeedback: Operation<z.infer<typeof feedbackQuery>> = {
  id: "getFeedback",
  method: "GET",
  path: "/api/v1/feedback",
  group: "rules",
  admission: "outcome.read",
  summary: { en: "How the declarations of some days turned out, by rule, officer, office and origin, and what the random draws found", zh: "所选日期报关单的结果：按规则、下达人、海关和原产地，以及随机抽查的发现" },
  query: feedbackQuery,
  exampleQuery: "from=2026-01-01&last=2026-06-30",
  answers: {
    200: {
      says: { en: "Shares of those with a known outcome", zh: "已知结果中的比例" },
      schema: z.strictObject({
        rules: z.array(group.extend({ falseAlarms: z.partialRecord(z.enum(FALSE_ALARM_REASONS), z.int()) })),
        offices: z.array(group),
        origins: z.array(group),
        officers: z.array(z.strictObject({ officer: z.string(), ordered: z.int(), confirmed: share })),
        draws: z.strictObject({ drawn: z.int(), wrong: share, recall: share }),
      }),
    },
  },
};
