import { and, asc, desc, eq, isNull } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { lineAnswers } from "#db/schema/capacity";
import { declarationLines, declarations } from "#db/schema/consignments";
import { assessments, findings } from "#db/schema/risk";
import type { LineCapacity, Verdict } from "#lib/capacity/verdict";
import type { ScorePart } from "#lib/risk/assess";
import type { Finding } from "#lib/risk/finding";
import type { Lane, LaneReason } from "../lane.ts";

/** A finding as it stands on a declaration, of the whole (`line` null) or of one line. */
export type StandingFinding = Finding & { readonly id: number; readonly line: number | null; readonly firedAt: Date };

/** The assessment of a declaration's standing revision; `pending` until the rules have looked at that revision. */
export type DeclarationAssessment = {
  readonly status: "pending" | "complete";
  readonly score: number | null;
  readonly lane: Lane | null;
  readonly laneBy: LaneReason | null;
  /** What adds up to the score; null where it was not kept then. */
  readonly parts: readonly ScorePart[] | null;
  readonly findings: readonly StandingFinding[];
  /** Each line with the answer it was given when lodged, and the verdict as certificates stand now. */
  readonly lines: readonly { readonly no: number; readonly capacity: LineCapacity; readonly verdictNow: Verdict }[];
};

/** What the rules found in a declaration; undefined when there is none within the reader's scope. */
export async function assessmentOf(tx: Transaction, number: string): Promise<DeclarationAssessment | undefined> {
  const [declaration] = await tx.select({ id: declarations.id, revision: declarations.revision }).from(declarations).where(eq(declarations.number, number));
  if (!declaration) return undefined;
  const { id, revision } = declaration;
  const [[last], found, lines] = await Promise.all([
    tx.select().from(assessments).where(eq(assessments.declarationId, id)).orderBy(desc(assessments.id)).limit(1),
    tx.select().from(findings).where(and(eq(findings.declarationId, id), isNull(findings.clearedAt))).orderBy(desc(findings.points), asc(findings.id)),
    tx
      .select({ no: lineAnswers.no, capacity: lineAnswers.answer, now: declarationLines.verdict })
      .from(lineAnswers)
      .leftJoin(declarationLines, and(eq(declarationLines.declarationId, lineAnswers.declarationId), eq(declarationLines.no, lineAnswers.no), eq(declarationLines.revision, lineAnswers.revision)))
      .where(and(eq(lineAnswers.declarationId, id), eq(lineAnswers.revision, revision)))
      .orderBy(asc(lineAnswers.no)),
  ]);
  const complete = last !== undefined && last.revision >= revision;
  return {
    status: complete ? "complete" : "pending",
    score: complete ? last.score : null,
    lane: complete ? last.lane : null,
    laneBy: complete ? last.laneBy : null,
    parts: complete ? last.parts : null,
    findings: found.map(({ id: finding, rule, version, severity, points, facts, wording, lineNo, firedAt }) => ({ id: finding, rule, version, severity, points, line: lineNo, facts, wording, firedAt })),
    lines: lines.map(({ no, capacity, now }) => ({ no, capacity, verdictNow: now ?? capacity.verdict })),
  };
}
