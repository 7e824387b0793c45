import { describe, expect, test } from "vitest";
import type { CapacityCertificate, Decision } from "#lib/certificates/certificate";
import { segmentsOf, type Vantage } from "./limit.ts";

const YEAR = { from: "2023-01-01", to: "2024-01-01" };
const POLICY = { warningPermille: 900, reservePermille: 100 };
const TODAY: Vantage = { today: "2026-01-01" };

function certificate(id: number, base: bigint, decisions: readonly (readonly [Decision, string, string?])[], part: Partial<CapacityCertificate> = {}): CapacityCertificate {
  return {
    id, number: `C${id}`, siteId: 1, scope: { kind: "category", values: ["wine"] }, dimension: "volume", base, unit: "LTR", unitPacks: 1n, ...YEAR, supersedesId: null, extractOfId: null,
    recordedAt: new Date("2023-01-01T00:00:00Z"),
    decisions: decisions.map(([decision, effective, known], index) => ({ decision, effective, recordedAt: new Date(known ?? `2023-02-0${index + 1}T00:00:00Z`) })),
    ...part,
  };
}

const shape = (certificates: readonly CapacityCertificate[], vantage: Vantage = TODAY, carried = 0n) =>
  segmentsOf(YEAR, certificates, certificates, carried, POLICY, vantage).map((one) => [one.from, one.state, one.limit]);

const approved: readonly [Decision, string] = ["approve", "2023-01-01"];

test("a submitted certificate limits nothing", () => {
  expect(shape([certificate(1, 100n, [])])).toEqual([["2023-01-01", "none", 0n]]);
});

test.each([
  ["2026-01-01", "limited"],
  ["2026-01-02", "none"],
])("an approval that takes effect on %s makes the account %s on 1 January 2026", (effective, state) => {
  expect(shape([certificate(1, 100n, [["approve", effective]])])[0]?.[1]).toBe(state);
});

test("the lowest of two certificates counts, never the sum", () => {
  expect(shape([certificate(1, 100n, [approved]), certificate(2, 90n, [approved])])).toEqual([["2023-01-01", "limited", 90n]]);
});

test("an extract counts within its parent and adds no limit", () => {
  expect(shape([certificate(1, 100n, [approved]), certificate(2, 30n, [approved], { extractOfId: 1 })])).toEqual([["2023-01-01", "limited", 100n]]);
});

describe("an extract falls with the certificate it is taken from", () => {
  const extract = certificate(2, 30n, [approved], { extractOfId: 1 });
  const half: Partial<CapacityCertificate> = { from: "2023-01-01", to: "2023-07-01" };

  test("where the parent is suspended, in the same account", () => {
    expect(shape([certificate(1, 100n, [approved, ["suspend", "2023-07-01"], ["reinstate", "2023-09-01"]]), extract])).toEqual([
      ["2023-01-01", "limited", 100n], ["2023-07-02", "suspended", 0n], ["2023-09-01", "limited", 100n],
    ]);
  });

  test("where the parent is revoked, in an account of its own", () => {
    const parent = certificate(1, 100n, [approved, ["revoke", "2023-03-31"]]);
    const own = { ...extract, ...half };
    expect(segmentsOf({ from: "2023-01-01", to: "2023-07-01" }, [own], [parent, own], 0n, POLICY, TODAY).map((one) => [one.from, one.state, one.limit])).toEqual([
      ["2023-01-01", "limited", 30n],
      ["2023-04-01", "suspended", 0n],
    ]);
  });

  test("where another replaces the parent: what replaces it limits, and the extract no longer does", () => {
    expect(shape([certificate(1, 100n, [approved]), extract, certificate(3, 120n, [approved], { supersedesId: 1 })])).toEqual([["2023-01-01", "limited", 120n]]);
  });

  test("but not with one that nobody has approved yet", () => {
    expect(shape([certificate(1, 100n, []), extract])).toEqual([["2023-01-01", "limited", 30n]]);
  });
});

test("a suspension covers lots made after its effective date, until the reinstatement", () => {
  expect(shape([certificate(1, 100n, [approved, ["suspend", "2023-07-01"], ["reinstate", "2023-09-01"]])])).toEqual([
    ["2023-01-01", "limited", 100n], ["2023-07-02", "suspended", 0n], ["2023-09-01", "limited", 100n],
  ]);
});

test("lots made on the day a suspension takes effect are certified still, also where another is reinstated on it", () => {
  const other = certificate(2, 120n, [approved, ["suspend", "2023-02-01"], ["reinstate", "2023-07-01"]]);
  expect(shape([certificate(1, 100n, [approved, ["suspend", "2023-07-01"]]), other])).toEqual([
    ["2023-01-01", "limited", 100n], ["2023-02-02", "limited", 100n], ["2023-07-01", "limited", 100n], ["2023-07-02", "limited", 120n],
  ]);
});

test("while one of two certificates is suspended the other limits", () => {
  expect(shape([certificate(1, 100n, [approved, ["revoke", "2023-07-01"]]), certificate(2, 120n, [approved])])).toEqual([["2023-01-01", "limited", 100n], ["2023-07-02", "limited", 120n]]);
});

test.each([
  ["2023-07-01", [["2023-01-01", "limited", 100n], ["2023-07-01", "limited", 200n]]],
  ["2023-01-01", [["2023-01-01", "limited", 200n]]],
  ["2024-02-15", [["2023-01-01", "limited", 200n]]],
])("a certificate approved from %s replaces the one it supersedes", (effective, segments) => {
  expect(shape([certificate(1, 100n, [approved]), certificate(2, 200n, [["approve", effective]], { supersedesId: 1 })])).toEqual(segments);
});

test.each([
  ["2023-02-01T23:59:59Z", "limited"],
  ["2023-03-01T00:00:00Z", "suspended"],
])("as known at %s the account is %s at the end of the year", (asOf, state) => {
  const certificates = [certificate(1, 100n, [approved, ["suspend", "2023-03-01", "2023-03-01T00:00:00Z"]])];
  expect(shape(certificates, { today: "2026-01-01", asOf: new Date(asOf) }).at(-1)?.[1]).toBe(state);
});

test.each([
  [9n, 9n],
  [10n, 10n],
  [11n, 10n],
])("of %d litres carried over with proof %d count where the policy allows a tenth of 100", (carried, reserve) => {
  const certificates = [certificate(1, 100n, [approved])];
  expect(segmentsOf(YEAR, certificates, certificates, carried, POLICY, TODAY)[0]?.reserve).toBe(reserve);
});
