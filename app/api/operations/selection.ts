import { z } from "zod";
import type { Recheck } from "#lib/triage/drawn";
import { LANES, LANE_REASONS } from "#lib/triage/lane";
import type { Draw, DrawnRow } from "#lib/triage/queries/draws";
import type { OfficeSelection, SettingRow } from "#lib/triage/queries/selection";
import { COUNTS } from "#lib/triage/selection-count";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { bilingual, instant, proposalFields } from "./field.ts";

const rate = z.int().min(0).max(10_000).describe("hundredths of a percent of arrivals");
const rates = { redRate: rate, yellowRate: rate, randomRate: rate, examinationsPerDay: z.int().min(0) };

const settingAnswer = z.strictObject({
  id: z.int(),
  office: z.string(),
  ...rates,
  ...proposalFields,
});

const counts = z.strictObject({
  arrivals: z.int(),
  mandatory: z.int(),
  scored: z.int(),
  random: z.int(),
  toppedUp: z.int(),
  passedOver: z.int().describe("hits for the red lane that found no room, and are yellow"),
  passedOverYellow: z.int().describe("scores of the yellow lane that found no room, and are green"),
  yellow: z.int(),
} satisfies Record<(typeof COUNTS)[number], z.ZodInt>);

const officeAnswer = z.strictObject({
  office: z.string(),
  name: bilingual,
  setting: settingAnswer.nullable().describe("what is in force; null where the office sorts by score alone"),
  proposal: settingAnswer.nullable(),
  today: counts,
  month: counts.describe("the last thirty days"),
  passedOverOpen: z.int().describe("declarations that were passed over for the red or the yellow lane and are open"),
});

/** A setting as the interface shows it. */
export function selectionShown(row: SettingRow): z.infer<typeof settingAnswer> {
  const { id, officeCode: office, redRate, yellowRate, randomRate, examinationsPerDay, reason, state, answerNote } = row;
  return {
    id,
    office,
    redRate,
    yellowRate,
    randomRate,
    examinationsPerDay,
    reason,
    state,
    proposedBy: row.proposedByName,
    proposedAt: row.proposedAt.toISOString(),
    answeredBy: row.answeredByName,
    answeredAt: row.answeredAt?.toISOString() ?? null,
    answerNote,
  };
}

/** An office with its selection as the interface shows it. */
export function officeShown({ office, name, setting, proposal, today, month, waiting }: OfficeSelection): z.infer<typeof officeAnswer> {
  const only = (of: OfficeSelection["today"]) => Object.fromEntries(COUNTS.map((count) => [count, of[count]])) as z.infer<typeof counts>;
  return {
    office,
    name,
    setting: setting === undefined ? null : selectionShown(setting),
    proposal: proposal === undefined ? null : selectionShown(proposal),
    today: only(today),
    month: only(month),
    passedOverOpen: waiting,
  };
}

const officeParameter = { office: { en: "the office's code", zh: "海关代码", example: "2248" } };
const listQuery = z.strictObject({ ...pageShape });

export const listSelection: Operation<z.infer<typeof listQuery>> = {
  id: "listSelection",
  method: "GET",
  path: "/api/v1/selection/offices",
  group: "selection",
  admission: "selection.read",
  summary: { en: "Offices by their codes: what each can examine, what it took and what it passed over", zh: "各海关的查验能力、选查情况与漏选命中" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of offices", zh: "一页海关" }, schema: listOf(officeAnswer) } },
};

export const postSelection: Operation = {
  id: "postSelectionSetting",
  method: "POST",
  path: "/api/v1/selection/offices/{office}/settings",
  group: "selection",
  admission: "selection.manage",
  summary: { en: "Propose what an office can examine; it is in force once another person confirms it. Of people alone, signed in", zh: "提议海关查验参数，经他人确认后生效；仅限人员登录办理" },
  parameters: officeParameter,
  body: {
    schema: z.strictObject({ ...rates, reason: z.string() }),
    contentType: "application/json",
    example: { redRate: 300, yellowRate: 2_000, randomRate: 50, examinationsPerDay: 24, reason: "Four officers on each shift." },
  },
  answers: { 201: { says: { en: "Proposed", zh: "已提议" }, schema: settingAnswer } },
  refusals: ["unknown-office", "proposal-waits", "people-only"],
};

/** An answer to a proposal: another person confirms or declines it, its proposer withdraws it. */
export const selectionAnswerBody = z.discriminatedUnion("answer", [
  z.strictObject({ answer: z.literal("confirm") }),
  z.strictObject({ answer: z.literal("decline"), note: z.string() }),
  z.strictObject({ answer: z.literal("withdraw") }),
]);

export const postSelectionAnswer: Operation = {
  id: "postSelectionAnswer",
  method: "POST",
  path: "/api/v1/selection/settings/{id}/answers",
  group: "selection",
  admission: "selection.confirm",
  summary: { en: "Confirm or decline what somebody else proposed, or withdraw an own proposal", zh: "确认或退回他人的提议，或撤回本人的提议" },
  parameters: { id: { en: "the proposal's number", zh: "提议编号", example: "7" } },
  body: { schema: selectionAnswerBody, contentType: "application/json", example: { answer: "confirm" } },
  answers: { 200: { says: { en: "Answered", zh: "已处理" }, schema: settingAnswer } },
  refusals: ["unknown-proposal", "proposal-answered", "four-eyes", "not-your-decision", "people-only"],
};

export const postTopUp: Operation = {
  id: "postTopUp",
  method: "POST",
  path: "/api/v1/selection/offices/{office}/top-ups",
  group: "selection",
  admission: "selection.manage",
  summary: { en: "Fill what the office can still examine today: passed-over hits first, then the highest scores with a finding", zh: "补足当日查验量：先选漏选命中，再按评分选有风险发现者" },
  parameters: officeParameter,
  body: { schema: z.strictObject({}), contentType: "application/json", example: {} },
  answers: { 200: { says: { en: "What was taken up", zh: "补选结果" }, schema: z.strictObject({ office: z.string(), taken: z.array(z.string()), left: z.int() }) } },
  refusals: ["no-selection-settings"],
};

const dutyPath = "/api/v1/selection/offices/{office}/duty";
const dutyQuery = z.strictObject({ day: z.iso.date().optional().describe("today unasked") });

export const getDuty: Operation<z.infer<typeof dutyQuery>> = {
  id: "getDuty",
  method: "GET",
  path: dutyPath,
  group: "selection",
  admission: "selection.read",
  summary: { en: "Who is on duty at an office on a day, with what each can and has to examine", zh: "海关某日值班表及各人查验上限与已派任务" },
  parameters: officeParameter,
  query: dutyQuery,
  answers: {
    200: {
      says: { en: "The list", zh: "值班表" },
      schema: z.strictObject({
        office: z.string(),
        day: z.string(),
        people: z.array(z.strictObject({ person: z.int(), name: z.string(), nameZh: z.string(), examinations: z.int(), assigned: z.int() })),
      }),
    },
  },
};

export const putDuty: Operation = {
  id: "putDuty",
  method: "PUT",
  path: dutyPath,
  group: "selection",
  admission: "selection.manage",
  summary: { en: "Set who is on duty from one day to another; those who are not named are off duty. Of people alone, signed in", zh: "设置起止日期内的值班表，未列人员视为不当班；仅限人员登录办理" },
  parameters: officeParameter,
  body: {
    schema: z.strictObject({ from: z.iso.date(), to: z.iso.date(), people: z.array(z.strictObject({ person: z.int(), examinations: z.int() })) }),
    contentType: "application/json",
    example: { from: "2026-03-02", to: "2026-03-06", people: [{ person: 4, examinations: 6 }] },
  },
  answers: { 200: { says: { en: "Set", zh: "已设置" }, schema: z.strictObject({ office: z.string(), days: z.int(), people: z.int() }) } },
  refusals: ["past-day", "unknown-person", "other-office", "people-only"],
};

const drawQuery = z.strictObject({ drawn: z.literal("true").optional().describe("those alone that were drawn"), ...pageShape });
const drawAnswer = z.strictObject({
  office: z.string(),
  day: z.string(),
  commitment: z.string().describe("SHA-256 of the seed's text, hexadecimal, committed before the day"),
  committedAt: instant,
  late: z.boolean().describe("committed when the day had begun"),
  seed: z.string().nullable().describe("shown when the day has ended"),
  recheck: z.strictObject({ seedMatches: z.boolean(), checked: z.int(), wrong: z.array(z.string()) }).nullable().describe("every draw of the day recomputed from the seed"),
  items: z.array(
    z.strictObject({
      number: z.string(),
      fraction: z.string().nullable().describe("the first 13 hexadecimal digits of HMAC-SHA256(seed, number); with the seed"),
      randomRate: rate,
      drawn: z.boolean(),
      at: instant,
      lane: z.enum(LANES).nullable(),
      laneBy: z.enum(LANE_REASONS).nullable(),
    }),
  ),
  next: z.string().nullable(),
});

export const getDraw: Operation<z.infer<typeof drawQuery>> = {
  id: "getDraw",
  method: "GET",
  path: "/api/v1/selection/draws/{office}/{day}",
  group: "selection",
  admission: "selection.read",
  summary: {
    en: "An office's random draw of a day: what was committed, the seed once it is shown, every number with its fraction and outcome, and whether they come out again",
    zh: "海关某日随机抽签：承诺、公开后的种子、每个编号的抽签值与结果及复核结论",
  },
  parameters: { ...officeParameter, day: { en: "the day, YYYY-MM-DD, in China", zh: "日期", example: "2026-03-02" } },
  query: drawQuery,
  answers: { 200: { says: { en: "The draw", zh: "抽签" }, schema: drawAnswer } },
  refusals: ["not-found"],
};

/** A draw as the interface shows it; `next` is sealed by the caller. */
export function drawShown({ office, day, commitment, committedAt, late, seed }: Draw, recheck: Recheck | undefined, items: readonly DrawnRow[], next: string | null): z.infer<typeof drawAnswer> {
  const shown = items.map(({ number, fraction, randomRate, drawn, at, lane, laneBy }) => ({ number, fraction, randomRate, drawn, at: at.toISOString(), lane, laneBy }));
  return { office, day, commitment, committedAt: committedAt.toISOString(), late, seed, recheck: recheck === undefined ? null : { ...recheck, wrong: [...recheck.wrong] }, items: shown, next };
}
