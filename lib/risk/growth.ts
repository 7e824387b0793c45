import type { Cuts } from "./binning.ts";
import { grained, type Tree } from "./tree.ts";

/** How a tree grows: its size, what a leaf must hold (in rows by weight), and how its values are held back. */
export type Growth = { readonly leaves: number; readonly depth: number; readonly leastWeight: number; readonly l2: number; readonly leastGain: number; readonly rate: number };

/** The rows a tree grows on: their bins row after row, the gradients of the loss and the weights of the rows' curvature. */
export type Ground = { readonly width: number; readonly bins: Uint8Array; readonly cuts: Cuts; readonly offsets: Int32Array; readonly gradient: Float64Array; readonly curvature: Float64Array };

type Split = { readonly gain: number; readonly feature: number; readonly bin: number };
type Open = { readonly node: number; readonly from: number; readonly to: number; readonly depth: number; readonly sums: Float64Array; readonly split: Split | undefined };
type Growing = { feature: number[]; threshold: number[]; left: number[]; right: number[]; value: number[] };

/** Grows one tree by its best leaf first. `rows` is put in the order of the leaves; `features` are those it may ask. */
export function growTree(ground: Ground, rows: Int32Array, features: readonly number[], growth: Growth): Tree {
  const tree: Growing = { feature: [], threshold: [], left: [], right: [], value: [] };
  const open = (from: number, to: number, depth: number, sums: Float64Array): Open => {
    const [gradient, curvature] = totalOf(sums, ground, features);
    const node = tree.value.push(grained((-growth.rate * gradient) / (curvature + growth.l2))) - 1;
    for (const side of [tree.left, tree.right]) side.push(-1);
    tree.feature.push(0);
    tree.threshold.push(0);
    return { node, from, to, depth, sums, split: depth < growth.depth ? bestSplit(sums, ground, features, growth) : undefined };
  };
  const leaves = [open(0, rows.length, 0, sumBins(ground, rows, 0, rows.length, features))];
  while (leaves.length < growth.leaves) {
    const at = best(leaves);
    const leaf = leaves[at];
    if (leaf?.split === undefined) break;
    const { feature, bin } = leaf.split;
    const middle = partRows(ground, rows, leaf, feature, bin);
    const leftSmaller = middle - leaf.from <= leaf.to - middle;
    const counted = leftSmaller ? sumBins(ground, rows, leaf.from, middle, features) : sumBins(ground, rows, middle, leaf.to, features);
    const rest = lessened(leaf.sums, counted);
    const left = open(leaf.from, middle, leaf.depth + 1, leftSmaller ? counted : rest);
    const right = open(middle, leaf.to, leaf.depth + 1, leftSmaller ? rest : counted);
    tree.feature[leaf.node] = feature;
    tree.threshold[leaf.node] = ground.cuts[feature]?.[bin] ?? 0;
    tree.left[leaf.node] = left.node;
    tree.right[leaf.node] = right.node;
    leaves.splice(at, 1, left, right);
  }
  return tree;
}

function best(leaves: readonly Open[]): number {
  let at = -1;
  for (const [index, { split }] of leaves.entries()) if (split !== undefined && split.gain > (leaves[at]?.split?.gain ?? 0)) at = index;
  return at;
}

/** Gradient and curvature summed by bin, features one after the other. */
function sumBins({ width, bins, offsets, gradient, curvature }: Ground, rows: Int32Array, from: number, to: number, features: readonly number[]): Float64Array {
  const sums = new Float64Array(2 * (offsets[width] as number));
  const asked = Int32Array.from(features);
  for (let at = from; at < to; at++) {
    const row = rows[at] as number;
    const start = row * width;
    const slope = gradient[row] as number;
    const bend = curvature[row] as number;
    for (let index = 0; index < asked.length; index++) {
      const feature = asked[index] as number;
      const cell = 2 * ((offsets[feature] as number) + (bins[start + feature] as number));
      sums[cell] = (sums[cell] as number) + slope;
      sums[cell + 1] = (sums[cell + 1] as number) + bend;
    }
  }
  return sums;
}

function lessened(whole: Float64Array, part: Float64Array): Float64Array {
  const rest = new Float64Array(whole.length);
  for (let at = 0; at < rest.length; at++) rest[at] = (whole[at] as number) - (part[at] as number);
  return rest;
}

function totalOf(sums: Float64Array, { offsets }: Ground, features: readonly number[]): readonly [number, number] {
  const feature = features[0] ?? 0;
  let gradient = 0;
  let curvature = 0;
  for (let bin = offsets[feature] as number; bin < (offsets[feature + 1] as number); bin++) {
    gradient += sums[2 * bin] as number;
    curvature += sums[2 * bin + 1] as number;
  }
  return [gradient, curvature];
}

/** The split that lessens the second-order loss most: G²/(H+λ) of both sides less that of the whole. */
function bestSplit(sums: Float64Array, ground: Ground, features: readonly number[], { l2, leastWeight, leastGain }: Growth): Split | undefined {
  const [gradient, curvature] = totalOf(sums, ground, features);
  const whole = (gradient * gradient) / (curvature + l2);
  let gain = leastGain;
  let found: Split | undefined;
  for (const feature of features) {
    const first = ground.offsets[feature] as number;
    const last = (ground.offsets[feature + 1] as number) - 1;
    let slope = 0;
    let bend = 0;
    for (let bin = first; bin < last; bin++) {
      slope += sums[2 * bin] as number;
      bend += sums[2 * bin + 1] as number;
      if (bend < leastWeight) continue;
      if (curvature - bend < leastWeight) break;
      const other = gradient - slope;
      const here = (slope * slope) / (bend + l2) + (other * other) / (curvature - bend + l2) - whole;
      if (here > gain) {
        gain = here;
        found = { gain, feature, bin: bin - first };
      }
    }
  }
  return found;
}

/** Puts the rows of a leaf that go left before those that go right, each side in its order; returns where the right begins. */
function partRows({ width, bins }: Ground, rows: Int32Array, { from, to }: Open, feature: number, bin: number): number {
  const right: number[] = [];
  let end = from;
  for (let at = from; at < to; at++) {
    const row = rows[at] as number;
    if ((bins[row * width + feature] as number) <= bin) rows[end++] = row;
    else right.push(row);
  }
  rows.set(right, end);
  return end;
}
