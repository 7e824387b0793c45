import { seeded } from "./randomness.ts";

/** Scored rows whose outcome is known. A higher score is riskier. */
export type Scored = { readonly scores: Float64Array; readonly outcomes: Uint8Array };

/** A figure, and between which two 95 of 100 drawn again lie. */
export type Confidence = { readonly value: number; readonly low: number; readonly high: number };

/** The chance that a confirmed row scores above one that is not, ties counting half; NaN when one of both kinds is missing. */
export function aucOf({ scores, outcomes }: Scored): number {
  const order = ranked({ scores, outcomes });
  let confirmed = 0;
  let above = 0;
  let cleared = 0;
  for (let from = 0; from < order.length; ) {
    let to = from;
    let [ones, zeros] = [0, 0];
    while (to < order.length && scores[order[to] as number] === scores[order[from] as number]) {
      if (outcomes[order[to++] as number] === 1) ones++;
      else zeros++;
    }
    above += zeros * (confirmed + ones / 2);
    confirmed += ones;
    cleared += zeros;
    from = to;
  }
  return above / (confirmed * cleared);
}

/**
 * What examining the `share` of highest scores finds: the confirmed among them, and of all confirmed. At least one row is examined.
 * Among rows that tie at the edge each counts by its chance to be taken, so that no order of the file helps.
 */
export function selectionAt(scored: Scored, share: number): { readonly precision: number; readonly recall: number } {
  const { scores, outcomes } = scored;
  const order = ranked(scored);
  const taken = Math.max(1, Math.round(order.length * share));
  const edge = scores[order[taken - 1] as number];
  let [sure, sureConfirmed, tied, tiedConfirmed, all] = [0, 0, 0, 0, 0];
  for (const row of order) {
    const outcome = outcomes[row] as number;
    const score = scores[row] as number;
    all += outcome;
    if (score > (edge as number)) {
      sure++;
      sureConfirmed += outcome;
    } else if (score === edge) {
      tied++;
      tiedConfirmed += outcome;
    }
  }
  const found = sureConfirmed + (tiedConfirmed * (taken - sure)) / tied;
  return { precision: found / taken, recall: found / all };
}

/** Bins of about equally many rows by chance: what was foretold and what came. */
export function reliabilityOf({ scores: chances, outcomes }: Scored, bins: number): readonly { readonly rows: number; readonly foretold: number; readonly came: number }[] {
  const order = ranked({ scores: chances, outcomes }).toReversed();
  return Array.from({ length: bins }, (_, bin) => {
    const rows = order.slice(Math.floor((bin * order.length) / bins), Math.floor(((bin + 1) * order.length) / bins));
    const mean = (of: Float64Array | Uint8Array): number => rows.reduce((sum, row) => sum + (of[row] as number), 0) / rows.length;
    return { rows: rows.length, foretold: mean(chances), came: mean(outcomes) };
  }).filter(({ rows }) => rows > 0);
}

/** The mean distance between foretold and come over bins of chance, weighed by their rows (expected calibration error). */
export function calibrationError(scored: Scored, bins = 10): number {
  const parts = reliabilityOf(scored, bins);
  const rows = parts.reduce((sum, part) => sum + part.rows, 0);
  return parts.reduce((sum, part) => sum + (part.rows / rows) * Math.abs(part.foretold - part.came), 0);
}

/** A figure with its 95 % interval over rows drawn again with replacement, by the seed. */
export function withConfidence(scored: Scored, measure: (scored: Scored) => number, { draws = 200, seed = 1 } = {}): Confidence {
  const random = seeded(seed);
  const size = scored.scores.length;
  const figures = Array.from({ length: draws }, () => {
    const rows = Array.from({ length: size }, () => Math.floor(random() * size));
    return measure({ scores: Float64Array.from(rows, (row) => scored.scores[row] as number), outcomes: Uint8Array.from(rows, (row) => scored.outcomes[row] as number) });
  }).filter((figure) => !Number.isNaN(figure)).toSorted((a, b) => a - b);
  const at = (share: number): number => figures[Math.min(figures.length - 1, Math.floor(share * figures.length))] ?? Number.NaN;
  return { value: measure(scored), low: at(0.025), high: at(0.975) };
}

/** Row numbers, the highest score first. */
function ranked({ scores }: Scored): Uint32Array {
  return Uint32Array.from(scores.keys()).toSorted((a, b) => (scores[b] as number) - (scores[a] as number) || a - b);
}
