/** The cut points of each feature, ascending: a value lies in the bin of the number of cuts below it. */
export type Cuts = readonly Float64Array[];

/** Rows of features, one row after the other; a missing value is NaN. */
export type Matrix = { readonly rows: number; readonly width: number; readonly values: Float64Array };

/** Up to `most` bins a feature, of about equally many rows each; values that are the same are never parted. A missing value counts below all. */
export function cutFeatures({ rows, width, values }: Matrix, most: number): Cuts {
  return Array.from({ length: width }, (_, feature) => {
    const own = new Float64Array(rows);
    let known = 0;
    for (let row = 0; row < rows; row++) {
      const value = values[row * width + feature] as number;
      if (!Number.isNaN(value)) own[known++] = value;
    }
    return cutSorted(own.subarray(0, known).toSorted(), known < rows, most);
  });
}

function cutSorted(sorted: Float64Array, missing: boolean, most: number): Float64Array {
  const cuts: number[] = missing && sorted.length > 0 ? [-Number.MAX_VALUE] : [];
  const step = Math.max(1, sorted.length / (most - cuts.length));
  let next = step;
  for (let at = 1; at < sorted.length; at++) {
    const below = sorted[at - 1] as number;
    const value = sorted[at] as number;
    if (at < next || value === below) continue;
    const middle = below + (value - below) / 2;
    cuts.push(middle < value ? middle : below);
    next = Math.max(next + step, at + 1);
  }
  return Float64Array.from(cuts);
}

/** The bin of every value, row after row. */
export function binRows({ rows, width, values }: Matrix, cuts: Cuts): Uint8Array {
  const bins = new Uint8Array(rows * width);
  for (let feature = 0; feature < width; feature++) {
    const own = cuts[feature] ?? new Float64Array();
    for (let row = 0; row < rows; row++) {
      const value = values[row * width + feature] as number;
      let low = 0;
      let high = own.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (value > (own[middle] as number)) low = middle + 1;
        else high = middle;
      }
      bins[row * width + feature] = Number.isNaN(value) ? 0 : low;
    }
  }
  return bins;
}
