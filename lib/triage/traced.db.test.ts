import { and, eq, isNull, sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { declarationLines, declarations } from "#db/schema/consignments";
import { findings } from "#db/schema/risk";
import { lotBalances, sourcedShares } from "#db/schema/trace";
import { testDatabase, type TestDatabase } from "#db/testing";
import { BOTTLE, CASE, exampleHouse, NOON, SITE, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { lotKnown, rejudgeSite } from "#lib/capacity/jobs";
import { checkLedger } from "#lib/capacity/commands/check";
import { balanceOf } from "#lib/capacity/queries/balance";
import { decideCertificate } from "#lib/certificates/commands/decide";
import { submitCertificate } from "#lib/certificates/commands/submit";
import { captureDocument } from "#lib/feeds/commands/capture";
import { lodge } from "#lib/lodging/commands/combine";
import { putProduct } from "#lib/parties/commands/product";
import { putSite } from "#lib/parties/commands/site";
import { lotsSeenJob } from "#lib/risk/jobs";
import { subjectsOf } from "#lib/risk/queries/subjects";
import type { Subject } from "#lib/risk/subject";
import { assessDeclarations } from "./commands/assess.ts";
import { documentsOf } from "./queries/document.ts";
import { endYield, recordYield } from "#lib/trace/commands/policy";
import { sourcesKnown, transformationKnown } from "#lib/trace/jobs";

const SYSTEM: Actor = { kind: "system", name: "test" };
const [BULK, GRAPES] = ["03012345999977", "03012345999991"];
const [BOTTLER, HAMBURG] = ["3018890000014", "4029917000015"];
let test: TestDatabase;
let house: ExampleHouse;
let bottlerId = 0;
let wineryId = 0;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await putProduct(SYSTEM, { gtin: BULK, name: { en: "Wine in bulk", zh: "散装葡萄酒" }, hsCode: "2204299000", category: "wine", netContent: { value: "1", unit: "LTR" } });
  await putProduct(SYSTEM, { gtin: GRAPES, name: { en: "Grapes", zh: "葡萄" }, hsCode: "0806100000", category: "grapes", netContent: { value: "1", unit: "KGM" } });
  bottlerId = (await putSite(SYSTEM, { id: BOTTLER, name: "Négoce des Tests", country: "FR", kind: "bottler", identifiers: [], aliases: [] })).record.id;
  await putSite(SYSTEM, { id: HAMBURG, name: "Lager Hamburg", country: "DE", kind: "warehouse", identifiers: [], aliases: [] });
  wineryId = Number((await test.owner`select site_id from site_identifiers where value = ${SITE}`)[0]?.["site_id"]);
  await submitCertificate(house.inspector, { number: "CAP-BULK", site: SITE, scope: { gtins: [BULK] }, quantity: { value: "10000", unit: "LTR" }, production: { from: "2024-01-01", to: "2025-01-01" } });
  await decideCertificate(house.mei, { number: "CAP-BULK", decision: "approve", effective: "2024-01-01", reason: "audited on site" });
  await submitCertificate(house.inspector, { number: "CAP-FILL", site: BOTTLER, scope: { category: "wine" }, quantity: { value: "100000", unit: "LTR" }, production: { from: "2024-01-01", to: "2025-01-01" } });
  await decideCertificate(house.mei, { number: "CAP-FILL", decision: "approve", effective: "2024-01-01", reason: "audited on site" });
  await work();
});
beforeEach(async () => test.owner`delete from graphile_worker._private_jobs`);
afterAll(async () => test.close());

/** Does what is queued, as the worker would. */
async function work(): Promise<void> {
  for (;;) {
    const jobs = await test.owner`select job.id, task.identifier as task, job.payload from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id order by job.id`;
    if (jobs.length === 0) return;
    await test.owner`delete from graphile_worker._private_jobs where id in ${test.owner(jobs.map((job) => job["id"]))}`;
    for (const { task, payload } of jobs) {
      if (task === "transformation-known") await transformationKnown(payload, NOON);
      if (task === "lot-known") await lotKnown(payload).then(() => sourcesKnown(payload, NOON));
      if (task === "lots-seen") await lotsSeenJob(payload);
      if (task === "rejudge-site" || task === "shipment-elsewhere") await rejudgeSite(payload);
      if (task === "assess") await assessDeclarations(payload.declarations, payload.cause, NOON);
    }
  }
}

const link = (gtin: string, lot: string) => `https://id.gs1.org/01/${gtin}/10/${lot}`;
const at = (day: string, change: object) => ({ eventTime: `${day}T08:00:00+01:00`, eventTimeZoneOffset: "+01:00", ...change });
const made = (gtin: string, lot: string, day: string, quantity: number, uom: string, site = SITE) =>
  at(day, {
    type: "ObjectEvent",
    action: "ADD",
    bizStep: "commissioning",
    readPoint: { id: `https://id.gs1.org/414/${site}` },
    quantityList: [{ epcClass: link(gtin, lot), quantity, uom }],
    ilmd: { "gs1:productionDate": day },
  });
const filled = (from: readonly [string, number][], lot: string, bottles: number, day = "2024-06-01", change: object = {}) => at(day, {
  type: "TransformationEvent", readPoint: { id: `https://id.gs1.org/414/${BOTTLER}` }, ilmd: { "gs1:productionDate": day }, bizStep: "commissioning",
  inputQuantityList: from.map(([own, litres]) => ({ epcClass: link(BULK, own), quantity: litres, uom: "LTR" })), outputQuantityList: [{ epcClass: link(BOTTLE, lot), quantity: bottles }], ...change,
});

async function capture(...events: readonly object[]): Promise<void> {
  const body = JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2024-07-01T00:00:00Z",
    epcisBody: { eventList: events },
  });
  const { success, outcomes } = await captureDocument(house.feed, { body, contentType: "application/json", errorBehaviour: "rollback" }, NOON);
  expect(success, JSON.stringify(outcomes)).toBe(true);
  await work();
}

async function lodged(number: string, cases: string, lots: readonly string[], revision = 1): Promise<number> {
  await lodge(
    house.feed,
    {
      number,
      revision,
      lodgedAt: "2026-03-02T09:00:00+08:00",
      office: "2248",
      tradeMode: "0110",
      status: "lodged",
      importer: { id: "IMP1", name: "Shanghai Example Trading" },
      lines: [{ no: 1, gtin: CASE, hsCode: "2204210000", site: BOTTLER, quantity: { value: cases, unit: "XCS" }, lots, originCountry: "FR" }],
    },
    NOON,
  );
  await work();
  return (await read((tx) => tx.select({ id: declarations.id }).from(declarations).where(eq(declarations.number, number))))[0]?.id ?? 0;
}

const read = <Result>(ask: (tx: Parameters<Parameters<typeof reading<Result>>[2]>[0]) => Promise<Result>) => reading(SYSTEM, "system.run", (tx) => ask(tx));
const wineBalance = () => read((tx) => balanceOf(tx, { siteId: wineryId, gtin: BULK, on: "2024-05-01" }));
const findingsOf = (id: number) => read((tx) => tx.select({ rule: findings.rule, wording: findings.wording }).from(findings).where(and(eq(findings.declarationId, id), isNull(findings.clearedAt))));
const verdictOf = async (id: number) => (await read((tx) => tx.select({ verdict: declarationLines.verdict }).from(declarationLines).where(eq(declarationLines.declarationId, id))))[0]?.verdict;
const differences = async () => (await checkLedger(SYSTEM, {})).differences;

describe("a bottler's declaration", () => {
  it("is charged to the winery its wine came from, in proportion, and to the bottler", async () => {
    await capture(made(BULK, "V1", "2024-05-01", 6000, "LTR"), filled([["V1", 6000]], "B1", 8000));
    const id = await lodged("B-1", "666", ["B1"]);
    expect(await read((tx) => tx.select().from(sourcedShares))).toMatchObject([{ siteId: wineryId, declarationId: id, lot: "V1", quantityValue: "2997000", quantityUnit: "MLT", producedFrom: "2024-05-01" }]);
    expect(await wineBalance()).toMatchObject({ declared: "2997", balance: "7003", contributions: [{ declaration: "B-1", line: 1, quantity: "2997" }] });
    expect(await read((tx) => balanceOf(tx, { siteId: bottlerId, gtin: BOTTLE, on: "2024-06-01" }))).toMatchObject({ declared: "2997" });
    expect(await differences()).toEqual([]);
  });

  it("exceeds where the winery's capacity is exceeded, though the bottler's is not", async () => {
    await capture(made(BULK, "V2", "2024-05-02", 9000, "LTR"), filled([["V2", 9000]], "B2", 12000));
    const id = await lodged("B-2", "1900", ["B2"]);
    expect(await wineBalance()).toMatchObject({ verdict: "exceeds", declared: "11547", excess: "1547" });
    expect(await verdictOf(id)).toBe("exceeds");
    expect((await findingsOf(id)).map(({ rule }) => rule)).toContain("volume-over-capacity");
    expect(await differences()).toEqual([]);
  });

  it("follows a revision, and what is learned later of where the wine was made", async () => {
    await lodged("B-2", "100", ["B2"], 2);
    expect(await wineBalance()).toMatchObject({ verdict: "within", declared: "3447" });
    await capture(filled([["V3", 900]], "B3", 1200));
    await lodged("B-3", "200", ["B3"]);
    expect(await wineBalance()).toMatchObject({ declared: "3447" });
    await capture(made(BULK, "V3", "2024-05-03", 900, "LTR"));
    expect(await wineBalance()).toMatchObject({ declared: "4347" });
    expect(await differences()).toEqual([]);
  });

  it("takes off what its wine was counted with as shipped to another country", async () => {
    await capture(
      made(BULK, "V4", "2024-05-04", 1000, "LTR"),
      at("2024-05-20", {
        type: "ObjectEvent",
        action: "OBSERVE",
        bizStep: "shipping",
        readPoint: { id: `https://id.gs1.org/414/${SITE}` },
        quantityList: [{ epcClass: link(BULK, "V4"), quantity: 1000, uom: "LTR" }],
        destinationList: [{ type: "location", destination: `https://id.gs1.org/414/${HAMBURG}` }],
      }),
    );
    expect(await wineBalance()).toMatchObject({ declared: "4347", elsewhere: "1000" });
    await capture(filled([["V4", 1000]], "B4", 1332));
    await lodged("B-4", "111", ["B4"]);
    expect(await wineBalance()).toMatchObject({ declared: "4847", elsewhere: "500" });
    expect(await differences()).toEqual([]);
  });
});

describe("what was made of a lot", () => {
  it("is summed over its events, here and on the consignment's page, and a declaration of more is found until more is made", async () => {
    const commissioned = (bottles: number, day: string) => ({ ...made(BOTTLE, "M1", day, bottles, "H87", BOTTLER), quantityList: [{ epcClass: link(BOTTLE, "M1"), quantity: bottles }] });
    await capture(commissioned(100, "2024-06-01"), commissioned(100, "2024-06-02"));
    const id = await lodged("M-1", "34", ["M1"]);
    const quantity = async () => (await findingsOf(id)).filter(({ rule }) => rule === "document-mismatch").map(({ wording }) => wording.en);
    expect(await quantity()).toEqual(["The quantity disagrees: 34 cases by declaration M-1, revision 1, 200 pieces by the feed's events on lot M1."]);
    const shown = () => read(async (tx) => (await documentsOf(tx, (await subjectsOf(tx, [id]))[0] as Subject)).lines[0]?.rows.find(({ matter }) => matter === "quantity"));
    expect(await shown()).toMatchObject({ agreement: "disagrees", feed: { text: { en: "200 pieces" }, note: "made" } });
    await capture(commissioned(4, "2024-06-03"));
    expect([await quantity(), (await shown())?.agreement]).toEqual([[], "agrees"]);
  });
});

describe("the mass balance", () => {
  it("finds more bottled than went in, and takes the finding back when the event is declared to be in error", async () => {
    const wrong = filled([["V1", 10]], "B5", 9000, "2024-06-05", { eventID: "urn:uuid:00000000-0000-4000-8000-0000000000b5" });
    await capture(wrong);
    const id = await lodged("B-5", "10", ["B5"]);
    expect((await findingsOf(id)).find(({ rule }) => rule === "mass-balance")?.wording.en).toContain("6,740 L");
    await capture({ ...wrong, errorDeclaration: { declarationTime: "2024-07-02T00:00:00Z", reason: "did_not_occur" } });
    expect((await findingsOf(id)).map(({ rule }) => rule)).not.toContain("mass-balance");
    expect(await read((tx) => tx.$count(lotBalances, sql`lot = 'B5'`))).toBe(0);
  });

  it("follows the yields", async () => {
    await capture(made(GRAPES, "G1", "2024-09-01", 1000, "KGM"), filled([], "B6", 1000, "2024-10-01", { inputQuantityList: [{ epcClass: link(GRAPES, "G1"), quantity: 1000, uom: "KGM" }] }));
    const verdict = async () => (await read((tx) => tx.select({ balance: lotBalances.balance }).from(lotBalances).where(eq(lotBalances.lot, "B6"))))[0]?.balance.verdict;
    expect(await verdict()).toBe("cannot-compare");
    const row = { kind: "yield", input: "grapes", output: "wine", inputQuantity: { value: "1.35", unit: "KGM" }, outputQuantity: { value: "1", unit: "LTR" }, source: "audit 2024", from: "2024-01-01" };
    const { id } = await recordYield(house.sun, row);
    await transformationKnown({ gtin: BOTTLE, lot: "B6" }, NOON);
    expect(await verdict()).toBe("exceeds");
    await expect(recordYield(house.sun, row)).rejects.toMatchObject({ code: "yield-taken" });
    await endYield(house.sun, { id, to: "2024-09-30" });
    await transformationKnown({ gtin: BOTTLE, lot: "B6" }, NOON);
    expect(await verdict()).toBe("cannot-compare");
    await expect(endYield(house.sun, { id, to: "2025-01-01" })).rejects.toMatchObject({ code: "yield-ended" });
  });
});

describe("yields", () => {
  it.each([["an officer", () => house.anna], ["an inspector", () => house.inspector], ["a feed", () => house.feed]])("are refused to %s", async (_, who) => {
    await expect(recordYield(who(), {})).rejects.toMatchObject({ code: "not-permitted" });
    await expect(endYield(who(), {})).rejects.toMatchObject({ code: "not-permitted" });
  });
});
