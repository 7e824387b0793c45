import { createHash } from "node:crypto";
import { dateIn } from "#lib/measures/period";
import { calibratedBranch } from "./branch.ts";
import { chanceOf, fitCalibration } from "./calibration.ts";
import type { Declared, Outcome } from "./declared.ts";
import { baselineOf } from "./drift.ts";
import { DEFAULTS, LEAST_OF_A_KIND, LEAST_ROWS, scorerOf, train, type Model, type Scorer } from "./model.ts";
import { measured, type ModelCard, type PartSize, type Tested } from "./modelCard.ts";
import { PARTS, type ModelProblem, type Part, type TrainingStep } from "./modelRecord.ts";

/** A declaration whose outcome is known, with its lines as they were lodged. `lodgedAt` is RFC 3339 in UTC. */
export type Example = { readonly declaration: number; readonly lodgedAt: string; readonly confirmed: 0 | 1; readonly lines: readonly Declared[] };

/** What a training is given: examples, lines of declarations of the same time whether examined or not, and the seed. */
export type TrainingGround = { readonly examples: readonly Example[]; readonly population: readonly (readonly Declared[])[]; readonly seed: number };

/** What a training comes to: the record's text and its card, or why there is none. */
export type Training = { readonly ok: true; readonly record: string; readonly recordHash: string; readonly card: ModelCard } | { readonly ok: false; readonly problem: ModelProblem };

/** Each part holds as many examples at least, and as many of either outcome; the three together, thrice as many. */
export const LEAST_EXAMPLES = 3 * LEAST_ROWS;

/** Of either outcome, at the least, in the three parts of all examples together. */
export const LEAST_EXAMPLES_OF_A_KIND = 3 * LEAST_OF_A_KIND;

/** The shares of the examples that are tuned on and held back, where they are enough for more than the least. */
const TUNED = 0.2;
const HELD_BACK = 0.2;

/** Why examples of these numbers are no ground to learn from; undefined when they may be. */
export function tooLittle(examples: number, confirmed: number, part: ModelProblem["part"] = "all"): ModelProblem | undefined {
  const [least, kind] = part === "all" ? [LEAST_EXAMPLES, LEAST_EXAMPLES_OF_A_KIND] : [LEAST_ROWS / 2, LEAST_OF_A_KIND / 2];
  if (examples < least) return { code: "model-too-few", part, examples, confirmed, least };
  return Math.min(confirmed, examples - confirmed) < kind ? { code: "model-one-outcome", part, examples, confirmed, least: kind } : undefined;
}

/** Parts examples by the day they were lodged: the earliest to learn from, later ones to tune on, the latest held back. No day is in two parts where there are days enough. */
export function parted(examples: readonly Example[]): Readonly<Record<Part, readonly Example[]>> {
  const ordered = examples.toSorted((a, b) => (a.lodgedAt < b.lodgedAt ? -1 : a.lodgedAt > b.lodgedAt ? 1 : a.declaration - b.declaration));
  const days = ordered.map(({ lodgedAt }) => dateIn(new Date(lodgedAt)));
  const bounds = ordered.flatMap((_, at) => (at > 0 && days[at] !== days[at - 1] ? [at] : []));
  const cut = (wanted: number, after: number): number => bounds.filter((bound) => bound > after).reduce((best, bound) => (Math.abs(bound - wanted) < Math.abs(best - wanted) ? bound : best), Infinity);
  const size = (share: number): number => Math.max(LEAST_ROWS, Math.round(share * ordered.length));
  const tuned = whole(cut(ordered.length - size(HELD_BACK) - size(TUNED), 0), ordered.length - size(HELD_BACK) - size(TUNED));
  const held = whole(cut(ordered.length - size(HELD_BACK), tuned), ordered.length - size(HELD_BACK));
  return { train: ordered.slice(0, tuned), valid: ordered.slice(tuned, held), test: ordered.slice(held) };
}

/** The nearest bound between days, or the very place wanted where no day ends near it. */
function whole(bound: number, wanted: number): number {
  return Number.isFinite(bound) ? bound : Math.max(0, wanted);
}

/** Trains, measures on what was held back, once, and takes the baseline. The same ground gives the same record and card to the last bit. */
export function trainedOn({ examples, population, seed }: TrainingGround, tell: (step: TrainingStep) => void = () => undefined): Training {
  const parts = parted(examples);
  const problem = tooLittle(...sizes(examples)) ?? PARTS.map((part) => tooLittle(...sizes(parts[part]), part)).find((found) => found !== undefined);
  if (problem !== undefined) return { ok: false, problem };
  tell("training");
  const made = train(outcomesOf(parts.train), outcomesOf(parts.valid), { ...DEFAULTS, seed });
  if (!made.ok) {
    const { code, part, rows, confirmed, least } = made.problem;
    return { ok: false, problem: { code: code === "too-few-rows" ? "model-too-few" : "model-one-outcome", part, examples: rows, confirmed, least } };
  }
  const model = byDeclaration(made.model, parts.valid);
  const scorer = scorerOf(model);
  tell("measuring");
  const figures = measured(parts.test.map((example) => tested(scorer, example)), seed);
  tell("baseline");
  const drawn = population.flatMap((lines) => riskiest(scorer, lines) ?? []);
  const record = JSON.stringify(model);
  const { known, unknown, templates } = model;
  const card: ModelCard = {
    hash: hashOf(examples), parts: { train: sizeOf(parts.train), valid: sizeOf(parts.valid), test: sizeOf(parts.test) },
    settings: { known: known?.setting ?? null, unknown: unknown.setting }, trees: { known: known?.ensemble.trees.length ?? 0, unknown: unknown.ensemble.trees.length }, templates: templates.length,
    ...figures, baseline: baselineOf(drawn, drawn.map((line) => chanceOf(scorer.score(line)))),
  };
  return { ok: true, record, recordHash: createHash("sha256").update(record).digest("hex"), card };
}

/** The SHA-256 of examples: declarations, labels and lines, in the order of the declarations. */
export function hashOf(examples: readonly Example[]): string {
  const hash = createHash("sha256");
  for (const { declaration, lodgedAt, confirmed, lines } of examples.toSorted((a, b) => a.declaration - b.declaration)) hash.update(`${JSON.stringify([declaration, lodgedAt, confirmed, lines])}\n`);
  return hash.digest("hex");
}

/**
 * Of several lines the riskiest speaks for a declaration, which foretells too much: where declarations have several, slope and intercept are fitted once
 * more, to declarations of the validation part by their riskiest lines.
 */
function byDeclaration(model: Model, valid: readonly Example[]): Model {
  if (valid.every(({ lines }) => lines.length < 2)) return model;
  const scorer = scorerOf(model);
  const scored = valid.flatMap(({ lines, confirmed }) => {
    const line = riskiest(scorer, lines);
    return line === undefined ? [] : [{ score: scorer.score(line), confirmed }];
  });
  const calibration = fitCalibration(Float64Array.from(scored, ({ score }) => score), Uint8Array.from(scored, ({ confirmed }) => confirmed));
  return { ...model, known: model.known === null ? null : calibratedBranch(model.known, calibration), unknown: calibratedBranch(model.unknown, calibration) };
}

function tested(scorer: Scorer, { lines, confirmed }: Example): Tested {
  const line = riskiest(scorer, lines);
  if (line === undefined) throw new RangeError("an example without lines cannot be scored");
  return { explained: scorer.explain(line), known: scorer.knows(line), confirmed };
}

function riskiest({ score }: Scorer, lines: readonly Declared[]): Declared | undefined {
  return lines.reduce<Declared | undefined>((best, line) => (best === undefined || score(line) > score(best) ? line : best), undefined);
}

function outcomesOf(examples: readonly Example[]): readonly Outcome[] {
  return examples.flatMap(({ lines, confirmed }) => lines.map((line) => ({ line, confirmed })));
}

function sizes(examples: readonly Example[]): [examples: number, confirmed: number] {
  return [examples.length, examples.filter(({ confirmed }) => confirmed === 1).length];
}

function sizeOf(examples: readonly Example[]): PartSize {
  const [size, confirmed] = sizes(examples);
  return { examples: size, confirmed, lines: examples.reduce((sum, { lines }) => sum + lines.length, 0), from: dayOf(examples.at(0)), to: dayOf(examples.at(-1)) };
}

function dayOf(example: Example | undefined): string {
  return example === undefined ? "" : dateIn(new Date(example.lodgedAt));
}
