import { and, asc, eq, inArray, or } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { auditEntries } from "#db/schema/audit";
import { caseConsignments, cases } from "#db/schema/cases";
import { declarations } from "#db/schema/consignments";
import { triageDecisions } from "#db/schema/triage";
import type { ConsignmentStatus, TriageDecision } from "#lib/triage/decision";

/** One moment of a case: an act or a reading out of the audit record, or a decision on one of its consignments. */
export type CaseMoment =
  | { readonly kind: "entry"; readonly at: Date; readonly by: string; readonly action: string; readonly subject: { readonly kind: string; readonly id: string }; readonly facts: Readonly<Record<string, unknown>> }
  | {
      readonly kind: "decision";
      readonly at: Date;
      readonly by: string;
      readonly number: string;
      readonly decision: TriageDecision;
      readonly reason: string;
      readonly note: string;
      readonly from: ConsignmentStatus;
      readonly to: ConsignmentStatus;
      readonly secondedBy: string | null;
      readonly secondedAt: Date | null;
      readonly declined: boolean;
      readonly undoneAt: Date | null;
    };

/** The acts on a consignment that are told as decisions, not a second time as entries. */
const TOLD_AS_DECISIONS = new Set(["release", "hold", "request-correction", "order-examination", "refuse", "resume"].map((decision) => `consignment.${decision}`));

/** Everything done to and read of a case and its consignments, in order of time; empty when there is no such case. */
export async function caseTimeline(tx: Transaction, number: string): Promise<CaseMoment[]> {
  const linked = await tx
    .select({ id: declarations.id, number: declarations.number })
    .from(cases)
    .innerJoin(caseConsignments, eq(caseConsignments.caseId, cases.id))
    .innerJoin(declarations, eq(declarations.id, caseConsignments.declarationId))
    .where(eq(cases.number, number));
  const numbers = linked.map((one) => one.number);
  const onDeclarations = and(eq(auditEntries.subjectKind, "declaration"), inArray(auditEntries.subjectId, numbers));
  const [entries, decisions] = await Promise.all([
    tx
      .select()
      .from(auditEntries)
      .where(or(and(eq(auditEntries.subjectKind, "case"), eq(auditEntries.subjectId, number)), numbers.length === 0 ? undefined : onDeclarations))
      .orderBy(asc(auditEntries.at), asc(auditEntries.id)),
    numbers.length === 0 ? [] : tx.select().from(triageDecisions).where(inArray(triageDecisions.declarationId, linked.map((one) => one.id))).orderBy(asc(triageDecisions.id)),
  ]);
  const numberOf = new Map(linked.map((one) => [one.id, one.number]));
  const moments: CaseMoment[] = [
    ...entries
      .filter((entry) => !TOLD_AS_DECISIONS.has(entry.action))
      .map((entry) => ({
        kind: "entry" as const,
        at: entry.at,
        by: entry.actorName,
        action: entry.action,
        subject: { kind: entry.subjectKind, id: entry.subjectId },
        facts: entry.facts,
      })),
    ...decisions.map((made) => ({
      kind: "decision" as const, at: made.at, by: made.decidedByName, number: numberOf.get(made.declarationId) ?? "", decision: made.decision, reason: made.reason, note: made.note,
      from: made.fromStatus, to: made.toStatus, secondedBy: made.secondedByName, secondedAt: made.secondedAt, declined: made.declined, undoneAt: made.undoneAt,
    })),
  ];
  return moments.toSorted((a, b) => a.at.getTime() - b.at.getTime());
}
