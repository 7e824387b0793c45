import { keyOf, type Field, type Outcome } from "./declared.ts";
import { readKey, type Reader, type Reading } from "./reading.ts";

/** How often what was declared alike was confirmed: by key the lines and the confirmed ones. A key nobody saw has the rate of all. */
export type Encoding = { readonly fields: readonly Field[]; readonly prior: number; readonly smoothing: number; readonly counts: Readonly<Record<string, readonly [lines: number, confirmed: number]>> };

/** Counts outcomes by key. `smoothing` is how many lines of the general rate each key is given. */
export function fitEncoding(outcomes: readonly Outcome[], fields: readonly Field[], smoothing: number): Encoding {
  const counts = new Map<string, [number, number]>();
  let all = 0;
  for (const { line, confirmed } of outcomes) {
    const key = keyOf(line, fields);
    const own = counts.get(key);
    if (own === undefined) counts.set(key, [1, confirmed]);
    else {
      own[0]++;
      own[1] += confirmed;
    }
    all += confirmed;
  }
  return { fields, prior: outcomes.length === 0 ? 0 : all / outcomes.length, smoothing, counts: Object.fromEntries(counts) };
}

/** The smoothed rate and the number of lines of a key, looked up quickly. */
export type Lookup = (reading: Reading) => { readonly rate: number; readonly lines: number };

/** Reads an encoding many times over. */
export function lookupOf({ fields, prior, smoothing, counts }: Encoding, reader: Reader): Lookup {
  const place = reader.place(fields);
  const unseen = { rate: prior, lines: 0 };
  const known = new Map(Object.entries(counts).map(([key, [lines, confirmed]]) => [readKey(fields, key), { rate: (confirmed + smoothing * prior) / (lines + smoothing), lines }]));
  return ({ keys }) => known.get(keys[place] as string) ?? unseen;
}
