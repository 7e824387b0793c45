import { asc, eq, like } from "drizzle-orm";
import { declarations } from "#db/schema/consignments";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findings, assessments } from "#db/schema/risk";
import { consignments } from "#db/schema/triage";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { decideCertificate } from "#lib/certificates/commands/decide";
import { submitInspectionReport } from "#lib/certificates/commands/report";
import { rejudgeSite } from "#lib/capacity/jobs";
import { lodgeMany } from "#lib/lodging/commands/combine";
import { putSite } from "#lib/parties/commands/site";
import { assessDeclarations } from "./commands/assess.ts";
import { decide } from "./commands/decide.ts";
import { BOTTLE, CASE, NOON, SITE, exampleHouse, wineDeclaration, type ExampleHouse } from "#db/testing/exampleHouse";
import { assess } from "./jobs.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
let test: TestDatabase;
let house: ExampleHouse;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
});
afterAll(() => test.close());

const row = (id: number) => reading(SYSTEM, "desk.read", async (tx) => (await tx.select().from(consignments).where(eq(consignments.id, id)))[0]);
const seen = (id: number) => reading(SYSTEM, "desk.read", (tx) => tx.select().from(findings).where(eq(findings.declarationId, id)).orderBy(asc(findings.id)));

describe("the wine", () => {
  let first: number;
  let third: number;

  it("goes green, then yellow, and the declaration that crosses the line goes red with the sentence", async () => {
    first = await house.lodged("WINE-1", "10000");
    const second = await house.lodged("WINE-2", "8000");
    const line = { no: 1, gtin: CASE, hsCode: "2204210000", site: SITE, quantity: { value: "7000", unit: "XCS" }, vintage: 2023, originCountry: "FR" };
    third = await house.lodged("WINE-3", "0", { lines: [line] });
    expect(await row(first)).toMatchObject({ lane: "green", score: 0, verdict: "within", status: "to-triage", open: true, topFinding: null, used: expect.closeTo(0.5556, 4) });
    expect(await row(second)).toMatchObject({ lane: "yellow", verdict: "near" });
    expect(await row(third)).toMatchObject({
      number: "WINE-3", lane: "red", score: 80, verdict: "exceeds", siteName: "Château des Tests", importerName: "Shanghai Example Trading", category: "wine", quantity: "7000 XCS", lineCount: 1, version: 1,
      dueAt: new Date("2026-03-03T01:00:00Z"),
      topFinding: { rule: "volume-over-capacity", wording: { en: "60,000 bottles declared of 18,000 certified for this producer and vintage; this declaration exceeds it by 42,000." } },
    });
    const [finding] = await seen(third);
    expect(finding).toMatchObject({ lineNo: 1, facts: { sharing: [{ number: "WINE-2", quantity: "8000", office: "2248" }, { number: "WINE-1", quantity: "10000" }] } });
  });

  it("of which the first that is known is a withdrawal is assessed like any other, with nothing on the accounts", async () => {
    const id = await house.lodged("WITHDRAWN-1", "10", { status: "withdrawn" });
    expect(await row(id)).toMatchObject({ number: "WITHDRAWN-1", status: "withdrawn", open: false, lane: "green", category: "", siteId: 0, assessed: true });
  });

  it("assessed again writes no finding twice and leaves the row's version, however many assess at once", async () => {
    await Promise.all([assessDeclarations([third], "again", NOON), assessDeclarations([third, first], "again", NOON), assess({ declarations: [third], cause: "again" })]);
    expect(await seen(third)).toHaveLength(1);
    expect((await row(third))?.version).toBe(1);
    const kept = await reading(SYSTEM, "desk.read", (tx) => tx.select().from(assessments).where(eq(assessments.declarationId, third)));
    expect(kept.map((one) => one.cause).toSorted()).toEqual(["again", "again", "again", "lodged"]);
  });

  it("of which the certificate falls is told so, what was seen before is cleared and stays", async () => {
    await decideCertificate(house.mei, { number: "CAP-WINE", decision: "suspend", effective: "2022-12-31", reason: "under investigation" });
    const [site] = await test.owner`select id from sites`;
    await rejudgeSite({ siteId: Number(site?.["id"]) });
    await assessDeclarations([first, third], "certificate-changed", new Date(NOON.getTime() + 60_000));
    expect(await row(first)).toMatchObject({ lane: "red", verdict: "suspended", version: 2 });
    expect((await seen(first)).map((finding) => finding.rule).toSorted()).toEqual(["certificate-suspended", "verdict-changed"]);
    expect((await seen(third)).map((finding) => [finding.rule, finding.clearedAt !== null])).toEqual(expect.arrayContaining([["volume-over-capacity", true], ["certificate-suspended", false]]));
    await decideCertificate(house.mei, { number: "CAP-WINE", decision: "reinstate", effective: "2023-01-01", reason: "cleared" });
    await rejudgeSite({ siteId: Number(site?.["id"]) });
  });
});

describe("documents", () => {
  it("that agree leave infant formula green with nothing, one that disagrees names both values", async () => {
    await test.owner`update products set category = 'infant-formula' where gtin = ${BOTTLE}`;
    const report = { kind: "pre-shipment", site: SITE, results: {}, quantity: { value: "600", unit: "XBO" } };
    await submitInspectionReport(house.inspector, { ...report, number: "PSI-1", lots: [{ gtin: BOTTLE, lot: "F1", productionDate: "2023-05-01" }] });
    await submitInspectionReport(house.inspector, { ...report, number: "PSI-2", lots: [{ gtin: BOTTLE, lot: "F2", productionDate: "2023-05-02" }] });
    const lines = (lot: string, productionDate: string, value: string) => ({
      lines: [{ no: 1, gtin: BOTTLE, hsCode: "1901101000", site: SITE, quantity: { value, unit: "XBO" }, lots: [lot], productionDate, originCountry: "FR" }],
    });
    await test.owner`update account_limits set "limit" = 1000000`;
    const right = await house.lodged("MILK-1", "0", lines("F1", "2023-05-01", "600"));
    expect(await seen(right)).toEqual([]);
    expect(await row(right)).toMatchObject({ lane: "green", score: 0 });
    const wrong = await house.lodged("MILK-2", "0", lines("F2", "2023-06-01", "900"));
    expect((await seen(wrong)).map((finding) => finding.facts["about"])).toEqual(["more-than-inspected", "production-date"]);
    expect((await row(wrong))?.lane).toBe("red");
    await test.owner`update products set category = 'wine' where gtin = ${BOTTLE}`;
  });
});

describe("revisions", () => {
  it("a withdrawal leaves the desk, and a revision after it comes back to triage", async () => {
    const id = await house.lodged("REV-1", "10");
    await house.lodged("REV-1", "10", { revision: 2, status: "withdrawn" });
    expect(await row(id)).toMatchObject({ status: "withdrawn", open: false, revision: 2, version: 2 });
    await house.lodged("REV-1", "12", { revision: 3 });
    expect(await row(id)).toMatchObject({ status: "to-triage", open: true, revision: 3 });
  });

  it("a correction that was asked for comes back to triage, what was decided otherwise stays", async () => {
    const [asked, held] = [await house.lodged("REV-2", "10"), await house.lodged("REV-3", "10")];
    await decide(house.anna, { number: "REV-2", decision: "request-correction", reason: "quantity-or-unit" }, NOON);
    await decide(house.anna, { number: "REV-3", decision: "hold", reason: "awaiting-information" }, NOON);
    await assessDeclarations([asked], "again", NOON);
    expect((await row(asked))?.status).toBe("correction-requested");
    await house.lodged("REV-2", "9", { revision: 2 });
    await house.lodged("REV-3", "9", { revision: 2 });
    expect([(await row(asked))?.status, (await row(held))?.status]).toEqual(["to-triage", "held"]);
  });

  it("after release, an amendment and a withdrawal are findings and the release stays", async () => {
    const id = await house.lodged("REV-4", "10");
    await decide(house.sun, { number: "REV-4", decision: "release", reason: "low-risk" }, NOON);
    expect(await row(id)).toMatchObject({ status: "released", lane: "green" });
    await house.lodged("REV-4", "30", { revision: 2 });
    expect((await seen(id)).filter((finding) => finding.clearedAt === null).map((finding) => finding.rule)).toContain("amended-after-release");
    await house.lodged("REV-4", "30", { revision: 3, status: "withdrawn" });
    expect((await seen(id)).filter((finding) => finding.clearedAt === null).map((finding) => finding.rule)).toContain("withdrawn-after-release");
    expect(await row(id)).toMatchObject({ status: "released", open: false });
  });
});

describe("a producer", () => {
  it("whose name could be two sites is a question on the desk", async () => {
    for (const id of ["TWIN-1", "TWIN-2"]) {
      await putSite(SYSTEM, { id, name: `Twin ${id}`, country: "FR", kind: "winery", identifiers: [], aliases: ["Domaine Double"] });
    }
    const line = { no: 1, gtin: BOTTLE, hsCode: "2204210000", site: "Domaine Double", quantity: { value: "5", unit: "XBO" }, vintage: 2023, originCountry: "FR" };
    const id = await house.lodged("NAME-1", "0", { lines: [line] });
    expect((await seen(id)).map((finding) => finding.rule)).toEqual(["site-question"]);
    expect(await row(id)).toMatchObject({ siteId: 0, siteName: "Domaine Double", lane: "yellow" });
  });
});

describe("many", () => {
  it("hundreds are assessed by block, and ids that are no declaration are left out", async () => {
    await lodgeMany(house.feed, Array.from({ length: 130 }, (_, n) => wineDeclaration(`BULK-${n}`, "1")), NOON);
    const ids = (await reading(SYSTEM, "desk.read", (tx) => tx.select({ id: declarations.id }).from(declarations).where(like(declarations.number, "BULK-%")))).map((one) => one.id);
    expect(await assessDeclarations([...ids, 999_999], "rejudged", NOON)).toEqual({ assessed: 130, changed: 130 });
    expect(await assessDeclarations(ids, "rejudged", NOON)).toEqual({ assessed: 130, changed: 0 });
    const [entry] = await test.owner`select count(*)::int as blocks from audit_entries where action = 'declarations.assess' and facts->>'cause' = 'rejudged'`;
    expect(entry).toEqual({ blocks: 4 });
  });
});
