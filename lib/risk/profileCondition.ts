import { celEnv, isCelError, parse, plan, type CelInput } from "@bufbuild/cel";
import type { FactName } from "./subject.ts";
import { untold, type Answer } from "./profileAnswer.ts";
import { CONDITION_FUNCTIONS } from "./profileCalculation.ts";
import { checked, type Checked } from "./profileCheck.ts";
import { patternOf } from "./profilePattern.ts";
import { foundType, type ProfileProblem } from "./profileProblem.ts";
import { REFERENCE_SIZES, type Sizes } from "./profileType.ts";

/** The longest condition, in characters; the deepest brackets; the most steps on a declaration of the reference size, and on any. A step takes about a tenth of a microsecond. */
export const CONDITION_LIMITS = { length: 4_000, depth: 24, steps: 100_000, stepsAtOnce: 1_000_000 } as const;

/** A condition that was read: its bound, whether it is tried on each line, the groups of facts that must be read for it, and how it is asked. */
export type Condition = {
  readonly steps: number;
  readonly eachLine: boolean;
  readonly needs: readonly FactName[];
  readonly stepsFor: (sizes: Sizes) => number;
  readonly ask: (facts: Readonly<Record<string, CelInput>>) => Answer;
};

/** A condition, or all that is wrong with its text. */
export type Compiled = { readonly ok: true; readonly condition: Condition } | { readonly ok: false; readonly problems: readonly ProfileProblem[] };

const env = celEnv({ funcs: [...CONDITION_FUNCTIONS], re2: { compile: (pattern) => ({ test: (text) => patternOf(pattern).matcher(text).find() }) } });

/** Reads a condition: its form, its types, and that no declaration makes it run for long. Nothing is evaluated. */
export function compiled(source: string): Compiled {
  const early = beforeParsing(source);
  if (early !== null) return { ok: false, problems: [early] };
  let parsed: ReturnType<typeof parse>;
  try {
    // A remark ends with its line, and the last line of a text need not.
    parsed = parse(`${source}\n`);
  } catch (error) {
    return { ok: false, problems: [syntaxProblem(source, error)] };
  }
  const check = checked(source, parsed, REFERENCE_SIZES);
  const problems = [...check.problems, ...(check.problems.length === 0 ? wholeProblems(source, check) : [])];
  if (problems.length > 0) return { ok: false, problems };
  const asked = plan(env, parsed);
  const ask = (facts: Readonly<Record<string, CelInput>>): Answer => {
    const answer = untraced(() => asked(facts));
    if (isCelError(answer)) return untold(answer, () => asked(facts));
    if (typeof answer !== "boolean") throw new TypeError("a condition answered neither true nor false");
    return { holds: answer };
  };
  return { ok: true, condition: { steps: check.steps, eachLine: check.roots.has("line"), needs: [...check.needs], stepsFor: (sizes) => checked(source, parsed, sizes).steps, ask } };
}

/** Runs something whose errors are answers: a fact that is missing is one, on every declaration that lacks it, and its stack would cost more than all the rest. */
function untraced<Result>(run: () => Result): Result {
  const limit = Error.stackTraceLimit;
  Error.stackTraceLimit = 0;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = limit;
  }
}

function wholeProblems(source: string, { type, steps, roots }: Checked): ProfileProblem[] {
  const whole = { from: 0, to: source.length };
  if (type !== null && type.kind !== "bool") return [{ ...whole, code: "not-a-condition", facts: foundType(type) }];
  if (roots.size === 0) return [{ ...whole, code: "no-fact", facts: {} }];
  if (steps > CONDITION_LIMITS.steps) return [{ ...whole, code: "too-costly", facts: { steps: Number.isFinite(steps) ? Math.min(Math.round(steps), 1e15) : 1e15, most: CONDITION_LIMITS.steps } }];
  return [];
}

/** What is seen before the text is parsed: nothing, too much, or brackets too deep or never closed. */
function beforeParsing(source: string): ProfileProblem | null {
  if (source.trim() === "") return { code: "empty", from: 0, to: source.length, facts: {} };
  if (source.length > CONDITION_LIMITS.length) return { code: "too-long", from: CONDITION_LIMITS.length, to: source.length, facts: { most: CONDITION_LIMITS.length } };
  const open: { readonly mark: string; readonly at: number }[] = [];
  const text = bare(source);
  for (let at = 0; at < text.length; at++) {
    const mark = text[at] ?? "";
    if ("([{".includes(mark)) open.push({ mark, at });
    if (")]}".includes(mark)) {
      const last = open.pop();
      if (last === undefined || "([{".indexOf(last.mark) !== ")]}".indexOf(mark)) return { code: "unclosed", from: at, to: at + 1, facts: { mark } };
    }
    if (open.length > CONDITION_LIMITS.depth) return { code: "too-deep", from: at, to: at + 1, facts: { most: CONDITION_LIMITS.depth } };
  }
  const never = open.at(-1);
  if (never !== undefined) return { code: "unclosed", from: never.at, to: never.at + 1, facts: { mark: never.mark } };
  if (/[!-]{25}|(?:\?[^?]*){25}/.test(text)) return { code: "too-deep", from: 0, to: source.length, facts: { most: CONDITION_LIMITS.depth } };
  return null;
}

/** The text with its literals and comments blanked, character for character. */
function bare(source: string): string {
  return source.replaceAll(/"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*/g, (all) => " ".repeat(all.length));
}

function syntaxProblem(source: string, error: unknown): ProfileProblem {
  const text = bare(source);
  const quote = text.search(/["']/);
  if (quote >= 0) return { code: "unclosed", from: quote, to: source.length, facts: { mark: source[quote] ?? "" } };
  const equals = /(?<![=!<>])=(?!=)/.exec(text);
  if (equals !== null) return { code: "single-equals", from: equals.index, to: equals.index + 1, facts: {} };
  const joint = /(?<!&)&(?!&)|(?<!\|)\|(?!\|)|&&&|\|\|\||\b(?:and|or|AND|OR)\b/.exec(text);
  if (joint !== null) return { code: "single-and-or", from: joint.index, to: joint.index + joint[0].length, facts: {} };
  const at = Math.min(offsetOf(error), source.length);
  return { code: "syntax", from: at, to: Math.max(at + 1, source.length), facts: { near: source.slice(at, at + 20) } };
}

function offsetOf(error: unknown): number {
  if (typeof error !== "object" || error === null || !("location" in error)) return 0;
  const { location } = error;
  if (typeof location !== "object" || location === null || !("start" in location)) return 0;
  const { start } = location;
  return typeof start === "object" && start !== null && "offset" in start && typeof start.offset === "number" ? start.offset : 0;
}
