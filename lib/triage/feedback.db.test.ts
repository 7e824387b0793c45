import { eq, sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { NOON, exampleHouse, type ExampleHouse } from "#db/testing/exampleHouse";
import { findings } from "#db/schema/risk";
import { outcomes } from "#db/schema/risk-feedback";
import { consignments } from "#db/schema/triage";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { reviewFinding } from "#lib/risk/commands/outcome";
import { endSnooze, setSnooze } from "#lib/risk/commands/snooze";
import { assessDeclarations } from "./commands/assess.ts";
import { turnedByRule } from "./queries/feedback.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
const LATER = new Date(NOON.getTime() + 86_400_000);
let test: TestDatabase;
let house: ExampleHouse;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
});
afterAll(() => test.close());

const seeing = <Result>(work: Parameters<typeof reading<Result>>[2]) => reading(SYSTEM, "desk.read", work);

async function finding(declarationId: number, rule: string): Promise<number> {
  const [row] = await seeing((tx) => tx.select({ id: findings.id, rule: findings.rule }).from(findings).where(eq(findings.declarationId, declarationId)).then((rows) => rows.filter((one) => one.rule === rule)));
  return row?.id ?? 0;
}

async function scoreOf(id: number): Promise<number | undefined> {
  const [row] = await seeing((tx) => tx.select({ score: consignments.score }).from(consignments).where(eq(consignments.id, id)));
  return row?.score;
}

describe("a word on a finding", () => {
  it("is kept once with its reason, beside earlier words, and labels nothing when it is a false alarm", async () => {
    const id = await house.lodged("W-1", "17000");
    const near = await finding(id, "near-capacity");
    const word = { finding: near, result: "not-confirmed", reason: "explained-by-papers", note: "" };
    expect(await reviewFinding(house.anna, word, NOON)).toEqual({ finding: near, rule: "near-capacity", number: "W-1", result: "not-confirmed" });
    await reviewFinding(house.anna, word, LATER);
    await reviewFinding(house.ben, { finding: near, result: "confirmed", note: "The invoice says so." }, LATER);
    const kept = await seeing((tx) => tx.select({ by: outcomes.byName, result: outcomes.result }).from(outcomes).where(eq(outcomes.findingId, near)).orderBy(outcomes.id));
    expect(kept).toEqual([{ by: "anna", result: "not-confirmed" }, { by: "ben", result: "confirmed" }]);
    expect(await seeing((tx) => tx.execute(sql`select confirmed from declaration_labels where declaration_id = ${id}`))).toEqual([{ confirmed: true }]);
  });

  it("is refused without its reason or its ground, on an unknown finding, and to keys and partners", async () => {
    await expect(reviewFinding(house.anna, { finding: 1, result: "not-confirmed" }, NOON)).rejects.toMatchObject({ kind: "bad-input" });
    await expect(reviewFinding(house.anna, { finding: 1, result: "confirmed" }, NOON)).rejects.toMatchObject({ kind: "bad-input" });
    await expect(reviewFinding(house.anna, { finding: 999_999, result: "confirmed", note: "x" }, NOON)).rejects.toMatchObject({ code: "unknown-finding" });
    await expect(reviewFinding({ ...house.feed, kind: "key", role: "partner", id: 5, name: "p", organisation: 1 }, { finding: 1, result: "confirmed", note: "x" }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
  });
});

describe("the share of a rule", () => {
  it("counts what it fired on, not what it only informed of", async () => {
    const told = await house.lodged("W-5", "100");
    await test.owner.begin(async (owner) => {
      await owner`set local app.scope = 'all'`;
      await owner`insert into findings (declaration_id, revision, rule, version, severity, points, facts, wording, fired_at) values (${told}, 1, 'price-below-cost', 2, 'info', 0, '{}', '{}', ${NOON})`;
      await owner`insert into findings (declaration_id, revision, rule, version, severity, points, facts, wording, fired_at) values (${told}, 1, 'splitting', 1, 'medium', 20, '{}', '{}', ${NOON})`;
    });
    const rules = (await seeing((tx) => turnedByRule(tx, { from: "2026-01-01", to: "2027-01-01", office: null }))).map(({ key, declared }) => [key, declared]);
    expect(rules).toContainEqual(["splitting", 1]);
    expect(rules.map(([key]) => key)).not.toContain("price-below-cost");
  });
});

describe("a snooze", () => {
  it("keeps the finding and takes its points out until it ends", async () => {
    const id = await house.lodged("W-2", "100", missingCertificate);
    const found = await finding(id, "no-certificate");
    const before = await scoreOf(id);
    expect(before).toBeGreaterThanOrEqual(40);
    const asked = { finding: found, party: "importer", until: LATER.toISOString(), comment: "The body renews all certificates this month." };
    const snoozed = await setSnooze(house.anna, asked, NOON);
    expect((await setSnooze(house.anna, asked, NOON)).id).toBe(snoozed.id);
    await assessDeclarations([id], "snoozed", NOON);
    expect(await scoreOf(id)).toBe((before ?? 0) - 40);
    expect(await finding(id, "no-certificate")).toBe(found);
    await assessDeclarations([id], "later", LATER);
    expect(await scoreOf(id)).toBe(before);
    await endSnooze(house.sun, { id: snoozed.id }, NOON);
    await assessDeclarations([id], "snooze-ended", NOON);
    expect(await scoreOf(id)).toBe(before);
  });

  it("is refused for what is critical, for longer than half a year, for the past, a second time with other words, and to a market regulator", async () => {
    const over = await finding(await house.lodged("W-3", "30000"), "volume-over-capacity");
    const asked = { finding: over, party: "importer", until: LATER.toISOString(), comment: "x" };
    await expect(setSnooze(house.anna, asked, NOON)).rejects.toMatchObject({ code: "critical-not-snoozed" });
    await expect(setSnooze(house.anna, { ...asked, until: new Date(NOON.getTime() + 181 * 86_400_000).toISOString() }, NOON)).rejects.toMatchObject({ code: "snooze-too-long", errors: [{ pointer: "/until" }] });
    await expect(setSnooze(house.anna, { ...asked, until: NOON.toISOString() }, NOON)).rejects.toMatchObject({ code: "snooze-past", errors: [{ pointer: "/until" }] });
    await expect(setSnooze(house.mei, asked, NOON)).rejects.toMatchObject({ code: "not-permitted" });
    const found = await finding(await house.lodged("W-4", "100", missingCertificate), "no-certificate");
    await setSnooze(house.anna, { ...asked, finding: found }, NOON);
    await expect(setSnooze(house.ben, { ...asked, finding: found, comment: "y" }, NOON)).rejects.toMatchObject({ code: "snoozed-already", facts: { by: "anna" } });
  });
});

/** The wine of a vintage that nobody has certified. */
const missingCertificate = { lines: [{ no: 1, gtin: "03012345000109", hsCode: "2204210000", site: "3012345000017", quantity: { value: "100", unit: "XBO" }, vintage: 2019, originCountry: "FR" }] };
