import { eq, isNull } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { findings } from "#db/schema/risk";
import { consignments } from "#db/schema/triage";
import { testDatabase, type TestDatabase } from "#db/testing";
import { BOTTLE, CASE, exampleHouse, NOON, SITE, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { assessDeclarations } from "./commands/assess.ts";
import { reassessAll } from "./commands/sweepers.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
let test: TestDatabase;
let house: ExampleHouse;
beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
});
afterAll(() => test.close());

const line = fc.record({
  gtin: fc.constantFrom(BOTTLE, CASE), hsCode: fc.constant("2204210000"), site: fc.constant(SITE), originCountry: fc.constantFrom("FR", "FR", "NZ"),
  quantity: fc.record({ value: fc.integer({ min: 1, max: 3000 }).map(String), unit: fc.constantFrom("XBO", "XCS", "KGM") }),
  price: fc.option(fc.record({ amount: fc.integer({ min: 1, max: 90_000 }).map((fen) => (fen / 100).toFixed(2)), currency: fc.constantFrom("CNY", "EUR") }), { nil: undefined }),
  lots: fc.option(fc.uniqueArray(fc.constantFrom("L1", "L2", "L3"), { minLength: 1 }), { nil: undefined }), vintage: fc.option(fc.constantFrom(2022, 2023), { nil: undefined }),
});
const lodging = fc.record({
  lines: fc.array(line, { minLength: 1, maxLength: 3 }).map((lines) => lines.map((one, at) => ({ no: at + 1, ...one }))),
  status: fc.constantFrom("lodged", "lodged", "released", "withdrawn"),
  importer: fc.integer({ min: 1, max: 3 }),
  day: fc.integer({ min: 10, max: 28 }), amended: fc.boolean(),
});

const state = () => reading(SYSTEM, "desk.read", async (tx) => {
  const { declarationId, rule, version, lineNo, severity, points, facts, wording } = findings;
  return {
    rows: (await tx.select().from(consignments).orderBy(consignments.id)).map(({ version: _, changedAt: __, ...row }) => row),
    standing: (
      await tx
        .select({ declarationId, rule, version, lineNo, severity, points, facts, wording })
        .from(findings)
        .where(isNull(findings.clearedAt))
        .orderBy(declarationId, rule, lineNo)
    )
      .map((one) => JSON.stringify(one))
      .toSorted(),
  };
});
/** Takes what was seen off the desk. */
const forget = () => test.owner.begin(async (owner) => {
  await owner`set local app.scope = 'all'`;
  await owner`update findings set cleared_at = now() where cleared_at is null`;
  await owner`update consignments set score = 0, lane = 'green', top_finding = null, used = null, goods_en = 'forgotten'`;
});

it("declarations of any kind come out of a sweep as they do when each is assessed alone", async () => {
  const lodgings = fc.sample(lodging, { numRuns: 60, seed: 20_260_302 });
  const ids: number[] = [];
  for (const [at, { lines, status, importer, day, amended }] of lodgings.entries()) {
    const body = { lodgedAt: `2026-03-${day}T09:00:00+08:00`, importer: { id: `IMP${importer}`, name: `Importer ${importer}` }, lines };
    ids.push(await house.lodged(`ALIKE-${at}`, "0", { ...body, status }));
    if (amended) await house.lodged(`ALIKE-${at}`, "0", { ...body, lines: lines.slice(0, 1), revision: 2 });
  }
  await forget();
  for (const id of ids) await assessDeclarations([id], "alone", NOON);
  const alone = await state();
  await forget();
  await reassessAll({ cause: "rule-set" }, "alike", { root: undefined, threads: 1 });
  const swept = await state();
  expect(swept).toEqual(alone);
  expect(swept.standing.length).toBeGreaterThan(60);
}, 60_000);

it("a row that a person changed after it was read is rewritten by what the person made of it", async () => {
  const id = await house.lodged("HELD-1", "60");
  await forget();
  const [locked, gate] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
  const person = test.owner.begin(async (owner) => {
    await owner`set local app.scope = 'all'`;
    await owner`update consignments set status = 'held', version = version + 1 where id = ${id}`;
    locked.resolve(undefined);
    await gate.promise;
  });
  await locked.promise;
  const sweep = reassessAll({ cause: "rule-set" }, "held", { root: undefined, threads: 1 });
  await waitingForRow();
  gate.resolve(undefined);
  await Promise.all([person, sweep]);
  const [row] = await reading(SYSTEM, "desk.read", (tx) => tx.select().from(consignments).where(eq(consignments.id, id)));
  expect(row).toMatchObject({ status: "held" });
  expect(row?.goodsEn).not.toBe("forgotten");
});

/** Resolves once somebody waits for a row that another transaction holds. */
async function waitingForRow(): Promise<void> {
  for (;;) {
    const [found] = await test.owner`select 1 from pg_locks where not granted and locktype in ('transactionid', 'tuple')`;
    if (found !== undefined) return;
  }
}
