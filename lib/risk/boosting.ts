import { binRows, cutFeatures, type Matrix } from "./binning.ts";
import { growTree, type Growth } from "./growth.ts";
import { seeded } from "./randomness.ts";
import { grained, layForest, sumLeaves, type Tree } from "./tree.ts";

/** How an ensemble is boosted. `rowShare` and `featureShare` are drawn anew for each tree; it stops when `patience` trees brought nothing. */
export type Boosting = Growth & { readonly trees: number; readonly bins: number; readonly rowShare: number; readonly featureShare: number; readonly patience: number; readonly seed: number };

/** Rows with their outcomes (0 or 1) and what each weighs. */
export type Sample = { readonly matrix: Matrix; readonly outcomes: Uint8Array; readonly weights: Float64Array };

/** Trees whose leaves and `base` add up to log-odds. */
export type Ensemble = { readonly base: number; readonly trees: readonly Tree[] };

/** Boosts trees on the logistic loss to second order, which ask the features of these places (all, unless told); keeps as many as were best on the validation rows. */
export function boost(train: Sample, valid: Sample, boosting: Boosting, asked: readonly number[] = placesOf(train.matrix.width)): Ensemble {
  const { matrix, outcomes, weights } = train;
  const cuts = cutFeatures(matrix, boosting.bins);
  const bins = binRows(matrix, cuts);
  const offsets = new Int32Array(matrix.width + 1);
  for (const [feature, own] of cuts.entries()) offsets[feature + 1] = (offsets[feature] as number) + own.length + 1;
  const base = grained(logOdds(meanOf(outcomes, weights)));
  const scores = new Float64Array(matrix.rows).fill(base);
  const held = new Float64Array(valid.matrix.rows).fill(base);
  const gradient = new Float64Array(matrix.rows);
  const curvature = new Float64Array(matrix.rows);
  const random = seeded(boosting.seed);
  const all = placesOf(matrix.rows);
  const trees: Tree[] = [];
  let kept = 0;
  let least = lossOf(held, valid);
  while (trees.length < boosting.trees && trees.length - kept < boosting.patience) {
    for (let row = 0; row < matrix.rows; row++) {
      const chance = 1 / (1 + Math.exp(-(scores[row] as number)));
      const weight = weights[row] as number;
      gradient[row] = weight * (chance - (outcomes[row] as number));
      curvature[row] = weight * Math.max(chance * (1 - chance), 1e-6);
    }
    const rows = Int32Array.from(drawn(all, boosting.rowShare, random));
    const features = drawn(asked, boosting.featureShare, random);
    const tree = growTree({ width: matrix.width, bins, cuts, offsets, gradient, curvature }, rows, features, boosting);
    trees.push(tree);
    addTree(tree, matrix, scores);
    addTree(tree, valid.matrix, held);
    const loss = lossOf(held, valid);
    if (loss < least) {
      least = loss;
      kept = trees.length;
    }
  }
  return { base, trees: trees.slice(0, kept) };
}

/** The log-odds of every row of a matrix. */
export function scoreRows({ base, trees }: Ensemble, { rows, width, values }: Matrix): Float64Array {
  const forest = layForest(trees);
  return Float64Array.from({ length: rows }, (_, row) => base + sumLeaves(forest, values, row * width));
}

function addTree(tree: Tree, { rows, width, values }: Matrix, scores: Float64Array): void {
  const forest = layForest([tree]);
  for (let row = 0; row < rows; row++) scores[row] = (scores[row] as number) + sumLeaves(forest, values, row * width);
}

function placesOf(size: number): readonly number[] {
  return Array.from({ length: size }, (_, index) => index);
}

/** Each of these with the chance of `share`, in order; all of them when none was drawn. */
function drawn(all: readonly number[], share: number, random: () => number): readonly number[] {
  if (share >= 1) return all;
  const some = all.filter(() => random() < share);
  return some.length > 0 ? some : all;
}

/** The mean logistic loss of log-odds over a sample. */
export function lossOf(scores: Float64Array, { outcomes, weights }: Sample): number {
  let sum = 0;
  let weight = 0;
  for (const [row, score] of scores.entries()) {
    const own = weights[row] as number;
    sum += own * (Math.max(score, 0) - score * (outcomes[row] as number) + Math.log1p(Math.exp(-Math.abs(score))));
    weight += own;
  }
  return sum / weight;
}

function meanOf(outcomes: Uint8Array, weights: Float64Array): number {
  let sum = 0;
  let weight = 0;
  for (const [row, outcome] of outcomes.entries()) {
    sum += outcome * (weights[row] as number);
    weight += weights[row] as number;
  }
  return sum / weight;
}

function logOdds(share: number): number {
  return Math.log(share / (1 - share));
}
