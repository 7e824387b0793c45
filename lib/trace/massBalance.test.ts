import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { AmountTold, Portion, TransformationTold } from "./batch.ts";
import { BOTTLE, bulk, bottles, facts, grapes, lotOf, product, SUGAR, transformed, WINE, yieldRow } from "./example.ts";
import { massBalanceOf } from "./massBalance.ts";

const pressed = (kilograms: string | null, litres: string | null, changes: Partial<TransformationTold> = {}) => transformed("press", [grapes("G1", kilograms)], [bulk("V1", litres)], changes);
const made = (lot: string, portion: Portion, kind: AmountTold["kind"] = "made"): AmountTold => ({ ...portion, lot, hash: `${kind} ${lot}`, kind });

describe("a lot's outputs against its inputs", () => {
  it.each([
    ["as much as the yield allows", "13500", "10000", "within", null],
    ["a litre less", "13500", "9999", "within", null],
    ["a millilitre more", "13500", "10000.001", "exceeds", "0.001"],
    ["much more", "13500", "45000", "exceeds", "35000"],
  ])("%s: %s kg of grapes into %s L", (_, kilograms, litres, verdict, excess) => {
    const balance = massBalanceOf(lotOf(WINE, "V1"), facts([pressed(kilograms, litres)]));
    expect(balance?.verdict).toBe(verdict);
    expect(balance?.comparisons[0]?.excess?.value ?? null).toBe(excess);
  });

  it("shows its working", () => {
    const [comparison] = massBalanceOf(lotOf(WINE, "V1"), facts([pressed("13500", "10000")]))?.comparisons ?? [];
    expect(comparison?.inputs[0]?.working?.en).toBe("13,500 kg × 1 L ÷ 1.35 kg = 10,000 L");
    expect(comparison).toMatchObject({ allowed: { value: "10000", unit: "LTR" }, made: { value: "10000", unit: "LTR" }, missing: [] });
  });

  it.each([
    ["18,000 bottles of 13,500 L", "18000", "within"],
    ["18,001 bottles of 13,500 L", "18001", "exceeds"],
  ])("wine is bottled one for one: %s", (_, count, verdict) => {
    expect(massBalanceOf(lotOf(BOTTLE, "B1"), facts([transformed("fill", [bulk("V1", "13500")], [bottles("B1", count)])]))?.verdict).toBe(verdict);
  });

  it.each([
    ["what the wine behind it carries", "13333", "within"],
    ["more than the grapes behind it give", "13334", "exceeds"],
  ])("reckons along the genealogy: %s", (_, count, verdict) => {
    const told = [pressed("13500", "10000"), transformed("fill", [bulk("V1", "10000.5")], [bottles("B1", count)])];
    const balance = massBalanceOf(lotOf(BOTTLE, "B1"), facts(told));
    expect(balance?.comparisons.find((one) => one.transformation === "fill")?.verdict).toBe(verdict);
  });

  it("sees more used of a lot than was made of it, also by other lots", () => {
    const told = [pressed("13500", "10000"), transformed("fill", [bulk("V1", "6000")], [bottles("B1", "8000")]), transformed("fill2", [bulk("V1", "6000")], [bottles("B2", "8000")])];
    expect(massBalanceOf(lotOf(BOTTLE, "B1"), facts(told))).toMatchObject({ verdict: "exceeds", overused: [{ used: { value: "12000" }, there: { value: "10000" } }] });
  });

  it.each([
    ["nothing lost", "0.001", "within"],
    ["10 L destroyed", "10", "exceeds"],
  ])("takes losses off: %s", (_, lost, verdict) => {
    const told = [transformed("fill", [bulk("V1", "9999")], [bottles("B1", "13332")])];
    const amounts = [made("V1", bulk("V1", "10000")), made("V1", bulk("V1", lost), "lost")];
    expect(massBalanceOf(lotOf(BOTTLE, "B1"), facts(told, { amounts }))?.verdict).toBe(verdict);
  });

  it.each([
    ["as much as the fresh input", "10000", "within"],
    ["one litre above it", "10001", "exceeds"],
  ])("rework is neither input nor output: %s", (_, litres, verdict) => {
    const again = transformed("press", [grapes("G1", "13500"), bulk("V1", "500")], [bulk("V1", String(Number(litres) + 500))]);
    expect(massBalanceOf(lotOf(WINE, "V1"), facts([again]))).toMatchObject({ verdict, comparisons: [{ reworked: [lotOf(WINE, "V1")] }] });
  });

  it("a transformation told in parts is one", () => {
    const [first, second] = [transformed("p1", [grapes("G1", "13500")], [], { transformationId: "T" }), transformed("p2", [], [bulk("V1", "10000")], { transformationId: "T" })];
    expect(massBalanceOf(lotOf(WINE, "V1"), facts([first, second]))).toMatchObject({ verdict: "within", comparisons: [{ transformation: "T", events: ["p1", "p2"] }] });
    expect(massBalanceOf(lotOf(WINE, "V1"), facts([second]))?.verdict).toBe("cannot-compare");
  });

  it("outputs of one kind share their inputs", () => {
    const told = (half: string) => facts([transformed("press", [grapes("G1", "13500")], [bulk("V1", "5000"), bulk("V2", half)])]);
    expect(massBalanceOf(lotOf(WINE, "V1"), told("5000"))?.verdict).toBe("within");
    expect(massBalanceOf(lotOf(WINE, "V1"), told("5001"))).toMatchObject({ verdict: "exceeds", comparisons: [{ excess: { value: "1", unit: "LTR" } }] });
  });
});

describe("a genealogy", () => {
  /** Wine moved from tank to tank, of which the first was made of too few grapes. */
  const moved = (times: number) => [
    transformed("press", [grapes("G1", "1350")], [bulk("T0", "1001")]),
    ...Array.from({ length: times }, (_, at) => transformed(`rack${at}`, [bulk(`T${at}`, "1000")], [bulk(`T${at + 1}`, "1000")])),
  ];

  it.each([[24, "exceeds"], [25, "within"]])("is followed %i transformations back, and no further: %s", (times, verdict) => {
    expect(massBalanceOf(lotOf(WINE, `T${times}`), facts(moved(times)))?.verdict).toBe(verdict);
  });
});

describe("what is missing", () => {
  it.each([
    ["the quantity of an input", pressed(null, "10000"), { fact: "quantity", of: lotOf("03012345999991", "G1") }],
    ["the quantity of the output", pressed("13500", null), { fact: "quantity", of: lotOf(WINE, "V1") }],
    ["the inputs", transformed("press", [], [bulk("V1", "1")]), { fact: "inputs", of: "press" }],
    ["the yield", transformed("press", [{ ...grapes("S", "1000"), gtin: SUGAR }], [bulk("V1", "1000")]), { fact: "yield", of: lotOf(SUGAR, "S") }],
  ])("is named: %s", (_, told, fact) => {
    expect(massBalanceOf(lotOf(WINE, "V1"), facts([told]))).toMatchObject({ verdict: "cannot-compare", comparisons: [{ missing: [fact] }] });
  });

  it("does not keep an excess from being seen where only another output is unknown, nor a fit where only another input is", () => {
    expect(massBalanceOf(lotOf(WINE, "V1"), facts([transformed("press", [grapes("G1", "13500")], [bulk("V1", "10001"), bulk("V2", null)])]))?.verdict).toBe("exceeds");
    expect(massBalanceOf(lotOf(WINE, "V1"), facts([transformed("press", [grapes("G1", "13500"), grapes("G2", null)], [bulk("V1", "10000")])]))).toMatchObject({
      verdict: "within",
      comparisons: [{ allowedIsLeast: true }],
    });
  });

  it("is the whole balance where no transformation is known", () => {
    expect(massBalanceOf(lotOf(WINE, "V1"), facts([]))).toBeUndefined();
  });
});

describe("unit consumption", () => {
  const sugar = (kilograms: string) => ({ ...grapes("S", kilograms), gtin: SUGAR, item: lotOf(SUGAR, "S") });
  const rows = [yieldRow(), yieldRow({ kind: "unit-consumption", input: { kind: "gtin", value: SUGAR }, inputQuantity: { value: "0.1", unit: "KGM" } })];
  it.each([
    ["enough of both", "1000", "within"],
    ["too little of the one", "999", "exceeds"],
  ])("binds beside the yield: %s", (_, kilograms, verdict) => {
    expect(massBalanceOf(lotOf(WINE, "V1"), facts([transformed("press", [grapes("G1", "13500"), sugar(kilograms)], [bulk("V1", "10000")])], { yields: rows }))?.verdict).toBe(verdict);
  });
});

describe("the genealogy", () => {
  it("may go in a circle without an end", () => {
    const told = [transformed("a", [bulk("V2", "100")], [bulk("V1", "100")]), transformed("b", [bulk("V1", "100")], [bulk("V2", "100")])];
    expect(massBalanceOf(lotOf(WINE, "V1"), facts(told))).toMatchObject({ verdict: "within", cycle: true });
  });

  it("does not depend on the order in which events came, nor on how often", () => {
    const told = [
      pressed("13500", "9000"),
      transformed("p2", [grapes("G2", "2700")], [bulk("V1", "1500")]),
      transformed("f1", [bulk("V1", "6000")], [bottles("B1", "8000")]),
      transformed("f2", [bulk("V1", "5000"), bulk("V9", "70")], [bottles("B1", "6700")]),
    ];
    const amounts = [made("V9", bulk("V9", "60")), made("V9", bulk("V9", "5"), "lost")];
    const expected = massBalanceOf(lotOf(BOTTLE, "B1"), facts(told, { amounts }));
    fc.assert(fc.property(fc.shuffledSubarray([...told, ...told], { minLength: 8 }), fc.shuffledSubarray([...amounts, ...amounts], { minLength: 4 }), (some, said) => {
      expect(massBalanceOf(lotOf(BOTTLE, "B1"), facts(some, { amounts: said }))).toEqual(expected);
    }));
  });

  it("leaves out packaging that has no content of its own", () => {
    const corks = { ...bottles("K", "20000"), gtin: "03012345999984", item: "k" };
    const known = facts([transformed("fill", [bulk("V1", "13500"), corks], [bottles("B1", "18000")])]);
    expect(massBalanceOf(lotOf(BOTTLE, "B1"), { ...known, products: new Map([...known.products, ["03012345999984", product("03012345999984", "corks", "items", 1n)]]) })?.verdict).toBe("within");
  });
});
