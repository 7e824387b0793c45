import { boundFacts } from "./profileBinding.ts";
import { CONDITION_LIMITS, compiled, type Condition } from "./profileCondition.ts";
import type { UntoldReason } from "./profileAnswer.ts";
import { REFERENCE_SIZES, type Sizes } from "./profileType.ts";
import type { Finding } from "./finding.ts";
import type { AppliedRule, Seen } from "./rule.ts";
import type { Subject, Wording } from "./subject.ts";

/** How a version of a profile stands: written, waiting for a colleague, agreed to, declined, ended before its date. */
export const PROFILE_STATES = ["draft", "proposed", "confirmed", "declined", "ended"] as const;
export type ProfileState = (typeof PROFILE_STATES)[number];

/** What can be done with a version by its state; a declined one is changed and proposed again. */
export const PROFILE_ACTS = {
  draft: ["change", "propose", "end"],
  proposed: ["answer", "end"],
  confirmed: ["end"],
  declined: ["change", "propose", "end"],
  ended: [],
} as const satisfies Record<ProfileState, readonly ("change" | "propose" | "answer" | "end")[]>;

/** A targeting profile (布控指令): a condition over a declaration's facts, and what a hit means. `offices` without one are all of them. */
export type Profile = {
  readonly id: number;
  readonly version: number;
  readonly name: Wording;
  readonly next: Wording;
  readonly severity: Finding["severity"];
  readonly points: number;
  readonly condition: string;
  readonly offices: readonly string[];
  readonly mode: "shadow" | "live";
};

/** The id of the rule that a profile is. */
export const ruleIdOf = (id: number): string => `profile:${id}`;

/** What a profile says of a declaration: it concerns another office, the lines it holds for (null: the whole), or why it cannot be told. */
export type Looked =
  | { readonly kind: "elsewhere" | "no" }
  | { readonly kind: "hit"; readonly lines: readonly number[] | null }
  | { readonly kind: "untold"; readonly why: UntoldReason; readonly fact: string; readonly line: number | null };

/** Tries a condition on a declaration, or on each of its lines where it is about `line`. One line that holds is a hit, whatever cannot be told of the others. */
export function looked(condition: Condition, offices: readonly string[], subject: Subject): Looked {
  if (offices.length > 0 && !offices.includes(subject.office.code)) return { kind: "elsewhere" };
  const { facts, lines, sizes } = boundFacts(subject);
  if (isLarger(sizes) && condition.stepsFor(largest(sizes)) * (condition.eachLine ? lines.length : 1) > CONDITION_LIMITS.stepsAtOnce) return { kind: "untold", why: "too-large", fact: "", line: null };
  if (!condition.eachLine) {
    const answer = condition.ask(facts);
    if ("why" in answer) return { kind: "untold", why: answer.why, fact: answer.fact, line: null };
    return answer.holds ? { kind: "hit", lines: null } : { kind: "no" };
  }
  const hits: number[] = [];
  let untold: Looked | undefined;
  for (const { no, facts: line } of lines) {
    const answer = condition.ask(line);
    if ("why" in answer) untold ??= { kind: "untold", why: answer.why, fact: answer.fact, line: no };
    else if (answer.holds) hits.push(no);
  }
  if (hits.length > 0) return { kind: "hit", lines: hits };
  return untold ?? { kind: "no" };
}

const SIZE_NAMES = Object.keys(REFERENCE_SIZES) as (keyof Sizes)[];
const isLarger = (sizes: Sizes): boolean => SIZE_NAMES.some((name) => sizes[name] > REFERENCE_SIZES[name]);
const largest = (sizes: Sizes): Sizes => ({ ...sizes, text: Math.max(sizes.text, REFERENCE_SIZES.text) });

/**
 * A profile as the rule it is, and how it is applied. A declaration it cannot be told of is no hit. One whose condition can no longer be read fails on
 * every declaration instead of falling silent.
 */
export function appliedProfile(profile: Profile): AppliedRule {
  const read = compiled(profile.condition);
  const look = (subject: Subject): Seen[] => {
    if (!read.ok) throw new Error(`the condition of ${ruleIdOf(profile.id)} cannot be read: ${read.problems.map(({ code }) => code).join(", ")}`);
    const answer = looked(read.condition, profile.offices, subject);
    return answer.kind === "hit" ? [seen(profile, answer.lines)] : [];
  };
  const concerns = (subject: Subject) => profile.offices.length === 0 || profile.offices.includes(subject.office.code);
  const mandatory = profile.severity === "critical" ? { mandatory: true as const } : {};
  return {
    rule: {
      id: ruleIdOf(profile.id),
      version: profile.version,
      name: profile.name,
      next: profile.next,
      needs: read.ok ? read.condition.needs : [],
      ...mandatory,
      thresholds: {},
      asks: concerns,
      look,
    },
    mode: profile.mode,
    values: {},
    setting: null,
  };
}

/** One finding for the declaration, however many lines it holds for: the profile's points count once. */
function seen({ name, next, severity, points, condition }: Profile, lines: readonly number[] | null): Seen {
  const at = lines === null ? { en: "", zh: "" } : { en: ` (line ${lines.join(", ")})`, zh: `（第${lines.join("、")}项）` };
  return {
    line: lines?.length === 1 ? (lines[0] ?? null) : null,
    severity,
    points,
    facts: { condition, lines: lines === null ? null : [...lines] },
    wording: { en: `Targeting profile "${name.en}" holds${at.en}. ${next.en}`, zh: `符合布控指令“${name.zh}”${at.zh}。${next.zh}` },
  };
}
