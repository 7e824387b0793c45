import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { pack } from "#db/packed";
import { modelRecords, models } from "#db/schema/risk-model";
import type { Actor } from "#lib/access/actor";
import { command, reading } from "#lib/audit/command";
import { FORMAT } from "../model.ts";
import type { ModelCard } from "../modelCard.ts";
import { TRAINING_STEPS, type ModelComparison, type TrainingStep } from "../modelRecord.ts";
import { hashOf, type Training, type TrainingGround } from "../modelTraining.ts";
import { examplesOf, populationOf } from "../queries/modelExamples.ts";
import { formatOf, modelById, type KeptModel } from "../queries/models.ts";
import { trainSomewhere } from "./modelThread.ts";

const WORKER: Actor = { kind: "system", name: "worker" };
const named = z.object({ id: z.int().positive() });

/** Job `train-model` {id}: trains a model that was asked for and keeps its record. Safe to repeat, and to be cut short at any point. */
export async function trainModelJob(payload: unknown, now?: Date): Promise<void> {
  const { id } = named.parse(payload);
  const model = await begin(WORKER, { id }, now);
  if (model === undefined) return;
  try {
    const training = await trainFrom(await groundOf(model, true), id, now);
    await (training.ok ? keep(WORKER, { id, ...training }, now) : refuse(WORKER, { id, problem: training.problem }, now));
  } catch (error) {
    await fail(WORKER, { id, error: error instanceof Error ? error.message.slice(0, 500) : String(error) }, now);
    throw error;
  }
}

/** Job `compare-model` {id}: trains a kept model again from its record and says whether the same came of it, or what differs. Safe to repeat. */
export async function compareModelJob(payload: unknown): Promise<void> {
  const { id } = named.parse(payload);
  const model = await reading(WORKER, "model.train", (tx) => modelById(tx, id));
  if (model?.comparison?.state !== "queued" || model.card === null) return;
  const ground = await groundOf(model, false);
  const examples = { kept: sum(model.card), now: ground.examples.length };
  const same = hashOf(ground.examples) === model.card.hash;
  const repeatable = (await reading(WORKER, "model.train", (tx) => formatOf(tx, id))) === FORMAT;
  const training = same && repeatable ? await trainSomewhere(ground, () => undefined) : undefined;
  const recordHash = training?.ok === true ? training.recordHash : null;
  const whole = training !== undefined && recordHash === model.recordHash;
  const other = repeatable ? "record" : "format";
  await compared(WORKER, { id, comparison: { ...model.comparison, state: "done", same: whole, differs: whole ? null : same ? other : "examples", examples, recordHash } });
}

/** The steps are written one after another, and the training waits for the last of them. */
async function trainFrom(ground: TrainingGround, id: number, now: Date | undefined): Promise<Training> {
  let told: Promise<unknown> = Promise.resolve();
  const training = await trainSomewhere(ground, (at) => {
    told = told.then(() => step(WORKER, { id, step: at }, now));
  });
  await told;
  return training;
}

/** What a model is trained on: its labels until then, its seed; with declarations of the same time for the baseline where they are asked for. */
async function groundOf({ office, labelledUntil, seed }: KeptModel, withPopulation: boolean): Promise<TrainingGround> {
  return reading(WORKER, "model.train", async (tx) => {
    const scope = { office, labelledUntil };
    const examples = await examplesOf(tx, scope);
    const times = examples.map(({ lodgedAt }) => lodgedAt).toSorted();
    const [from, to] = [times.at(0), times.at(-1)];
    const population = !withPopulation || from === undefined || to === undefined ? [] : await populationOf(tx, scope, new Date(from), new Date(to), seed);
    return { examples, population, seed };
  });
}

const sum = ({ parts: { train, valid, test } }: ModelCard): number => train.examples + valid.examples + test.examples;

const subject = (id: number) => ({ kind: "model", id: String(id) });

const begin = command("system.run", named, async ({ tx, now }, { id }) => {
  const [model] = await tx.update(models).set({ state: "training", step: "reading", startedAt: now }).where(and(eq(models.id, id), inArray(models.state, ["queued", "training"]))).returning();
  return { result: model, audit: { action: "model.begin-training", subject: subject(id), facts: { begun: model !== undefined } } };
});

const step = command("system.run", named.extend({ step: z.enum(TRAINING_STEPS) }), async ({ tx }, input) => {
  await tx.update(models).set({ step: input.step satisfies TrainingStep }).where(and(eq(models.id, input.id), eq(models.state, "training")));
  return { result: undefined, audit: { action: "model.training-step", subject: subject(input.id), facts: { step: input.step } } };
});

const keep = command("system.run", named.extend({ record: z.string(), recordHash: z.string(), card: z.custom<ModelCard>() }), async ({ tx, now }, { id, record, recordHash, card }) => {
  await tx.insert(modelRecords).values({ modelId: id, record: pack(record) });
  await tx.update(models).set({ state: "trained", step: null, card, recordHash, finishedAt: now }).where(eq(models.id, id));
  return { result: undefined, audit: { action: "model.trained", subject: subject(id), facts: { recordHash, examples: card.hash, unseenAuc: card.measures.unseen?.auc.value ?? null } } };
});

const refuse = command("system.run", named.extend({ problem: z.custom<NonNullable<KeptModel["problem"]>>() }), async ({ tx, now }, { id, problem }) => {
  await tx.update(models).set({ state: "refused", step: null, problem, finishedAt: now }).where(eq(models.id, id));
  return { result: undefined, audit: { action: "model.refused", subject: subject(id), facts: { ...problem } } };
});

const fail = command("system.run", named.extend({ error: z.string() }), async ({ tx, now }, { id, error }) => {
  await tx.update(models).set({ state: "failed", finishedAt: now }).where(and(eq(models.id, id), eq(models.state, "training")));
  return { result: undefined, audit: { action: "model.failed", subject: subject(id), facts: { error } } };
});

const compared = command("system.run", named.extend({ comparison: z.custom<ModelComparison>() }), async ({ tx }, { id, comparison }) => {
  await tx.update(models).set({ comparison }).where(eq(models.id, id));
  return { result: undefined, audit: { action: "model.compared", subject: subject(id), facts: { same: comparison.same, differs: comparison.differs } } };
});
