import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { BOTTLE, exampleHouse, NOON, SITE, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { captureDocument } from "#lib/feeds/commands/capture";
import { itemState } from "./queries/state.ts";

let test: TestDatabase;
let house: ExampleHouse;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
});
afterAll(async () => test.close());

const LOT = `https://id.gs1.org/01/${BOTTLE}/10/L1`;
const SSCC = "https://id.gs1.org/00/030123450000000017";
const PORT = "urn:un:unece:uncefact:identifier:locode:CNSHA";
const at = (hour: number, change: object) => ({
  type: "ObjectEvent",
  action: "OBSERVE",
  eventTime: `2026-01-0${Math.floor(hour / 24) + 1}T${String(hour % 24).padStart(2, "0")}:00:00+08:00`,
  eventTimeZoneOffset: "+08:00",
  ...change,
});
const EVENTS = [
  at(1, { action: "ADD", bizStep: "commissioning", disposition: "active", quantityList: [{ epcClass: LOT, quantity: 600 }], bizLocation: { id: `https://id.gs1.org/414/${SITE}` } }),
  at(2, { type: "AggregationEvent", action: "ADD", bizStep: "packing", parentID: SSCC, childQuantityList: [{ epcClass: LOT, quantity: 360 }], readPoint: { id: `https://id.gs1.org/414/${SITE}` } }),
  at(3, { type: "AggregationEvent", action: "ADD", bizStep: "loading", parentID: "urn:epc:id:bic:MSKU1234565", childEPCs: [SSCC] }),
  at(30, { bizStep: "arriving", epcList: ["urn:epc:id:bic:MSKU1234565"], bizLocation: { id: PORT }, persistentDisposition: { set: ["completeness_verified"] } }),
  at(40, { bizStep: "receiving", epcList: [SSCC], readPoint: { id: "urn:example:shed" }, eventID: "urn:uuid:00000000-0000-4000-8000-000000000001" }),
];

const capture = async (events: readonly object[], actor: Actor = house.feed) => {
  const body = JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2026-02-01T00:00:00Z",
    epcisBody: { eventList: events },
  });
  const { success, outcomes } = await captureDocument(actor, { body, contentType: "application/json", errorBehaviour: "rollback" }, NOON);
  expect(success, JSON.stringify(outcomes)).toBe(true);
};
const state = (id: string, actor: Actor = house.anna) => reading(actor, "event.read", (tx) => itemState(tx, id));

describe("the current state", () => {
  it("is worked out from events whichever came first", async () => {
    for (const event of EVENTS.toReversed()) await capture([event]);
    const { state: lot, places, goods } = await state(LOT);
    expect(goods?.en).toBe("Red wine");
    expect(lot.holders.map((one) => [one.item, one.quantity])).toEqual([["00/030123450000000017", "360"], ["urn:epc:id:bic:MSKU1234565", null]]);
    expect(lot.where).toMatchObject({ place: "urn:example:shed", via: "00/030123450000000017" });
    expect(lot.steps.map((step) => step.bizStep)).toEqual(["commissioning", "packing", "loading", "arriving", "receiving"]);
    expect(lot.gaps).toMatchObject([{ gap: "place-unidentified", about: "urn:example:shed" }]);
    expect(lot.remaining).toEqual([{ unit: "H87", made: "600", used: "0", removed: "0", left: "600" }]);
    expect(places.get(PORT)).toMatchObject({ name: { zh: "上海" }, position: { lat: 31.23 } });
  });

  it("leaves out an event that is declared to be in error", async () => {
    await capture([{ ...EVENTS[4], errorDeclaration: { declarationTime: "2026-02-02T00:00:00Z", reason: "did_not_occur" } }]);
    expect((await state(LOT)).state.where).toMatchObject({ place: PORT, via: "urn:epc:id:bic:MSKU1234565" });
  });

  it.each([
    ["the container, with all in it", "urn:epc:id:bic:MSKU1234565", ["00/030123450000000017", `01/${BOTTLE}/10/L1`]],
    ["the pallet", "(00)030123450000000017", [`01/${BOTTLE}/10/L1`]],
    ["the lot by its URN", "urn:epc:class:lgtin:3012345.000010.L1", []],
    ["the lot by its element string", `(01)${BOTTLE}(10)L1`, []],
    ["the lot by its key", `01/${BOTTLE}/10/L1`, []],
  ])("tells of %s", async (_, id, inside) => {
    expect((await state(id)).state.inside.map((one) => one.item)).toEqual(inside);
  });

  it("refuses what nobody can look up, what no event names, and what is not the caller's to see", async () => {
    await expect(state("L1")).rejects.toMatchObject({ code: "bad-identifier" });
    await expect(state(`(01)${BOTTLE}(10)L9`)).rejects.toMatchObject({ code: "not-found" });
    await expect(state(LOT, { kind: "key", id: 9, name: "other", role: "feed", organisation: 99_999 })).rejects.toMatchObject({ code: "not-found" });
    await expect(state(LOT, house.inspector)).rejects.toMatchObject({ code: "not-permitted" });
  });
});
