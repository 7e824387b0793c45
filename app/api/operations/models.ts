import { z } from "zod";
import { trainingAsked } from "#lib/risk/commands/models";
import { MODEL_MODES, MODEL_STATES, PARTS, TRAINING_STEPS } from "#lib/risk/modelRecord";
import type { KeptModel } from "#lib/risk/queries/models";
import type { Operation } from "../kernel/operation.ts";
import { listOf, pageShape } from "../kernel/paging.ts";
import { instant } from "./field.ts";

const figure = z.strictObject({ value: z.number(), low: z.number(), high: z.number() }).describe("with its 95 % interval");
const measures = z.strictObject({ rows: z.int(), confirmed: z.int(), auc: figure, p1: figure, p5: figure, p10: figure, r10: figure }).nullable();
const part = z.strictObject({ examples: z.int(), confirmed: z.int(), lines: z.int(), from: z.string(), to: z.string() });

/** A model as answers carry it: its card without the baseline, and never its record. */
export const modelAnswer = z.strictObject({
  id: z.int(),
  office: z.string().nullable().describe("null: of the whole house"),
  state: z.enum(MODEL_STATES),
  step: z.enum(TRAINING_STEPS).nullable(),
  mode: z.enum(MODEL_MODES),
  seed: z.int(),
  labelledUntil: instant.describe("outcomes known until then were learned from"),
  requestedBy: z.string(),
  requestedAt: instant,
  finishedAt: instant.nullable(),
  problem: z.strictObject({ code: z.string(), part: z.string(), examples: z.int(), confirmed: z.int(), least: z.int() }).nullable(),
  recordSha256: z.string().nullable(),
  examplesSha256: z.string().nullable(),
  parts: z.strictObject({ train: part, valid: part, test: part }).nullable(),
  measures: z.strictObject({ all: measures, known: measures, unseen: measures }).nullable().describe("on declarations held back; known: goods examined before, unseen: goods not examined before"),
  calibrationError: z.number().nullable(),
  importance: z.array(z.strictObject({ feature: z.string(), share: z.number() })),
  comparison: z
    .strictObject({ state: z.enum(["queued", "done"]), same: z.boolean().nullable(), differs: z.enum(["examples", "record", "format"]).nullable() })
    .nullable()
    .describe("what came of training it again from its record"),
});

/** A model as the interface shows it. */
export function modelShown(model: KeptModel): z.infer<typeof modelAnswer> {
  const { id, office, state, step, mode, seed, card, problem, comparison, recordHash } = model;
  return {
    id, office: office === "" ? null : office, state, step, mode, seed, problem, recordSha256: recordHash,
    labelledUntil: model.labelledUntil.toISOString(), requestedBy: model.requestedByName, requestedAt: model.requestedAt.toISOString(), finishedAt: model.finishedAt?.toISOString() ?? null,
    examplesSha256: card?.hash ?? null, parts: card === null ? null : { train: card.parts[PARTS[0]], valid: card.parts[PARTS[1]], test: card.parts[PARTS[2]] }, measures: card?.measures ?? null,
    calibrationError: card?.calibration.error ?? null, importance: [...(card?.importance ?? [])],
    comparison: comparison === null ? null : { state: comparison.state, same: comparison.same, differs: comparison.differs },
  };
}

const path = "/api/v1/models/{id}";
const parameters = { id: { en: "The model's number", zh: "模型编号", example: "1" } };
const used = z.strictObject({ id: z.int(), mode: z.enum(MODEL_MODES) });
const note = z.strictObject({ note: z.string().max(1000).optional() });

const listQuery = z.strictObject({ ...pageShape });

export const listModels: Operation<z.infer<typeof listQuery>> = {
  id: "listModels",
  method: "GET",
  path: "/api/v1/models",
  group: "rules",
  admission: "rule.read",
  summary: { en: "Learned models, the newest first", zh: "学习模型，最新在前" },
  query: listQuery,
  answers: { 200: { says: { en: "A page of models", zh: "一页模型" }, schema: listOf(modelAnswer) } },
};

export const getModel: Operation = {
  id: "getModel",
  method: "GET",
  path,
  group: "rules",
  admission: "rule.read",
  summary: { en: "One model: what it was made of, how well it ranks, what it is used for", zh: "单个模型：训练数据、排序能力、使用方式" },
  parameters,
  answers: { 200: { says: { en: "The model", zh: "模型" }, schema: modelAnswer } },
  refusals: ["model-unknown"],
};

export const postModel: Operation = {
  id: "postModel",
  method: "POST",
  path: "/api/v1/models",
  group: "rules",
  admission: "model.train",
  summary: { en: "Train a model on the outcomes known by now, of the whole house or of one office", zh: "用目前已知的结果训练模型，全关或单个海关" },
  body: { schema: trainingAsked, contentType: "application/json", example: { office: "", seed: 1 } },
  answers: { 202: { says: { en: "Queued; ask for the model until it is trained", zh: "已排队，可查询直至训练完成" }, schema: z.strictObject({ id: z.int() }) } },
  refusals: ["model-too-few", "model-one-outcome", "model-under-way", "office-unknown"],
};

export const postModelProposal: Operation = {
  id: "postModelProposal",
  method: "POST",
  path: `${path}/proposals`,
  group: "rules",
  admission: "model.train",
  summary: { en: "Propose that a model runs in shadow, or counts", zh: "提议模型旁路试运行或计入评分" },
  parameters,
  body: { schema: z.strictObject({ mode: z.enum(["shadow", "live"]), reason: z.string().min(1).max(1000) }), contentType: "application/json", example: { mode: "shadow", reason: "Ranks well on what was held back" } },
  answers: { 201: { says: { en: "Proposed; another person confirms it", zh: "已提议，须由另一人确认" }, schema: z.strictObject({ change: z.int() }) } },
  refusals: ["model-unknown", "model-not-proposable", "model-in-force-already", "model-proposed-already", "model-no-better"],
};

export const postModelConfirmation: Operation = {
  id: "postModelConfirmation",
  method: "POST",
  path: `${path}/confirmation`,
  group: "rules",
  admission: "model.confirm",
  summary: { en: "Confirm what somebody else proposed for a model", zh: "确认他人对模型的提议" },
  parameters,
  body: { schema: note, contentType: "application/json", example: { note: "agreed" } },
  answers: { 200: { says: { en: "In force", zh: "已生效" }, schema: used } },
  refusals: ["model-unknown", "model-nothing-proposed", "four-eyes"],
};

export const postModelDecline: Operation = {
  id: "postModelDecline",
  method: "POST",
  path: `${path}/decline`,
  group: "rules",
  admission: "model.train",
  summary: { en: "Say no to what was proposed for a model, or take it back", zh: "不同意或撤回对模型的提议" },
  parameters,
  body: { schema: note, contentType: "application/json", example: { note: "first in shadow" } },
  answers: { 200: { says: { en: "Declined", zh: "未同意" }, schema: used } },
  refusals: ["model-unknown", "model-nothing-proposed"],
};

export const postModelRetirement: Operation = {
  id: "postModelRetirement",
  method: "POST",
  path: `${path}/retirement`,
  group: "rules",
  admission: "model.train",
  summary: { en: "Take a model out of force at once, for good", zh: "立即停用模型，不可恢复" },
  parameters,
  body: { schema: z.strictObject({ reason: z.string().min(1).max(1000) }), contentType: "application/json", example: { reason: "the trade has changed" } },
  answers: { 200: { says: { en: "Retired", zh: "已停用" }, schema: used } },
  refusals: ["model-unknown", "model-not-proposable"],
};

export const postModelComparison: Operation = {
  id: "postModelComparison",
  method: "POST",
  path: `${path}/comparisons`,
  group: "rules",
  admission: "model.train",
  summary: { en: "Train a model again from its record and compare, to the last bit", zh: "按记录重新训练模型并逐位比对" },
  parameters,
  body: { schema: z.strictObject({}), contentType: "application/json", example: {} },
  answers: { 202: { says: { en: "Queued; the model says what came of it", zh: "已排队，结果见模型" }, schema: z.strictObject({ id: z.int() }) } },
  refusals: ["model-unknown", "model-not-proposable", "model-under-way"],
};
