import { describe, expect, it } from "vitest";
import type { Declared } from "./declared.ts";
import { baselineOf, driftVerdict, inputsWriter, partOfLetter, psiOf, WATCHED } from "./drift.ts";

function line(told: Partial<Declared> = {}): Declared {
  return {
    office: "2248",
    process: "",
    importType: "0110",
    importUse: "",
    payment: "",
    transport: "",
    declarant: "1",
    importer: "1",
    seller: "a",
    courier: "",
    hs: "220421",
    departure: "FR",
    origin: "FR",
    taxType: "",
    originMark: "",
    mass: 100,
    price: 5000,
    taxRate: null,
    ...told,
  };
}

describe("the population stability index", () => {
  it.each([
    { psi: 0, verdict: "stable" },
    { psi: 0.0999, verdict: "stable" },
    { psi: 0.1, verdict: "moved" },
    { psi: 0.2499, verdict: "moved" },
    { psi: 0.25, verdict: "drifted" },
    { psi: 4, verdict: "drifted" },
  ])("of $psi says $verdict", ({ psi, verdict }) => {
    expect(driftVerdict(psi)).toBe(verdict);
  });

  it("is nought where nothing moved, and what the definition says where something did", () => {
    expect(psiOf([0.5, 0.5], 1000, [40, 40])).toBe(0);
    expect(psiOf([0.5, 0.5], 1000, [90, 10])).toBeCloseTo((0.9 - 0.5) * Math.log(0.9 / 0.5) + (0.1 - 0.5) * Math.log(0.1 / 0.5), 10);
  });

  it("stays finite where a part was empty then or is empty now, and is no figure where nothing was counted", () => {
    expect(psiOf([1, 0], 1000, [50, 50])).toBeGreaterThan(1);
    expect(Number.isFinite(psiOf([1, 0], 1000, [50, 50]))).toBe(true);
    expect(Number.isFinite(psiOf([0.5, 0.5], 1000, [100, 0]))).toBe(true);
    expect(psiOf([0.5, 0.5], 1000, [0, 0])).toBeNaN();
  });
});

describe("a baseline", () => {
  const lines = Array.from({ length: 200 }, (_, at) => line({ origin: at % 4 === 0 ? "CN" : "FR", mass: at + 1, price: at % 10 === 0 ? null : 100 * at }));
  const baseline = baselineOf(lines, lines.map((_, at) => at / 200));
  const shares = (input: string) => baseline.inputs.find((one) => one.input === input)?.shares ?? [];

  it("adds up to one for every input and for the chances", () => {
    for (const { shares: own } of [...baseline.inputs, baseline.score]) expect(own.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 10);
    expect(baseline.inputs.map(({ input }) => input)).toEqual([...WATCHED]);
  });

  it("gives codes parts by how often they come, and what was not declared a part of its own", () => {
    expect(shares("origin")).toEqual([0.75, 0.25, 0, 0]);
    expect(shares("price").at(-1)).toBeCloseTo(0.1, 10);
  });

  it("writes a letter for each input, which says the part", () => {
    const write = inputsWriter(baseline);
    const part = (told: Partial<Declared>, input: (typeof WATCHED)[number]) => partOfLetter(write(line(told))[WATCHED.indexOf(input)] ?? "");
    expect(write(line())).toHaveLength(WATCHED.length);
    expect([part({ origin: "FR" }, "origin"), part({ origin: "CN" }, "origin"), part({ origin: "XX" }, "origin"), part({ origin: "" }, "origin")]).toEqual([0, 1, 2, 3]);
    expect([part({ mass: 1 }, "mass"), part({ mass: 200 }, "mass"), part({ mass: null }, "mass")]).toEqual([0, 9, 10]);
  });

  it("is made of nothing without breaking", () => {
    expect(baselineOf([], []).inputs.every((one) => one.shares.every((share) => share === 0))).toBe(true);
  });
});
