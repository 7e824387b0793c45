import type { Matrix } from "./binning.ts";
import { fitEncoding, lookupOf, type Encoding } from "./encoding.ts";
import { keyOf, type Declared, type Field, type Outcome } from "./declared.ts";
import { distanceOf, fitPeers, logarithms, type Peers } from "./peers.ts";
import { seeded } from "./randomness.ts";

/** Which rates and which peers the trees are told of; what a line says by itself they are always told. */
export type Plan = { readonly rates: readonly { readonly fields: readonly Field[]; readonly smoothing: number }[]; readonly peers: readonly (readonly Field[])[] };

/** A plan filled with what past lines said. */
export type Features = { readonly names: readonly string[]; readonly encodings: readonly Encoding[]; readonly peers: readonly Peers[] };

/** Writes the features of a line from `offset` on, in the order of the names. */
export type Writer = (line: Declared, into: Float64Array, offset: number) => void;

const OWN = ["mass", "price", "unitPrice", "taxRate", "hs", "direct", "roundMass"] as const;

/** Fills a plan from outcomes; the features made with it are for lines that are not among them. */
export function fitFeatures(outcomes: readonly Outcome[], plan: Plan): Features {
  const lines = outcomes.map(({ line }) => line);
  return {
    names: [...OWN, ...plan.peers.flatMap((fields) => ["peers", "unitPrice", "mass"].map((what) => `${what}:${fields.join("+")}`)), ...plan.rates.flatMap(({ fields }) => ["rate", "lines"].map((what) => `${what}:${fields.join("+")}`))],
    encodings: plan.rates.map(({ fields, smoothing }) => fitEncoding(outcomes, fields, smoothing)),
    peers: plan.peers.map((fields) => fitPeers(lines, fields)),
  };
}

/** Makes the writer of features: what the line says, how it lies to its peers, what its like turned out to be. */
export function writerOf({ encodings, peers }: Features): Writer {
  const distances = peers.map(distanceOf);
  const lookups = encodings.map(lookupOf);
  return (line, into, offset) => {
    const { mass, price, unitPrice } = logarithms(line);
    into[offset] = mass;
    into[offset + 1] = price;
    into[offset + 2] = unitPrice;
    into[offset + 3] = line.taxRate ?? Number.NaN;
    into[offset + 4] = line.hs === "" ? Number.NaN : Number(line.hs);
    into[offset + 5] = line.departure === line.origin ? 1 : 0;
    into[offset + 6] = roundness(line.mass);
    let at = offset + OWN.length;
    for (const distance of distances) {
      const peer = distance(line);
      into[at++] = peer.lines;
      into[at++] = peer.unitPrice;
      into[at++] = peer.mass;
    }
    for (const lookup of lookups) {
      const { rate, lines } = lookup(line);
      into[at++] = rate;
      into[at++] = lines;
    }
  };
}

/** The features of lines, row after row. */
export function matrixOf(lines: readonly Declared[], features: Features): Matrix {
  const width = features.names.length;
  const values = new Float64Array(lines.length * width);
  const write = writerOf(features);
  for (const [row, line] of lines.entries()) write(line, values, row * width);
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
    const write = writerOf(apart.length === 0 ? { ...fitFeatures(others, { ...plan, peers: [] }), peers: features.peers } : fitFeatures(others, plan));
    for (const [row, { line }] of outcomes.entries()) if (fold[row] === own) write(line, values, row * width);
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

/** 3 for whole hundreds of kilograms, 2 for tens, 1 for whole kilograms, 0 otherwise. */
function roundness(mass: number | null): number {
  if (mass === null) return Number.NaN;
  if (mass !== Math.round(mass)) return 0;
  if (mass % 100 === 0) return 3;
  return mass % 10 === 0 ? 2 : 1;
}
