import { z } from "zod";
import { VERDICTS } from "#lib/capacity/verdict";
import { RECORD_FORMATS } from "#lib/feeds/formats/registry";
import { RECORD_KINDS } from "#lib/feeds/record";
import { IMPORT_STATES, ROW_STATES } from "#lib/lodging/import";
import type { Operation } from "../kernel/operation.ts";
import { instant } from "./field.ts";

const kinds = RECORD_FORMATS.map(({ id }) => id) as [string, ...string[]];
const problem = z.strictObject({ pointer: z.string().describe("`/rows/5/数量` in a table, an element's path in XML"), code: z.string(), detail: z.string(), severity: z.enum(["error", "warning"]) });

/** How a document is sent: its kind, the mapping it goes by, its name, and whether it starts at once. */
export const importQuery = z.strictObject({
  kind: z.enum(kinds).optional().describe("the document's format; found out where it is left out"),
  mapping: z.string().max(100).optional().describe("of a table of declarations: the name of a saved mapping"),
  file: z.string().max(200).optional().describe("the file's name, to be shown"),
  start: z.enum(["true", "false"]).optional().describe("false: look at it on the screen first"),
});
export type ImportQuery = z.infer<typeof importQuery>;

const receivedAnswer = z.strictObject({ id: z.int(), format: z.enum(kinds), state: z.enum(["draft", "waiting"]) });

const decimal = z.string().nullable();

const importAnswer = z.strictObject({
  id: z.int(),
  format: z.enum(kinds),
  fileName: z.string(),
  sha256: z.string(),
  state: z.enum(IMPORT_STATES),
  mapping: z.strictObject({ name: z.string(), version: z.int() }).nullable(),
  records: z.int().nullable().describe("null until the document was read"),
  taken: z.int(),
  repeated: z.int().describe("known already with the same content"),
  refused: z.int(),
  createdAt: instant,
  finishedAt: instant.nullable(),
  problems: z.array(problem).describe("of the document as a whole"),
  rows: z.array(z.strictObject({
    no: z.int(),
    pointer: z.string(),
    kind: z.enum(RECORD_KINDS),
    number: z.string().nullable(),
    state: z.enum(ROW_STATES),
    revision: z.int().nullable(),
    lines: z.array(z.strictObject({ no: z.int(), verdict: z.enum(VERDICTS), limit: decimal, declaredAfter: decimal, excess: decimal, unit: z.string().nullable() })),
    problems: z.array(problem),
  })),
  next: z.int().nullable().describe("`after` of the next page of rows"),
});

export const postImport: Operation<ImportQuery> = {
  id: "postImport",
  method: "POST",
  path: "/api/v1/imports",
  group: "declarations",
  admission: "signed-in",
  refusesByCommand: true,
  summary: {
    en: "Take in a document of records, up to 20 MB, as the body or as `file` of a multipart form: a table of declarations by a saved mapping, a message of China's single window or of cross-border e-commerce, or, for inspectors, a table of pre-shipment reports. It is taken in row by row in the background",
    zh: "导入单证文件（上限 20 MB），直接作为请求体或作为表单的 `file`：按已保存的字段对应方案读取的申报表格、单一窗口或跨境电商报文；检验机构可导入装运前检验报告表格。逐条在后台处理",
  },
  query: importQuery,
  exampleQuery: "kind=declaration-table&mapping=wine&file=march.csv",
  body: { schema: z.string(), contentType: "text/csv", example: "海关编号,条码,生产单位,数量,单位\n222420261000000001,3012345000031,3012345000017,7000,瓶\n" },
  answers: { 202: { says: { en: "Received; ask its address how it goes", zh: "已接收；可查询其进度" }, schema: receivedAnswer } },
  refusals: ["unknown-format", "mapping-needed", "unknown-mapping", "import-too-large", "too-large", "import-needs-organisation"],
};

const rowsQuery = z.strictObject({ limit: z.coerce.number().int().min(1).max(500).default(100), after: z.coerce.number().int().min(0).optional(), state: z.enum(ROW_STATES).optional() });
export type RowsQuery = z.output<typeof rowsQuery>;

export const getImport: Operation<RowsQuery> = {
  id: "getImport",
  method: "GET",
  path: "/api/v1/imports/{id}",
  group: "declarations",
  admission: "signed-in",
  refusesByCommand: true,
  summary: { en: "How an import goes, and what became of each of its records", zh: "导入的进度及每条记录的结果" },
  parameters: { id: { en: "the import's number", zh: "导入编号", example: "1" } },
  query: rowsQuery,
  answers: { 200: { says: { en: "The import with a page of its records", zh: "导入及其一页记录" }, schema: importAnswer } },
  refusals: ["unknown-import"],
};
