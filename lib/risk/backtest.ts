import type { PlainDate } from "#lib/measures/period";
import { assess, isBroken, isMandatory, type Assessment, type Context } from "./assess.ts";
import type { ReadyModel } from "./modelScore.ts";
import type { AppliedRule, RuleMode, Values } from "./rule.ts";
import type { Subject } from "./subject.ts";

/** What a back-test (回溯测试) tries in place of what is in force: a rule in a mode with some thresholds, a profile, or a model, these two by their rows. */
export type Variation =
  | { readonly kind: "rule"; readonly rule: string; readonly mode: RuleMode; readonly values: Values }
  | { readonly kind: "profile"; readonly id: number }
  | { readonly kind: "model"; readonly id: number };

/** What tells that something fires: findings of a rule, or the chance a live model gives; `null` is whichever model is live. */
export type Firing = { readonly kind: "rule"; readonly rule: string } | { readonly kind: "model"; readonly model: number | null };

/** A variation made ready: what it makes of the context, and what tells that it fires. */
export type Trial = { readonly context: Context; readonly firing: Firing };

/** A model would send to a person what it holds for more likely than not. */
export const MODEL_FIRES = 0.5;

/** The context with one rule as given in place of its setting; `off` takes it out. */
export function withRule(context: Context, rule: string, applied: AppliedRule | null): Context {
  const others = context.rules.filter((one) => one.rule.id !== rule);
  return { ...context, rules: applied === null ? others : [...others, applied] };
}

/** The context with a model as the live one of the whole house (`office` empty), or of one office. */
export function withModel(context: Context, model: ReadyModel, office: string): Context {
  const { models } = context;
  if (office === "") return { ...context, models: { ...models, live: model } };
  return { ...context, models: { ...models, offices: new Map([...(models.offices ?? []), [office, { live: model, shadow: null }]]) } };
}

/** What one trial makes of a declaration: whether it fires, the score and the lane. */
export type Tried<Lane extends string> = { readonly fires: boolean; readonly score: number; readonly lane: Lane };

/** A declaration as its office sorts it on its day: whether it must be examined, and whether a live rule could not be applied to it. */
export type Arrival = { readonly declaration: number; readonly office: string; readonly day: PlainDate; readonly score: number; readonly mandatory: boolean; readonly broken: boolean };

/** What offices sorted, by office and day, as far as later declarations ask for it. */
export type SortedDays = Readonly<Record<string, Readonly<Record<string, { readonly arrivals: number; readonly taken: number; readonly today: number; readonly yellow: number }>>>>;

/** Sorts declarations into lanes in the order they came; `before` is what was sorted until then, and what comes back with the lanes goes on. */
export type LaneSorter = (arrivals: readonly Arrival[], before: SortedDays) => { readonly lanes: ReadonlyMap<number, string>; readonly days: SortedDays };

/** Tries a declaration by the same assessment that an office runs. Information without weight is no firing; a rule that breaks fires nothing and is counted. */
export function tried(subject: Subject, { context, firing }: Trial): Pick<Arrival, "score" | "mandatory" | "broken"> & { readonly fires: boolean; readonly failed: boolean } {
  const assessment = assess(subject, context);
  const { findings, failures, score } = assessment;
  return { fires: firesIn(assessment, firing), score, mandatory: isMandatory(findings), broken: isBroken(findings), failed: failures.length > 0 };
}

function firesIn({ findings, shadow, models }: Assessment, firing: Firing): boolean {
  if (firing.kind === "model") return models.some(({ mode, model, chance }) => mode === "live" && chance >= MODEL_FIRES && (firing.model === null || firing.model === model));
  return [...findings, ...shadow].some((finding) => finding.rule === firing.rule && finding.severity !== "info");
}

/** A declaration as a back-test saw it. `recorded` is whether the rule is recorded to have fired on it; `confirmed` is null while its outcome is not known. */
export type Looked<Lane extends string = string> = {
  readonly declaration: number;
  readonly confirmed: boolean | null;
  readonly recorded: boolean;
  readonly inForce: Tried<Lane>;
  readonly a: Tried<Lane>;
  readonly b: Tried<Lane> | null;
  readonly failed: boolean;
};

/** On how many something fired, and of those with a known outcome how many were confirmed. The rest is unknown and is never counted as a false alarm. */
export type Fired = { readonly fired: number; readonly known: number; readonly confirmed: number };

/** From one lane to another, `green>red`, how many declarations. */
export type Moves = Readonly<Record<string, number>>;

/** What a back-test counted. `recorded`: as findings of that time say; `inForce`: as rules are set now. The comparison is between A and B, or A and what is in force where there is no B. */
export type Tally = {
  readonly declarations: number;
  readonly known: number;
  readonly recorded: Fired;
  readonly inForce: Fired;
  readonly a: Fired;
  readonly b: Fired | null;
  readonly onlyA: Fired;
  readonly onlyOther: Fired;
  readonly both: Fired;
  readonly movesA: Moves;
  readonly movesB: Moves;
  readonly failed: number;
};

const NONE: Fired = { fired: 0, known: 0, confirmed: 0 };

/** A tally of nothing yet. */
export function emptyTally(compares: boolean): Tally {
  return { declarations: 0, known: 0, recorded: NONE, inForce: NONE, a: NONE, b: compares ? NONE : null, onlyA: NONE, onlyOther: NONE, both: NONE, movesA: {}, movesB: {}, failed: 0 };
}

/** A tally with more declarations counted. */
export function tallied(tally: Tally, looked: readonly Looked[]): Tally {
  const count = (before: Fired, fires: (one: Looked) => boolean): Fired => {
    const fired = looked.filter(fires);
    return {
      fired: before.fired + fired.length,
      known: before.known + fired.filter(({ confirmed }) => confirmed !== null).length,
      confirmed: before.confirmed + fired.filter(({ confirmed }) => confirmed === true).length,
    };
  };
  return {
    declarations: tally.declarations + looked.length,
    known: tally.known + looked.filter(({ confirmed }) => confirmed !== null).length,
    recorded: count(tally.recorded, (one) => one.recorded),
    inForce: count(tally.inForce, (one) => one.inForce.fires),
    a: count(tally.a, (one) => one.a.fires),
    b: tally.b === null ? null : count(tally.b, (one) => one.b?.fires === true),
    onlyA: count(tally.onlyA, (one) => sideOf(one) === "only-a"),
    onlyOther: count(tally.onlyOther, (one) => sideOf(one) === "only-other"),
    both: count(tally.both, (one) => sideOf(one) === "both"),
    movesA: moved(tally.movesA, looked, (one) => one.a),
    movesB: moved(tally.movesB, looked, (one) => one.b),
    failed: tally.failed + looked.filter(({ failed }) => failed).length,
  };
}

/** On which side of the comparison a declaration is; `neither` where nothing compared fires on it. */
export const SIDES = ["only-a", "only-other", "both", "neither"] as const;
export type Side = (typeof SIDES)[number];

/** Whether A alone fires on a declaration, the other alone (B, or what is in force), or both. */
export function sideOf({ a, b, inForce }: Pick<Looked, "a" | "b" | "inForce">): Side {
  const other = (b ?? inForce).fires;
  if (a.fires) return other ? "both" : "only-a";
  return other ? "only-other" : "neither";
}

/** Whether a declaration is one that a person would look at in the result: something fires or fired, or a lane moved. */
export function isOfInterest(one: Looked): boolean {
  return one.recorded || sideOf(one) !== "neither" || one.inForce.fires || one.a.lane !== one.inForce.lane || (one.b !== null && one.b.lane !== one.inForce.lane);
}

function moved(before: Moves, looked: readonly Looked[], to: (one: Looked) => Tried<string> | null): Moves {
  const moves: Record<string, number> = { ...before };
  for (const one of looked) {
    const after = to(one);
    if (after === null || after.lane === one.inForce.lane) continue;
    const key = `${one.inForce.lane}>${after.lane}`;
    moves[key] = (moves[key] ?? 0) + 1;
  }
  return moves;
}

/** A back-test as it is kept: what was tried over which days, how far it is, and what it counted. `standing` is how its rule was set when it began. */
export type BacktestRecord = {
  readonly id: number;
  readonly first: Variation;
  readonly second: Variation | null;
  readonly standing: Variation | null;
  readonly fromDay: string;
  readonly toDay: string;
  readonly state: "waiting" | "running" | "done" | "cancelled" | "failed";
  readonly total: number | null;
  readonly tally: Tally | null;
  readonly problem: string | null;
  readonly requestedByName: string;
  readonly requestedAt: Date;
  readonly finishedAt: Date | null;
};

/** The profiles that a back-test tries, by their ids as rules. */
export function profilesIn({ first, second }: Pick<BacktestRecord, "first" | "second">): string[] {
  return [first, ...(second === null ? [] : [second])].flatMap((one) => (one.kind === "profile" ? [`profile:${one.id}`] : []));
}

/** A declaration of a back-test's result, with what the desk says of it. */
export type Hit = {
  readonly declarationId: number;
  readonly side: Side;
  readonly recorded: boolean;
  readonly inForce: boolean;
  readonly confirmed: boolean | null;
  readonly laneInForce: string;
  readonly laneFirst: string;
  readonly laneSecond: string | null;
  readonly scoreInForce: number;
  readonly scoreFirst: number;
  readonly scoreSecond: number | null;
  readonly number: string;
  readonly lodgedAt: Date;
  readonly importerName: string;
  readonly goodsEn: string;
  readonly goodsZh: string;
  readonly siteName: string;
};
