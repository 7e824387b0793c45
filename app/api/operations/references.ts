import { z } from "zod";
import type { LimitChange, ReferenceRow, WithdrawalRow } from "#lib/risk/queries/references";
import type { ReferenceSample } from "#lib/risk/referenceTable";
import { thousandths } from "#lib/trace/limit";
import { MEASURES } from "#lib/trace/sensor";
import type { conditionLimits } from "#db/schema/trace";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { PROPOSAL_STATES, bilingual, instant, proposalFields } from "./field.ts";

const STATES = [...PROPOSAL_STATES, "retired"] as const;
const marker = z.strictObject({ name: z.string(), unit: z.string().describe("1 for a ratio") });

const referenceAnswer = z.strictObject({
  id: z.int(),
  origin: z.string(),
  name: bilingual,
  country: z.string(),
  category: z.string(),
  season: z.strictObject({ from: z.string(), to: z.string().describe("the day after the last day of production") }),
  version: z.int(),
  inForce: z.boolean(),
  markers: z.array(marker),
  samples: z.int(),
  source: z.string(),
  reason: z.string(),
  sha256: z.string().describe("of the table as it was sent"),
  state: z.enum(STATES),
  proposedBy: z.string(),
  proposedAt: instant,
  answeredBy: z.string().nullable(),
  answeredAt: instant.nullable(),
  answerNote: z.string().nullable(),
});

/** A population as the interface shows it. */
export function referenceShown(row: ReferenceRow): z.infer<typeof referenceAnswer> {
  const { id, origin, country, category, version, inForce, markers, size, source, reason, sha256, state } = row;
  return {
    id, origin, name: { en: row.originEn, zh: row.originZh }, country, category, season: { from: row.seasonFrom, to: row.seasonTo }, version, inForce, markers: [...markers], samples: size, source, reason, sha256, state,
    proposedBy: row.proposedByName, proposedAt: row.proposedAt.toISOString(), answeredBy: row.answeredByName, answeredAt: row.answeredAt?.toISOString() ?? null, answerNote: row.answerNote,
  };
}

/** A population with its samples as the interface shows it. */
export function referenceWhole(row: ReferenceRow, withdrawals: readonly WithdrawalRow[], samples: readonly ReferenceSample[], sites: readonly { readonly name: string }[]): z.infer<typeof referenceWithSamples> {
  const taken = withdrawals.map(({ id, reason, state, proposedByName, proposedAt, answeredByName, answeredAt, answerNote }) => ({
    id,
    reason,
    state,
    proposedBy: proposedByName,
    proposedAt: proposedAt.toISOString(),
    answeredBy: answeredByName,
    answeredAt: answeredAt?.toISOString() ?? null,
    answerNote,
  }));
  return { ...referenceShown(row), withdrawals: taken, sites: sites.map(({ name }) => name), measured: samples.map(({ label, values }) => ({ label, values: [...values] })) };
}

const referenceWithSamples = referenceAnswer.extend({
  withdrawals: z
    .array(
      z.strictObject({
        id: z.int(),
        ...proposalFields,
      }),
    )
    .describe("proposals to take it out of force, the newest first"),
  sites: z.array(z.string()).describe("the sites whose goods are of this origin; none: every site of the country"),
  measured: z.array(z.strictObject({ label: z.string(), values: z.array(z.number().nullable()) })).describe("a row a sample, in the order of the markers"),
});

const listQuery = z.strictObject({ ...pageShape });

export const listReferences: Operation<z.infer<typeof listQuery>> = {
  id: "listReferences",
  method: "GET",
  path: "/api/v1/references",
  group: "rules",
  admission: "rule.read",
  summary: { en: "Reference populations of measured markers, the newest proposal first", zh: "产地指标参考样本群，按提议时间倒序" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of populations", zh: "一页参考样本群" }, schema: listOf(referenceAnswer) } },
};

const idParameter = { id: { en: "the population's number", zh: "参考样本群编号", example: "3" } };

export const getReference: Operation = {
  id: "getReference",
  method: "GET",
  path: "/api/v1/references/{id}",
  group: "rules",
  admission: "rule.read",
  summary: { en: "One reference population with its samples", zh: "单个参考样本群及其样本" },
  parameters: idParameter,
  answers: { 200: { says: { en: "The population", zh: "参考样本群" }, schema: referenceWithSamples } },
  refusals: ["reference-unknown"],
};

/** The body of a proposed population; `table` is the text of a CSV. */
export const referenceBody = z.strictObject({
  origin: z.string().describe("a short code of the origin"),
  name: bilingual,
  country: z.string().describe("ISO 3166-1 alpha-2"),
  sites: z.array(z.string()).optional().describe("GLNs or registration numbers; none: every site of the country"),
  category: z.string(),
  season: z.strictObject({ from: z.string(), to: z.string().describe("the day after the last day of production") }),
  source: z.string().describe("who measured, how, and where the samples were taken"),
  reason: z.string(),
  fileName: z.string().optional(),
  table: z.string().max(900_000).describe("CSV: a column that names the sample, then one for each marker with its unit in brackets"),
});

const stood = z.strictObject({ id: z.int(), version: z.int(), state: z.enum(STATES), samples: z.int() });

export const postReference: Operation = {
  id: "postReference",
  method: "POST",
  path: "/api/v1/references",
  group: "rules",
  admission: "reference.write",
  summary: { en: "Propose a reference population; it is in force once another person confirms it. Of people alone, signed in", zh: "提议参考样本群，经他人复核后生效；仅限人员登录办理" },
  body: {
    schema: referenceBody, contentType: "application/json",
    example: {
      origin: "yangcheng-lake",
      name: { en: "Yangcheng Lake", zh: "阳澄湖" },
      country: "CN",
      sites: ["6931408000014"],
      category: "hairy-crab",
      season: { from: "2026-09-10", to: "2027-01-10" },
      source: "Fisheries institute, IRMS and ICP-MS",
      reason: "Start of the season",
      table: "sample,87Sr/86Sr,Sr [mg/kg]\nYC-001,0.71081,268\nYC-002,0.71074,251\n",
    },
  },
  answers: { 201: { says: { en: "Proposed", zh: "已提议" }, schema: stood } },
  refusals: ["reference-too-large", "reference-unreadable", "season-crossed", "unknown-site", "reference-proposed-already", "people-only"],
};

const answerBody = z.strictObject({ answer: z.enum(["confirm", "decline", "withdraw"]), note: z.string().optional() });

export const postReferenceAnswer: Operation = {
  id: "postReferenceAnswer",
  method: "POST",
  path: "/api/v1/references/{id}/answers",
  group: "rules",
  admission: "reference.write",
  summary: { en: "Confirm or decline a proposed population as another person, or withdraw an own one", zh: "复核参考样本群：确认或否决他人的提议，或撤回本人的提议" },
  parameters: idParameter,
  body: { schema: answerBody, contentType: "application/json", example: { answer: "confirm" } },
  answers: { 200: { says: { en: "Answered", zh: "已处理" }, schema: stood } },
  refusals: ["reference-unknown", "reference-answered", "four-eyes", "not-own-proposal", "people-only"],
};

const withdrawn = z.strictObject({ id: z.int(), population: z.int(), state: z.enum(PROPOSAL_STATES) });

export const postReferenceWithdrawal: Operation = {
  id: "postReferenceWithdrawal",
  method: "POST",
  path: "/api/v1/references/{id}/withdrawals",
  group: "rules",
  admission: "reference.write",
  summary: { en: "Propose that a population in force be taken out of it; done once another person confirms it. Of people alone, signed in", zh: "提议停用生效中的参考样本群，经他人复核后停用；仅限人员登录办理" },
  parameters: idParameter,
  body: { schema: z.strictObject({ reason: z.string() }), contentType: "application/json", example: { reason: "The laboratory lost its accreditation" } },
  answers: { 201: { says: { en: "Proposed", zh: "已提议" }, schema: withdrawn } },
  refusals: ["reference-unknown", "reference-not-in-force", "reference-withdrawal-proposed", "people-only"],
};

export const postReferenceWithdrawalAnswer: Operation = {
  id: "postReferenceWithdrawalAnswer",
  method: "POST",
  path: "/api/v1/references/{id}/withdrawals/answers",
  group: "rules",
  admission: "reference.write",
  summary: { en: "Confirm or decline as another person that a population be taken out of force, or take the own proposal back", zh: "复核参考样本群停用提议：确认或否决他人的提议，或撤回本人的提议" },
  parameters: idParameter,
  body: { schema: answerBody, contentType: "application/json", example: { answer: "confirm" } },
  answers: { 200: { says: { en: "Answered", zh: "已处理" }, schema: withdrawn } },
  refusals: ["reference-unknown", "reference-no-withdrawal", "four-eyes", "not-own-proposal", "people-only"],
};

const limitAnswer = z.strictObject({
  category: z.string(),
  measure: z.enum(MEASURES),
  lowest: z.string().nullable().describe("degrees Celsius or per cent"),
  highest: z.string().nullable(),
  activationEnergy: z.string().nullable().describe("kJ/mol; null: 83.144"),
  source: z.string(),
  version: z.int(),
});
const change = limitAnswer
  .omit({ version: true })
  .extend({
    id: z.int(),
    ...proposalFields,
  });

/** Limits and their changes as the interface shows them. */
export function limitsShown(limits: readonly (typeof conditionLimits.$inferSelect)[], changes: readonly LimitChange[]): z.infer<typeof limitsAnswer> {
  const bound = (value: number | null): string | null => (value === null ? null : thousandths(value));
  return {
    items: limits.map(({ category, measure, lowest, highest, activationEnergy, source, version }) => ({ category, measure, lowest: bound(lowest), highest: bound(highest), activationEnergy: bound(activationEnergy), source, version })),
    changes: changes.map(({ id, category, measure, lowest, highest, activationEnergy, source, reason, state, proposedByName, proposedAt, answeredByName, answeredAt, answerNote }) => ({
      id, category, measure, lowest: bound(lowest), highest: bound(highest), activationEnergy: bound(activationEnergy), source, reason, state, proposedBy: proposedByName, proposedAt: proposedAt.toISOString(), answeredBy: answeredByName, answeredAt: answeredAt?.toISOString() ?? null, answerNote,
    })),
    next: null,
  };
}

const limitsAnswer = z.strictObject({ items: z.array(limitAnswer), changes: z.array(change), next: z.null() });

export const listLimits: Operation = {
  id: "listLimits",
  method: "GET",
  path: "/api/v1/limits",
  group: "rules",
  admission: "rule.read",
  summary: { en: "Between which temperatures and humidities goods are kept on their way, with the changes proposed lately", zh: "各类货物运输途中的温湿度限值及近期变更" },
  answers: { 200: { says: { en: "The limits", zh: "限值" }, schema: limitsAnswer } },
};

const limitStood = z.strictObject({ id: z.int(), category: z.string(), measure: z.enum(MEASURES), state: z.enum(PROPOSAL_STATES) });

export const postLimit: Operation = {
  id: "postLimit",
  method: "POST",
  path: "/api/v1/limits",
  group: "rules",
  admission: "reference.write",
  summary: { en: "Propose limits for a category of goods; they are in force once another person confirms them. Of people alone, signed in", zh: "提议某类货物的温湿度限值，经他人复核后生效；仅限人员登录办理" },
  body: {
    schema: z.strictObject({
      category: z.string(),
      measure: z.enum(MEASURES),
      lowest: z.string().describe("empty for none"),
      highest: z.string().describe("empty for none"),
      activationEnergy: z.string().optional().describe("kJ/mol; empty for the usual 83.144"),
      source: z.string(),
      reason: z.string(),
      expectedVersion: z.int().optional(),
    }),
    contentType: "application/json", example: { category: "salmon", measure: "temperature", lowest: "-1", highest: "4", source: "Codex CXC 52-2003", reason: "Fresh salmon had no limits." },
  },
  answers: { 201: { says: { en: "Proposed", zh: "已提议" }, schema: limitStood } },
  refusals: ["changed-meanwhile", "limit-stands", "limit-proposed-already", "people-only"],
};

export const postLimitAnswer: Operation = {
  id: "postLimitAnswer",
  method: "POST",
  path: "/api/v1/limits/{id}/answers",
  group: "rules",
  admission: "reference.write",
  summary: { en: "Confirm or decline proposed limits as another person, or withdraw own ones", zh: "复核限值：确认或否决他人的提议，或撤回本人的提议" },
  parameters: { id: { en: "the proposal's number", zh: "提议编号", example: "4" } },
  body: { schema: answerBody, contentType: "application/json", example: { answer: "confirm" } },
  answers: { 200: { says: { en: "Answered", zh: "已处理" }, schema: limitStood } },
  refusals: ["limit-unknown", "limit-answered", "changed-meanwhile", "four-eyes", "not-own-proposal", "people-only"],
};
