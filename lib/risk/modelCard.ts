import type { Baseline } from "./drift.ts";
import { shareOf } from "./interval.ts";
import type { Explained } from "./model.ts";
import { aucOf, calibrationError, reliabilityOf, selectionAt, withConfidence, type Confidence, type Scored } from "./modelMeasure.ts";
import type { Part } from "./modelRecord.ts";

/** Examples of one part: declarations, confirmed ones among them, their lines, and the days on which the first and the last were lodged. */
export type PartSize = { readonly examples: number; readonly confirmed: number; readonly lines: number; readonly from: string; readonly to: string };

/** How well declarations held back were ranked; precision and recall at the share that would be examined. */
export type Measures = { readonly rows: number; readonly confirmed: number; readonly auc: Confidence; readonly p1: Confidence; readonly p5: Confidence; readonly p10: Confidence; readonly r10: Confidence };

/** A bin of about equally many declarations: the chance foretold, the share that came, and between which two it lies for 95 of 100. */
export type CalibrationBin = { readonly rows: number; readonly foretold: number; readonly came: number; readonly low: number; readonly high: number };

/** What a model is made of and what it can do, as it was measured when it was made. `hash` is the SHA-256 of the examples, lines and labels. */
export type ModelCard = {
  readonly hash: string;
  readonly parts: Readonly<Record<Part, PartSize>>;
  readonly settings: { readonly known: string | null; readonly unknown: string };
  readonly trees: { readonly known: number; readonly unknown: number };
  readonly templates: number;
  /** By declarations held back: all, those whose riskiest line has a template examined before, those where it has none. Null where there are too few, or one outcome. */
  readonly measures: { readonly all: Measures | null; readonly known: Measures | null; readonly unseen: Measures | null };
  readonly calibration: { readonly error: number; readonly bins: readonly CalibrationBin[] };
  /** Declarations held back by their chance, in twenty parts of five percent. */
  readonly distribution: readonly { readonly confirmed: number; readonly cleared: number }[];
  /** What moves scores most: each feature's share of all that moved them. */
  readonly importance: readonly { readonly feature: string; readonly share: number }[];
  readonly baseline: Baseline;
};

/** A declaration held back: what was said of its riskiest line, whether that was of a known kind, and how it turned out. */
export type Tested = { readonly explained: Explained; readonly known: boolean; readonly confirmed: 0 | 1 };

/** Fewer rows than these, in all or of either outcome, are not measured. */
const LEAST_MEASURED = 20;
const LEAST_MEASURED_KIND = 5;
const BINS = 10;
const PARTS_OF_CHANCE = 20;
const MOST_FEATURES = 15;

/** Everything that is measured on declarations held back. */
export function measured(tested: readonly Tested[], seed: number): Pick<ModelCard, "measures" | "calibration" | "distribution" | "importance"> {
  const chances = { ...scoredOf(tested), scores: Float64Array.from(tested, ({ explained }) => explained.chance) };
  const bins = reliabilityOf(chances, BINS).map(({ rows, foretold, came }) => ({ rows, foretold, came, ...interval(Math.round(came * rows), rows) }));
  return {
    measures: { all: measuresOf(tested, seed), known: measuresOf(tested.filter(({ known }) => known), seed), unseen: measuresOf(tested.filter(({ known }) => !known), seed) },
    calibration: { error: calibrationError(chances, BINS), bins },
    distribution: distributionOf(tested),
    importance: importanceOf(tested),
  };
}

function interval(hits: number, of: number): { readonly low: number; readonly high: number } {
  const { low, high } = shareOf(hits, of) ?? { low: 0, high: 1 };
  return { low, high };
}

function measuresOf(tested: readonly Tested[], seed: number): Measures | null {
  const confirmed = tested.filter((one) => one.confirmed === 1).length;
  if (tested.length < LEAST_MEASURED || Math.min(confirmed, tested.length - confirmed) < LEAST_MEASURED_KIND) return null;
  const scored = scoredOf(tested);
  const of = (measure: (some: Scored) => number): Confidence => withConfidence(scored, measure, { seed });
  const precision = (share: number): Confidence => of((some) => selectionAt(some, share).precision);
  return { rows: tested.length, confirmed, auc: of(aucOf), p1: precision(0.01), p5: precision(0.05), p10: precision(0.1), r10: of((some) => selectionAt(some, 0.1).recall) };
}

function scoredOf(tested: readonly Tested[]): Scored {
  return { scores: Float64Array.from(tested, ({ explained }) => explained.score), outcomes: Uint8Array.from(tested, ({ confirmed }) => confirmed) };
}

function distributionOf(tested: readonly Tested[]): ModelCard["distribution"] {
  const parts = Array.from({ length: PARTS_OF_CHANCE }, () => ({ confirmed: 0, cleared: 0 }));
  for (const { explained, confirmed } of tested) {
    const part = parts[Math.min(PARTS_OF_CHANCE - 1, Math.floor(explained.chance * PARTS_OF_CHANCE))];
    if (part !== undefined) part[confirmed === 1 ? "confirmed" : "cleared"]++;
  }
  return parts;
}

function importanceOf(tested: readonly Tested[]): ModelCard["importance"] {
  const moved = new Map<string, number>();
  for (const { explained } of tested) for (const { feature, value } of explained.contributions) moved.set(feature, (moved.get(feature) ?? 0) + Math.abs(value));
  const all = [...moved.values()].reduce((sum, value) => sum + value, 0);
  return [...moved].filter(([, value]) => value > 0).toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).slice(0, MOST_FEATURES).map(([feature, value]) => ({ feature, share: value / all }));
}
