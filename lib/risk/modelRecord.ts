/** Where a model's training is: waiting for the worker, under way, done, refused by its data, broken by an error. */
export const MODEL_STATES = ["queued", "training", "trained", "refused", "failed"] as const;
export type ModelState = (typeof MODEL_STATES)[number];

/** What a trained model is used for: nothing yet, scores kept beside, scores that count, nothing any more. */
export const MODEL_MODES = ["none", "shadow", "live", "retired"] as const;
export type ModelMode = (typeof MODEL_MODES)[number];

/** The steps of a training, in order. */
export const TRAINING_STEPS = ["reading", "training", "measuring", "baseline"] as const;
export type TrainingStep = (typeof TRAINING_STEPS)[number];

/** The parts of the examples by time: learned from, tuned on, held back and looked at once. */
export const PARTS = ["train", "valid", "test"] as const;
export type Part = (typeof PARTS)[number];

/** Why no model can be made of the examples there are: too few, or too few of one outcome, in all or in one part. */
export type ModelProblem = {
  readonly code: "model-too-few" | "model-one-outcome";
  readonly part: Part | "all";
  readonly examples: number;
  readonly confirmed: number;
  readonly least: number;
};

/** What a training done again came to: the same record, or what differs; hashes are SHA-256 in hexadecimal. */
export type ModelComparison = {
  readonly state: "queued" | "done";
  readonly at: string;
  readonly byName: string;
  readonly same: boolean | null;
  /** What differs: the examples are others now, the same examples made another record, or the record is of an earlier format, which no training makes any more. */
  readonly differs: "examples" | "record" | "format" | null;
  readonly examples: { readonly kept: number; readonly now: number } | null;
  readonly recordHash: string | null;
};
