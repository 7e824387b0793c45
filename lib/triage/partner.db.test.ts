import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleHouse, NOON, wineDeclaration, type ExampleHouse } from "#db/testing/exampleHouse";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { lodge } from "#lib/lodging/commands/combine";
import { assessDeclarations } from "./commands/assess.ts";
import { decide } from "./commands/decide.ts";
import { ownUse } from "./queries/partner-use.ts";
import { ownDeclaration, ownDeclarations } from "./queries/partner.ts";

let test: TestDatabase;
let house: ExampleHouse;
let importer: Actor;
let stranger: Actor;
let second: number;
const partner = (id: number, organisation: number): Actor => ({ kind: "key", id, name: "partner", role: "partner", organisation });
const list = (actor: Actor, page: { limit: number; after?: number | undefined } = { limit: 10 }) => reading(actor, "declaration.read", (tx, scope) => ownDeclarations(tx, scope, page));
const one = (actor: Actor, number: string) => reading(actor, "declaration.read", (tx, scope) => ownDeclaration(tx, scope, number));

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await house.lodged("OWN-1", "10000");
  await house.lodged("OTHER-1", "8000", { importer: { id: "IMP2", name: "Ningbo Example Trading" } });
  second = await house.lodged("OWN-2", "2000");
  const codes = await test.owner<{ id: bigint; code: string }[]>`select id, code from organisations where code in ('IMP1', 'IMP2')`;
  const idOf = (code: string) => Number(codes.find((row) => row.code === code)?.id);
  importer = partner(11, idOf("IMP1"));
  stranger = partner(12, idOf("IMP2"));
});
afterAll(() => test.close());

describe("an importer's own declarations", () => {
  it("are those lodged with it as the importer, the newest first, each with the worst verdict of its answers", async () => {
    const { rows, next } = await list(importer);
    expect(rows.map(({ number, verdict, standing, goods }) => [number, verdict, standing, goods?.en])).toEqual([
      ["OWN-2", "exceeds", "under-review", "Red wine"],
      ["OWN-1", "within", "under-review", "Red wine"],
    ]);
    expect(next).toBeNull();
  });

  it("come a page at a time, each where the last ended", async () => {
    const first = await list(importer, { limit: 1 });
    const rest = await list(importer, { limit: 1, after: first.next ?? undefined });
    expect([first, rest].map(({ rows }) => rows.map(({ number }) => number))).toEqual([["OWN-2"], ["OWN-1"]]);
    expect(rest.next).toBeNull();
  });

  it("are nobody else's, neither in the list nor by number", async () => {
    expect((await list(stranger)).rows.map(({ number }) => number)).toEqual(["OTHER-1"]);
    expect(await one(stranger, "OWN-1")).toBeUndefined();
    expect((await list(partner(13, 999))).rows).toEqual([]);
  });

  it("are added up to what they use of a producer's capacity, beside how full that was at the latest answer; another's count in the share alone", async () => {
    const use = await reading(importer, "declaration.read", ownUse);
    expect(use).toMatchObject([{ own: "12000", limit: "18000", declarations: 2, verdict: "exceeds", from: "2023-01-01", to: "2024-01-01" }]);
    expect(Number(use[0]?.used)).toBeCloseTo(20_000 / 18_000, 3);
    expect(await reading(partner(13, 999), "declaration.read", ownUse)).toEqual([]);
  });

  it("are read without the permission by nobody", async () => {
    await expect(list(house.inspector)).rejects.toMatchObject({ kind: "forbidden" });
  });
});

describe("an own declaration", () => {
  it("shows each line with its goods and the answer that was given when it was lodged", async () => {
    const page = await one(importer, "OWN-2");
    expect(page?.revisions[0]?.lines).toMatchObject([{ no: 1, goods: { en: "Red wine" }, answer: { verdict: "exceeds", limit: "18000", declaredBefore: "18000", declaredAfter: "20000", excess: "2000", certificates: ["CAP-WINE"] } }]);
  });

  it("says what is asked, why and since when, and nothing of score, lane and findings", async () => {
    await decide(house.anna, { number: "OWN-2", decision: "request-correction", reason: "quantity-or-unit", note: "for the office alone" }, NOON);
    const page = await one(importer, "OWN-2");
    expect(page?.head).toMatchObject({ standing: "correction-requested", reason: "quantity-or-unit", since: NOON });
    expect(JSON.stringify(page)).not.toMatch(/score|lane|finding|for the office alone|OTHER-1/);
  });

  it("keeps a refusal that waits for a second person to the office", async () => {
    await decide(house.anna, { number: "OWN-1", decision: "hold", reason: "awaiting-information" }, NOON);
    await decide(house.anna, { number: "OWN-1", decision: "refuse", reason: "counterfeit-suspected" }, new Date(NOON.getTime() + 3_600_000));
    expect((await one(importer, "OWN-1"))?.head).toMatchObject({ standing: "held", reason: null, since: NOON });
  });

  it("keeps the answers of each revision and says what a revision changed", async () => {
    await lodge(house.feed, { ...wineDeclaration("OWN-2", "500"), revision: 2, lodgedAt: "2026-03-02T13:00:00+08:00" }, new Date(NOON.getTime() + 7_200_000));
    await assessDeclarations([second], "lodged", NOON);
    const page = await one(importer, "OWN-2");
    expect(page?.revisions.map(({ revision, standing, lines }) => [revision, standing, lines[0]?.answer?.declaredAfter])).toEqual([[2, true, "18500"], [1, false, "20000"]]);
    expect(page?.revisions[0]?.changes).toMatchObject([{ field: "quantity", line: 1, before: "2000 XBO", after: "500 XBO" }]);
    expect(page?.head).toMatchObject({ revision: 2, standing: "under-review" });
  });
});
