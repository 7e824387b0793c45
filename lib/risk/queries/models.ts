import { createHash } from "node:crypto";
import { and, asc, desc, eq, inArray, lt, ne } from "drizzle-orm";
import { remembered, type Transaction } from "#db/client";
import { unpack } from "#db/packed";
import { modelChanges, modelRecords, models } from "#db/schema/risk-model";
import { inputsWriter } from "../drift.ts";
import { readsFormat, scorerOf, type Model } from "../model.ts";
import { NO_MODELS, type Models, type ReadyModel } from "../modelScore.ts";

/** A model as it is kept, without its record. */
export type KeptModel = typeof models.$inferSelect;

/** What was proposed for a model and what became of it. */
export type ModelChange = typeof modelChanges.$inferSelect;

/** More models than these are not kept ready in one process. */
const MOST_READY = 8;

const held = globalThis as typeof globalThis & { tallyhouseModels?: () => Map<number, ReadyModel> };

/** A trained model ready to score; undefined where there is none of this id, it is not trained, or its record is not the one that was kept or of a format not known here, which is logged. A process makes each ready once. */
export async function readyModel(tx: Transaction, id: number): Promise<ReadyModel | undefined> {
  const ready = (held.tallyhouseModels ??= remembered(() => new Map<number, ReadyModel>()))();
  const known = ready.get(id);
  if (known !== undefined) return known;
  const [kept] = await tx.select({ record: modelRecords.record, recordHash: models.recordHash, card: models.card }).from(models).innerJoin(modelRecords, eq(modelRecords.modelId, models.id)).where(eq(models.id, id));
  if (kept === undefined || kept.card === null) return undefined;
  const text = Buffer.from(unpack(kept.record)).toString("utf8");
  if (createHash("sha256").update(text).digest("hex") !== kept.recordHash) {
    console.error(`the record of model ${id} is not the one that was kept: nothing is scored with it`);
    return undefined;
  }
  const model = JSON.parse(text) as Model;
  if (!readsFormat(model.format)) {
    console.error(`the record of model ${id} has format ${String(model.format)}, which this version does not read: nothing is scored with it; retire it and train another, or run the version that trained it`);
    return undefined;
  }
  const made: ReadyModel = { id, scorer: scorerOf(model), inputs: inputsWriter(kept.card.baseline) };
  if (ready.size >= MOST_READY) ready.delete(ready.keys().next().value ?? id);
  ready.set(id, made);
  return made;
}

/** The format of a kept record; undefined where there is none. */
export async function formatOf(tx: Transaction, id: number): Promise<Model["format"] | undefined> {
  const [kept] = await tx.select({ record: modelRecords.record }).from(modelRecords).where(eq(modelRecords.modelId, id));
  return kept === undefined ? undefined : (JSON.parse(Buffer.from(unpack(kept.record)).toString("utf8")) as Model).format;
}

/** The models in force, of the whole house and of offices, ready to score. One statement where they are ready already. */
export async function modelsInForce(tx: Transaction): Promise<Models> {
  const rows = await tx.select({ id: models.id, office: models.office, mode: models.mode }).from(models).where(inArray(models.mode, ["live", "shadow"]));
  if (rows.length === 0) return NO_MODELS;
  const of = new Map<string, { live: ReadyModel | null; shadow: ReadyModel | null }>();
  for (const { id, office, mode } of rows) {
    const own = of.get(office) ?? { live: null, shadow: null };
    own[mode === "live" ? "live" : "shadow"] = (await readyModel(tx, id)) ?? null;
    of.set(office, own);
  }
  const house = of.get("") ?? NO_MODELS;
  of.delete("");
  return of.size === 0 ? house : { ...house, offices: of };
}

/** Models, the newest first, a page at a time: `after` is the id of the last one seen. */
export async function listModels(tx: Transaction, { limit, after }: { readonly limit: number; readonly after?: number | undefined }): Promise<{ readonly rows: readonly KeptModel[]; readonly next: number | null }> {
  const rows = await tx.select().from(models).where(after === undefined ? undefined : lt(models.id, after)).orderBy(desc(models.id)).limit(limit + 1);
  const page = rows.slice(0, limit);
  return { rows: page, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null };
}

/** One model; undefined when there is none of this id. */
export async function modelById(tx: Transaction, id: number): Promise<KeptModel | undefined> {
  const [row] = await tx.select().from(models).where(eq(models.id, id));
  return row;
}

/** What was proposed for models, the newest first. */
export async function modelChangesOf(tx: Transaction, ids: readonly number[]): Promise<readonly ModelChange[]> {
  if (ids.length === 0) return [];
  return tx.select().from(modelChanges).where(inArray(modelChanges.modelId, [...ids])).orderBy(desc(modelChanges.id));
}

/** The model that is used so for an office, or the whole house, other than this one; null where there is none. */
export async function modelInPlace(tx: Transaction, office: string, mode: KeptModel["mode"], except: number): Promise<number | null> {
  const [row] = await tx.select({ id: models.id }).from(models).where(and(eq(models.office, office), eq(models.mode, mode), ne(models.id, except)));
  return row?.id ?? null;
}

/** The models in force that score what this one would, other than itself, the live one first. */
export async function modelsBeside(tx: Transaction, { id, office }: Pick<KeptModel, "id" | "office">): Promise<readonly { readonly id: number; readonly mode: "live" | "shadow" }[]> {
  const rows = await tx
    .select({ id: models.id, mode: models.mode })
    .from(models)
    .where(and(inArray(models.mode, ["live", "shadow"]), inArray(models.office, [office, ""]), ne(models.id, id)))
    .orderBy(asc(models.mode), desc(models.office));
  return rows.map((row) => ({ id: row.id, mode: row.mode === "live" ? "live" : "shadow" }));
}
