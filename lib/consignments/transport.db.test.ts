import { ne } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { declarations } from "#db/schema/consignments";
import { testDatabase, type TestDatabase } from "#db/testing";
import { CASE, exampleHouse, NOON, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { putTransportDocument } from "./commands/transport.ts";
import { declarationsOfDocument, transportDocument } from "./queries.ts";

let test: TestDatabase;
let house: ExampleHouse;
let declared = 0;
const partner: Actor = { kind: "key", id: 7, name: "importer", role: "partner", organisation: 4711 };
const other: Actor = { kind: "key", id: 8, name: "carrier", role: "feed", organisation: 4712 };

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  declared = await house.lodged("D-1", "600");
});
beforeEach(async () => test.owner`delete from graphile_worker._private_jobs`);
afterAll(async () => test.close());

const paper = (change: object = {}) => ({
  number: "BL-1",
  kind: "bill-of-lading",
  carrier: "Atlantic Line",
  container: "MSKU6874333",
  seals: ["S1"],
  portOfLoading: "FR BOD",
  portOfDischarge: "CNSHA",
  loadedOn: "2026-01-20",
  items: [{ gtin: CASE, lot: "L1", quantity: { value: "100", unit: "XCS" }, description: "Red wine" }],
  declarations: ["D-1", "D-9"],
  ...change,
});
const jobs = () => test.owner`select task.identifier as task, job.payload from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id`;

describe("a transport document", () => {
  it("is taken in once, and has the declarations it names looked at again", async () => {
    expect(await putTransportDocument(house.feed, paper(), NOON)).toMatchObject({ created: true, version: 1, record: { portOfLoading: "FRBOD", lots: ["L1"], fromFeed: true } });
    expect(await jobs()).toMatchObject([{ task: "assess", payload: { declarations: [declared], cause: "transport-document" } }]);
  });

  it("leads to the declarations it names or whose lots it carries, and to none beyond the reader's scope", async () => {
    const led = (actor: Actor, number: string) => reading(actor, "transport-document.read", (tx) => declarationsOfDocument(tx, number));
    expect(await led(house.anna, "BL-1")).toEqual([declared]);
    expect(await led(house.anna, "BL-0")).toEqual([]);
    expect(await led(other, "BL-1")).toEqual([]);
  });

  it("changes nothing when it comes again, and is replaced by another body", async () => {
    expect(await putTransportDocument(house.feed, paper(), NOON)).toMatchObject({ created: false, version: 1 });
    expect(await jobs()).toHaveLength(0);
    expect(await putTransportDocument(house.feed, paper({ declarations: [], expectedVersion: 1 }), NOON)).toMatchObject({ created: false, version: 2 });
    expect(await jobs()).toMatchObject([{ task: "assess" }]);
    await expect(putTransportDocument(house.feed, paper({ expectedVersion: 1 }), NOON)).rejects.toMatchObject({ code: "changed-meanwhile" });
  });

  it("belongs to the organisation that sent it", async () => {
    await expect(putTransportDocument(other, paper(), NOON)).rejects.toMatchObject({ code: "number-taken" });
    expect(await reading(other, "transport-document.read", (tx) => transportDocument(tx, "BL-1"))).toBeUndefined();
    expect(await reading(house.anna, "transport-document.read", (tx) => transportDocument(tx, "BL-1"))).toMatchObject({ version: 2 });
  });

  it("of a partner speaks of its own declarations alone", async () => {
    await expect(putTransportDocument(partner, paper({ number: "BL-2" }), NOON)).rejects.toMatchObject({ code: "unknown-declaration" });
    expect(await putTransportDocument(partner, paper({ number: "BL-2", declarations: ["D-NOT-YET"] }), NOON)).toMatchObject({ created: true, record: { fromFeed: false } });
  });

  it.each([["importer", declarations.importerId], ["lodger", declarations.lodgerOrganisationId]] as const)("may come from the partner who is the %s of the declaration and no more", async (name, column) => {
    const [row] = await reading(house.anna, "declaration.read", (tx) => tx.select({ organisation: column, differ: ne(declarations.importerId, declarations.lodgerOrganisationId) }).from(declarations));
    expect(row?.differ).toBe(true);
    const own: Actor = { kind: "key", id: 9, name, role: "partner", organisation: row?.organisation ?? 0 };
    expect(await putTransportDocument(own, paper({ number: `BL-${name}`, declarations: ["D-1"] }), NOON)).toMatchObject({ created: true });
  });

  it.each([["an officer", () => house.anna], ["an inspector", () => house.inspector], ["a regulator", () => house.mei]])("is refused from %s", async (_, who) => {
    await expect(putTransportDocument(who(), paper(), NOON)).rejects.toMatchObject({ code: "not-permitted" });
  });

  it.each([
    ["a port that is no UN/LOCODE", { portOfLoading: "Bordeaux" }],
    ["goods without a unit", { items: [{ quantity: { value: "1" }, description: "x" }] }],
    ["no goods", { items: [] }],
    ["a field that is not known", { colour: "red" }],
  ])("is refused with %s", async (_, change) => {
    await expect(putTransportDocument(house.feed, paper(change), NOON)).rejects.toMatchObject({ code: "invalid-input" });
  });
});
