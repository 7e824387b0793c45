import { join } from "node:path";
import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { assessments, findings } from "#db/schema/risk";
import { sweeps } from "#db/schema/risk-reading";
import { consignments } from "#db/schema/triage";
import { testDatabase, type TestDatabase } from "#db/testing";
import { CASE, NOON, SITE, exampleHouse, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { rejudgeSite } from "#lib/capacity/jobs";
import { decideCertificate } from "#lib/certificates/commands/decide";
import { RULES } from "#lib/risk/rules/registry";
import { assessDeclarations } from "./commands/assess.ts";
import { beginSweep, moveSweep, sweepStretch } from "./commands/sweep.ts";
import { reassessAll } from "./commands/sweepers.ts";
import { latestSweep } from "./queries/sweep.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
const HERE = { root: undefined, threads: 1 };
let test: TestDatabase;
let house: ExampleHouse;
let ids: number[];

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  ids = [await house.lodged("SWEEP-1", "10000"), await house.lodged("SWEEP-2", "8000"), await house.lodged("SWEEP-3", "9000")];
});
afterAll(() => test.close());

const read = <Row>(work: Parameters<typeof reading<Row>>[2]) => reading(SYSTEM, "desk.read", work);
const standing = async (id: number) => (await read((tx) => tx.select().from(findings).where(eq(findings.declarationId, id)).orderBy(asc(findings.id)))).filter((one) => one.clearedAt === null).map((one) => one.rule);
const row = async (id: number) => (await read((tx) => tx.select().from(consignments).where(eq(consignments.id, id))))[0];
const kept = async () => (await read((tx) => tx.select().from(assessments))).length;
const swept = () => read((tx) => latestSweep(tx));
/** Takes what was seen off the desk, as though the rules had not been there. */
const forget = () => test.owner.begin(async (owner) => {
  await owner`set local app.scope = 'all'`;
  await owner`update findings set cleared_at = now() where cleared_at is null`;
  await owner`update consignments set score = 0, lane = 'green', top_finding = null, version = 5`;
});

describe("everything assessed anew", () => {
  it("changes what comes out otherwise, once, and leaves the rest untouched", async () => {
    await forget();
    await reassessAll({ cause: "rule-set" }, "job-1", HERE);
    expect(await swept()).toMatchObject({ state: "done", cause: "rule-set", open: false, assessed: 3, changed: 2, failed: 0, place: (ids[2] ?? 0) + 1 });
    expect(await standing(ids[2] ?? 0)).toEqual(["volume-over-capacity"]);
    expect([await row(ids[0] ?? 0), await row(ids[2] ?? 0)]).toMatchObject([{ lane: "green", version: 5 }, { lane: "red", version: 6, score: 80, topFinding: { rule: "volume-over-capacity" } }]);
    const before = await kept();
    await reassessAll({ cause: "rule-set" }, "job-2", HERE);
    expect(await swept()).toMatchObject({ assessed: 3, changed: 0 });
    expect([await kept(), (await row(ids[2] ?? 0))?.version]).toEqual([before, 6]);
  });

  it("comes out the same by threads of their own, which end with it", async () => {
    await forget();
    await reassessAll({ cause: "rule-set" }, "job-threads", { root: join(import.meta.dirname, "..", ".."), threads: 2, abreast: 2 });
    expect(await swept()).toMatchObject({ state: "done", assessed: 3, changed: 2, failed: 0 });
    expect(await standing(ids[2] ?? 0)).toEqual(["volume-over-capacity"]);
    expect(await row(ids[2] ?? 0)).toMatchObject({ lane: "red", version: 6, score: 80 });
  });

  it("goes on where it was when its worker was killed", async () => {
    const begun = await beginSweep(SYSTEM, { job: "job-3", cause: "rule-set", open: false });
    await moveSweep(SYSTEM, { sweep: begun.id, place: ids[2] ?? 0, assessed: 2, changed: 0, failed: 0 });
    await reassessAll({ cause: "rule-set" }, "job-3", HERE);
    expect(await swept()).toMatchObject({ id: begun.id, state: "done", assessed: 3 });
  });

  it("gives way to a newer one, which takes over what was wider than itself", async () => {
    const older = await beginSweep(SYSTEM, { job: "job-4", cause: "model", open: false });
    const newer = await beginSweep(SYSTEM, { job: "job-5", cause: "rule-set", open: true });
    expect(newer.open).toBe(false);
    expect(await moveSweep(SYSTEM, { sweep: older.id, place: 2, assessed: 1, changed: 0, failed: 0 })).toBe(false);
    const [left] = await read((tx) => tx.select().from(sweeps).where(eq(sweeps.id, older.id)));
    expect(left).toMatchObject({ state: "replaced", assessed: 0 });
    await reassessAll({ cause: "rule-set", open: true }, "job-5", HERE);
    expect(await swept()).toMatchObject({ id: newer.id, state: "done" });
  });

  it("looks only at what is open where that is asked for", async () => {
    await test.owner.begin(async (owner) => {
      await owner`set local app.scope = 'all'`;
      await owner`update consignments set status = 'released', open = false where id = ${ids[0] ?? 0}`;
    });
    await reassessAll({ cause: "profile:1", open: true }, "job-6", HERE);
    expect(await swept()).toMatchObject({ open: true, assessed: 2 });
  });

  it("refuses who may not run the house's own work", async () => {
    await expect(sweepStretch(house.anna, { from: 1, to: 2, open: false, cause: "rule-set" })).rejects.toMatchObject({ code: "not-permitted" });
    await expect(beginSweep(house.anna, { job: "x", cause: "rule-set", open: false })).rejects.toMatchObject({ code: "not-permitted" });
    await expect(moveSweep(house.anna, { sweep: 1, place: 1, assessed: 0, changed: 0, failed: 0 })).rejects.toMatchObject({ code: "not-permitted" });
  });
});

describe("bad input", () => {
  it("a certificate that changes between what an assessment reads and what it writes: the later word stands", async () => {
    const id = ids[1] ?? 0;
    const later = new Date(NOON.getTime() + 60_000);
    await forget();
    const [locked, gate] = [Promise.withResolvers<undefined>(), Promise.withResolvers<undefined>()];
    const held = test.owner.begin(async (owner) => {
      await owner`lock table findings in share row exclusive mode`;
      locked.resolve(undefined);
      await gate.promise;
    });
    await locked.promise;
    const early = assessDeclarations([id, ids[2] ?? 0], "rejudged", NOON);
    await waiting("findings");
    await decideCertificate(house.mei, { number: "CAP-WINE", decision: "suspend", effective: "2022-12-31", reason: "under investigation" });
    const [site] = await test.owner`select id from sites`;
    await rejudgeSite({ siteId: Number(site?.["id"]) });
    const late = assessDeclarations([id, ids[2] ?? 0], "certificate-changed", later);
    gate.resolve(undefined);
    await Promise.all([held, early, late]);
    expect((await standing(id)).toSorted()).toEqual(["certificate-suspended", "verdict-changed"]);
    expect(await standing(ids[2] ?? 0)).not.toContain("volume-over-capacity");
    expect(await row(id)).toMatchObject({ lane: "red", verdict: "suspended" });
    const history = await read((tx) => tx.select({ cause: assessments.cause }).from(assessments).where(eq(assessments.declarationId, id)).orderBy(asc(assessments.id)));
    expect(history.slice(-2).map((one) => one.cause)).toEqual(["rejudged", "certificate-changed"]);
    await decideCertificate(house.mei, { number: "CAP-WINE", decision: "reinstate", effective: "2023-01-01", reason: "cleared" });
    await rejudgeSite({ siteId: Number(site?.["id"]) });
  });

  it("a line without a price, a date or a weight that converts is assessed, and what cannot be compared is said", async () => {
    const bare = { no: 1, gtin: CASE, hsCode: "2204210000", site: SITE, quantity: { value: "40", unit: "KGM" }, vintage: 2023, originCountry: "FR" };
    const id = await house.lodged("BARE-1", "0", { lines: [bare] });
    expect(await standing(id)).toContain("cannot-compare");
    expect(await row(id)).toMatchObject({ assessed: true, lane: "yellow" });
    const { vintage: _, ...undated } = bare;
    expect(await standing(await house.lodged("BARE-3", "0", { lines: [undated] }))).toEqual(["no-certificate"]);
    expect(await row(await house.lodged("BARE-2", "4"))).toMatchObject({ assessed: true, status: "to-triage" });
  });

  it("a rule that breaks on one declaration of a block is told on that one, and the lane is no greener for it", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const last = RULES.at(-1);
    if (last === undefined) throw new Error("there are rules");
    const broken = vi.spyOn(last, "look").mockImplementation((subject) => {
      if (subject.number === "BARE-2") throw new TypeError("a defect of the rule");
      return [];
    });
    const fine = await house.lodged("FINE-1", "5");
    const bad = (await read((tx) => tx.select({ id: consignments.id }).from(consignments).where(eq(consignments.number, "BARE-2"))))[0]?.id ?? 0;
    await assessDeclarations([fine, bad], "rejudged", NOON);
    expect(await standing(bad)).toContain("rule-failed");
    expect((await row(bad))?.lane).not.toBe("green");
    expect(await standing(fine)).not.toContain("rule-failed");
    expect(told).toHaveBeenCalledWith(`rule ${last.id} failed on declaration BARE-2`, expect.any(TypeError));
    broken.mockRestore();
    await assessDeclarations([bad], "rejudged", NOON);
    expect(await standing(bad)).not.toContain("rule-failed");
    told.mockRestore();
  });

  it("what a rule had made red stays red while that rule breaks, and no longer", async () => {
    const told = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const red = await house.lodged("BROKEN-1", "60000");
    expect(await row(red)).toMatchObject({ lane: "red", score: 80 });
    const rule = RULES.find(({ id }) => id === "volume-over-capacity");
    if (rule === undefined) throw new Error("there is the rule");
    const broken = vi.spyOn(rule, "look").mockImplementation(() => {
      throw new TypeError("a defect of the rule");
    });
    await assessDeclarations([red], "rejudged", NOON);
    expect(await standing(red)).toEqual(["rule-failed"]);
    expect(await row(red)).toMatchObject({ lane: "red", score: 30 });
    broken.mockImplementation(() => []);
    await assessDeclarations([red], "rejudged", NOON);
    expect((await row(red))?.lane).toBe("green");
    broken.mockRestore();
    told.mockRestore();
  });
});

/** Resolves once somebody waits for a lock on a table. */
async function waiting(table: string): Promise<void> {
  for (;;) {
    const [found] = await test.owner`select 1 from pg_locks where not granted and relation = ${table}::regclass`;
    if (found !== undefined) return;
  }
}
