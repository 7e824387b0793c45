import { and, eq, inArray, isNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declarationLines } from "#db/schema/consignments";
import { findings } from "#db/schema/risk";
import { bodyRecords, peerPrices } from "#db/schema/risk-goods";
import { testDatabase, type TestDatabase } from "#db/testing";
import { BOTTLE, CASE, exampleHouse, NOON, SITE, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { decideCertificate } from "#lib/certificates/commands/decide";
import { submitCertificate } from "#lib/certificates/commands/submit";
import { refreshBodies } from "#lib/risk/commands/bodies";
import { refreshPeers } from "#lib/risk/commands/peers";
import { assessDeclarations } from "./commands/assess.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
let test: TestDatabase;
let house: ExampleHouse;
beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
});
afterAll(() => test.close());

const importer = (no: number) => ({ id: `IMP${no}`, name: `Importer ${no}` });
const line = (amount: string | null, { value = "60", unit = "XBO", gtin = BOTTLE, currency = "CNY" } = {}) => ({
  no: 1, gtin, hsCode: "2204210000", site: SITE, quantity: { value, unit }, vintage: 2023, originCountry: "FR", ...(amount === null ? {} : { price: { amount, currency } }),
});
const lodged = (number: string, from: number, one: ReturnType<typeof line>) => house.lodged(number, "0", { importer: importer(from), lines: [one] });
const standing = (id: number, rules: readonly string[]) =>
  reading(SYSTEM, "desk.read", (tx) => tx.select().from(findings).where(and(eq(findings.declarationId, id), inArray(findings.rule, [...rules]), isNull(findings.clearedAt))));
const prices = () => reading(SYSTEM, "system.run", (tx) => tx.select().from(peerPrices).orderBy(peerPrices.peers));

describe("prices of peers", () => {
  it("are one median a bottle, however packed, for each currency", async () => {
    await house.lodged("P-0", "0", { lodgedAt: "2025-08-10T09:00:00+08:00", importer: importer(0), lines: [line("78.00")] });
    for (let no = 1; no < 10; no++) await lodged(`P-${no}`, no % 3, line(`${78 + (no % 5)}.00`));
    for (let no = 10; no < 20; no++) await lodged(`P-${no}`, no % 3, line(`${468 + 6 * (no % 5)}.00`, { gtin: CASE, unit: "XCS", value: "10" }));
    await lodged("P-EUR", 1, line("10.00", { currency: "EUR" }));
    await lodged("P-NONE", 1, line(null));
    expect(await refreshPeers(SYSTEM, { whole: false }, NOON)).toEqual({ declarations: 21, groups: 4 });
    const kept = await prices();
    expect(kept.map(({ peers, currency, dimension, lines, importers }) => [peers, currency.trim(), dimension, lines, importers])).toEqual(expect.arrayContaining([
      [BOTTLE, "CNY", "volume", 20, 3], ["wine:FR", "CNY", "volume", 20, 3], [BOTTLE, "EUR", "volume", 1, 1], ["wine:FR", "EUR", "volume", 1, 1]]));
    expect(Math.exp(kept[0]?.median ?? 0)).toBeCloseTo(8_000 / 750, 6);
    expect(kept[0]).toMatchObject({ lodgedFrom: "2025-08-10", lodgedTo: "2026-03-02" });
  });

  it("make a bottle of half the price a finding with its peers, and leave others alone", async () => {
    const [cheap, fair, foreign, unpriced] = [await lodged("Q-1", 4, line("40.00")), await lodged("Q-2", 4, line("84.00")), await lodged("Q-3", 4, line("1.00", { currency: "EUR" })), await lodged("Q-4", 4, line(null))];
    const [seen] = await standing(cheap, ["price-against-peers"]);
    expect(seen).toMatchObject({ points: 20, lineNo: 1, facts: { peers: "goods", lines: 20, importers: 3, each: "CNY 53.33", median: "CNY 106.67" } });
    expect((await Promise.all([fair, foreign, unpriced].map((id) => standing(id, ["price-against-peers"])))).flat()).toEqual([]);
  });

  it("follow what was assessed since, and what was corrected; reckoned anew they are the same", async () => {
    await refreshPeers(SYSTEM, { whole: false, _cron: { ts: NOON.toISOString(), backfilled: false } }, NOON);
    expect((await prices()).find(({ peers, currency }) => peers === BOTTLE && currency === "CNY")).toMatchObject({ lines: 22, importers: 4 });
    await house.lodged("Q-1", "0", { revision: 2, importer: importer(4), lines: [line(null)] });
    await refreshPeers(SYSTEM, { whole: false }, NOON);
    const followed = await prices();
    expect(followed.find(({ peers, currency }) => peers === BOTTLE && currency === "CNY")).toMatchObject({ lines: 21 });
    await refreshPeers(SYSTEM, { whole: true }, NOON);
    expect(await prices()).toEqual(followed);
  });

  it("finer than a fen are kept and reckoned exactly", async () => {
    const fine = await lodged("F-1", 5, line("0.0375", { value: "1000001" }));
    expect(
      await reading(SYSTEM, "desk.read", (tx) =>
        tx.select({ minor: declarationLines.priceMinor, per: declarationLines.pricePer }).from(declarationLines).where(eq(declarationLines.declarationId, fine)),
      ),
    ).toEqual([{ minor: 375n, per: 100 }]);
    expect(await standing(fine, ["price-below-cost"])).toMatchObject([{ facts: { total: "CNY 37,500.03" } }]);
  });

  it("are refreshed by the house alone", async () => {
    await expect(refreshPeers(house.sun, { whole: true })).rejects.toMatchObject({ code: "not-permitted" });
    await expect(refreshBodies(house.sun, {})).rejects.toMatchObject({ code: "not-permitted" });
  });
});

describe("a relation", () => {
  it("is new where an importer comes to a producer after half a year of records, and not for those before", async () => {
    const [first, known] = [await lodged("R-1", 77, line("80.00")), await lodged("R-2", 0, line("80.00"))];
    expect(await standing(first, ["new-relation"])).toMatchObject([{ points: 0, severity: "info", facts: { new: "pair", importer: "Importer 77", site: "Château des Tests", records: "2025-08-10" } }]);
    expect(await standing(known, ["new-relation"])).toEqual([]);
  });
});

describe("lodgings just under a quarter of 18,000 bottles", () => {
  it("are told by the third, with the numbers of the others", async () => {
    const ids = [];
    for (const [at, bottles] of ["4400", "4000", "4300"].entries()) ids.push(await lodged(`S-${at}`, 8, line(null, { value: bottles })));
    expect((await Promise.all(ids.map((id) => standing(id, ["splitting"])))).map((seen) => seen.length)).toEqual([0, 0, 1]);
    const [seen] = await standing(ids[2] ?? 0, ["splitting"]);
    expect(seen?.facts).toMatchObject({ by: "capacity", share: 70.5, threshold: 25 });
    expect(new Set([seen?.facts["declarations"]].flat())).toEqual(new Set(["S-0", "S-1", "S-2"]));
  });
});

describe("what was certified", () => {
  it("twice for the same goods and days is told where the goods are declared", async () => {
    await submitCertificate(house.inspector, { number: "CAP-ALL", site: SITE, scope: { gtins: [BOTTLE] }, quantity: { value: "90000", unit: "XBO" }, production: { from: "2023-06-01", to: "2024-06-01" } });
    expect(await standing(await lodged("O-1", 1, line("80.00")), ["certificates-overlap"])).toEqual([]);
    await decideCertificate(house.mei, { number: "CAP-ALL", decision: "approve", effective: "2023-06-01", reason: "audited on site" });
    expect(await standing(await lodged("O-2", 1, line("80.00")), ["certificates-overlap"])).toMatchObject([{ points: 5, facts: { from: "2023-06-01", to: "2024-01-01" } }]);
  });

  it("by a body and overrun later counts against the body once for each certificate", async () => {
    await lodged("B-1", 1, line("80.00", { value: "9000" }));
    await refreshBodies(SYSTEM, {}, NOON);
    const kept = () => reading(SYSTEM, "system.run", (tx) => tx.select().from(bodyRecords));
    const [record] = await kept();
    expect(record).toMatchObject({ certificates: 3, overrun: 1, confirmed: 0, contradicted: 1 });
    await refreshBodies(SYSTEM, {}, NOON);
    expect(await kept()).toEqual([record]);
    const id = await lodged("B-2", 1, line("80.00"));
    expect(await standing(id, ["body-contradicted"])).toEqual([]);
    await test.owner.begin(async (owner) => {
      await owner`select set_config('app.scope', 'all', true)`;
      await owner`update body_records set certificates = 5`;
    });
    await assessDeclarations([id], "again", NOON);
    expect(await standing(id, ["body-contradicted"])).toMatchObject([{ points: 10, facts: { certificates: 5, contradicted: 1, share: 20 } }]);
  });
});
