import { z } from "zod";
import { QUARANTINE_STATES, type QuarantineEntry } from "#lib/feeds/quarantine";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { instant } from "./field.ts";

const problem = z.strictObject({
  pointer: z.string(),
  code: z.string(),
  detail: z.string(),
  severity: z.enum(["error", "warning"]),
  facts: z
    .record(z.string(), z.union([z.string(), z.number()]))
    .optional()
    .describe("what was seen, by name, where it is kept so"),
});

const entryAnswer = z.strictObject({
  id: z.int(),
  captureID: z.string().describe("the capture job it came in with"),
  index: z.int().nullable().describe("its place in the document; null for a whole document that could not be read"),
  eventID: z.string().nullable(),
  format: z.string().nullable(),
  contentType: z.string(),
  state: z.enum(QUARANTINE_STATES),
  recordedAt: instant,
  problems: z.array(problem).describe("pointers are from the event on"),
  body: z.string().describe("the event or document as it came, as text"),
  encoding: z.enum(["text", "base64"]).describe("base64 where what came is no text"),
  resentAs: z.string().nullable().describe("the capture job it was sent again with"),
});

/** Something in quarantine as the interface shows it. */
export function entryShown(entry: QuarantineEntry): z.infer<typeof entryAnswer> {
  const { id, documentId, eventIndex, eventId, format, contentType, state, at, problems, body, bodyEncoding, resolvedDocumentId } = entry;
  return { id, captureID: documentId, index: eventIndex, eventID: eventId, format, contentType, state, recordedAt: at.toISOString(), problems: [...problems], body, encoding: bodyEncoding, resentAs: resolvedDocumentId };
}

const listQuery = z.strictObject({
  state: z.enum(QUARANTINE_STATES).default("open"),
  code: z.string().max(100).optional().describe("the code of a problem"),
  captureID: z.string().max(100).optional().describe("what came in with a capture job"),
  ...pageShape,
});

/** What of the quarantine is asked for, as parsed. */
export type QuarantineQuery = z.infer<typeof listQuery>;

export const listQuarantine: Operation<QuarantineQuery> = {
  id: "listQuarantine",
  method: "GET",
  path: "/api/v1/quarantine",
  group: "sources",
  admission: "quarantine.correct",
  summary: { en: "What of your events could not be taken in, whole and with its problems, the newest first", zh: "未能接收的事件及报文，含原文与问题，最新在前" },
  query: listQuery,
  exampleQuery: "state=open&code=bad-check-digit",
  answers: { 200: { says: { en: "A page of the quarantine", zh: "隔离区的一页" }, schema: listOf(entryAnswer) } },
};

export const postResend: Operation = {
  id: "postQuarantineResend",
  method: "POST",
  path: "/api/v1/quarantine/{id}/resend",
  group: "sources",
  admission: "quarantine.correct",
  summary: { en: "Send something out of quarantine again, corrected or as it stands; what would be rejected again is not sent, and each thing wrong is pointed at", zh: "将隔离区内容更正后或按原样重新报送；仍会被拒的不予报送，并逐一指出错误" },
  parameters: { id: { en: "its number in the quarantine", zh: "隔离区编号", example: "17" } },
  body: {
    schema: z.strictObject({ body: z.string().optional().describe("the corrected event or document as text, so that every digit stays; without it, what stands there") }),
    contentType: "application/json",
    example: { body: '{"type":"ObjectEvent","eventTime":"2026-03-01T08:00:00+01:00","eventTimeZoneOffset":"+01:00","action":"OBSERVE","epcList":["urn:epc:id:sscc:3012345.0000000001"]}' },
  },
  answers: {
    200: {
      says: { en: "Sent again", zh: "已重新报送" },
      schema: z.strictObject({
        id: z.int(),
        captureID: z.string().describe("the capture job; its resource tells what became of each event"),
        outcome: z.enum(["accepted", "warning", "duplicate", "rejected", "waiting"]),
      }),
    },
  },
  refusals: ["not-found", "quarantine-resolved", "still-wrong"],
};
