import type { Forest } from "./tree.ts";

/**
 * Adds to `into` what each feature brought to a row's log-odds: at every node on the way the change of the mean goes to the
 * feature that was asked. Returns what the roots say of all rows. Root and contributions add up to the sum of the leaves
 * without rounding, for all values lie on one grid.
 */
export function attribute({ roots, feature, threshold, children, value }: Forest, features: Float64Array, into: Float64Array): number {
  let general = 0;
  for (let tree = 0; tree < roots.length; tree++) {
    let node = roots[tree] as number;
    general += value[node] as number;
    let next = children[node] as number;
    while (next >= 0) {
      const asked = feature[node] as number;
      const before = value[node] as number;
      node = (features[asked] as number) > (threshold[node] as number) ? next + 1 : next;
      into[asked] = (into[asked] as number) + (value[node] as number) - before;
      next = children[node] as number;
    }
  }
  return general;
}
