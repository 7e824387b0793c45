import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declarationLines } from "#db/schema/consignments";
import { testDatabase, type TestDatabase } from "#db/testing";
import { BOTTLE, exampleHouse, SITE, wineDeclaration, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { namesLot } from "#lib/consignments/queries";
import { lodge } from "#lib/lodging/commands/combine";
import { findAnything } from "./queries/found.ts";

let test: TestDatabase;
let house: ExampleHouse;
const stranger: Actor = { kind: "key", id: 7, name: "importer", role: "partner", organisation: 4711 };
const lineOf = (lots: string[]) => ({ no: 1, gtin: BOTTLE, hsCode: "2204210000", site: SITE, quantity: { value: "60", unit: "XBO" }, vintage: 2023, originCountry: "FR", lots });
const foundBy = async (actor: Actor, text: string) => (await reading(actor, "own.sign-in", (tx) => findAnything(tx, text, actor, "en"))).flatMap(({ items }) => items.map(({ href }) => href));

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await house.lodged("LOTS-1", "60", { lines: [lineOf(["LA", "LB"])] });
  await lodge(house.feed, { ...wineDeclaration("LOTS-1", "60"), revision: 2, lines: [lineOf(["LB", "LC"])] });
});
afterAll(async () => test.close());

describe("a lot that no event names", () => {
  it.each([["LB", ["/consignments/LOTS-1"]], ["LC", ["/consignments/LOTS-1"]], ["LA", []]])("%s leads to the declaration whose standing revision names it", async (lot, hrefs) => {
    expect(await foundBy(house.anna, lot)).toEqual(hrefs);
  });

  it("leads nowhere for whoever may not see the declaration", async () => {
    expect(await foundBy(stranger, "LB")).toEqual([]);
  });

  it("is looked up in an index under row-level security", async () => {
    const plan = await reading(house.anna, "declaration.read", async (tx) => {
      await tx.execute(sql`select set_config('enable_seqscan', 'off', true)`);
      return tx.execute(sql`explain select 1 from ${declarationLines} where ${namesLot(["LB"])}`);
    });
    expect(JSON.stringify(plan)).toMatch(/document_names_kind_name_document_id_pk/);
    expect(JSON.stringify(plan)).not.toMatch(/Seq Scan/);
  });
});
