import { z } from "zod";
import type { SourceRecord } from "#lib/feeds/queries/sources";
import { sourceBody, sourceSettings } from "#lib/feeds/source";
import { healthOf, SOURCE_HEALTHS } from "#lib/feeds/sourceHealth";
import { SOURCE_KINDS } from "#lib/feeds/sourceKind";
import { PULL_PROBLEMS } from "#lib/feeds/sourceProblem";
import { schedule } from "#lib/feeds/sourceSchedule";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { instant } from "./field.ts";

const when = instant.nullable();

/** A source as answers carry it; its secret is never among it. */
export const sourceAnswer = z.strictObject({
  code: z.string(),
  name: z.string(),
  organisation: z.string().describe("whose events these are, by its code"),
  kind: z.enum(SOURCE_KINDS),
  settings: sourceSettings,
  hasSecret: z.boolean(),
  schedule: schedule.nullable(),
  state: z.enum(["on", "off"]),
  health: z.enum(SOURCE_HEALTHS),
  staleAfterMinutes: z.int().nullable(),
  lastNewAt: when.describe("when its last new event came"),
  lastEventAt: when.describe("when the latest of its events happened"),
  lastSuccessAt: when.describe("when it was last read without a problem"),
  nextRunAt: when,
  failures: z.int().describe("failures in a row"),
  problem: z.strictObject({ code: z.enum(PULL_PROBLEMS), facts: z.record(z.string(), z.union([z.string(), z.number()])), retryAfterSeconds: z.number().optional() }).nullable(),
  lastDay: z.strictObject({
    documents: z.number(),
    accepted: z.number(),
    warning: z.number(),
    duplicate: z.number(),
    rejected: z.number(),
    delaySeconds: z.number().nullable().describe("median, from when an event happened to when it came"),
  }),
  version: z.int(),
});

/** A source's record as the interface shows it. */
export function sourceShown(record: SourceRecord, now: Date): z.infer<typeof sourceAnswer> {
  const { code, name, organisation, kind, settings, hasSecret, state, staleAfterMinutes, failures, version, day } = record;
  const at = (instantOrNull: Date | null) => instantOrNull?.toISOString() ?? null;
  return {
    code, name, organisation, kind, settings, hasSecret, schedule: record.schedule, state, health: healthOf(record, now), staleAfterMinutes,
    lastNewAt: at(record.lastNewAt), lastEventAt: at(record.lastEventAt), lastSuccessAt: at(record.lastSuccessAt), nextRunAt: at(record.nextRunAt), failures,
    problem: record.problem === null ? null : { ...record.problem, facts: { ...record.problem.facts } },
    lastDay: { documents: day.documents, accepted: day.accepted, warning: day.warning, duplicate: day.duplicate, rejected: day.rejected, delaySeconds: day.delaySeconds },
    version,
  };
}

const path = "/api/v1/sources/{code}";
const parameters = { code: { en: "The source's code: small letters, digits and hyphens", zh: "数据源代码：小写字母、数字和连字符", example: "chateau-exemple" } };

export const putSource: Operation = {
  id: "putSource",
  method: "PUT",
  path,
  group: "sources",
  admission: "source.manage",
  summary: { en: "Connect a source of events, or change it; its kind stays, and the secret is never handed out again", zh: "接入事件数据源，或更改其设置；类型不可更改，密钥不再显示" },
  parameters,
  body: {
    schema: sourceBody,
    contentType: "application/json",
    example: {
      name: "Château Exemple, EPCIS",
      organisation: "FEEDS",
      settings: { kind: "epcis", address: "https://epcis.example.com/epcis", signIn: { kind: "bearer" } },
      secret: "their token",
      schedule: { everySeconds: 300 },
      staleAfterMinutes: 1440,
    },
  },
  versioned: true,
  answers: {
    200: { says: { en: "Changed", zh: "已更改" }, schema: sourceAnswer },
    201: { says: { en: "Connected; it is read for the first time at once", zh: "已接入，立即进行首次读取" }, schema: sourceAnswer },
  },
  refusals: ["changed-meanwhile", "source-kind-stays"],
};

export const getSource: Operation = {
  id: "getSource",
  method: "GET",
  path,
  group: "sources",
  admission: "source.read",
  summary: { en: "One source: how it does, what came of it in the last day, when it is read next", zh: "单个数据源：运行状况、近一日接收情况、下次读取时间" },
  parameters,
  versioned: true,
  answers: { 200: { says: { en: "The source", zh: "数据源" }, schema: sourceAnswer } },
  refusals: ["source-unknown"],
};

const listQuery = z.strictObject({ ...pageShape });

export const listSources: Operation<z.infer<typeof listQuery>> = {
  id: "listSources",
  method: "GET",
  path: "/api/v1/sources",
  group: "sources",
  admission: "source.read",
  summary: { en: "Sources by their codes", zh: "按代码排列的数据源" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of sources", zh: "一页数据源" }, schema: listOf(sourceAnswer) } },
};

export const postRun: Operation = {
  id: "postSourceRun",
  method: "POST",
  path: "/api/v1/sources/{code}/runs",
  group: "sources",
  admission: "source.manage",
  summary: { en: "Read a source now", zh: "立即读取数据源" },
  parameters,
  body: { schema: z.strictObject({}), contentType: "application/json", example: {} },
  answers: { 202: { says: { en: "It will be read in a moment", zh: "即将读取" }, schema: z.strictObject({ code: z.string() }) } },
  refusals: ["source-unknown", "source-off", "source-pushes", "source-under-way"],
};
