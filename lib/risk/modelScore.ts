import type { Scorer } from "./model.ts";
import type { Subject } from "./subject.ts";

/** A model made ready to score, by the row it is kept in. */
export type ReadyModel = { readonly id: number; readonly scorer: Scorer };

/** The models in force: the live one counts, the shadow one is kept beside it. */
export type Models = { readonly live: ReadyModel | null; readonly shadow: ReadyModel | null };

/** What a model says of a declaration by its riskiest line: calibrated log-odds, the chance they stand for, and the parts that add up to them exactly. */
export type ModelScore = {
  readonly mode: "live" | "shadow";
  readonly model: number;
  readonly line: number;
  readonly score: number;
  readonly chance: number;
  readonly general: number;
  readonly contributions: readonly { readonly feature: string; readonly value: number }[];
};

/** No model is in force. */
export const NO_MODELS: Models = { live: null, shadow: null };

/** The most points a model gives: fewer than the yellow lane asks for, so that a model is never the only reason for a lane. */
export const MODEL_POINTS = 25;

/** The scores of a declaration by the models in force; none where it has no standing line. */
export function scoreBy(_subject: Subject, _models: Models): readonly ModelScore[] {
  return [];
}

/** The points that a live model's score is worth. */
export function pointsOfModel({ chance }: ModelScore): number {
  return Math.round(MODEL_POINTS * chance);
}
