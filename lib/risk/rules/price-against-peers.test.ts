import { describe, expect, it } from "vitest";
import { exampleLine, exampleSubject } from "../example.ts";
import type { PeerPrices } from "../peerPrice.ts";
import { NO_FACTS, type SubjectLine } from "../subject.ts";
import { rule } from "./price-against-peers.ts";

/** Peers at CNY 80.00 a litre: 8 fen a millilitre. */
const peers = (changes: Partial<PeerPrices> = {}): PeerPrices => ({ median: Math.log(8), deviation: 0.2, lines: 40, importers: 5, from: "2025-03-01", to: "2026-02-28", ...changes });

/** A line of 1,000 L at so many fen in all. */
const look = (
  fen: number,
  {
    goods = peers(),
    kind = null,
    line = {},
    values = {},
  }: { goods?: PeerPrices | null; kind?: PeerPrices | null; line?: Partial<SubjectLine>; values?: Readonly<Record<string, number>> } = {},
) => {
  const priced = exampleLine({ amounts: { items: null, volume: 1_000_000n, mass: null }, price: { minor: BigInt(fen), currency: "CNY" }, ...line });
  return rule.look(exampleSubject({ lines: [priced], facts: { ...NO_FACTS, peers: [{ line: 1, goods, kind }] } }), values);
};

/** The price that lies so many robust standard deviations of 1.4826 × 0.2 from the median. */
const at = (deviations: number) => Math.round(8_000_000 * Math.exp(deviations * 1.4826 * 0.2));

describe("the price of a unit against its peers", () => {
  it.each<[number, number, number]>([
    [0, 0, 0],
    [-4.99, 0, 0],
    [-5.01, 1, 20],
    [4.99, 0, 0],
    [5.01, 1, 15],
    [-12, 1, 20],
  ])("%s robust standard deviations away makes %i findings of %i points", (deviations, count, points) => {
    const seen = look(at(deviations));
    expect([seen.length, seen[0]?.points ?? 0]).toEqual([count, points]);
  });

  it.each<[number, number]>([[49.6, 1], [49.7, 0], [128.8, 0], [128.9, 1]])("with peers all at CNY 80.00 a litre a tenth of spread is reckoned with, and CNY %s makes %i findings", (yuan, count) => {
    expect(look(Math.round(yuan * 100_000), { goods: peers({ deviation: 0 }) })).toHaveLength(count);
  });

  it.each<[number, number, number]>([[19, 5, 0], [20, 5, 1], [20, 1, 0], [20, 2, 1]])("%i peers of %i importers make %i findings", (lines, importers, count) => {
    expect(look(at(-8), { goods: peers({ lines, importers }) })).toHaveLength(count);
  });

  it("falls back on category and origin where the same goods are too few, and says which", () => {
    const [seen] = look(at(-8), { goods: peers({ lines: 3 }), kind: peers({ lines: 200, importers: 17 }) });
    expect(seen?.facts).toMatchObject({ peers: "kind", lines: 200, importers: 17, from: "2025-03-01", to: "2026-02-28", median: "CNY 80.00" });
    expect(seen?.wording.en).toContain("200 lines of wine from FR by 17 importers, lodged from 2025-03-01 to 2026-02-28, cost CNY 80.00 in the middle");
  });

  it("says nothing without peers, a price, a quantity, or where the line does not stand", () => {
    expect([
      look(at(-8), { goods: null }),
      look(at(-8), { line: { price: null } }),
      look(0),
      look(at(-8), { line: { amounts: { items: null, volume: null, mass: null } } }),
      look(at(-8), { line: { standing: false } }),
      rule.look(exampleSubject()),
    ].flat()).toEqual([]);
  });

  it("uses the thresholds it is given", () => {
    expect([look(at(-4), { values: { deviations: 3.9 } }).length, look(at(-8), { values: { sample: 41 } }).length, look(at(-8), { values: { low: 33 } })[0]?.points]).toEqual([1, 0, 33]);
  });
});
