import { and, eq, gte } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { auditEntries } from "#db/schema/audit";
import { actorKey, type Actor } from "#lib/access/actor";
import type { AuditEntry } from "#lib/audit/entry";

/** Who looks again within so many minutes is still reading: a page that follows changes is drawn many times. */
const SITTING = 60;

/** The entry of a person's reading of a consignment; undefined while they are still at it, and for whoever is no person. */
export async function readingOf(tx: Transaction, actor: Actor, number: string, now: Date): Promise<AuditEntry | undefined> {
  if (actor.kind !== "person") return undefined;
  const since = new Date(now.getTime() - SITTING * 60_000);
  const [before] = await tx
    .select({ id: auditEntries.id })
    .from(auditEntries)
    .where(and(eq(auditEntries.subjectKind, "declaration"), eq(auditEntries.subjectId, number), eq(auditEntries.actorId, actorKey(actor)), eq(auditEntries.action, "consignment.read"), gte(auditEntries.at, since)))
    .limit(1);
  return before === undefined ? { action: "consignment.read", subject: { kind: "declaration", id: number } } : undefined;
}
