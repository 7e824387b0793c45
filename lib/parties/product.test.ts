import { describe, expect, test } from "vitest";
import { packingProblem, productInput } from "./product.ts";
import type { ProductInput } from "./product.ts";

const bottle = "03012345000024";
const body = { gtin: "3012345000024", name: { en: "Red wine", zh: "红葡萄酒" }, hsCode: "2204210000", category: " Wine ", netContent: { value: "750", unit: "MLT" } };

describe("the body of a product", () => {
  test("is read into canonical form", () => {
    expect(productInput.parse(body)).toMatchObject({ gtin: bottle, category: "wine", netContent: { netValue: "750", netUnit: "MLT", netDimension: "volume", netBase: 750n } });
  });

  test.each([
    ["0.75", "LTR", "volume", 750n],
    ["900", "GRM", "mass", 900_000n],
    ["1", "LBR", "mass", 453_593n],
    ["12", "H87", "items", 12n],
  ])("%s %s is %s of %d base units", (value, unit, netDimension, netBase) => {
    expect(productInput.parse({ ...body, netContent: { value, unit } }).netContent).toMatchObject({ netDimension, netBase });
  });

  test.each([
    [{ gtin: "3012345000023" }, ["gtin"], "bad-check-digit"],
    [{ gtin: "３０１２３４５０００２４" }, ["gtin"], "full-width-digits"],
    [{ hsCode: "22042" }, ["hsCode"], "bad-hs-code"],
    [{ hsCode: "22042100001" }, ["hsCode"], "bad-hs-code"],
    [{ netContent: { value: "750" } }, ["netContent", "unit"], "missing-unit"],
    [{ netContent: { value: "750", unit: "ml" } }, ["netContent", "unit"], "unknown-unit"],
    [{ netContent: { value: "0.1", unit: "MLT" } }, ["netContent", "value"], "finer-than-base"],
    [{ netContent: { value: "6", unit: "XCS" } }, ["netContent", "unit"], "unit-not-content"],
    [{ name: { en: "a\u0000b", zh: "酒" } }, ["name", "en"], "nul-character"],
  ])("%j is refused", (change, path, code) => {
    expect(productInput.safeParse({ ...body, ...change }).error?.issues).toMatchObject([{ path, params: { code } }]);
  });

  test.each([[0, false], [1, true], [1_000_000, true], [1_000_001, false], [1.5, false]])("a pack of %d is allowed: %s", (quantity, allowed) => {
    expect(productInput.safeParse({ ...body, contains: { gtin: bottle, quantity } }).success).toBe(allowed);
  });

  test("hsCode of six and of ten digits is allowed", () => {
    for (const hsCode of ["220421", "2204210000"]) expect(productInput.safeParse({ ...body, hsCode }).success).toBe(true);
  });

  test("what the house does not know is refused, not dropped", () => {
    expect(productInput.safeParse({ ...body, colour: "red" }).error?.issues).toMatchObject([{ code: "unrecognized_keys", keys: ["colour"] }]);
  });
});

describe("packing", () => {
  const record = (gtin: string, containsGtin: string | null = null) => ({ gtin, netDimension: "volume" as const, netBase: 750n, containsGtin, containsQuantity: containsGtin === null ? null : 6n });
  const product = (gtin: string, inner?: string): ProductInput => ({ ...productInput.parse(body), gtin, ...(inner === undefined ? {} : { contains: { gtin: inner, quantity: 6 } }) });
  const known = (...records: ReturnType<typeof record>[]) => new Map(records.map((one) => [one.gtin, one]));
  const chain = (levels: number) => known(...Array.from({ length: levels }, (_, level) => record(String(level), level === 0 ? null : String(level - 1))));

  test("a consumer unit has no packing to be wrong", () => {
    expect(packingProblem(product("a"), [], known())).toBeUndefined();
  });

  test("a contained product has to be recorded first", () => {
    expect(packingProblem(product("case", "bottle"), [], known())).toMatchObject({ code: "unknown-product" });
    expect(packingProblem(product("case", "bottle"), [], known(record("bottle")))).toBeUndefined();
  });

  test("a pack cannot hold itself, at any depth", () => {
    expect(packingProblem(product("a", "a"), ["a"], known(record("a")))).toMatchObject({ code: "packing-cycle" });
    expect(packingProblem(product("a", "b"), ["a", "b"], known(record("a"), record("b", "a")))).toMatchObject({ code: "packing-cycle" });
  });

  test("eight levels are a packing, nine are not", () => {
    expect(packingProblem(product("top", "7"), [], chain(8))).toBeUndefined();
    expect(packingProblem(product("top", "8"), [], chain(9))).toMatchObject({ code: "packing-too-deep" });
  });

  test("a level put under a pack counts for the packs above it", () => {
    const records = chain(9);
    records.set("below", record("below"));
    expect(packingProblem(product("0", "below"), [...records.keys()].filter((gtin) => gtin !== "below"), records)).toMatchObject({ code: "packing-too-deep" });
  });
});
