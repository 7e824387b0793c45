import { describe, expect, it } from "vitest";
import type { Declared, Outcome } from "./declared.ts";
import { fitEncoding, lookupOf, type Encoding } from "./encoding.ts";
import { EXAMPLE_DECLARED } from "./example.ts";
import { fitFeatures, matrixOutOfFold } from "./features.ts";
import { distanceOf, fitPeers } from "./peers.ts";
import { readerOf } from "./reading.ts";

const outcome = (told: Partial<Declared>, confirmed: 0 | 1): Outcome => ({ line: { ...EXAMPLE_DECLARED, ...told }, confirmed });

/** Looks lines up in an encoding, each read by itself. */
function looker(encoding: Encoding): (line: Declared) => { readonly rate: number; readonly lines: number } {
  const reader = readerOf();
  const look = lookupOf(encoding, reader);
  return (line) => look(reader.read(line));
}

describe("a rate", () => {
  const rows = [outcome({ origin: "FR" }, 1), outcome({ origin: "FR" }, 1), outcome({ origin: "CN" }, 0), outcome({ origin: "CN" }, 0)];

  it("lies between the general rate and that of its like, nearer to its like the more of them there are", () => {
    const look = looker(fitEncoding(rows, ["origin"], 2));
    expect(look({ ...EXAMPLE_DECLARED, origin: "FR" })).toEqual({ rate: 0.75, lines: 2 });
    expect(look({ ...EXAMPLE_DECLARED, origin: "CN" })).toEqual({ rate: 0.25, lines: 2 });
  });

  it("is the general one for a code nobody saw", () => {
    expect(looker(fitEncoding(rows, ["origin"], 2))({ ...EXAMPLE_DECLARED, origin: "XX" })).toEqual({ rate: 0.5, lines: 0 });
  });

  it("of a line in training never holds its own outcome", () => {
    const plan = { rates: [{ fields: ["importer"] as const, smoothing: 1 }], peers: [] };
    const single = Array.from({ length: 60 }, (_, at) => outcome({ importer: `I${at}` }, at % 2 === 0 ? 1 : 0));
    const features = fitFeatures(single, plan);
    const { values, width } = matrixOutOfFold(single, plan, features, 5, 1);
    const lines = features.names.indexOf("lines:importer");
    expect(single.map((_, row) => values[row * width + lines])).toEqual(single.map(() => 0));
  });
});

describe("lines that are held apart", () => {
  it("teach nothing of each other: neither their rates nor their peers come from their like", () => {
    const plan = { rates: [{ fields: ["importer"] as const, smoothing: 1 }], peers: [["importer"] as const] };
    const twice = Array.from({ length: 60 }, (_, at) => outcome({ importer: `I${at >> 1}`, price: 100 + at }, 1));
    const features = fitFeatures(twice, plan);
    const seen = (what: string, apart?: readonly ["importer"]): number[] => {
      const { values, width } = matrixOutOfFold(twice, plan, features, 5, 1, apart);
      return twice.map((_, row) => values[row * width + features.names.indexOf(what)] as number);
    };
    expect(new Set(seen("lines:importer"))).toEqual(new Set([0, 1]));
    expect(new Set(seen("lines:importer", ["importer"]))).toEqual(new Set([0]));
    expect(new Set(seen("peers:importer"))).toEqual(new Set([2]));
    expect(new Set(seen("peers:importer", ["importer"]))).toEqual(new Set([0]));
  });
});

describe("the peers of a line", () => {
  const reader = readerOf();
  const measure = distanceOf(fitPeers([10, 20, 30].map((price) => ({ ...EXAMPLE_DECLARED, mass: 1, price })), ["hs"]), reader);
  const distance = (line: Declared): { readonly lines: number; readonly unitPrice: number } => {
    const into = new Float64Array(3);
    measure(reader.read(line), into, 0);
    return { lines: into[0] as number, unitPrice: into[1] as number };
  };

  it("tell how far its price per kilogram lies from the median", () => {
    expect(distance({ ...EXAMPLE_DECLARED, mass: 2, price: 40 })).toMatchObject({ lines: 3, unitPrice: 0 });
    expect(distance({ ...EXAMPLE_DECLARED, mass: 1, price: 2 }).unitPrice).toBeCloseTo(Math.log(2.01 / 20.01), 12);
  });

  it("are nobody for goods that were never declared, and tell nothing without a price", () => {
    expect(distance({ ...EXAMPLE_DECLARED, hs: "010121" })).toMatchObject({ lines: 0, unitPrice: Number.NaN });
    expect(distance({ ...EXAMPLE_DECLARED, price: null })).toMatchObject({ lines: 3, unitPrice: Number.NaN });
  });
});
