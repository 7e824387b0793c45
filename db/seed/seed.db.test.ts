import { and, eq, gt, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { people } from "#db/schema/access";
import { cases } from "#db/schema/cases";
import { declarations } from "#db/schema/consignments";
import { siteQuestions } from "#db/schema/parties";
import { findings } from "#db/schema/risk";
import { modelScores, models } from "#db/schema/risk-model";
import { consignments } from "#db/schema/triage";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { passwordIs } from "#lib/access/password";
import { reading } from "#lib/audit/command";
import { checkLedger } from "#lib/capacity/commands/check";
import { bottlerNumber, overfilledNumber, reboxedNumber } from "./bottler.ts";
import { clockAt } from "./clock.ts";
import { crabNumber } from "./crab.ts";
import { elsewhereNumber } from "./elsewhere.ts";
import { formulaNumber } from "./formula.ts";
import { inquiryNumbers } from "./inquiries.ts";
import { questionNumber } from "./names.ts";
import { DEMO_PEOPLE } from "./people.ts";
import { promotionNumber } from "./promotion.ts";
import { proposedNumbers } from "./proposals.ts";
import { revisedNumbers } from "./revisions.ts";
import { STORIES, seedDemo } from "./run.ts";
import { leftOutNumber } from "./selection.ts";
import { carriedNumber } from "./succession.ts";
import { suspendedNumbers } from "./suspension.ts";
import { unclearNumbers } from "./unclear.ts";
import { wineNumbers } from "./wine.ts";

const HOUSE: Actor = { kind: "system", name: "test" };
const INSTANT = new Date("2026-11-20T09:25:00Z");
const NEW_YEAR = new Date("2027-01-02T03:10:00Z");
const clock = clockAt(INSTANT);
const [wine, revised, suspended, unclear, proposed, inquired] = [wineNumbers(clock), revisedNumbers(clock), suspendedNumbers(clock), unclearNumbers(clock), proposedNumbers(clock), inquiryNumbers(clock)];

/** The desk's rows as far as a demo is recognised by them, by entry number. */
async function desk(): Promise<Map<string, { status: string; lane: string; verdict: string; score: number; used: number | null }>> {
  const rows = await reading(HOUSE, "desk.read", (tx) => tx.select().from(consignments));
  return new Map(rows.map(({ number, status, lane, verdict, score, used }) => [number, { status, lane, verdict, score, used }]));
}

/** What weighs on a declaration now; what only informs is left out. */
async function findingsOf(number: string): Promise<{ rule: string; wording: { en: string } }[]> {
  return reading(HOUSE, "desk.read", (tx) =>
    tx
      .select({ rule: findings.rule, wording: findings.wording })
      .from(findings)
      .innerJoin(declarations, eq(declarations.id, findings.declarationId))
      .where(and(eq(declarations.number, number), isNull(findings.clearedAt), gt(findings.points, 0))),
  );
}

describe("a house with the demo", () => {
  let house: TestDatabase;
  let rows: Awaited<ReturnType<typeof desk>>;

  beforeAll(async () => {
    house = await testDatabase();
    await seedDemo(INSTANT);
    rows = await desk();
  }, 400_000);
  afterAll(() => house.close());

  test.each([
    ["10,000 bottles of the wine went through", wine.first, "released", "green", "within"],
    ["8,000 more filled the certificate and went through", wine.second, "released", "yellow", "near"],
    ["7,000 cases of six wait in the red lane", wine.third, "to-triage", "red", "exceeds"],
    ["infant formula whose report matches its papers is green", formulaNumber(clock), "to-triage", "green", "within"],
    ["300,000 bottles below cost are within capacity and red by their price", promotionNumber(clock), "to-triage", "red", "within"],
    ["crabs of another lake are within capacity and red by what they are made of", crabNumber(clock), "to-triage", "red", "within"],
    ["the bottler is near the lower of two certificates", bottlerNumber(clock), "to-triage", "yellow", "near"],
    ["what was bottled above its inputs was released before its events came", overfilledNumber(clock), "released", "red", "within"],
    ["a bill of lading that came late names another container", reboxedNumber(clock), "released", "yellow", "within"],
    ["a name of two producers waits for an answer", questionNumber(clock), "to-triage", "yellow", "cannot-compare"],
    ["what was corrected as asked is back on the desk", revised.corrected, "to-triage", "green", "within"],
    ["what was amended after release stays released and is marked", revised.amendedLate, "released", "yellow", "within"],
    ["what was withdrawn in time has left the desk", revised.withdrawn, "withdrawn", "green", "within"],
    ["what was withdrawn after release stays released and is marked", revised.withdrawnLate, "released", "yellow", "within"],
    ["a lot from before the suspension stands", suspended.before, "released", "green", "within"],
    ["a lot from after it, cleared before it was known, is for review", suspended.cleared, "released", "red", "suspended"],
    ["a lot from after it waits in the red lane", suspended.waiting, "to-triage", "red", "suspended"],
    ["stock carried over makes room", carriedNumber(clock), "to-triage", "yellow", "near"],
    ["cases of an unknown size cannot be compared", unclear.cases, "to-triage", "yellow", "cannot-compare"],
    ["a producer nobody certified is unknown", unclear.uncertified, "to-triage", "yellow", "unknown"],
    ["what went to another country leaves no room here", elsewhereNumber(clock), "to-triage", "red", "exceeds"],
    ["a release against the red lane waits for a second person", proposed.release, "release-proposed", "red", "exceeds"],
    ["a refusal waits for a second person", proposed.refusal, "refusal-proposed", "red", "exceeds"],
    ["the older overrun is held", inquired.over, "held", "red", "exceeds"],
    ["a hit that its office had no room for is yellow and waits to be topped up", leftOutNumber(clock), "to-triage", "yellow", "unknown"],
    ["the counterfeit cream was refused", inquired.refused, "refused", "red", "exceeds"],
  ])("%s", (_, number, status, lane, verdict) => {
    expect(rows.get(number)).toMatchObject({ status, lane, verdict });
  });

  test("the wine's finding says 60,000 of 18,000", async () => {
    expect((await findingsOf(wine.third)).filter(({ rule }) => rule === "volume-over-capacity").map(({ wording }) => wording.en)).toEqual([
      "60,000 bottles declared of 18,000 certified for this producer and vintage; this declaration exceeds it by 42,000.",
    ]);
  });

  test("the crabs' finding names the markers, the lake they fit, and the test", async () => {
    const [finding] = (await findingsOf(crabNumber(clock))).filter(({ rule }) => rule === "origin-fingerprint");
    expect(finding?.wording.en).toMatch(
      /^Lot YC-0489, measured by Jiangnan Inspection & Traceability in report CN-302-OR-0489, does not fit the reference population Yangcheng Lake, .*\(n = 64\): Mahalanobis distance .*F\(5, 59\) = .*p = 0\.0000.*δ13C.*It fits the reference population Hongze Lake/,
    );
  });

  test("the wine was too warm in the tropics", async () => {
    expect((await findingsOf(wine.third)).find(({ rule }) => rule === "temperature-excursion")?.wording.en).toMatch(/between 5 °C and 25 °C; on its way it was above them for .* mean kinetic temperature of 138 readings/);
  });

  test.each([
    ["price", promotionNumber(clock), ["price-below-cost"]],
    ["other lake", crabNumber(clock), ["document-mismatch", "origin-fingerprint", "temperature-excursion"]],
    ["bottler", bottlerNumber(clock), ["near-capacity", "certificates-differ"]],
    ["bottler's bill of lading", reboxedNumber(clock), ["certificates-differ", "document-mismatch"]],
    ["bottler's first lot", overfilledNumber(clock), ["certificates-differ", "mass-balance"]],
    ["question", questionNumber(clock), ["site-question"]],
    ["amendment", revised.amendedLate, ["amended-after-release"]],
    ["withdrawal", revised.withdrawnLate, ["withdrawn-after-release"]],
    ["review", suspended.cleared, ["certificate-suspended", "verdict-changed"]],
    ["uncertified", unclear.uncertified, ["no-certificate", "uncertified-site"]],
    ["formula", formulaNumber(clock), []],
  ])("the %s is found for its own reason", async (_, number, rules) => {
    expect((await findingsOf(number)).map(({ rule }) => rule).toSorted()).toEqual(rules.toSorted());
  });

  test("the desk is alive: hundreds wait in every lane and state, most of them green", () => {
    const statuses = ["to-triage", "held", "correction-requested", "examination-ordered", "release-proposed", "refusal-proposed"];
    const open = [...rows.values()].filter(({ status }) => statuses.includes(status));
    expect(rows.size).toBeGreaterThan(2_700);
    expect(open.length).toBeGreaterThan(280);
    expect(open.length).toBeLessThan(450);
    expect(new Set(open.map(({ status }) => status))).toEqual(new Set(statuses));
    expect(new Set(open.map(({ lane }) => lane))).toEqual(new Set(["green", "yellow", "red"]));
    expect(open.filter(({ lane }) => lane === "green").length).toBeGreaterThan(open.length / 2);
  });

  test("one question is open, one case is closed and one is worked on", async () => {
    const [questions, inquiries] = await reading(
      HOUSE,
      "case.read",
      async (tx) => [await tx.select().from(siteQuestions).where(isNull(siteQuestions.answeredAt)), await tx.select().from(cases).orderBy(cases.id)] as const,
    );
    expect(questions).toHaveLength(1);
    expect(inquiries.map(({ status, outcome }) => [status, outcome])).toEqual([["closed", "violation-confirmed"], ["investigating", null]]);
  });

  test("every demo person can sign in, and nobody else", async () => {
    const everybody = await house.db.select().from(people);
    const withPassword = everybody.filter(({ passwordHash }) => passwordHash !== null);
    expect(withPassword.map(({ login }) => login).toSorted()).toEqual(DEMO_PEOPLE.map(({ login }) => login).toSorted());
    for (const { login, password } of DEMO_PEOPLE) expect(await passwordIs(password, everybody.find((one) => one.login === login)?.passwordHash ?? null), login).toBe(true);
  });

  test("has a model that learned from the past, and runs in shadow", async () => {
    expect(await reading(HOUSE, "rule.read", (tx) => tx.select().from(models))).toMatchObject([{ state: "trained", mode: "shadow", requestedByName: "Wang Lei" }]);
    expect(await reading(HOUSE, "rule.read", (tx) => tx.$count(modelScores))).toBeGreaterThan(50);
  });

  test("the ledger agrees with its lines, and no job is left over", async () => {
    expect((await checkLedger(HOUSE, {})).differences).toEqual([]);
    expect(await house.owner`select 1 from graphile_worker._private_jobs`).toHaveLength(0);
  });

  test("the same instant makes the same stories in another house, with or without the trade around them", async () => {
    const other = await testDatabase();
    try {
      await seedDemo(INSTANT, STORIES);
      const stories = await desk();
      expect(stories.size).toBeGreaterThan(30);
      for (const [number, row] of stories) expect(rows.get(number), number).toEqual(row);
    } finally {
      await other.close();
    }
  }, 120_000);
});

test("the first days of a year make no difference to the wine", async () => {
  const house = await testDatabase();
  try {
    await seedDemo(NEW_YEAR, STORIES);
    expect((await desk()).get(wineNumbers(clockAt(NEW_YEAR)).third)).toMatchObject({ lane: "red", verdict: "exceeds" });
  } finally {
    await house.close();
  }
}, 120_000);
