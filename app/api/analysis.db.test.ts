import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { BOTTLE, CASE, exampleHouse, SITE, type ExampleHouse } from "#db/testing/exampleHouse";
import { exportAnalysis } from "#lib/dashboards/commands/analysis";
import { captureDocument } from "#lib/feeds/commands/capture";
import { putSite } from "#lib/parties/commands/site";
import { GET as exported } from "./analysis/[view]/route.ts";
import { callerOf, type Caller } from "./testing/caller.ts";

const PORT = "6901234500002";
let test: TestDatabase;
let house: ExampleHouse;
let analyst: Caller;
let feed: Caller;
let officer: Caller;

const wine = (value: string, { unit = "XBO", gtin = BOTTLE, amount = "80.00" } = {}) => ({
  no: 1,
  gtin,
  hsCode: "2204210000",
  site: SITE,
  quantity: { value, unit },
  vintage: 2023,
  originCountry: "FR",
  price: { amount, currency: "CNY" },
});
const lodged = (number: string, importer: string, line: ReturnType<typeof wine>) => house.lodged(number, "0", { importer: { id: importer, name: importer }, lines: [line] });
const shipment = (id: string, quantity: number, to: string | null): object => ({
  type: "ObjectEvent", eventID: `urn:uuid:00000000-0000-4000-8000-${id.padStart(12, "0")}`, eventTime: "2026-03-01T08:00:00+01:00", eventTimeZoneOffset: "+01:00", action: "OBSERVE", bizStep: "shipping",
  quantityList: [{ epcClass: `https://id.gs1.org/01/${BOTTLE}/10/L1`, quantity }], readPoint: { id: `https://id.gs1.org/414/${SITE}` },
  ...(to === null ? {} : { destinationList: [{ type: "location", destination: `https://id.gs1.org/414/${to}` }] }),
});

beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] ??= "a secret of this test alone";
  test = await testDatabase();
  house = await exampleHouse(test.db);
  [analyst, feed, officer] = await Promise.all([callerOf("market_regulator"), callerOf("feed"), callerOf("customs_officer")]);
  await putSite({ kind: "system", name: "test" }, { id: PORT, name: "Shanghai warehouse", country: "CN", kind: "warehouse", identifiers: [], aliases: [] });
  const made = {
    type: "ObjectEvent",
    eventID: "urn:uuid:00000000-0000-4000-8000-0000000000ff",
    eventTime: "2026-02-01T08:00:00+01:00",
    eventTimeZoneOffset: "+01:00",
    action: "ADD",
    bizStep: "commissioning",
    quantityList: [{ epcClass: `https://id.gs1.org/01/${BOTTLE}/10/L1`, quantity: 90_000 }],
    readPoint: { id: `https://id.gs1.org/414/${SITE}` },
    ilmd: { "gs1:productionDate": "2023-10-14" },
  };
  const body = JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2026-03-01T12:00:00Z",
    epcisBody: { eventList: [made, shipment("1", 10_000, PORT), shipment("2", 500, PORT), shipment("3", 7, null)] },
  });
  await captureDocument(house.feed, { body, contentType: "application/json" });
  for (let at = 0; at < 60; at++) await lodged(`F-${at}`, "FIVES", wine(`5${at % 10}5`));
  for (let at = 0; at < 60; at++) await lodged(`E-${at}`, "EVEN", wine(String(100 + at)));
  await lodged("CASES", "EVEN", wine("70", { gtin: CASE, unit: "XCS", amount: "480.00" }));
}, 120_000);
afterAll(() => test.close());

describe("digits", () => {
  it("are counted as declared, whole and by party; parties with too few are said", async () => {
    const got = await analyst.call("getDigitAnalysis", { query: "until=2026-03-31" });
    expect(got.body).toMatchObject({ numbers: 121, enough: true, freedom: 8, untested: 2, parties: [], conformity: "none" });
    expect(got.body["digits"]).toMatchObject([{ digit: 1, count: 60 }, { digit: 2 }, { digit: 3 }, { digit: 4 }, { digit: 5, count: 60 }, { digit: 6 }, { digit: 7, count: 1 }, { digit: 8 }, { digit: 9 }]);
  });

  it("of last places leave out what has fewer than three digits, and rank who prefers one", async () => {
    const got = await analyst.call("getDigitAnalysis", { query: "until=2026-03-31&test=last" });
    expect(got.body).toMatchObject({ numbers: 120, untested: 0, parties: [{ code: "FIVES", numbers: 60 }, { code: "EVEN", numbers: 60, p: 1, correctedP: 1 }] });
  });

  it.each<[string, string, number]>([
    ["an importer", "importer=FIVES", 60],
    ["another origin", "origin=ES", 0],
    ["a category", "category=wine", 121],
    ["an office", "office=5304", 0],
    ["days after it", "from=2026-03-03", 0],
  ])("are narrowed by %s", async (_, narrowed, numbers) => {
    expect((await analyst.call("getDigitAnalysis", { query: `until=2026-03-31&${narrowed}` })).body["numbers"]).toBe(numbers);
  });
});

describe("capacity use", () => {
  it("tells accounts by their fullest limit, those above marked, in pages", async () => {
    const all = await analyst.call("listCapacityUse", { query: "from=2022-01-01&until=2023-12-31&limit=1" });
    expect(all.body).toMatchObject({
      items: [{ name: "Château des Tests", country: "FR", production: { from: "2023-01-01", to: "2024-01-01" }, certified: { value: "18000", unit: "H87" }, over: true }],
      next: expect.any(String),
    });
    const [first] = all.body["items"] as { share: number }[];
    expect(first?.share).toBeGreaterThan(1);
    const rest = await analyst.call("listCapacityUse", { query: `from=2022-01-01&until=2023-12-31&limit=1&after=${String(all.body["next"])}` });
    expect(rest.body).toMatchObject({ items: [{ production: { from: "2022-01-01" }, share: 0, over: false }], next: null });
  });

  it.each<[string, string, number]>([
    ["those above", "over=true", 1],
    ["an importer charged to it", "importer=FIVES", 1],
    ["an importer not charged", "importer=NOBODY", 0],
    ["a country", "origin=ES", 0],
    ["a category of its goods", "category=wine", 2],
    ["another category", "category=milk", 0],
  ])("is narrowed by %s", async (_, narrowed, count) => {
    expect((await analyst.call("listCapacityUse", { query: `from=2022-01-01&until=2023-12-31&${narrowed}` })).body["items"]).toHaveLength(count);
  });
});

describe("the mirror", () => {
  it("holds shipments for here against declarations in bottles, cases among them", async () => {
    const declared = 60 * 550 + (100 + 159) * 30 + 420;
    const got = await analyst.call("listMirror", { query: "until=2026-03-31" });
    expect(got.body).toMatchObject({
      next: null,
      items: [
        {
          goods: BOTTLE,
          month: "2026-03",
          shipped: { value: "10500", unit: "H87" },
          declared: { value: String(declared) },
          difference: { value: String(declared - 10_500) },
          verdict: "declared-more",
          shipments: 2,
          lines: 121,
        },
      ],
    });
  });

  it("shows goods that no document speaks of only when it is asked to", async () => {
    expect((await analyst.call("listMirror", { query: "until=2026-03-31&source=documents" })).body["items"]).toEqual([]);
    expect((await analyst.call("listMirror", { query: "until=2026-03-31&source=documents&rows=all" })).body["items"]).toMatchObject([{ verdict: "only-declared", shipments: 0 }]);
    await feed.call("putTransportDocument", {
      path: { number: "BL-9" },
      body: {
        kind: "bill-of-lading",
        carrier: "Atlantic Line",
        portOfLoading: "FRLEH",
        portOfDischarge: "CNSHA",
        loadedOn: "2026-02-10",
        items: [{ description: "wine", gtin: BOTTLE, lot: "L1", quantity: { value: "6", unit: "XBO" } }],
      },
    });
    expect((await analyst.call("listMirror", { query: "until=2026-03-31&source=documents" })).body["items"]).toMatchObject([
      { month: "2026-03", verdict: "only-declared" },
      { month: "2026-02", verdict: "only-shipped", difference: { value: "-6", unit: "H87" } },
    ]);
  });
});

describe("an analysis", () => {
  it.each(["getDigitAnalysis", "listCapacityUse", "listMirror"])("is refused to an officer: %s", async (id) => {
    expect(await officer.call(id)).toMatchObject({ status: 403, body: { code: "not-permitted" } });
  });

  it.each(["from=yesterday", "test=middle", "office=%27", "lines=5"])("is refused for a query that nobody understands: %s", async (query) => {
    expect((await analyst.call("getDigitAnalysis", { query })).status).toBe(400);
  });

  it.each<["digits" | "capacity" | "mirror", string, number]>([
    ["digits", "Part,Name,Number", 1 + 1 + 10 + 2],
    ["capacity", "Producer,Country,Covers", 2],
    ["mirror", "Producer,Goods,Trade item", 2],
  ])("is exported with an audit entry: %s", async (view, heading, lines) => {
    const address = `until=2026-03-31&from=2023-06-01&test=last&language=en`;
    const answer = await exported(new Request(`http://127.0.0.1/api/analysis/${view}?${address}`, { headers: { authorization: `Bearer ${analyst.key}` } }), { params: Promise.resolve({ view }) });
    const text = await answer.text();
    expect([answer.status, answer.headers.get("content-type"), text.slice(0, heading.length + 1)]).toEqual([200, "text/csv; charset=utf-8", expect.stringContaining(heading)]);
    expect(text.trimEnd().split("\r\n")).toHaveLength(lines);
    const [entry] = await test.owner`select subject_id, facts from audit_entries where action = 'analysis.export' order by id desc limit 1`;
    expect(entry).toMatchObject({ subject_id: view, facts: { from: "2023-06-01", until: "2026-03-31", rows: expect.any(Number) } });
  });

  it("is not exported for an officer, nor one that is none", async () => {
    await expect(exportAnalysis(house.anna, { view: "digits", address: "" })).rejects.toMatchObject({ code: "not-permitted" });
    const answer = await exported(new Request("http://127.0.0.1/api/analysis/none", { headers: { authorization: `Bearer ${analyst.key}` } }), { params: Promise.resolve({ view: "none" }) });
    expect(answer.status).toBe(404);
  });
});
