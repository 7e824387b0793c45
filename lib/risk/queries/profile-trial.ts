import { and, desc, gte, inArray, lt } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { declarations } from "#db/schema/consignments";
import { outcomes } from "#db/schema/risk-feedback";
import { Refusal } from "#lib/access/refusal";
import { labelOf } from "../outcome.ts";
import { appliedProfile, looked } from "../profile.ts";
import { CONDITION_LIMITS, compiled } from "../profileCondition.ts";
import { counted, NOTHING_TRIED, type TrialStretch } from "../profileTrial.ts";
import { subjectsOf } from "./subjects.ts";

/** What is tried over which declarations: those lodged in [from, to), newest first; `before` goes on where a stretch ended. */
export const trialInput = z.strictObject({
  condition: z.string().trim().min(1).max(CONDITION_LIMITS.length),
  offices: z.array(z.string().trim().min(1).max(20)).max(200).default([]),
  from: z.iso.datetime({ offset: true }),
  to: z.iso.datetime({ offset: true }),
  before: z.int().positive().nullable().default(null),
  most: z.int().min(1).max(5_000).default(1_000),
});
type TrialInput = z.infer<typeof trialInput>;

const BLOCK = 250;
const NAMELESS = { en: "", zh: "" };
/** A stretch ends after this many milliseconds, wherever it is. */
const LONGEST = 5_000;

/**
 * Tries a condition on past declarations with what is known of them now, newest first, block by block until as many as asked for were looked at, or the time is over.
 * Throws Refusal `condition-wrong`.
 */
export async function triedOn(tx: Transaction, { condition, offices, from, to, before, most }: TrialInput): Promise<TrialStretch> {
  const read = compiled(condition);
  if (!read.ok)
    throw new Refusal(
      "unprocessable",
      "condition-wrong",
      { problems: read.problems.length },
      read.problems.map(({ code, from: at, to: end }) => ({ pointer: "/condition", code, detail: `from character ${at} to ${end}` })),
    );
  const looking = { rules: [appliedProfile({ id: 0, version: 0, name: NAMELESS, next: NAMELESS, severity: "info", points: 0, condition, offices, mode: "shadow" })], now: new Date(to) };
  const begun = performance.now();
  let tried = NOTHING_TRIED;
  let last = before;
  while (tried.looked < most && performance.now() - begun < LONGEST) {
    const rows = await tx
      .select({ id: declarations.id })
      .from(declarations)
      .where(and(gte(declarations.lodgedAt, new Date(from)), lt(declarations.lodgedAt, new Date(to)), last === null ? undefined : lt(declarations.id, last)))
      .orderBy(desc(declarations.id))
      .limit(Math.min(BLOCK, most - tried.looked));
    const ids = rows.map(({ id }) => id);
    if (ids.length === 0) return { tried, next: null, milliseconds: performance.now() - begun };
    const [subjects, labels] = await Promise.all([subjectsOf(tx, ids, looking), labelsOf(tx, ids)]);
    for (const subject of subjects.toSorted((a, b) => b.declarationId - a.declarationId)) {
      const declaration = { number: subject.number, lodgedAt: subject.lodgedAt.toISOString(), importer: subject.importer.name, label: labels.get(subject.declarationId) ?? null };
      tried = counted(tried, looked(read.condition, offices, subject), declaration);
    }
    last = ids.at(-1) ?? null;
  }
  return { tried, next: last, milliseconds: performance.now() - begun };
}

async function labelsOf(tx: Transaction, ids: readonly number[]): Promise<Map<number, ReturnType<typeof labelOf>>> {
  const rows = await tx
    .select({ declarationId: outcomes.declarationId, source: outcomes.source, result: outcomes.result, rule: outcomes.rule, reference: outcomes.reference, at: outcomes.at })
    .from(outcomes)
    .where(inArray(outcomes.declarationId, [...ids]));
  return new Map([...Map.groupBy(rows, (row) => row.declarationId)].map(([id, own]) => [id, labelOf(own)]));
}
