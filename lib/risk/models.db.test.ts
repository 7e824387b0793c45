import { createHash } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { pack, unpack } from "#db/packed";
import { auditEntries } from "#db/schema/audit";
import { assessments } from "#db/schema/risk";
import { modelRecords, modelScores, models } from "#db/schema/risk-model";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, NOON, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { compareModel, confirmModel, declineModel, proposeModel, retireModel, trainModel } from "./commands/models.ts";
import { compareModelJob, trainModelJob } from "./commands/modelTraining.ts";
import { examplesOf } from "./queries/modelExamples.ts";
import { modelById, modelChangesOf, modelsInForce } from "./queries/models.ts";
import { driftOf, modelWordsOf, sideBySide } from "./queries/modelWatch.ts";
import { PARTS } from "./modelRecord.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
let test: TestDatabase;
let house: ExampleHouse;
let other: Actor;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  other = { ...house.sun, id: house.mei.id, login: "tang", name: "tang" } as Actor;
});
afterAll(() => test.close());

/** A statement of the owner's that sees everything. */
const owned = (statement: string) =>
  test.owner.begin(async (tx) => {
    await tx`select set_config('app.scope', 'all', true)`;
    await tx.unsafe(statement);
  });

/** Examined declarations of wine, ten a day, at two offices in turn: cheap ones are confirmed more often. */
async function examined(from: number, to: number, confirmed = "case when n % 7 = 0 then true when n % 3 = 0 then n % 5 <> 0 else n % 11 = 0 end"): Promise<void> {
  await owned(`
    with organisation as (select id from organisations where code = 'WINDOW'),
    made as (
      insert into declarations (number, revision, status, lodged_at, office_code, trade_mode, importer_id, lodger_organisation_id, recorded_at)
      select 'EX-' || n, 1, 'released', timestamptz '2025-01-01 02:00Z' + n * interval '144 minutes', case when n % 2 = 0 then '2248' else '5304' end, '0110', organisation.id, organisation.id, timestamptz '2025-01-01 02:00Z' + n * interval '144 minutes'
      from generate_series(${from}::int, ${to}::int) as n, organisation returning id, number, lodged_at, office_code),
    numbered as (select *, substr(number, 4)::int as n from made),
    bodies as (
      insert into declaration_revisions (declaration_id, revision, body, body_hash, lodged_by)
      select id, 1, jsonb_build_object('number', number, 'revision', 1, 'lodgedAt', to_char(lodged_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 'office', office_code, 'tradeMode', '0110', 'status', 'lodged', 'importer', jsonb_build_object('id', 'IMP' || n % 20, 'name', 'x'),
        'lines', jsonb_build_array(jsonb_build_object('no', 1, 'gtin', '03012345000109', 'hsCode', '2204210000', 'site', '3012345000017', 'quantity', jsonb_build_object('value', (1 + n * 7919 % 3000)::text, 'unit', 'XBO'), 'lots', '[]'::jsonb, 'price', jsonb_build_object('amount', case when n % 3 = 0 then '9.00' else (40 + n % 50)::text end, 'currency', 'CNY'), 'originCountry', 'FR'))), 'x', 'test'
      from numbered)
    insert into outcomes (declaration_id, source, result, note, office_code, by, by_name, at)
    select id, 'examination', case when ${confirmed} then 'confirmed' else 'not-confirmed' end, '', office_code, 1, 'anna', lodged_at + interval '2 days' from numbered`);
}

const sweeps = async () => (await test.owner`select payload from graphile_worker._private_jobs where key = 'reassess-all'`).map((row) => row["payload"]);
const kept = (id: number) => reading(SYSTEM, "rule.read", (tx) => modelById(tx, id));
let first: number;

describe("a training", () => {
  it("is refused, with the numbers, on ten examples, on one outcome, for an office nobody knows and for who may not", async () => {
    await examined(1, 10);
    await expect(trainModel(house.sun, {}, NOON)).rejects.toMatchObject({ code: "model-too-few", facts: { examples: 10, least: 600 } });
    await examined(11, 900, "false");
    await expect(trainModel(house.sun, {}, NOON)).rejects.toMatchObject({ code: "model-one-outcome" });
    await expect(trainModel(house.sun, { office: "9999" }, NOON)).rejects.toMatchObject({ code: "office-unknown" });
    await expect(trainModel(house.anna, {}, NOON)).rejects.toMatchObject({ code: "not-permitted" });
    expect(await reading(SYSTEM, "rule.read", (tx) => tx.select().from(models))).toEqual([]);
    await owned("delete from outcomes");
    await owned("delete from declaration_revisions");
    await owned("delete from declarations");
  });

  it("keeps the record, its hash, the days of its parts and what was measured, and says who asked", async () => {
    await examined(1, 1000);
    ({ id: first } = await trainModel(house.sun, { seed: 5 }, NOON));
    await expect(trainModel(house.sun, {}, NOON)).rejects.toMatchObject({ code: "model-under-way", facts: { id: first } });
    await trainModelJob({ id: first });
    const model = await kept(first);
    expect(model).toMatchObject({
      state: "trained",
      mode: "none",
      seed: 5,
      office: "",
      labelledUntil: NOON,
      requestedByName: "sun",
      step: null,
      card: { hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      recordHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    const parts = PARTS.map((part) => model?.card?.parts[part]);
    expect(parts.reduce((sum, part) => sum + (part?.examples ?? 0), 0)).toBe(1000);
    expect((parts[0]?.to ?? "") < (parts[1]?.from ?? "") && (parts[1]?.to ?? "") < (parts[2]?.from ?? "")).toBe(true);
    expect(model?.card?.measures.all?.auc.value ?? model?.card?.measures.unseen?.auc.value).toBeGreaterThan(0.6);
    const acts = await reading(SYSTEM, "audit.read", (tx) => tx.select().from(auditEntries).where(eq(auditEntries.subjectKind, "model")).orderBy(asc(auditEntries.id)));
    expect(acts.map((row) => row.action)).toEqual(["model.train", "model.begin-training", "model.training-step", "model.training-step", "model.training-step", "model.trained"]);
  });

  it("that is delivered twice changes nothing", async () => {
    const before = await kept(first);
    await trainModelJob({ id: first });
    expect(await kept(first)).toEqual(before);
  });

  it("reads declarations as they were first lodged, not as they were mended after the examination", async () => {
    const scope = { office: "", labelledUntil: NOON };
    const read = () => reading(SYSTEM, "rule.read", (tx) => examplesOf(tx, scope));
    const before = await read();
    await owned(
      `insert into declaration_revisions (declaration_id, revision, body, body_hash, lodged_by) select declaration_id, 2, jsonb_set(body, '{lines,0,originCountry}', '"XX"'), 'y', 'test' from declaration_revisions where declaration_id = ${before[0]?.declaration ?? 0}`,
    );
    expect(await read()).toEqual(before);
    expect(before[0]?.lines[0]).toMatchObject({ hs: "220421", origin: "FR", seller: "3012345000017", importType: "0110", price: expect.any(Number), mass: expect.any(Number) });
  });

  it("done again from its record comes to the same; where the record is of an earlier format, or an outcome was added since, within its time, the difference is named", async () => {
    await compareModel(house.sun, { id: first }, NOON);
    await expect(compareModel(house.sun, { id: first }, NOON)).rejects.toMatchObject({ code: "model-under-way" });
    await compareModelJob({ id: first });
    expect((await kept(first))?.comparison).toMatchObject({ state: "done", same: true, differs: null, examples: { kept: 1000, now: 1000 } });
    const [held] = await reading(SYSTEM, "rule.read", (tx) => tx.select({ record: modelRecords.record }).from(modelRecords).where(eq(modelRecords.modelId, first)));
    const text = Buffer.from(unpack(held?.record ?? new Uint8Array())).toString("utf8");
    const keep = (record: string) => owned(`update model_records set record = '\\x${Buffer.from(pack(record)).toString("hex")}' where model_id = ${first}`);
    await keep(text.replace('"format":2', '"format":1'));
    await compareModel(house.sun, { id: first }, NOON);
    await compareModelJob({ id: first });
    expect((await kept(first))?.comparison).toMatchObject({ state: "done", same: false, differs: "format", recordHash: null });
    await keep(text);
    await examined(1001, 1001);
    await compareModel(house.sun, { id: first }, NOON);
    await compareModelJob({ id: first });
    expect((await kept(first))?.comparison).toMatchObject({ state: "done", same: false, differs: "examples", examples: { kept: 1000, now: 1001 } });
  });

  it("of one office learns from its declarations alone, and says so where they are too few in the end", async () => {
    await expect(trainModel(house.sun, { office: "2248" }, NOON)).rejects.toMatchObject({ code: "model-too-few", facts: { examples: 500 } });
  });
});

describe("a trained model", () => {
  it("that may rank no better than a draw is not to count, but may run in shadow", async () => {
    const { low } = (await kept(first))?.card?.measures.all?.auc ?? { low: 0 };
    const setLow = (value: number) => owned(`update models set card = jsonb_set(card, '{measures,all,auc,low}', '${value}') where id = ${first}`);
    await setLow(0.5);
    await expect(proposeModel(house.sun, { id: first, mode: "live", reason: "try" }, NOON)).rejects.toMatchObject({ code: "model-no-better", facts: { low: "0.50" } });
    await proposeModel(house.sun, { id: first, mode: "shadow", reason: "try" }, NOON);
    await declineModel(house.sun, { id: first }, NOON);
    await setLow(low);
  });

  it("is in force only once another person confirmed it", async () => {
    await proposeModel(house.sun, { id: first, mode: "live", reason: "ranks well" }, NOON);
    await expect(proposeModel(other, { id: first, mode: "shadow", reason: "first beside" }, NOON)).rejects.toMatchObject({ code: "model-proposed-already" });
    await expect(confirmModel(house.sun, { id: first }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    await expect(confirmModel(house.anna, { id: first }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
    expect(await reading(SYSTEM, "rule.read", modelsInForce)).toMatchObject({ live: null });
    expect(await sweeps()).toEqual([]);
    await confirmModel(other, { id: first, note: "agreed" }, NOON);
    expect(await sweeps()).toEqual([{ cause: "model-set", open: true }]);
    expect(await kept(first)).toMatchObject({ mode: "live", modeSince: NOON });
    expect(await reading(SYSTEM, "rule.read", modelsInForce)).toMatchObject({ live: { id: first }, shadow: null });
    await expect(confirmModel(other, { id: first }, NOON)).rejects.toMatchObject({ code: "model-nothing-proposed" });
    await expect(proposeModel(house.sun, { id: first, mode: "live", reason: "again" }, NOON)).rejects.toMatchObject({ code: "model-in-force-already" });
  });

  it("scores what is assessed; its part is in the score, and what it said is kept with parts that add up", async () => {
    const id = await house.lodged("SCORED-1", "600");
    const [assessed] = await reading(SYSTEM, "desk.read", (tx) => tx.select().from(assessments).where(eq(assessments.declarationId, id)));
    const [said] = await reading(SYSTEM, "desk.read", (tx) => tx.select().from(modelScores).where(eq(modelScores.declarationId, id)).orderBy(asc(modelScores.id)));
    expect(said).toMatchObject({ modelId: first, mode: "live", lineNo: 1, revision: 1, inputs: expect.stringMatching(/^[a-z]{10}$/) });
    expect(said?.contributions.reduce((sum, { value }) => sum + value, (said?.general ?? 0) + (said?.rest ?? 0))).toBe(said?.score);
    const part = assessed?.parts?.find(({ kind }) => kind === "model");
    expect(part?.points ?? 0).toBe(said?.points);
    expect(await reading(SYSTEM, "desk.read", (tx) => modelWordsOf(tx, id))).toMatchObject([{ modelId: first, mode: "live", line: 1, score: said?.score, at: NOON.toISOString().replace(".000", "") }]);
  });

  it("is watched by what it scores: as lodged before nothing moved, goods of another country did; and it stands beside another on the same declarations", async () => {
    const model = await kept(first);
    if (model?.card == null) throw new Error("the model has no card");
    const { baseline } = model.card;
    const few = await reading(SYSTEM, "rule.read", (tx) => driftOf(tx, first, baseline, NOON));
    expect(few).toMatchObject({ inputs: [], weeks: [], scored: 1 });
    const inputs = "aaaaaaaaaa";
    await owned(`insert into model_scores (declaration_id, revision, model_id, mode, line_no, score, chance, points, general, contributions, rest, inputs, at)
      select id, 1, ${first}, 'live', 1, 0, 0.9, 0, 0, '[]', 0, '${inputs}', timestamptz '2026-02-20 04:00Z' from declarations where number like 'EX-%' limit 300`);
    await owned(`insert into model_scores (declaration_id, revision, model_id, mode, line_no, score, chance, points, general, contributions, rest, inputs, at)
      select declaration_id, 1, 99, 'shadow', 1, 0, case when declaration_id % 10 = 0 then 0.1 else 0.9 end, 0, 0, '[]', 0, '${inputs}', at from model_scores where model_id = ${first} and at < '2026-03-01'`);
    const drift = await reading(SYSTEM, "rule.read", (tx) => driftOf(tx, first, baseline, NOON));
    expect(drift.scored).toBe(301);
    expect(drift.inputs.find(({ input }) => input === "mass")).toMatchObject({ verdict: "drifted", moved: { part: { kind: "amounts", from: null } } });
    expect(drift.inputs.find(({ input }) => input === "origin")).toMatchObject({ verdict: "stable" });
    expect(drift.weeks).toMatchObject([{ week: "2026-02-16", declarations: 300, verdict: "drifted" }]);
    const beside = await reading(SYSTEM, "rule.read", (tx) => sideBySide(tx, first, 99));
    expect(beside).toMatchObject({ declarations: 300, found: { labelled: 300 } });
    expect(beside.differences[0]).toMatchObject({ chance: 0.9, other: 0.1 });
  });

  it("gives way to the next that is confirmed in its place; a proposal may be declined", async () => {
    const { id: second } = await trainModel(other, { seed: 6 }, NOON);
    await trainModelJob({ id: second });
    await proposeModel(other, { id: second, mode: "shadow", reason: "beside the live one" }, NOON);
    await declineModel(house.sun, { id: second, note: "not yet" }, NOON);
    expect(await reading(SYSTEM, "rule.read", (tx) => modelChangesOf(tx, [second]))).toMatchObject([{ state: "declined", answeredByName: "sun", answerNote: "not yet" }]);
    await proposeModel(other, { id: second, mode: "live", reason: "better" }, NOON);
    await confirmModel(house.sun, { id: second }, NOON);
    expect([(await kept(first))?.mode, (await kept(second))?.mode]).toEqual(["retired", "live"]);
    await test.owner`delete from graphile_worker._private_jobs where key = 'reassess-all'`;
    await retireModel(house.sun, { id: second, reason: "drifted" }, NOON);
    expect(await sweeps()).toEqual([{ cause: "model-set", open: true }]);
    expect(await reading(SYSTEM, "rule.read", modelsInForce)).toEqual({ live: null, shadow: null });
    await expect(proposeModel(house.sun, { id: second, mode: "live", reason: "once more" }, NOON)).rejects.toMatchObject({ code: "model-not-proposable" });
    await expect(retireModel(house.sun, { id: 9999, reason: "x" }, NOON)).rejects.toMatchObject({ code: "model-unknown" });
    expect(await reading(SYSTEM, "audit.read", (tx) => tx.select().from(auditEntries).where(eq(auditEntries.action, "model.retire")))).toHaveLength(1);
  });

  it("whose record was changed, or is of a format that is not known here, is not scored with, and assessments go on without it", async () => {
    const { id } = await trainModel(house.sun, { seed: 9 }, NOON);
    await trainModelJob({ id });
    await proposeModel(house.sun, { id, mode: "shadow", reason: "beside" }, NOON);
    await confirmModel(other, { id }, NOON);
    await owned(`update models set record_hash = 'ff' where id = ${id}`);
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect(await reading(SYSTEM, "rule.read", modelsInForce)).toEqual({ live: null, shadow: null });
    expect(logged).toHaveBeenCalledWith(expect.stringContaining(`model ${id}`));
    const text = JSON.stringify({ format: 9 });
    await owned(`update model_records set record = '\\x${Buffer.from(pack(text)).toString("hex")}' where model_id = ${id}`);
    await owned(`update models set record_hash = '${createHash("sha256").update(text).digest("hex")}' where id = ${id}`);
    expect(await reading(SYSTEM, "rule.read", modelsInForce)).toEqual({ live: null, shadow: null });
    expect(logged).toHaveBeenCalledWith(expect.stringContaining(`model ${id} has format 9, which this version does not read`));
    logged.mockRestore();
    await expect(reading(SYSTEM, "rule.read", (tx) => tx.update(modelRecords).set({ record: new Uint8Array([1]) }))).rejects.toMatchObject({ cause: { code: "42501" } });
  });
});
