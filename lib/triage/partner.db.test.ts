import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { exampleHouse, NOON, wineDeclaration, type ExampleHouse } from "#db/testing/exampleHouse";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { auditEntries } from "#db/schema/audit";
import { lodge } from "#lib/lodging/commands/combine";
import { correct } from "#lib/lodging/commands/correct";
import { typedLine } from "#lib/lodging/correction";
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
    expect(page?.revisions[0]?.lines).toMatchObject([
      {
        no: 1,
        goods: { en: "Red wine" },
        answer: { verdict: "exceeds", limit: "18000", declaredBefore: "18000", declaredAfter: "20000", excess: "2000", certificates: ["CAP-WINE"] },
      },
    ]);
  });

  it("says what is asked, why and since when, and nothing of score, lane and findings", async () => {
    await decide(house.anna, { number: "OWN-2", decision: "request-correction", reason: "quantity-or-unit", note: "for the office alone", asked: "Line 1 should be 500." }, NOON);
    const page = await one(importer, "OWN-2");
    expect(page?.head).toMatchObject({ standing: "correction-requested", reason: "quantity-or-unit", asked: "Line 1 should be 500.", since: NOON });
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

  describe("corrected by its importer", () => {
    const linesNow = async () => (await one(importer, "OWN-2"))?.declared.lines.map(typedLine) ?? [];

    it("is lodged as the next revision, judged, recorded as hers, and stands with the office again", async () => {
      await decide(house.anna, { number: "OWN-2", decision: "request-correction", reason: "documents-disagree" }, NOON);
      const [line] = await linesNow();
      const done = await correct(importer, { number: "OWN-2", revision: 2, lines: [{ ...line, "quantity/value": "400", lots: "L1, L2" }] }, new Date("2026-03-02T08:00:00Z"));
      expect(done).toMatchObject({ revision: 3, standing: 3, lines: [{ no: 1, capacity: { verdict: "exceeds", declaredBefore: "18000", declaredAfter: "18400" } }] });
      const page = await one(importer, "OWN-2");
      expect(page?.head).toMatchObject({ revision: 3, standing: "under-review", asked: null });
      expect(page?.revisions[0]).toMatchObject({
        revision: 3,
        lodgedAt: "2026-03-02T16:00:00+08:00",
        changes: expect.arrayContaining([expect.objectContaining({ field: "quantity", before: "500 XBO", after: "400 XBO" })]),
      });
      const [entry] = await test.db.select().from(auditEntries).where(eq(auditEntries.subjectId, "OWN-2")).orderBy(desc(auditEntries.id)).limit(1);
      expect(entry).toMatchObject({ action: "declaration.lodge", actorKind: "key", actorName: "partner", facts: { revision: 3 } });
    });

    it("is refused where nothing is changed, another revision stands, it is withdrawn, or it is not hers", async () => {
      const lines = await linesNow();
      const other = lines.map((line) => ({ ...line, "quantity/value": "1" }));
      await expect(correct(importer, { number: "OWN-2", revision: 3, lines })).rejects.toMatchObject({ kind: "unprocessable", code: "nothing-changed" });
      await expect(correct(importer, { number: "OWN-2", revision: 2, lines: other })).rejects.toMatchObject({ kind: "precondition", code: "revised-meanwhile", facts: { standing: 3 } });
      await expect(correct(stranger, { number: "OWN-2", revision: 3, lines: other })).rejects.toMatchObject({ kind: "not-found" });
      await expect(correct(house.anna, { number: "OWN-2", revision: 3, lines: other })).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
      await lodge(house.feed, { ...wineDeclaration("OWN-3", "10"), status: "withdrawn" }, NOON);
      await expect(correct(importer, { number: "OWN-3", revision: 1, lines: other })).rejects.toMatchObject({ kind: "conflict", code: "not-correctable" });
    });

    it("is told what is wrong at the field where it was typed, and leaves nothing of itself", async () => {
      const [line] = await linesNow();
      const wrong = { ...line, "quantity/value": "１２", gtin: "03012345000108", lots: "L1 葡萄", "price/currency": "XXQ" };
      await expect(correct(importer, { number: "OWN-2", revision: 3, lines: [wrong] })).rejects.toMatchObject({
        kind: "bad-input",
        errors: expect.arrayContaining(["quantity/value", "gtin", "price/currency"].map((field) => expect.objectContaining({ pointer: `/lines/0/${field}` }))),
      });
      await expect(correct(importer, { number: "OWN-2", revision: 3, lines: [{ ...line, site: "Nobody knows it" }] })).rejects.toMatchObject({ code: "unknown-site", errors: [{ pointer: "/lines/0/site" }] });
      expect((await one(importer, "OWN-2"))?.head.revision).toBe(3);
    });
  });
});
