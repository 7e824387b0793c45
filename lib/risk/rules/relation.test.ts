import { describe, expect, it } from "vitest";
import { exampleAccount, exampleLine, exampleSubject } from "../example.ts";
import { watchedSites, type RecentLodging } from "../relation.ts";
import { NO_FACTS, type Subject } from "../subject.ts";
import { rule as newRelation } from "./new-relation.ts";
import { rule as splitting } from "./splitting.ts";

const LODGED = new Date("2026-03-02T01:00:00Z");
const ago = (days: number): Date => new Date(LODGED.getTime() - days * 86_400_000);

describe("a new relation", () => {
  const look = (pair: number, site: number, records: number, values = {}) =>
    newRelation.look(exampleSubject({ facts: { ...NO_FACTS, relations: [{ siteId: 1, pairSince: ago(pair), siteSince: ago(site), recordsSince: ago(records) }] } }), values);

  it.each<[string, number, number, number, string | null]>([
    ["on its first day", 0, 400, 900, "pair"],
    ["on the 14th day", 14, 400, 900, "pair"],
    ["on the 15th day", 15, 400, 900, null],
    ["with a producer that is new to everybody", 3, 3, 900, "producer"],
    ["with a producer that others declared lately", 3, 15, 900, "pair"],
    ["in a house of 180 days before it", 3, 400, 183, "pair"],
    ["in a house of 179 days before it", 3, 400, 182, null],
  ])("%s is told as it should be", (_, pair, site, records, what) => {
    expect(look(pair, site, records)[0]?.facts["new"] ?? null).toBe(what);
  });

  it.each<[string, number, number, "info" | "low"]>([
    ["pair", 0, 0, "info"],
    ["pair", 5, 5, "low"],
    ["producer", 0, 0, "info"],
    ["producer", 10, 10, "low"],
  ])("of a %s weighs what it is given: %i", (what, weight, points, severity) => {
    expect(look(0, what === "producer" ? 0 : 400, 900, { [what]: weight })).toMatchObject([{ points, severity }]);
  });

  it("names who and since when", () => {
    expect(look(0, 400, 900)[0]?.wording.en).toBe("Shanghai Example Trading first declared goods of Château Exemple on 2026-03-02; declarations are recorded since 2023-09-14.");
  });

  it("is not told of goods that no longer stand, nor without facts", () => {
    const subject = exampleSubject({ lines: [exampleLine({ standing: false })], facts: { ...NO_FACTS, relations: [{ siteId: 1, pairSince: LODGED, siteSince: LODGED, recordsSince: ago(900) }] } });
    expect([newRelation.look(subject), newRelation.look(exampleSubject())].flat()).toEqual([]);
  });
});

const other = (number: string, days: number, charged: bigint, value: bigint | null = null): RecentLodging => ({ siteId: 1, declarationId: days, number, lodgedAt: ago(days), value, charged: new Map([[1, charged]]) });

describe("splitting under a share of the certified capacity of 18,000 bottles (25%: 4,500)", () => {
  const look = (own: bigint, recent: readonly RecentLodging[], values = {}) =>
    splitting.look(exampleSubject({ accounts: [exampleAccount({ amount: own, verdict: "within" })], facts: { ...NO_FACTS, recent } }), values);
  const two = [other("D-1", 1, 4_000n), other("D-2", 2, 4_499n)];

  it.each<[string, bigint, readonly RecentLodging[], number]>([
    ["three just under it", 4_400n, two, 1],
    ["the own at it", 4_500n, two, 0],
    ["the own a fifth under it", 3_600n, two, 1],
    ["the own more than a fifth under it", 3_599n, two, 0],
    ["two declarations", 4_400n, two.slice(0, 1), 0],
    ["one of them eight days before", 4_400n, [other("D-1", 1, 4_000n), other("D-2", 8, 4_000n)], 0],
    ["one of them seven days before", 4_400n, [other("D-1", 1, 4_000n), other("D-2", 7, 4_000n)], 1],
    ["one of them at it", 4_400n, [other("D-1", 1, 4_000n), other("D-2", 2, 4_500n)], 0],
  ])("%s", (_, own, recent, count) => {
    expect(look(own, recent)).toHaveLength(count);
  });

  it.each<[string, bigint, number]>([
    ["come to it", 2_250n, 0],
    ["come to one bottle more", 2_251n, 1],
  ])("two halves of it that together %s", (_, own, count) => {
    expect(look(own, [other("D-1", 1, 2_250n)], { declarations: 2, margin: 50 })).toHaveLength(count);
  });

  it("names the declarations and their share together", () => {
    expect(look(4_400n, two)[0]?.wording.en).toBe(
      "Shanghai Example Trading lodged 3 declarations of goods of Château Exemple within 7 days, each just under 25% of the certified capacity; together they take 71.6%: D-3, D-1, D-2.",
    );
  });

  it("is not told while nothing limits the account", () => {
    const account = exampleAccount({ amount: 4_400n });
    expect(splitting.look(exampleSubject({ accounts: [{ ...account, segment: { ...account.segment, state: "suspended" } }], facts: { ...NO_FACTS, recent: two } }))).toEqual([]);
  });
});

describe("splitting under a value", () => {
  const line = (minor: bigint, currency = "CNY") => exampleLine({ price: { minor, currency } });
  const look = (lines: Subject["lines"], values = {}) =>
    splitting.look(exampleSubject({ lines, facts: { ...NO_FACTS, recent: [other("D-1", 1, 0n, 4_900_000n), other("D-2", 1, 0n, 4_800_000n)] } }), { value: 5_000_000, ...values });

  it.each<[bigint, number]>([[4_999_999n, 1], [5_000_000n, 0], [4_000_000n, 1], [3_999_999n, 0]])("of CNY 50,000: %s fen make %i findings", (minor, count) => {
    expect(look([line(minor)])).toHaveLength(count);
  });

  it("is off as delivered, and not guessed at for another currency or without a price", () => {
    expect([look([line(4_900_000n)], { value: 0 }), look([line(4_900_000n, "EUR")]), look([exampleLine()])].flat()).toEqual([]);
  });
});

describe("what else was lodged is read", () => {
  it.each<[string, bigint, bigint | null, number]>([
    ["for a share of 2.5% of the capacity", 450n, null, 1],
    ["not for less", 449n, null, 0],
    ["for a value of CNY 5,000", 0n, 500_000n, 1],
    ["not for less", 0n, 499_999n, 0],
  ])("%s", (_, amount, minor, count) => {
    const price = minor === null ? null : { minor, currency: "CNY" };
    expect(watchedSites(exampleSubject({ lines: [exampleLine({ price })], accounts: [exampleAccount({ amount })] }))).toHaveLength(count);
  });
});
