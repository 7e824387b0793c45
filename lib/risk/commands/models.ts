import { and, eq, inArray, ne } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { modelChanges, models } from "#db/schema/risk-model";
import { offices } from "#db/schema/places";
import { actorKey } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { tellOfAnswer, tellOfProposal, type Change } from "#lib/notices/commands/seconding";
import type { ModelProblem } from "../modelRecord.ts";
import { tooLittle } from "../modelTraining.ts";
import { labelledCount } from "../queries/modelExamples.ts";
import type { KeptModel } from "../queries/models.ts";

/** The area under the curve of a draw. */
const CHANCE = 0.5;

const id = z.int().positive();
const reason = z.string().trim().min(1).max(1000);

/** Asks for a model to be trained on the outcomes known by now: `office` empty for the whole house. */
export const trainingAsked = z.object({ office: z.string().trim().max(20).default(""), seed: z.int().min(1).max(2 ** 31 - 1).default(1) });

/**
 * Queues the training of a model. Refused where too few declarations have a known outcome (`model-too-few`), or too few of one kind
 * (`model-one-outcome`), with the numbers; and while one for the same office is under way (`model-under-way`).
 */
export const trainModel = command("model.train", trainingAsked, async ({ tx, actor, now }, { office, seed }) => {
  if (office !== "") await requireOffice(tx, office);
  const [under] = await tx.select({ id: models.id }).from(models).where(and(eq(models.office, office), inArray(models.state, ["queued", "training"])));
  if (under !== undefined) throw new Refusal("conflict", "model-under-way", { id: under.id });
  const { examples, confirmed } = await labelledCount(tx, { office, labelledUntil: now });
  const problem = tooLittle(examples, confirmed);
  if (problem !== undefined) throw new Refusal("unprocessable", problem.code, factsOf(problem));
  const [made] = await tx.insert(models).values({ office, seed, labelledUntil: now, state: "queued", requestedBy: actorKey(actor), requestedByName: actor.name, requestedAt: now }).returning({ id: models.id });
  if (made === undefined) throw new Error("a model was not kept");
  await queueJob(tx, "train-model", { id: made.id }, { jobKey: `train-model:${made.id}`, queue: "models" });
  return { result: { id: made.id }, audit: { action: "model.train", subject: { kind: "model", id: String(made.id) }, facts: { office, seed, examples, confirmed } } };
});

/**
 * Proposes that a trained model runs in shadow, or counts. Nothing changes until another person confirms it. A model that may rank no better than
 * chance, by the lower end of its interval, can run in shadow and no more (`model-no-better`).
 */
export const proposeModel = command("model.train", z.object({ id, mode: z.enum(["shadow", "live"]), reason }), async ({ tx, actor, now }, input) => {
  const model = await taken(tx, input.id);
  if (model.state !== "trained" || model.mode === "retired") throw new Refusal("conflict", "model-not-proposable", { id: model.id });
  if (model.mode === input.mode) throw new Refusal("conflict", "model-in-force-already", { id: model.id });
  const surely = model.card?.measures.all?.auc.low ?? 0;
  if (input.mode === "live" && surely <= CHANCE) throw new Refusal("unprocessable", "model-no-better", { id: model.id, low: surely.toFixed(2) });
  const [open] = await tx.select({ id: modelChanges.id }).from(modelChanges).where(and(eq(modelChanges.modelId, model.id), eq(modelChanges.state, "proposed")));
  if (open !== undefined) throw new Refusal("conflict", "model-proposed-already", { id: model.id });
  const [made] = await tx
    .insert(modelChanges)
    .values({ modelId: model.id, mode: input.mode, reason: input.reason, state: "proposed", proposedBy: actorKey(actor), proposedByName: actor.name, proposedAt: now })
    .returning({ id: modelChanges.id });
  await tellOfProposal(tx, changeOf(model.id, input.mode), { reason: input.reason, roles: ["supervisor"] }, actor, now);
  return { result: { change: made?.id ?? 0 }, audit: { action: "model.propose", subject: { kind: "model", id: String(model.id) }, facts: { mode: input.mode, reason: input.reason } } };
});

const answered = z.object({ id, note: z.string().trim().max(1000).default("") });

/** Confirms what somebody else proposed for a model: it is in force at once, the one that was in its place is not any more, and what is open is assessed again by it. */
export const confirmModel = command("model.confirm", answered, async ({ tx, actor, now }, input) => {
  const model = await taken(tx, input.id);
  const change = await openChange(tx, model.id);
  if (change.proposedBy === actorKey(actor)) throw new Refusal("forbidden", "four-eyes", { id: model.id });
  const before = await tx.select({ id: models.id }).from(models).where(and(eq(models.office, model.office), eq(models.mode, change.mode), ne(models.id, model.id)));
  const replaced = before.map((one) => one.id);
  if (replaced.length > 0) {
    await tx.update(models).set({ mode: change.mode === "live" ? "retired" : "none", modeSince: now }).where(inArray(models.id, replaced));
    await tx.update(modelChanges).set({ state: "overtaken", answeredAt: now }).where(and(inArray(modelChanges.modelId, replaced), eq(modelChanges.state, "proposed")));
  }
  await tx.update(models).set({ mode: change.mode, modeSince: now }).where(eq(models.id, model.id));
  await tx.update(modelChanges).set({ state: "confirmed", answeredBy: actorKey(actor), answeredByName: actor.name, answeredAt: now, answerNote: input.note }).where(eq(modelChanges.id, change.id));
  await assessOpenAgain(tx);
  await tellOfAnswer(tx, changeOf(model.id, change.mode), { confirmed: true, note: input.note, to: [change.proposedBy] }, actor, now);
  return {
    result: { id: model.id, mode: change.mode },
    audit: { action: "model.confirm", subject: { kind: "model", id: String(model.id) }, facts: { mode: change.mode, proposedBy: change.proposedBy, replaced, note: input.note } },
  };
});

/** Says no to what was proposed for a model; its proposer may take it back so. */
export const declineModel = command("model.train", answered, async ({ tx, actor, now }, input) => {
  const model = await taken(tx, input.id);
  const change = await openChange(tx, model.id);
  await tx.update(modelChanges).set({ state: "declined", answeredBy: actorKey(actor), answeredByName: actor.name, answeredAt: now, answerNote: input.note }).where(eq(modelChanges.id, change.id));
  await tellOfAnswer(tx, changeOf(model.id, change.mode), { confirmed: false, note: input.note, to: [change.proposedBy] }, actor, now);
  return {
    result: { id: model.id, mode: model.mode },
    audit: { action: "model.decline", subject: { kind: "model", id: String(model.id) }, facts: { mode: change.mode, proposedBy: change.proposedBy, note: input.note } },
  };
});

/** Takes a model out of force at once, for good, and what is open is assessed without it; one person is enough, for a model is never the only reason for a lane. */
export const retireModel = command("model.train", z.object({ id, reason }), async ({ tx, actor, now }, input) => {
  const model = await taken(tx, input.id);
  if (model.state !== "trained") throw new Refusal("conflict", "model-not-proposable", { id: model.id });
  if (model.mode !== "retired") {
    await tx.update(modelChanges).set({ state: "overtaken", answeredAt: now }).where(and(eq(modelChanges.modelId, model.id), eq(modelChanges.state, "proposed")));
    const by = { proposedBy: actorKey(actor), proposedByName: actor.name, proposedAt: now, answeredBy: actorKey(actor), answeredByName: actor.name, answeredAt: now };
    await tx.insert(modelChanges).values({ modelId: model.id, mode: "retired", reason: input.reason, state: "confirmed", ...by });
    await tx.update(models).set({ mode: "retired", modeSince: now }).where(eq(models.id, model.id));
    if (model.mode === "live") await assessOpenAgain(tx);
  }
  return { result: { id: model.id, mode: "retired" as const }, audit: { action: "model.retire", subject: { kind: "model", id: String(model.id) }, facts: { was: model.mode, reason: input.reason } } };
});

/** Asks that a model be trained again from its record and compared with what is kept. */
export const compareModel = command("model.train", z.object({ id }), async ({ tx, actor, now }, input) => {
  const model = await taken(tx, input.id);
  if (model.state !== "trained") throw new Refusal("conflict", "model-not-proposable", { id: model.id });
  if (model.comparison?.state === "queued") throw new Refusal("conflict", "model-under-way", { id: model.id });
  await tx.update(models).set({ comparison: { state: "queued", at: now.toISOString(), byName: actor.name, same: null, differs: null, examples: null, recordHash: null } }).where(eq(models.id, model.id));
  await queueJob(tx, "compare-model", { id: model.id }, { jobKey: `compare-model:${model.id}`, queue: "models" });
  return { result: { id: model.id }, audit: { action: "model.compare", subject: { kind: "model", id: String(model.id) } } };
});

async function assessOpenAgain(tx: Transaction): Promise<void> {
  await queueJob(tx, "reassess-all", { cause: "model-set", open: true }, { jobKey: "reassess-all" });
}

/** The numbers of a problem, as its sentence is filled with them. */
export function factsOf({ part, examples, confirmed, least }: ModelProblem): Readonly<Record<string, string | number>> {
  return { part, examples, confirmed, cleared: examples - confirmed, least };
}

async function requireOffice(tx: Transaction, code: string): Promise<void> {
  const [known] = await tx.select({ code: offices.code }).from(offices).where(eq(offices.code, code));
  if (known === undefined) throw new Refusal("not-found", "office-unknown", { code });
}

/** A change of a model as notices call it. */
function changeOf(model: number, mode: "shadow" | "live" | "retired"): Change {
  const into = { shadow: { en: "in shadow", zh: "旁路试运行" }, live: { en: "live", zh: "计入评分" }, retired: { en: "retired", zh: "停用" } }[mode];
  return { kind: "change", what: { en: `model ${model} ${into.en}`, zh: `模型${model}${into.zh}` }, href: `/rules/model/${model}` };
}

/** Takes a model for a change: two persons at once wait for each other. */
async function taken(tx: Transaction, modelId: number): Promise<KeptModel> {
  const [model] = await tx.select().from(models).where(eq(models.id, modelId)).for("update");
  if (model === undefined) throw new Refusal("not-found", "model-unknown", { id: modelId });
  return model;
}

async function openChange(tx: Transaction, modelId: number): Promise<typeof modelChanges.$inferSelect> {
  const [change] = await tx.select().from(modelChanges).where(and(eq(modelChanges.modelId, modelId), eq(modelChanges.state, "proposed")));
  if (change === undefined) throw new Refusal("conflict", "model-nothing-proposed", { id: modelId });
  return change;
}
