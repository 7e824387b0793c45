import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Transaction } from "#db/client";
import { testDatabase, type TestDatabase } from "#db/testing";
import { BOTTLE, exampleHouse, NOON, SITE, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { submitInspectionReport } from "#lib/certificates/commands/report";
import { captureDocument } from "#lib/feeds/commands/capture";
import { putSite } from "#lib/parties/commands/site";
import { lookAgainAtCarried, lookAgainAtLots, lookAgainAtSite } from "./commands/look-again.ts";
import { answerLimit, proposeLimit } from "./commands/limits.ts";
import { answerReference, proposeReference } from "./commands/references.ts";
import { exampleContext } from "./example.ts";
import { knownThen } from "./queries/known-then.ts";
import { serialsOf } from "./queries/serials.ts";
import { subjectsOf } from "./queries/subjects.ts";
import { waysOf } from "./queries/ways.ts";
import { rule as originFingerprint } from "./rules/origin-fingerprint.ts";
import { rule as routeDeviation } from "./rules/route-deviation.ts";
import { rule as serialRepeated } from "./rules/serial-repeated.ts";
import { rule as temperatureExcursion } from "./rules/temperature-excursion.ts";
import { normalFrom, seeded } from "./randomness.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
const RULES = [originFingerprint, serialRepeated, temperatureExcursion, routeDeviation];
const WAREHOUSE = "4029917000015";
let test: TestDatabase;
let house: ExampleHouse;
let traced = 0;
let plain = 0;

const link = (lot: string, serial?: string) => `https://id.gs1.org/01/${BOTTLE}/10/${lot}${serial === undefined ? "" : `/21/${serial}`}`;
const piece = (serial: string) => `https://id.gs1.org/01/${BOTTLE}/21/${serial}`;
const [PALLET, CONTAINER] = ["https://id.gs1.org/00/030123450000000014", "urn:epc:id:bic:MSKU1234565"];
const at = (time: string, fields: object) => ({ type: "ObjectEvent", action: "OBSERVE", eventTime: `2024-01-${time}:00Z`, eventTimeZoneOffset: "+00:00", ...fields });
const gln = (number: string) => ({ readPoint: { id: `https://id.gs1.org/414/${number}` } });
const port = (code: string) => ({ readPoint: { id: `urn:un:unece:uncefact:identifier:locode:${code}` } });
const warm = (from: number, degrees: readonly number[]) =>
  degrees.map((value, hour) => ({ type: "Temperature", value, uom: "CEL", time: `2024-01-${String(from).padStart(2, "0")}T${String(hour).padStart(2, "0")}:00:00Z` }));

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await putSite(SYSTEM, { id: SITE, name: "Château Exemple", country: "FR", kind: "winery", identifiers: [], aliases: [], location: { lat: 44.9, lon: -0.4 } });
  await putSite(SYSTEM, { id: WAREHOUSE, name: "Lager Hamburg", country: "DE", kind: "warehouse", identifiers: [], aliases: [], location: { lat: 53.5, lon: 10 } });
  const events = [
    at("01T08:00", { action: "ADD", bizStep: "commissioning", quantityList: [{ epcClass: link("LT1"), quantity: 600 }], ...gln(SITE) }),
    at("01T09:00", { action: "ADD", bizStep: "commissioning", epcList: [link("LT1", "S1"), link("LT1", "S2")], ilmd: { "cbvmda:lotNumber": "LT1" }, ...gln(SITE) }),
    at("02T08:00", { type: "AggregationEvent", action: "ADD", bizStep: "packing", parentID: PALLET, childQuantityList: [{ epcClass: link("LT1"), quantity: 600 }], ...gln(SITE) }),
    at("02T09:00", { type: "AggregationEvent", action: "ADD", bizStep: "loading", parentID: CONTAINER, childEPCs: [PALLET], ...gln(SITE) }),
    at("03T00:00", { bizStep: "departing", epcList: [CONTAINER], ...port("FRLEH") }),
    at("05T23:00", { bizStep: "sensor_reporting", epcList: [CONTAINER], sensorElementList: [{ sensorReport: warm(5, [15, 15, 30, 30, 30, 15, 15]) }] }),
    at("10T00:00", { bizStep: "unpacking", epcList: [CONTAINER], ...gln(WAREHOUSE), "ext:sealNumber": "XX999" }),
    at("25T00:00", { bizStep: "arriving", epcList: [CONTAINER], ...port("CNSHA") }),
    at("25T02:00", { type: "AggregationEvent", action: "DELETE", bizStep: "unloading", parentID: CONTAINER, childEPCs: [PALLET], ...port("CNSHA") }),
    at("26T00:00", { bizStep: "departing", epcList: [CONTAINER], ...port("SGSIN") }),
    at("26T08:00", { bizStep: "retail_selling", epcList: [piece("S1")], ...port("CNSHA") }),
    at("26T09:00", { bizStep: "retail_selling", epcList: [piece("S1")], ...gln(SITE) }),
    at("27T08:00", { bizStep: "retail_selling", epcList: [piece("S1")], ...port("CNSHA") }),
    at("27T08:01", { bizStep: "retail_selling", epcList: [piece("S1")], ...port("CNYAN") }),
  ];
  const body = JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { ext: "https://example.com/" }],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2024-07-01T00:00:00Z",
    epcisBody: { eventList: events },
  });
  const { success, outcomes } = await captureDocument(house.feed, { body, contentType: "application/json", errorBehaviour: "rollback" }, NOON);
  if (!success) throw new Error(JSON.stringify(outcomes));
  const limit = await proposeLimit(house.mei, { category: "wine", measure: "temperature", lowest: "5", highest: "25", source: "policy", reason: "first" }, NOON);
  await answerLimit(house.sun, { id: limit.id, answer: "confirm" }, NOON);
  const normal = normalFrom(seeded(1));
  const reference = await proposeReference(
    house.mei,
    {
      origin: "x",
      name: { en: "X", zh: "X" },
      country: "FR",
      sites: [],
      category: "wine",
      season: { from: "2023-01-01", to: "2024-01-01" },
      source: "s",
      reason: "r",
      bytes: Buffer.from(["id,Sr [mg/kg],Ba [mg/kg]", ...Array.from({ length: 40 }, (_, n) => `s${n},${300 + 20 * normal()},${30 + 3 * normal()}`)].join("\n")),
    },
    NOON,
  );
  await answerReference(house.sun, { id: reference.id, answer: "confirm" }, NOON);
  await submitInspectionReport(
    house.inspector,
    {
      number: "OR-1",
      kind: "origin",
      site: SITE,
      gtin: BOTTLE,
      lots: ["LT1"],
      productionDate: "2023-09-01",
      quantity: { value: "600", unit: "XBO" },
      container: "MSKU1234565",
      seals: ["FR1"],
      results: {
        markers: [
          { name: "Sr", value: 0.45, unit: "g/kg" },
          { name: "Ba", value: 30, unit: "mg/kg" },
          { name: "Sr", value: 9, unit: "mg/kg", lot: "OTHER" },
        ],
      },
    },
    NOON,
  );
  const line = { no: 1, gtin: BOTTLE, hsCode: "2204210000", site: SITE, quantity: { value: "600", unit: "XBO" }, vintage: 2023, originCountry: "FR" };
  traced = await house.lodged("T-1", "600", { lines: [{ ...line, lots: ["LT1"] }] });
  plain = await house.lodged("T-2", "600", { lines: [{ ...line, lots: ["NONE"] }] });
});
afterAll(async () => test.close());

const seen = (ids: readonly number[]) => reading(SYSTEM, "system.run", (tx) => subjectsOf(tx, ids, exampleContext(RULES)));

describe("what is learned of a lot on its way", () => {
  const queued = async () =>
    (
      await test.owner`select job.payload from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id where task.identifier = 'assess'`
    ).map(({ payload }) => payload as unknown);
  beforeEach(async () => test.owner`delete from graphile_worker._private_jobs`);

  it("has its open declarations looked at again, also where the event names only the container", async () => {
    expect(await lookAgainAtLots(SYSTEM, { lots: ["LT1"] }, NOON)).toBe(1);
    expect(await queued()).toEqual([{ declarations: [traced], cause: "lot-known" }]);
    expect(await lookAgainAtCarried(SYSTEM, { minutes: 7 }, NOON)).toBe(1);
    expect(await lookAgainAtCarried(SYSTEM, { minutes: 7 }, new Date(NOON.getTime() + 600_000))).toBe(0);
    expect(await queued()).toHaveLength(2);
  });

  it("and a change of its producer's certificates, has what is open with the producer's goods looked at again, whatever the verdicts", async () => {
    const [site] = await test.owner`select id::int as id from sites where name = 'Château Exemple'`;
    expect(await lookAgainAtSite(SYSTEM, { siteId: Number(site?.["id"]) }, NOON)).toBe(2);
    expect(await queued()).toEqual([{ declarations: [traced, plain], cause: "certificate-changed" }]);
  });

  it("is looked at by the house alone", async () => {
    await expect(lookAgainAtSite(house.sun, { siteId: 1 })).rejects.toMatchObject({ code: "not-permitted" });
    await expect(lookAgainAtLots(house.sun, { lots: [] })).rejects.toMatchObject({ code: "not-permitted" });
    await expect(lookAgainAtCarried(house.sun, { minutes: 5 })).rejects.toMatchObject({ code: "not-permitted" });
  });
});

describe("the facts of a traced lot", () => {
  it("are its own way and that of what carried it, as long as it was carried", async () => {
    const [subject] = await seen([traced]);
    const [way] = subject?.facts.ways.lots ?? [];
    expect(way?.steps.map(({ bizStep, via }) => [bizStep, via])).toEqual([
      ["commissioning", null], ["commissioning", null], ["packing", null], ["loading", "00/030123450000000014"], ["departing", CONTAINER], ["sensor_reporting", CONTAINER], ["unpacking", CONTAINER],
      ["arriving", CONTAINER], ["unloading", expect.any(String)], ["retail_selling", null], ["retail_selling", null], ["retail_selling", null], ["retail_selling", null],
    ]);
    expect(way?.readings).toHaveLength(7);
    expect(way?.steps.flatMap(({ seals }) => seals)).toEqual(["XX999"]);
    expect(subject?.facts.serials).toMatchObject({ pieces: 2, seen: [{ lot: "LT1", made: 1, leaps: [{ hours: 1, to: { name: { en: "Château Exemple" } } }, { hours: 1 / 60, to: { name: { en: "Yangshan" } } }] }] });
    expect(subject?.facts.origins.measurements).toEqual([
      {
        line: 1,
        lot: "LT1",
        by: { kind: "report", id: "OR-1", body: { en: "BODY", zh: "BODY" } },
        markers: [
          { name: "Sr", value: 0.45, unit: "g/kg" },
          { name: "Ba", value: 30, unit: "mg/kg" },
        ],
      },
    ]);
  });

  it("make each rule see what is wrong", async () => {
    const [subject] = await seen([traced]);
    if (subject === undefined) throw new Error("no subject");
    expect(RULES.map((rule) => [rule.id, rule.look(subject).map(({ facts }) => facts["about"] ?? facts["measuredBy"])])).toEqual([
      ["origin-fingerprint", ["OR-1"]], ["serial-repeated", ["too-far"]], ["temperature-excursion", ["excursion", "unseen"]], ["route-deviation", ["handled", "opened", "resealed"]],
    ]);
  });

  it("known then are those recorded by the first assessment: sightings, what was measured, populations in force", async () => {
    const then = async () => (await reading(SYSTEM, "system.run", async (tx) => knownThen(tx, await subjectsOf(tx, [traced], exampleContext(RULES)), new Set(["serials", "origins"]))))[0]?.facts;
    expect(await then()).toMatchObject({ serials: { seen: [{ lot: "LT1" }] }, origins: { measurements: [{ lot: "LT1" }], populations: [{ version: 1 }] } });
    const assessed = async (by: string) => test.owner.begin(async (owner) => {
      await owner`select set_config('app.scope', 'all', true)`;
      await owner`update assessments set at = at + ${by}::interval where declaration_id = ${traced}`;
    });
    await assessed("-1 second");
    expect(await then()).toMatchObject({ serials: { seen: [] }, origins: { measurements: [], populations: [] } });
    await assessed("1 second");
  });

  it("of a lot that no event names are none", async () => {
    expect((await seen([plain]))[0]?.facts).toMatchObject({ ways: { lots: [] }, serials: { seen: [], pieces: 0 }, origins: { measurements: [] } });
  });

  it("are read by as many statements for one declaration as for many, and by one where no event names their lots", async () => {
    const many = await Promise.all(Array.from({ length: 12 }, (_, n) => house.lodged(`M-${n}`, "6", { lines: [{ no: 1, gtin: BOTTLE, hsCode: "2204210000", site: SITE, quantity: { value: "6", unit: "XBO" }, vintage: 2023, originCountry: "FR", lots: [n % 2 === 0 ? "LT1" : `N${n}`] }] })));
    const count = (ids: readonly number[]) => reading(SYSTEM, "system.run", async (tx) => {
      const subjects = await subjectsOf(tx, ids, exampleContext([]));
      let statements = 0;
      const counted = new Proxy(tx, {
        get: (target, name: keyof Transaction) => {
          const member: unknown = target[name];
          if (typeof member !== "function") return member;
          if (["execute", "select", "selectDistinct", "selectDistinctOn"].includes(name)) statements++;
          return member.bind(target) as unknown;
        },
      });
      await waysOf(counted, subjects);
      await serialsOf(counted, subjects);
      return { statements, found: (await waysOf(counted, subjects)).size };
    });
    const one = await count([traced]);
    expect(await count(many)).toEqual({ statements: one.statements, found: 6 });
    expect(await count([plain])).toEqual({ statements: 1, found: 0 });
  });
});
