import type { Matrix } from "./binning.ts";
import { fitEncoding, lookupOf, type Encoding } from "./encoding.ts";
import { keyOf, roundness, type Declared, type Field, type Outcome } from "./declared.ts";
import { distanceOf, fitPeers, type Peers } from "./peers.ts";
import { seeded } from "./randomness.ts";
import { readerOf, type Reader, type Reading } from "./reading.ts";

/** Which rates and which peers the trees are told of; what a line says by itself they are always told. */
export type Plan = { readonly rates: readonly { readonly fields: readonly Field[]; readonly smoothing: number }[]; readonly peers: readonly (readonly Field[])[] };

/** A plan filled with what past lines said. */
export type Features = { readonly names: readonly string[]; readonly encodings: readonly Encoding[]; readonly peers: readonly Peers[] };

/** Writes the features of a line from `offset` on, in the order of the names. */
export type Writer = (reading: Reading, into: Float64Array, offset: number) => void;

const OWN = ["mass", "price", "unitPrice", "taxRate", "hs", "direct", "roundMass"] as const;

/** Fills a plan from outcomes; the features made with it are for lines that are not among them. */
export function fitFeatures(outcomes: readonly Outcome[], plan: Plan): Features {
  const lines = outcomes.map(({ line }) => line);
  return {
    names: namesOf(plan),
    encodings: plan.rates.map(({ fields, smoothing }) => fitEncoding(outcomes, fields, smoothing)),
    peers: plan.peers.map((fields) => fitPeers(lines, fields)),
  };
}

/** What the features of a plan are called: what the line says by itself, its peers, what its like turned out to be. */
export function namesOf({ peers, rates }: Plan): readonly string[] {
  return [
    ...OWN,
    ...peers.flatMap((fields) => ["peers", "unitPrice", "mass"].map((what) => `${what}:${fields.join("+")}`)),
    ...rates.flatMap(({ fields }) => ["rate", "lines"].map((what) => `${what}:${fields.join("+")}`)),
  ];
}

/** Makes the writer of features: what the line says, how it lies to its peers, what its like turned out to be. */
export function writerOf({ encodings, peers }: Features, reader: Reader): Writer {
  const distances = peers.map((group) => distanceOf(group, reader));
  const lookups = encodings.map((encoding) => lookupOf(encoding, reader));
  return (reading, into, offset) => {
    const { line, amounts } = reading;
    into[offset] = amounts.mass;
    into[offset + 1] = amounts.price;
    into[offset + 2] = amounts.unitPrice;
    into[offset + 3] = line.taxRate ?? Number.NaN;
    into[offset + 4] = line.hs === "" ? Number.NaN : Number(line.hs);
    into[offset + 5] = line.departure === line.origin ? 1 : 0;
    into[offset + 6] = roundness(line) ?? Number.NaN;
    let at = offset + OWN.length;
    for (const distance of distances) {
      distance(reading, into, at);
      at += 3;
    }
    for (const lookup of lookups) {
      const { rate, lines } = lookup(reading);
      into[at++] = rate;
      into[at++] = lines;
    }
  };
}

/** The features of lines, row after row. */
export function matrixOf(lines: readonly Declared[], features: Features): Matrix {
  const width = features.names.length;
  const values = new Float64Array(lines.length * width);
  const reader = readerOf();
  const write = writerOf(features, reader);
  for (const [row, line] of lines.entries()) write(reader.read(line), values, row * width);
  return { rows: lines.length, width, values };
}

/**
 * The features of the very lines a plan is filled from: the rates of each fold come from the other folds, so that no line sees its own outcome. Lines that
 * say the same in the fields of `apart` are in one fold, and their peers are others too: they are seen as if nobody had met their like.
 */
export function matrixOutOfFold(outcomes: readonly Outcome[], plan: Plan, features: Features, folds: number, seed: number, apart: readonly Field[] = []): Matrix {
  const fold = foldsOf(outcomes, folds, seed, apart);
  const width = features.names.length;
  const values = new Float64Array(outcomes.length * width);
  for (let own = 0; own < folds; own++) {
    const others = outcomes.filter((_, row) => fold[row] !== own);
    const reader = readerOf();
    const write = writerOf(apart.length === 0 ? { ...fitFeatures(others, { ...plan, peers: [] }), peers: features.peers } : fitFeatures(others, plan), reader);
    for (const [row, { line }] of outcomes.entries()) if (fold[row] === own) write(reader.read(line), values, row * width);
  }
  return { rows: outcomes.length, width, values };
}

function foldsOf(outcomes: readonly Outcome[], folds: number, seed: number, apart: readonly Field[]): readonly number[] {
  const random = seeded(seed);
  const known = new Map<string, number>();
  return outcomes.map(({ line }) => {
    if (apart.length === 0) return Math.floor(random() * folds);
    const key = keyOf(line, apart);
    const fold = known.get(key) ?? Math.floor(random() * folds);
    known.set(key, fold);
    return fold;
  });
}
