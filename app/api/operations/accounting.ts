import { z } from "zod";
import type { CarryOverRecord, CapacityPolicy } from "#lib/certificates/queries";
import { carryOverInput, policyInput } from "#lib/certificates/submission";
import { dateField } from "#lib/parties/field";
import { measured } from "#lib/trace/massBalance";
import type { YieldRow } from "#lib/trace/queries/genealogy";
import { YIELD_KINDS, yieldInput } from "#lib/trace/yield";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { instant, production, quantity } from "./field.ts";

const goods = z.strictObject({ kind: z.enum(["gtin", "hsPrefix", "category"]), value: z.string() });

const yieldAnswer = z.strictObject({
  id: z.int(),
  kind: z.enum(YIELD_KINDS),
  input: goods,
  output: goods,
  inputQuantity: quantity,
  outputQuantity: quantity.describe("at most so much of the output comes of the input quantity"),
  source: z.string(),
  from: z.string().describe("first day of transformations it holds for"),
  to: z.string().nullable().describe("the first day it no longer holds for; null while it has no end"),
  recordedBy: z.string(),
});

/** A certified yield as the interface shows it. */
export function yieldShown({ recordedByName, ...row }: YieldRow): z.infer<typeof yieldAnswer> {
  return { ...row, recordedBy: recordedByName };
}

const listQuery = z.strictObject({ ...pageShape });
type ListQuery = z.infer<typeof listQuery>;
const recorded = z.strictObject({ id: z.int() });

export const listYields: Operation<ListQuery> = {
  id: "listYields", method: "GET", path: "/api/v1/yields", group: "certificates", admission: "certificate.read",
  summary: { en: "Certified yields and unit consumptions, in the order they were recorded", zh: "核定出品率与单耗，按登记先后" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of yields", zh: "一页出品率与单耗" }, schema: listOf(yieldAnswer) } },
};

export const postYield: Operation = {
  id: "postYield", method: "POST", path: "/api/v1/yields", group: "certificates", admission: "policy.write",
  summary: {
    en: "Record a certified yield or unit consumption; mass balances are reckoned anew. `input` and `output` are a GTIN, an HS prefix before a star (`0806*`) or a category",
    zh: "登记核定出品率或单耗，物料平衡随即重算。`input` 与 `output` 为 GTIN、带星号的税号前缀（`0806*`）或类别",
  },
  body: {
    schema: yieldInput,
    contentType: "application/json",
    example: {
      kind: "yield",
      input: "grapes",
      output: "wine",
      inputQuantity: { value: "100", unit: "KGM" },
      outputQuantity: { value: "75", unit: "LTR" },
      source: "Audit of 2025",
      from: "2023-01-01",
    },
  },
  answers: { 201: { says: { en: "Recorded", zh: "已登记" }, schema: recorded } },
  refusals: ["yield-taken"],
};

/** The body that ends a yield. */
export const yieldEndBody = z.strictObject({ to: dateField.describe("the first day it no longer holds for") });

export const postYieldEnd: Operation = {
  id: "postYieldEnd", method: "POST", path: "/api/v1/yields/{id}/end", group: "certificates", admission: "policy.write",
  summary: { en: "End a yield on a day, once", zh: "终止出品率或单耗（仅可终止一次）" },
  parameters: { id: { en: "the yield's number", zh: "编号", example: "3" } },
  body: { schema: yieldEndBody, contentType: "application/json", example: { to: "2026-01-01" } },
  answers: { 200: { says: { en: "Ended", zh: "已终止" }, schema: recorded } },
  refusals: ["unknown-yield", "yield-ended"],
};

const policyAnswer = z.strictObject({
  category: z.string().describe("`*` is every category without one of its own"),
  warningShare: z.string(),
  reserveShare: z.string(),
  version: z.int().describe("0 where nobody has set it"),
});

/** A policy of a category as the interface shows it. */
export function policyShown(category: string, { warningPermille, reservePermille, version }: CapacityPolicy): z.infer<typeof policyAnswer> {
  return { category, warningShare: String(warningPermille / 1000), reserveShare: String(reservePermille / 1000), version };
}

export const listPolicies: Operation<ListQuery> = {
  id: "listCapacityPolicies", method: "GET", path: "/api/v1/capacity-policies", group: "certificates", admission: "certificate.read",
  summary: { en: "From which used share a line is near its limit, and how much carried-over stock may add, by category", zh: "各类别的预警比例与结转备量上限" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of policies", zh: "一页政策" }, schema: listOf(policyAnswer) } },
};

/** The body that sets a policy: its category stands in the address. */
export const policyBody = policyInput.omit({ category: true, expectedVersion: true });

export const putPolicy: Operation = {
  id: "putCapacityPolicy", method: "PUT", path: "/api/v1/capacity-policies/{category}", group: "certificates", admission: "policy.write",
  summary: { en: "Set the policy of a category, or of `*`; accounts it governs are re-judged", zh: "设定某类别（或 `*`）的政策，相关账户随即重新判定" },
  parameters: { category: { en: "the category, or `*`", zh: "类别，或 `*`", example: "wine" } },
  body: { schema: policyBody, contentType: "application/json", example: { warningShare: "0.9", reserveShare: "0.1" } },
  versioned: true,
  answers: { 200: { says: { en: "Set", zh: "已设定" }, schema: policyAnswer } },
  refusals: ["changed-meanwhile"],
};

const carryOverAnswer = z.strictObject({
  id: z.int(),
  site: z.string().describe("its GLN, else its registration number"),
  scope: z.string(),
  production,
  quantity: quantity.describe("in pieces, litres or kilograms"),
  proof: z.string(),
  recordedAt: instant,
});

/** Carried-over stock as the interface shows it, with the number its site is addressed by. */
export function carryOverShown({ id, scopeKey, producedFrom, producedTo, dimension, base, proof, recordedAt }: CarryOverRecord, site: string): z.infer<typeof carryOverAnswer> {
  return { id, site, scope: scopeKey, production: { from: producedFrom, to: producedTo }, quantity: measured(dimension, base), proof, recordedAt: recordedAt.toISOString() };
}

export const listCarryOvers: Operation<ListQuery> = {
  id: "listCarryOvers", method: "GET", path: "/api/v1/carry-overs", group: "certificates", admission: "carry-over.decide",
  summary: { en: "Carried-over stock that waits for approval, oldest first", zh: "待批准的结转库存，最早在前" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of carried-over stock", zh: "一页结转库存" }, schema: listOf(carryOverAnswer) } },
};

export const postCarryOver: Operation = {
  id: "postCarryOver", method: "POST", path: "/api/v1/carry-overs", group: "certificates", admission: "carry-over.submit",
  summary: { en: "Submit proven stock of earlier periods for an account; it counts once somebody else has approved it, up to the reserve of the policy", zh: "提交以往期间经证明的结转库存；经他人批准后在政策备量内计入" },
  body: {
    schema: carryOverInput,
    contentType: "application/json",
    example: {
      site: "3012345000017",
      scope: { gtins: ["03012345000024"] },
      production: { from: "2023-01-01", to: "2024-01-01" },
      quantity: { value: "900", unit: "XBO" },
      proof: "Stock count of 2022-12-31, report S-4",
    },
  },
  answers: { 201: { says: { en: "Submitted", zh: "已提交" }, schema: recorded } },
  refusals: ["unknown-site", "unknown-product", "pieces-need-gtins", "pack-size-unknown", "pack-size-differs"],
};

/** An approval says nothing more than that it is one. */
export const approvalBody = z.strictObject({});

export const postCarryOverApproval: Operation = {
  id: "postCarryOverApproval", method: "POST", path: "/api/v1/carry-overs/{id}/approval", group: "certificates", admission: "carry-over.decide",
  summary: { en: "Approve carried-over stock that somebody else submitted; the site's accounts are re-judged", zh: "批准他人提交的结转库存，该生产单位账户随即重新判定" },
  parameters: { id: { en: "the stock's number", zh: "编号", example: "2" } },
  body: { schema: approvalBody, contentType: "application/json", example: {} },
  answers: { 200: { says: { en: "Approved", zh: "已批准" }, schema: recorded } },
  refusals: ["unknown-carry-over", "four-eyes", "already-approved"],
};
