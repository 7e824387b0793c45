import { z } from "zod";
import { declarationBody, declarationSchema } from "#lib/consignments/declarationSchema";
import { VERDICTS } from "#lib/capacity/verdict";
import { gtinField } from "#lib/parties/field";
import { SEVERITIES } from "#lib/risk/finding";
import { LANE_REASONS, LANES } from "#lib/triage/lane";
import { MOST_NAMED } from "#lib/triage/view";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { bilingual, instant, searchField } from "./field.ts";

const decimal = z.string().nullable();

/** The answer to one line: decimals in `unit`, the certificate's own. */
export const lineCapacity = z.strictObject({
  verdict: z.enum(VERDICTS),
  limit: decimal,
  declaredBefore: decimal,
  line: decimal,
  declaredAfter: decimal,
  excess: decimal,
  used: decimal.describe("share of the limit after this line: 1 is all of it"),
  unit: z.string().nullable(),
  elsewhere: decimal.describe("sold at home or shipped to other countries: a lower bound"),
  reserve: decimal.describe("carried over with proof"),
  account: z.strictObject({ id: z.int(), from: z.string(), to: z.string(), scope: z.string() }).nullable(),
  working: z.array(bilingual),
  certificates: z.array(z.string()),
  assumptions: z.array(z.string()),
  ask: z.string().optional().describe("the missing fact, or whom to ask"),
});

/** A line's number with its answer. */
export const lineAnswer = z.strictObject({ no: z.int(), capacity: lineCapacity });

/** What a lodging call answers. */
export const lodgedAnswer = z.strictObject({
  number: z.string(),
  revision: z.int(),
  standing: z.int().describe("the revision that counts: a newer one where it is known already"),
  created: z.boolean(),
  lines: z.array(lineAnswer),
});

/** A problem of one line of a batch: RFC 9457, with the line's place. */
export const problemAnswer = z.looseObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.string(),
  detail: z.string(),
  errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), detail: z.string() })).optional(),
});

const importerAnswer = z.strictObject({ id: z.string(), name: z.string(), verified: z.boolean() });

const declarationRow = z.strictObject({
  number: z.string(),
  revision: z.int(),
  status: z.enum(["lodged", "withdrawn", "released"]),
  lodgedAt: instant,
  office: z.string(),
  tradeMode: z.string(),
  importer: importerAnswer,
  recordedAt: instant,
});

const declarationAnswer = declarationRow.extend({
  revisions: z.array(z.strictObject({ revision: z.int(), recordedAt: instant, body: declarationSchema })),
});

const findingAnswer = z.strictObject({
  id: z.int().describe("its number, by which a word on it is given"),
  rule: z.string(),
  version: z.int(),
  severity: z.enum(SEVERITIES),
  points: z.int(),
  line: z.int().nullable(),
  facts: z.record(z.string(), z.unknown()),
  wording: bilingual,
  firedAt: instant,
});

const scorePart = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("finding"), rule: z.string(), line: z.int().nullable(), points: z.int() }),
  z.strictObject({ kind: z.literal("model"), model: z.int(), points: z.int() }),
  z.strictObject({ kind: z.literal("cap"), points: z.int().describe("takes off what is over a hundred") }),
]);

const assessmentAnswer = z.strictObject({
  status: z.enum(["pending", "complete"]),
  score: z.int().nullable(),
  lane: z.enum(LANES).nullable(),
  laneBy: z.enum(LANE_REASONS).nullable().describe("why the lane is this one"),
  parts: z.array(scorePart).nullable().describe("what adds up to the score"),
  findings: z.array(findingAnswer),
  lines: z.array(lineAnswer.extend({ verdictNow: z.enum(VERDICTS).describe("what the ledger says today, after certificates that changed since") })),
});

const path = "/api/v1/declarations/{number}";
const parameters = { number: { en: "the declaration's own number", zh: "海关编号", example: "222420261000000001" } };

const example = {
  revision: 1,
  lodgedAt: "2026-03-02T09:15:00+08:00",
  office: "2248",
  tradeMode: "0110",
  status: "lodged",
  importer: { id: "3100000001", name: "Shanghai Example Import Co., Ltd." },
  lines: [
    {
      no: 1,
      gtin: "03012345000031",
      hsCode: "2204210000",
      site: "3012345000017",
      quantity: { value: "7000", unit: "XCS" },
      lots: ["L2023-07"],
      vintage: 2023,
      price: { amount: "2100000.00", currency: "CNY" },
      originCountry: "FR",
    },
  ],
};

export const putDeclaration: Operation = {
  id: "putDeclaration",
  method: "PUT",
  path,
  group: "declarations",
  admission: "declaration.lodge",
  summary: { en: "Lodge a declaration or a further revision of it; the answer holds each line's verdict", zh: "申报或修改报关单；应答给出每个商品项的产能判定" },
  parameters,
  body: { schema: declarationBody, contentType: "application/json", example },
  versioned: true,
  answers: {
    200: { says: { en: "A further revision, or the same one again", zh: "后续修订，或重复报送的同一修订" }, schema: lodgedAnswer },
    201: { says: { en: "Lodged for the first time", zh: "首次申报" }, schema: lodgedAnswer },
  },
  refusals: ["unknown-site", "unknown-product", "revision-differs", "number-taken", "address-differs", "changed-meanwhile"],
};

export const postBatch: Operation = {
  id: "postDeclarationBatch",
  method: "POST",
  path: "/api/v1/declarations/batch",
  group: "declarations",
  admission: "declaration.lodge",
  summary: {
    en: "Lodge many declarations as NDJSON, up to 100 MB, with `number` on each line; one result a line, in order, while the rest is still coming in. A line that is refused stops no other. No Idempotency-Key is needed: a line sent again gets the answer it had",
    zh: "以 NDJSON 批量申报（上限 100 MB），每行含 `number`；逐行按序返回结果，边收边答。某行被拒不影响其他行。无需 Idempotency-Key：重复报送的行得到原有应答",
  },
  body: { schema: declarationSchema, contentType: "application/x-ndjson", example: { number: "222420261000000001", ...example } },
  answers: {
    200: {
      says: { en: "For each line its lodging answer, or a problem with its `status` and `line`", zh: "每行为申报应答，或带 `status` 与 `line` 的问题说明" },
      schema: z.union([lodgedAnswer, problemAnswer]),
      contentType: "application/x-ndjson",
    },
  },
};

export const getDeclaration: Operation = {
  id: "getDeclaration",
  method: "GET",
  path,
  group: "declarations",
  admission: "declaration.read",
  summary: { en: "One declaration with every revision as it arrived", zh: "单份报关单及其全部修订原文" },
  parameters,
  versioned: true,
  answers: { 200: { says: { en: "The declaration", zh: "报关单" }, schema: declarationAnswer } },
  refusals: ["not-found"],
};

const listQuery = z.strictObject({
  q: searchField,
  importer: z.string().max(40).optional().describe("the importer's registration or credit code"),
  office: z.string().max(20).optional(),
  site: z.string().min(1).max(60).optional().describe("a production site, by its GLN or registration number: declarations with a line of it"),
  gtin: gtinField.optional().describe("declarations with a line of this GTIN or of a pack that holds it"),
  lot: z.string().trim().min(1).max(MOST_NAMED).optional().describe("declarations with a line of this production lot"),
  document: z
    .string()
    .trim()
    .min(1)
    .max(MOST_NAMED)
    .optional()
    .describe("the number of a transport document, inspection report, order or waybill: the declarations it is about"),
  status: z.enum(["lodged", "withdrawn", "released"]).optional(),
  ...pageShape,
});

export const listDeclarations: Operation<z.infer<typeof listQuery>> = {
  id: "listDeclarations",
  method: "GET",
  path: "/api/v1/declarations",
  group: "declarations",
  admission: "declaration.read",
  summary: { en: "Declarations, the newest first", zh: "报关单，最新在前" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of declarations", zh: "一页报关单" }, schema: listOf(declarationRow) } },
  refusals: ["unknown-site"],
};

export const getAssessment: Operation = {
  id: "getAssessment",
  method: "GET",
  path: `${path}/assessment`,
  group: "declarations",
  admission: "assessment.read",
  summary: { en: "What the risk rules found in a declaration, its score and lane, and each line's answer", zh: "报关单的风险发现、评分与通道，以及每个商品项的判定" },
  parameters,
  answers: { 200: { says: { en: "The assessment; `pending` until the first is written", zh: "评估结果；首次写入之前为 `pending`" }, schema: assessmentAnswer } },
  refusals: ["not-found"],
};
