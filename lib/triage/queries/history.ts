import { asc, desc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { declarationRevisions } from "#db/schema/consignments";
import { assessments, findings } from "#db/schema/risk";
import { triageDecisions } from "#db/schema/triage";
import { auditPage } from "#lib/audit/queries";
import { titlesOf } from "#lib/risk/queries/titles";
import type { Subject } from "#lib/risk/subject";
import type { History, HistoryEntry, RecordedAssessment, RecordedRevision } from "../consignment.ts";
import { changesBetween } from "../revision.ts";

const MOST = 300;

/** The history of one declaration. */
export async function historyOf(tx: Transaction, subject: Subject): Promise<History> {
  const found = await tx.select().from(findings).where(eq(findings.declarationId, subject.declarationId)).orderBy(desc(findings.points), asc(findings.id)).limit(MOST);
  const decided = await tx.select().from(triageDecisions).where(eq(triageDecisions.declarationId, subject.declarationId)).orderBy(desc(triageDecisions.id)).limit(MOST);
  const assessed = await tx.select().from(assessments).where(eq(assessments.declarationId, subject.declarationId)).orderBy(desc(assessments.id)).limit(MOST);
  return {
    titles: await titlesOf(tx, found.map(({ rule }) => rule)),
    assessments: assessed,
    findings: found.filter((finding) => finding.clearedAt === null),
    cleared: found.filter((finding) => finding.clearedAt !== null),
    decisions: decided.map((one) => ({ ...one, waits: one.needsSecond && one.secondedBy === null && !one.declined && one.undoneAt === null })),
    revisions: await revisionsOf(tx, subject),
    entries: await entriesOf(tx, subject, assessed),
  };
}

async function revisionsOf(tx: Transaction, subject: Subject): Promise<RecordedRevision[]> {
  const rows = await tx.select().from(declarationRevisions).where(eq(declarationRevisions.declarationId, subject.declarationId)).orderBy(asc(declarationRevisions.revision)).limit(MOST);
  return rows.map((row, index) => {
    const before = rows[index - 1];
    const changes = before === undefined ? null : changesBetween(before.body, row.body);
    return { revision: row.revision, status: row.body.status, lodgedAt: row.body.lodgedAt, recordedAt: row.recordedAt, lines: row.body.lines.length, standing: row.revision === subject.revision, changes };
  }).toReversed();
}

/** What people and systems did, from the audit log, and what the rules made of it, from the assessments. */
async function entriesOf(tx: Transaction, subject: Subject, assessed: readonly RecordedAssessment[]): Promise<HistoryEntry[]> {
  const { rows } = await auditPage(tx, { subjectKind: "declaration", subjectId: subject.number }, { limit: MOST });
  const acts = rows.map((row): HistoryEntry => ({ key: `a${row.id}`, at: row.at, action: row.action, by: row.actorKind === "system" ? null : row.actorName, role: row.role, facts: row.facts }));
  const seen = assessed.map((row): HistoryEntry => ({
    key: `s${row.id}`,
    at: row.at,
    action: "declaration.assess",
    by: null,
    role: null,
    facts: { score: row.score, lane: row.lane, cause: row.cause, revision: row.revision },
  }));
  return [...acts, ...seen].toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.key < b.key ? 1 : -1));
}
