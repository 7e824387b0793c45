import { declaredOf } from "./declaredLine.ts";
import type { Declared } from "./declared.ts";
import type { Scorer } from "./model.ts";
import type { Subject } from "./subject.ts";

/** A model made ready to score, by the row it is kept in. `inputs` writes what is kept of a line to watch whether lines are as they were. */
export type ReadyModel = { readonly id: number; readonly scorer: Scorer; readonly inputs?: (line: Declared) => string };

/** The models in force: the live one counts, the shadow one is kept beside it. An office's own stand before those of the whole house. */
export type Models = { readonly live: ReadyModel | null; readonly shadow: ReadyModel | null; readonly offices?: ReadonlyMap<string, Pick<Models, "live" | "shadow">> };

/** What a model says of a declaration by its riskiest line: calibrated log-odds, the chance they stand for, and the parts that add up to them exactly. */
export type ModelScore = {
  readonly mode: "live" | "shadow";
  readonly model: number;
  readonly line: number;
  readonly score: number;
  readonly chance: number;
  readonly general: number;
  readonly contributions: readonly { readonly feature: string; readonly value: number }[];
  /** For each watched input one letter: the part of the baseline it falls into. */
  readonly inputs: string;
};

/** No model is in force. */
export const NO_MODELS: Models = { live: null, shadow: null };

/** The most points a model gives: fewer than the yellow lane asks for, so that a model is never the only reason for a lane. */
export const MODEL_POINTS = 25;

/** The scores of a declaration by the models in force; none where it has no standing line. */
export function scoreBy(subject: Subject, models: Models): readonly ModelScore[] {
  const own = models.offices?.get(subject.office.code);
  const live = own?.live ?? models.live;
  const shadow = own?.shadow ?? models.shadow;
  if (live === null && shadow === null) return [];
  const lines = declaredOf(subject);
  const [first] = lines;
  if (first === undefined) return [];
  const scores: ModelScore[] = [];
  if (live !== null) scores.push(scoreOf(live, "live", riskiest(live.scorer, lines, first)));
  if (shadow !== null) scores.push(scoreOf(shadow, "shadow", riskiest(shadow.scorer, lines, first)));
  return scores;
}

/** The points that a live model's score is worth. */
export function pointsOfModel({ chance }: Pick<ModelScore, "chance">): number {
  return Math.round(MODEL_POINTS * chance);
}

type Numbered = ReturnType<typeof declaredOf>[number];

/** The line of the highest score; of several, the first. */
function riskiest({ score }: Scorer, lines: readonly Numbered[], first: Numbered): Numbered {
  if (lines.length === 1) return first;
  let [best, highest] = [first, score(first.line)];
  for (let at = 1; at < lines.length; at++) {
    const line = lines[at] as Numbered;
    const own = score(line.line);
    if (own > highest) [best, highest] = [line, own];
  }
  return best;
}

function scoreOf({ id, scorer, inputs }: ReadyModel, mode: ModelScore["mode"], { no, line }: Numbered): ModelScore {
  const { score, chance, general, contributions } = scorer.explain(line);
  return { mode, model: id, line: no, score, chance, general, contributions, inputs: inputs?.(line) ?? "" };
}
