import { z } from "zod";
import { SEVERITIES } from "#lib/risk/finding";
import { OUTCOME_RESULTS } from "#lib/risk/outcome";
import { PROFILE_STATES } from "#lib/risk/profile";
import { UNTOLD_REASONS } from "#lib/risk/profileAnswer";
import { profileInput } from "#lib/risk/profileInput";
import type { ProfileVersion } from "#lib/risk/profileRecord";
import { PROFILE_STANDINGS, standingOf } from "#lib/risk/profileStanding";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { bilingual, instant } from "./field.ts";

const profileAnswer = z.strictObject({
  profile: z.int(),
  version: z.int(),
  name: bilingual,
  next: bilingual.describe("what an officer does about a hit"),
  severity: z.enum(SEVERITIES),
  points: z.int(),
  condition: z.string().describe("in CEL"),
  offices: z.array(z.string()).describe("none: all offices"),
  from: instant.nullable(),
  until: instant,
  mode: z.enum(["shadow", "live"]),
  reason: z.string(),
  state: z.enum(PROFILE_STATES),
  standing: z.enum(PROFILE_STANDINGS).describe("how it stands now"),
  writtenBy: z.string(),
  proposedBy: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answerNote: z.string().nullable(),
  endedAt: instant.nullable(),
});

const doneAnswer = z.strictObject({ profile: z.int(), version: z.int(), state: z.enum(PROFILE_STATES) });

/** A version of a profile as the interface shows it. */
export function profileShown(row: ProfileVersion, now: Date): z.infer<typeof profileAnswer> {
  const { profile, version, severity, points, condition, mode, reason, state, answerNote } = row;
  return {
    profile, version, name: { en: row.nameEn, zh: row.nameZh }, next: { en: row.nextEn, zh: row.nextZh }, severity, points, condition, offices: [...row.offices],
    from: row.fromAt?.toISOString() ?? null, until: row.untilAt.toISOString(), mode, reason, state, standing: standingOf(row, now),
    writtenBy: row.writtenByName, proposedBy: row.proposedByName, answeredBy: row.answeredByName, answerNote, endedAt: row.endedAt?.toISOString() ?? null,
  };
}

const parameters = { profile: { en: "The profile's number", zh: "布控指令编号", example: "7" } };
const example = {
  name: { en: "Cheap wine", zh: "低价葡萄酒" }, next: { en: "Ask for the invoice.", zh: "要求提供发票。" }, severity: "high", points: 30,
  condition: 'line.hsCode.startsWith("2204") && line.pricePerLitre < 2', offices: ["2248"], from: null, until: "2026-12-31T16:00:00Z", mode: "shadow", reason: "Three such consignments were confirmed in October.",
};
const listQuery = z.strictObject({ ...pageShape });

export const listProfiles: Operation<z.infer<typeof listQuery>> = {
  id: "listProfiles", method: "GET", path: "/api/v1/profiles", group: "rules", admission: "rule.read",
  summary: { en: "Targeting profiles, newest first, each by its newest version", zh: "布控指令（最新版本），由新到旧" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of profiles", zh: "一页布控指令" }, schema: listOf(profileAnswer) } },
};

export const getProfile: Operation = {
  id: "getProfile", method: "GET", path: "/api/v1/profiles/{profile}", group: "rules", admission: "rule.read",
  summary: { en: "One profile with all its versions, newest first", zh: "单条布控指令及其全部版本" },
  parameters,
  answers: { 200: { says: { en: "Its versions", zh: "各版本" }, schema: z.strictObject({ versions: z.array(profileAnswer) }) } },
  refusals: ["unknown-profile"],
};

export const postProfile: Operation = {
  id: "postProfile", method: "POST", path: "/api/v1/profiles", group: "rules", admission: "profile.write",
  summary: { en: "Write a profile as a draft; nothing is in force by it", zh: "编写布控指令草稿，不生效" },
  body: { schema: profileInput, contentType: "application/json", example },
  answers: { 201: { says: { en: "The draft", zh: "草稿" }, schema: doneAnswer } },
};

export const putProfile: Operation = {
  id: "putProfile", method: "PUT", path: "/api/v1/profiles/{profile}", group: "rules", admission: "profile.write",
  summary: { en: "Change a profile: a draft itself, what was confirmed as its next version", zh: "修改布控指令：草稿直接改写，已确认的形成下一版" },
  parameters,
  body: { schema: profileInput, contentType: "application/json", example },
  answers: { 200: { says: { en: "The draft", zh: "草稿" }, schema: doneAnswer } },
  refusals: ["unknown-profile", "profile-waits"],
};

export const postProfileProposal: Operation = {
  id: "postProfileProposal", method: "POST", path: "/api/v1/profiles/{profile}/proposal", group: "rules", admission: "profile.write",
  summary: { en: "Propose the draft of a profile to a colleague", zh: "将草稿提交同事复核" },
  parameters,
  body: { schema: z.strictObject({}), contentType: "application/json", example: {} },
  answers: { 200: { says: { en: "It waits for its answer", zh: "待复核" }, schema: doneAnswer } },
  refusals: ["unknown-profile", "profile-state", "condition-wrong", "until-past", "until-too-far", "from-after-until"],
};

export const postProfileAnswer: Operation = {
  id: "postProfileAnswer", method: "POST", path: "/api/v1/profiles/{profile}/answer", group: "rules", admission: "profile.confirm",
  summary: { en: "Confirm or decline a proposed profile, as another person than who wrote or proposed it", zh: "由编写人、提出人以外的人确认或不同意" },
  parameters,
  body: { schema: z.strictObject({ decision: z.enum(["confirm", "decline"]), note: z.string().max(2_000).optional() }), contentType: "application/json", example: { decision: "confirm" } },
  answers: { 200: { says: { en: "Answered", zh: "已答复" }, schema: doneAnswer } },
  refusals: ["unknown-profile", "profile-state", "four-eyes", "condition-wrong", "until-past", "note-needed"],
};

export const postProfileEnd: Operation = {
  id: "postProfileEnd", method: "POST", path: "/api/v1/profiles/{profile}/end", group: "rules", admission: "profile.write",
  summary: { en: "End a profile before its date, or take back a draft or a proposal", zh: "提前终止布控指令，或撤回草稿、提议" },
  parameters,
  body: { schema: z.strictObject({ reason: z.string().min(1).max(2_000) }), contentType: "application/json", example: { reason: "What it looked for has not been seen in a month." } },
  answers: { 200: { says: { en: "Ended", zh: "已终止" }, schema: doneAnswer } },
  refusals: ["unknown-profile", "profile-state"],
};

const trialBody = z.strictObject({
  condition: z.string().min(1).max(4_000),
  offices: z.array(z.string()).max(200).default([]),
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  before: z.int().positive().nullable().default(null),
  most: z.int().min(1).max(5_000).default(1_000),
});
const hit = z.strictObject({ number: z.string(), lodgedAt: z.string(), importer: z.string(), lines: z.array(z.int()).nullable(), label: z.enum(OUTCOME_RESULTS).nullable() });
const untold = z.strictObject({ number: z.string(), line: z.int().nullable(), why: z.enum(UNTOLD_REASONS), fact: z.string() });

export const postProfileTrial: Operation = {
  id: "postProfileTrial", method: "POST", path: "/api/v1/profiles/trials", group: "rules", admission: "profile.write",
  summary: { en: "Try a condition on past declarations: on how many it would have fired, how those turned out, on how many it cannot be evaluated", zh: "用以往报关单试算条件：会命中多少、已知结果如何、多少无法判断" },
  body: { schema: trialBody, contentType: "application/json", example: { condition: example.condition, from: "2026-01-01T00:00:00+08:00", to: "2026-02-01T00:00:00+08:00" } },
  answers: {
    200: {
      says: { en: "A stretch of the trial; `next` goes on as `before`, null at the end of the period", zh: "一段试算；以 next 作为 before 继续，期间结束为 null" },
      schema: z.strictObject({
        tried: z.strictObject({
          looked: z.int(),
          elsewhere: z.int(),
          fired: z.int(),
          known: z.int(),
          confirmed: z.int(),
          untold: z.int(),
          hits: z.array(hit),
          untoldFirst: z.array(untold),
        }),
        next: z.int().nullable(),
        milliseconds: z.number(),
      }),
    },
  },
  refusals: ["condition-wrong"],
};
