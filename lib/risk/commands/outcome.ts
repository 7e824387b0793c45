import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { outcomes } from "#db/schema/risk-feedback";
import { declarations } from "#db/schema/consignments";
import { findings } from "#db/schema/risk";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { FALSE_ALARM_REASONS, OUTCOME_RESULTS, type OutcomeResult, type OutcomeSource } from "../outcome.ts";

/** A word on how a declaration turned out that comes from an examination or a case; the findings named are those it confirms. */
export type Ended = {
  readonly declarationId: number;
  readonly source: Exclude<OutcomeSource, "review">;
  readonly result: OutcomeResult;
  readonly note: string;
  readonly reference: string;
  readonly findings?: readonly number[];
};

type Person = Extract<Actor, { readonly kind: "person" }>;

/** Records how declarations turned out, within the transaction of what ended. Throws Refusal `unknown-finding` for a finding of another declaration. */
export async function recordEnds(tx: Transaction, person: Person, ends: readonly Ended[], now: Date): Promise<void> {
  if (ends.length === 0) return;
  const named = ends.flatMap(({ findings: ids = [] }) => ids);
  const [offices, found] = await Promise.all([
    tx.select({ id: declarations.id, office: declarations.officeCode }).from(declarations).where(inArray(declarations.id, ends.map(({ declarationId }) => declarationId))),
    named.length === 0 ? [] : tx.select({ id: findings.id, declarationId: findings.declarationId, rule: findings.rule }).from(findings).where(inArray(findings.id, named)),
  ]);
  const officeOf = new Map(offices.map(({ id, office }) => [id, office]));
  const rows = ends.flatMap(({ findings: ids = [], ...end }) => {
    const whole = { ...end, officeCode: officeOf.get(end.declarationId) ?? "", by: person.id, byName: person.name, at: now };
    const parts = ids.map((id) => {
      const finding = found.find((one) => one.id === id && one.declarationId === end.declarationId);
      if (finding === undefined) throw new Refusal("unprocessable", "unknown-finding", { id });
      return { ...whole, rule: finding.rule, findingId: id };
    });
    return [whole, ...parts];
  });
  await tx.insert(outcomes).values(rows);
}

const reviewInput = z
  .strictObject({ finding: z.int().positive(), result: z.enum(OUTCOME_RESULTS), reason: z.enum(FALSE_ALARM_REASONS).optional(), note: z.string().trim().max(2_000).default("") })
  .refine(({ result, reason }) => (result === "not-confirmed") === (reason !== undefined), { path: ["reason"], message: "a false alarm has a reason, a confirmation has none", params: { code: "reason" } })
  .refine(({ result, note }) => result === "not-confirmed" || note !== "", { path: ["note"], message: "say what confirms it", params: { code: "missing" } });

/** What a review left: the finding's rule and the declaration by its entry number. */
export type Reviewed = { readonly finding: number; readonly rule: string; readonly number: string; readonly result: OutcomeResult };

/**
 * An officer's word on one finding: a false alarm, with its reason by code, or confirmed, with what confirms it. The finding stays, and so does every word
 * said of it before; the same word again by the same person is recorded once. Throws Refusal: `unknown-finding`, `people-only`.
 */
export const reviewFinding = command("outcome.record", reviewInput, async ({ tx, actor, now }, { finding: id, result, reason, note }) => {
  if (actor.kind !== "person") throw new Refusal("forbidden", "people-only", { actor: actor.name });
  const [found] = await tx
    .select({ rule: findings.rule, declarationId: findings.declarationId, number: declarations.number, office: declarations.officeCode })
    .from(findings)
    .innerJoin(declarations, eq(declarations.id, findings.declarationId))
    .where(eq(findings.id, id));
  if (found === undefined) throw new Refusal("not-found", "unknown-finding", { id });
  const { rule, declarationId, number, office } = found;
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('review:' || ${String(id)}, 0))`);
  const same = [
    eq(outcomes.findingId, id),
    eq(outcomes.by, actor.id),
    eq(outcomes.source, "review"),
    eq(outcomes.result, result),
    eq(outcomes.note, note),
    reason === undefined ? isNull(outcomes.reason) : eq(outcomes.reason, reason),
  ];
  const repeated = (await tx.select({ id: outcomes.id }).from(outcomes).where(and(...same)).limit(1)).length > 0;
  if (!repeated) await tx.insert(outcomes).values({ declarationId, source: "review", result, rule, findingId: id, reason: reason ?? null, note, officeCode: office, by: actor.id, byName: actor.name, at: now });
  const answer: Reviewed = { finding: id, rule, number, result };
  return {
    result: answer,
    audit: {
      action: result === "confirmed" ? "finding.confirm" : "finding.false-alarm",
      subject: { kind: "declaration", id: number },
      facts: { finding: id, rule, reason: reason ?? null, note, repeated },
    },
  };
});
