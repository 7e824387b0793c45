import { z } from "zod";
import { assigneeBody, assignmentsInput } from "#lib/triage/commands/assign";
import { decisionBody, decisionsInput } from "#lib/triage/commands/decide";
import { CONSIGNMENT_STATUSES, TRIAGE_DECISIONS } from "#lib/triage/decision";
import { LANES } from "#lib/triage/lane";
import { PARTNER_STANDINGS } from "#lib/triage/partner";
import type { Operation } from "../kernel/operation.ts";
import { examinationAnswer } from "./examinations.ts";
import { instant } from "./field.ts";

const path = "/api/v1/consignments/{number}";
const parameters = { number: { en: "the declaration's own number", zh: "海关编号", example: "222420261000000001" } };
const person = z.strictObject({ id: z.int(), name: z.string() });
const status = z.enum(CONSIGNMENT_STATUSES);
const decision = z.enum(TRIAGE_DECISIONS);

const decidedAnswer = z.strictObject({
  number: z.string(),
  status,
  version: z.int(),
  decision,
  proposed: z.boolean().describe("it waits for a second person"),
  undoUntil: instant.nullable().describe("until when whoever decided may take it back"),
});

const assignedAnswer = z.strictObject({ number: z.string(), assignee: person.nullable(), version: z.int() });

const refusedRow = z.strictObject({ number: z.string(), ok: z.literal(false), kind: z.string(), code: z.string(), facts: z.record(z.string(), z.union([z.string(), z.number()])) });
const outcomesOf = <Result extends z.ZodType>(result: Result) => z.strictObject({ items: z.array(z.discriminatedUnion("ok", [z.strictObject({ number: z.string(), ok: z.literal(true), result }), refusedRow])) });

const recordedDecision = z.strictObject({
  id: z.int(),
  decision,
  reason: z.string(),
  note: z.string(),
  asked: z.string().nullable().describe("what the importer is asked to correct"),
  revision: z.int().describe("the revision that was decided on"),
  to: status,
  by: person,
  at: instant,
  waits: z.boolean().describe("for a second person"),
  secondedBy: z.string().nullable(),
  declined: z.boolean(),
  undoneAt: instant.nullable(),
});

export const getConsignment: Operation = {
  id: "getConsignment",
  method: "GET",
  path,
  group: "consignments",
  admission: "desk.read",
  summary: { en: "Where a declaration stands at its office: who has it, what was decided and by whom, and what may be decided now", zh: "报关单在海关的办理状态：经办人、已作决定及决定人、当前可作的决定" },
  parameters,
  versioned: true,
  answers: {
    200: {
      says: { en: "The consignment", zh: "该票货物" },
      schema: z.strictObject({
        number: z.string(),
        revision: z.int(),
        office: z.string(),
        status,
        lane: z.enum(LANES),
        score: z.int(),
        version: z.int(),
        assignee: person.nullable(),
        allowed: z.array(decision).describe("what its status allows now"),
        decisions: z.array(recordedDecision).describe("the newest first"),
        examinations: z.array(examinationAnswer).describe("the newest order first"),
      }),
    },
  },
  refusals: ["unknown-consignment", "assessment-pending"],
};

export const postTriageDecision: Operation = {
  id: "postConsignmentDecision",
  method: "POST",
  path: `${path}/decisions`,
  group: "consignments",
  admission: "consignment.decide",
  summary: {
    en: "Release, hold, request a correction, order an examination, refuse, resume; a refusal and a release against the red lane propose only. The same again by the same person gets the same answer; for people, not for keys",
    zh: "放行、暂停、要求更正、下达查验、不予放行或恢复办理；不予放行和红色通道放行仅为提议。同一人重复提交得到相同应答；仅限人员，密钥不可用",
  },
  parameters,
  body: { schema: decisionBody, contentType: "application/json", example: { decision: "request-correction", reason: "lot-or-date-missing", note: "", asked: "Please state the lot and the date of production of line 1." } },
  versioned: true,
  answers: { 200: { says: { en: "Decided, or proposed", zh: "已决定或已提议" }, schema: decidedAnswer } },
  refusals: ["unknown-consignment", "unknown-reason", "asked-of-nobody", "other-office", "not-allowed-now", "decided-meanwhile", "changed-meanwhile", "not-assessed-yet", "examiner-does-not-release", "people-only"],
};

/** A second person's answer to a proposal; turning it down takes a note. */
export const secondBody = z.discriminatedUnion("answer", [z.strictObject({ answer: z.literal("confirm") }), z.strictObject({ answer: z.literal("decline"), note: z.string().min(1).max(2_000) })]);

export const postSecond: Operation = {
  id: "postConsignmentDecisionAnswer",
  method: "POST",
  path: `${path}/decisions/answers`,
  group: "consignments",
  admission: "consignment.second",
  summary: { en: "Confirm what a colleague proposes, or turn it down with a note; for people, not for keys", zh: "确认同事的提议，或注明理由予以驳回；仅限人员，密钥不可用" },
  parameters,
  body: { schema: secondBody, contentType: "application/json", example: { answer: "decline", note: "The certificate was reinstated this morning." } },
  versioned: true,
  answers: { 200: { says: { en: "Answered", zh: "已答复" }, schema: decidedAnswer } },
  refusals: ["unknown-consignment", "nothing-to-second", "four-eyes", "other-office", "revised-since", "decided-meanwhile", "changed-meanwhile", "examiner-does-not-release", "people-only"],
};

/** A body that says nothing. */
export const nothingSaid = z.strictObject({});

export const postUndo: Operation = {
  id: "postConsignmentUndo",
  method: "POST",
  path: `${path}/decisions/undo`,
  group: "consignments",
  admission: "consignment.decide",
  summary: { en: "Take back the own last decision within ten minutes; with If-Match, asking twice takes back one alone; for people, not for keys", zh: "十分钟内撤回本人最近一次决定；带 If-Match 重复提交只撤回一次；仅限人员，密钥不可用" },
  parameters,
  body: { schema: nothingSaid, contentType: "application/json", example: {} },
  versioned: true,
  answers: { 200: { says: { en: "Taken back", zh: "已撤回" }, schema: z.strictObject({ number: z.string(), status, version: z.int(), undone: decision }) } },
  refusals: ["unknown-consignment", "nothing-to-undo", "not-your-decision", "not-reversible", "too-late-to-undo", "something-followed", "decided-meanwhile", "changed-meanwhile", "people-only"],
};

export const putAssignee: Operation = {
  id: "putConsignmentAssignee",
  method: "PUT",
  path: `${path}/assignee`,
  group: "consignments",
  admission: "consignment.assign",
  summary: { en: "Give a consignment to a person of its office, or to nobody; for people, not for keys", zh: "将一票货物分派给本关人员，或取消分派；仅限人员，密钥不可用" },
  parameters,
  body: { schema: assigneeBody, contentType: "application/json", example: { assignee: "me", expectedAssignee: null } },
  answers: { 200: { says: { en: "Who has it now", zh: "现经办人" }, schema: assignedAnswer } },
  refusals: ["unknown-consignment", "other-office", "not-open", "unknown-person", "assigned-meanwhile", "people-only"],
};

export const postTriageDecisions: Operation = {
  id: "postConsignmentDecisions",
  method: "POST",
  path: "/api/v1/consignments/decisions",
  group: "consignments",
  admission: "consignment.decide",
  summary: { en: "Make one decision on up to 500 consignments, each for itself; for people, not for keys", zh: "对最多500票货物作同一决定，逐票处理；仅限人员，密钥不可用" },
  body: { schema: decisionsInput, contentType: "application/json", example: { numbers: ["222420261000000001", "222420261000000002"], decision: "hold", reason: "capacity-exceeded", note: "" } },
  answers: { 200: { says: { en: "What became of each, in the order asked", zh: "按请求顺序逐票给出结果" }, schema: outcomesOf(decidedAnswer) } },
  refusals: ["asked-of-nobody", "people-only"],
};

export const postAssignments: Operation = {
  id: "postConsignmentAssignments",
  method: "POST",
  path: "/api/v1/consignments/assignments",
  group: "consignments",
  admission: "consignment.assign",
  summary: { en: "Give up to 500 consignments to one person, each for itself; for people, not for keys", zh: "将最多500票货物分派给同一人员，逐票处理；仅限人员，密钥不可用" },
  body: { schema: assignmentsInput, contentType: "application/json", example: { numbers: ["222420261000000001", "222420261000000002"], assignee: "me" } },
  answers: { 200: { says: { en: "What became of each, in the order asked", zh: "按请求顺序逐票给出结果" }, schema: outcomesOf(assignedAnswer) } },
  refusals: ["people-only"],
};

export const postClaim: Operation = {
  id: "postConsignmentClaim",
  method: "POST",
  path: "/api/v1/consignments/claims",
  group: "consignments",
  admission: "consignment.assign",
  summary: { en: "Take the next consignment that nobody has: the highest score of one's office; for people, not for keys", zh: "领取下一票待办货物：本关未分派货物中评分最高者；仅限人员，密钥不可用" },
  body: { schema: nothingSaid, contentType: "application/json", example: {} },
  answers: { 200: { says: { en: "Yours now", zh: "已由您经办" }, schema: assignedAnswer } },
  refusals: ["nothing-to-claim", "other-office", "people-only"],
};

export const getStanding: Operation = {
  id: "getDeclarationStanding",
  method: "GET",
  path: "/api/v1/declarations/{number}/standing",
  group: "declarations",
  admission: "declaration.read",
  summary: { en: "What its importer is told of a declaration: where it stands, and what is asked of a correction", zh: "告知进口商的办理状态，以及要求更正的内容" },
  parameters,
  answers: {
    200: {
      says: { en: "Where it stands", zh: "办理状态" },
      schema: z.strictObject({
        number: z.string(),
        revision: z.int(),
        standing: z.enum(PARTNER_STANDINGS).describe("what an office proposes inside stays inside"),
        since: instant.nullable(),
        reason: z.string().nullable().describe("why a correction is asked for"),
        asked: z.string().nullable().describe("what is to be corrected, in the officer's words"),
      }),
    },
  },
  refusals: ["not-found"],
};
