import { describe, expect, test } from "vitest";
import type { Packing } from "#lib/measures/packing";
import { beyondParent, certificateBody, certifiedAmount, decisionBody, policyInput } from "./submission.ts";

const body = { number: "CAP-2023-001", site: "3012345000017", scope: { category: "Wine" }, quantity: { value: "135", unit: "HLT" }, production: { from: "2023-01-01", to: "2024-01-01" } };

describe("the body of a certificate", () => {
  test("is read into canonical form", () => {
    expect(certificateBody.parse(body).scope).toEqual({ kind: "category", values: ["wine"] });
    expect(certificateBody.parse({ ...body, scope: { hsPrefixes: ["2205", "2204", "2204"] } }).scope).toEqual({ kind: "hsPrefixes", values: ["2204", "2205"] });
    expect(certificateBody.parse({ ...body, scope: { gtins: ["3012345000024"] } }).scope).toEqual({ kind: "gtins", values: ["03012345000024"] });
  });

  test.each([
    [{ scope: {} }, ["scope"], "scope-not-one"],
    [{ scope: { category: "wine", hsPrefixes: ["2204"] } }, ["scope"], "scope-not-one"],
    [{ scope: { hsPrefixes: ["2"] } }, ["scope", "hsPrefixes", 0], "bad-hs-code"],
    [{ scope: { gtins: ["3012345000023"] } }, ["scope", "gtins", 0], "bad-check-digit"],
    [{ production: { from: "2023-01-01", to: "2023-01-01" } }, ["production", "to"], "empty-period"],
    [{ production: { from: "2023-01-02", to: "2023-01-01" } }, ["production", "to"], "empty-period"],
    [{ production: { from: "2023-02-29", to: "2024-01-01" } }, ["production", "from"], "not-a-date"],
    [{ quantity: { value: "135" } }, ["quantity", "unit"], "missing-unit"],
    [{ number: "产能（2023）1号" }, ["number"], "full-width-digits"],
  ])("%j is refused", (change, path, code) => {
    expect(certificateBody.safeParse({ ...body, ...change }).error?.issues).toMatchObject([{ path, params: { code } }]);
  });

  test("a period of one day is a period", () => {
    expect(certificateBody.safeParse({ ...body, production: { from: "2023-01-01", to: "2023-01-02" } }).success).toBe(true);
  });
});

describe("the body of a decision", () => {
  const decision = { decision: "suspend", effective: "2024-03-01", reason: "audit failed" };

  test("the date of an instant is the date as it is written", () => {
    expect(decisionBody.parse({ ...decision, effective: "2024-03-01T00:30:00+08:00" }).effective).toBe("2024-03-01");
    expect(decisionBody.parse(decision).effective).toBe("2024-03-01");
  });

  test.each([[{ effective: "tomorrow" }, "effective", "not-a-date"], [{ effective: "2024-02-30" }, "effective", "not-a-date"], [{ reason: "  " }, "reason", "empty"]])("%j is refused", (change, field, code) => {
    expect(decisionBody.safeParse({ ...decision, ...change }).error?.issues).toMatchObject([{ path: [field], params: { code } }]);
  });
});

describe("what a certified quantity comes to", () => {
  const bottle: Packing = { levels: [], base: { gtin: "bottle", netContent: { dimension: "volume", base: 750n } } };
  const pack = (gtin: string, size: bigint): Packing => ({ levels: [{ gtin, perLevel: size }], base: bottle.base });
  const pallet: Packing = { levels: [{ gtin: "pallet", perLevel: 60n }, { gtin: "case6", perLevel: 6n }], base: bottle.base };
  const gtins = (...values: string[]) => ({ kind: "gtins", values }) as const;
  const wine = { kind: "category", values: ["wine"] } as const;

  test.each([
    ["hectolitres of a category", "135", "HLT", wine, [], "volume", 13_500_000n, 1n],
    ["kilograms of HS prefixes", "2.5", "KGM", { kind: "hsPrefixes", values: ["0306"] } as const, [], "mass", 2_500_000n, 1n],
    ["litres of named items", "13500", "LTR", gtins("bottle"), [bottle], "volume", 13_500_000n, 1n],
    ["pieces of the bottle", "18000", "H87", gtins("bottle"), [bottle], "items", 18_000n, 1n],
    ["bottles, by the case's GTIN", "18000", "XBO", gtins("case6"), [pack("case6", 6n)], "items", 18_000n, 1n],
    ["pieces of the case are cases", "3000", "H87", gtins("case6"), [pack("case6", 6n)], "items", 18_000n, 1n],
    ["pieces where bottle and case are named are bottles", "18000", "H87", gtins("bottle", "case6"), [bottle, pack("case6", 6n)], "items", 18_000n, 1n],
    ["dozens of the bottle", "1500", "DZN", gtins("bottle"), [bottle], "items", 18_000n, 1n],
    ["cases of six", "3000", "XCS", gtins("case6"), [pack("case6", 6n)], "items", 18_000n, 6n],
    ["cases of six, two vintages", "3000", "XCS", gtins("a", "b"), [pack("a", 6n), pack("b", 6n)], "items", 18_000n, 6n],
    ["pallets of sixty cases", "50", "XPX", gtins("pallet"), [pallet], "items", 18_000n, 360n],
  ] as const)("%s", (_, value, unit, scope, packings, dimension, base, unitPacks) => {
    expect(certifiedAmount({ value, unit }, scope, packings)).toEqual({ dimension, base, unitPacks });
  });

  test.each([
    ["pieces of a category", "18000", "H87", wine, [], "pieces-need-gtins"],
    ["cases of HS prefixes", "3000", "XCS", { kind: "hsPrefixes", values: ["2204"] } as const, [], "pieces-need-gtins"],
    ["cases of a GTIN that is no case", "3000", "XCS", gtins("bottle"), [bottle], "pack-size-unknown"],
    ["pallets of a GTIN that is a case", "50", "XPX", gtins("case6"), [pack("case6", 6n)], "pack-size-unknown"],
    ["cases of six and of twelve", "3000", "XCS", gtins("case6", "case12"), [pack("case6", 6n), pack("case12", 12n)], "pack-size-differs"],
    ["pieces of cases of six and of twelve", "3000", "H87", gtins("case6", "case12"), [pack("case6", 6n), pack("case12", 12n)], "pack-size-differs"],
    ["more cases than can be reckoned with", "900000000000000", "XCS", gtins("case6"), [pack("case6", 6n)], "too-large"],
  ] as const)("%s cannot be certified", (_, value, unit, scope, packings, code) => {
    expect(certifiedAmount({ value, unit }, scope, packings)).toMatchObject({ code });
  });
});

describe("an extract lies within its parent", () => {
  const parent = { from: "2023-01-01", to: "2024-01-01", dimension: "volume", base: 1000n } as const;

  test.each([
    [{}, undefined],
    [{ base: 1001n }, "quantity"],
    [{ base: 1000n }, undefined],
    [{ from: "2022-12-31" }, "period"],
    [{ to: "2024-01-02" }, "period"],
    [{ from: "2023-01-02", to: "2023-12-31" }, undefined],
    [{ dimension: "items", base: 9999n } as const, undefined],
  ])("case %#", (change, beyond) => {
    expect(beyondParent({ ...parent, ...change }, parent)).toBe(beyond);
  });
});

describe("shares of a policy", () => {
  test.each([
    ["0", "0", false], ["0.001", "0", true], ["1", "1", true], ["1.001", "0", false], ["0.9", "1.1", false], ["0.9", "-0.1", false], ["0.9001", "0", false], ["90%", "0", false],
  ])("warning %s and reserve %s are allowed: %s", (warningShare, reserveShare, allowed) => {
    expect(policyInput.safeParse({ category: "*", warningShare, reserveShare }).success).toBe(allowed);
  });
});
