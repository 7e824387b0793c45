import { z } from "zod";
import { reportBody } from "#lib/inspections/commands";
import { EXAMINATION_RESULTS, EXAMINATION_STATUSES } from "#lib/inspections/examination";
import type { ExaminationView } from "#lib/inspections/queries";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { instant } from "./field.ts";

/** An examination as the interface answers it. */
export const examinationAnswer = z.strictObject({
  id: z.int(),
  number: z.string().describe("the declaration's own number"),
  office: z.string(),
  kind: z.enum(["physical", "remote"]),
  status: z.enum(EXAMINATION_STATUSES),
  instructions: z.string(),
  orderedBy: z.string(),
  orderedAt: instant,
  examiner: z.strictObject({ id: z.int(), name: z.string(), how: z.enum(["drawn", "named"]) }).nullable().describe("who makes it; null where nobody was drawn or named"),
  result: z.enum(EXAMINATION_RESULTS).nullable(),
  note: z.string().nullable().describe("what was found"),
  reportedBy: z.string().nullable(),
  reportedAt: instant.nullable(),
});

/** An examination as it is answered. */
export function examinationShown(row: ExaminationView) {
  const { id, number, office, kind, status, instructions, orderedByName: orderedBy, orderedAt, result, reportNote: note, reportedByName: reportedBy, reportedAt } = row;
  const examiner = row.examinerId === null ? null : { id: row.examinerId, name: row.examinerName ?? "", how: row.examinerHow ?? "named" };
  return { id, number, office, kind, status, instructions, orderedBy, orderedAt, examiner, result, note, reportedBy, reportedAt };
}

const listQuery = z.strictObject({
  status: z.enum(EXAMINATION_STATUSES).optional(),
  office: z.string().max(20).optional(),
  q: z.string().max(200).optional().describe("the beginning of a declaration's number"),
  ...pageShape,
});

export const listExaminationsCall: Operation<z.infer<typeof listQuery>> = {
  id: "listExaminations",
  method: "GET",
  path: "/api/v1/examinations",
  group: "consignments",
  admission: "desk.read",
  summary: { en: "Examinations that were ordered and what they found, the newest order first", zh: "已下达的查验及其结果，最新下达在前" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of examinations", zh: "一页查验" }, schema: listOf(examinationAnswer) } },
};

export const postExaminationReport: Operation = {
  id: "postExaminationReport",
  method: "POST",
  path: "/api/v1/examinations/{id}/report",
  group: "consignments",
  admission: "examination.report",
  summary: { en: "Say what an examination found, and which findings a discrepancy confirms; the same again by the same person gets the same answer; for people, not for keys", zh: "反馈查验结果及经查证属实的发现；同一人重复提交得到相同应答；仅限人员，密钥不可用" },
  parameters: { id: { en: "the examination's number", zh: "查验编号", example: "17" } },
  body: { schema: reportBody, contentType: "application/json", example: { result: "discrepancy", note: "5,990 cases counted of 7,000.", findings: [] } },
  answers: { 200: { says: { en: "Reported", zh: "已反馈" }, schema: z.strictObject({ id: z.int(), number: z.string(), result: z.enum(EXAMINATION_RESULTS) }) } },
  refusals: ["unknown-examination", "other-office", "already-reported", "examination-cancelled", "another-examiner", "unknown-finding", "people-only"],
};
