/**
 * A regression tree in arrays: node 0 is the root, `left` and `right` are -1 at a leaf. A value above the threshold goes right,
 * anything else and a missing value (NaN) left. `value` is the mean of the node in log-odds, at leaves and within.
 */
export type Tree = {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly value: readonly number[];
};

/** Node values are whole multiples of this power of two, so that sums of thousands of them are exact in a double. */
const GRAIN = 2 ** 30;

/** A value on the grid on which additions lose nothing. */
export function grained(value: number): number {
  return Math.round(value * GRAIN) / GRAIN;
}

/** Trees laid end to end in typed arrays, quick to walk. `children` holds the left child of a node; its right child is the next one. */
export type Forest = {
  readonly roots: Int32Array;
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly children: Int32Array;
  readonly value: Float64Array;
};

/** Lays trees end to end, each level after the one above it. */
export function layForest(trees: readonly Tree[]): Forest {
  const size = trees.reduce((sum, tree) => sum + tree.feature.length, 0);
  const forest: Forest = { roots: new Int32Array(trees.length), feature: new Int32Array(size), threshold: new Float64Array(size), children: new Int32Array(size).fill(-1), value: new Float64Array(size) };
  let end = 0;
  for (const [index, tree] of trees.entries()) {
    forest.roots[index] = end;
    const waiting = [{ node: 0, at: end++ }];
    for (const { node, at } of waiting) {
      forest.value[at] = tree.value[node] ?? 0;
      const left = tree.left[node] ?? -1;
      const right = tree.right[node] ?? -1;
      if (left < 0 || right < 0) continue;
      forest.feature[at] = tree.feature[node] ?? 0;
      forest.threshold[at] = tree.threshold[node] ?? 0;
      forest.children[at] = end;
      waiting.push({ node: left, at: end }, { node: right, at: end + 1 });
      end += 2;
    }
  }
  return forest;
}

/** The sum of the leaves a row falls into, in log-odds; the row's features begin at `offset` of `features`. */
export function sumLeaves({ roots, feature, threshold, children, value }: Forest, features: Float64Array, offset: number): number {
  let sum = 0;
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree] as number;
    let next = children[node] as number;
    while (next >= 0) {
      node = (features[offset + (feature[node] as number)] as number) > (threshold[node] as number) ? next + 1 : next;
      next = children[node] as number;
    }
    sum += value[node] as number;
  }
  return sum;
}
