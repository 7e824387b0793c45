import { and, asc, desc, eq, exists, ilike, lt, or, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { caseConsignments, caseExhibits, caseFacts, caseNotes, cases, caseTasks, dossiers } from "#db/schema/cases";
import { consignments } from "#db/schema/triage";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { ACTIONS_BY_CASE_STATUS, type CaseAction, type CaseOutcome, type CaseStatus } from "../case.ts";

/** Which cases: of a state or status, of one person, with words in number or title, on one consignment. */
export type CaseFilter = {
  readonly state?: "open" | "closed" | undefined;
  readonly status?: CaseStatus | undefined;
  readonly assignee?: number | "nobody" | undefined;
  readonly q?: string | undefined;
  readonly declarationId?: number | undefined;
};

/** A case as a row of the list. */
export type CaseListRow = {
  readonly number: string;
  readonly title: string;
  readonly status: CaseStatus;
  readonly outcome: CaseOutcome | null;
  readonly officeCode: string | null;
  readonly openedByName: string;
  readonly openedAt: Date;
  readonly closedAt: Date | null;
  readonly assigneeName: string | null;
  readonly consignments: number;
  readonly openTasks: number;
  readonly version: number;
};

/** Cases, the newest first; `after` is the `next` of the page before. */
export async function listCases(
  tx: Transaction,
  filter: CaseFilter,
  { limit, after }: { readonly limit: number; readonly after?: string | undefined },
): Promise<{ readonly items: readonly CaseListRow[]; readonly next: string | null }> {
  const rows = await tx
    .select({
      id: cases.id, number: cases.number, title: cases.title, status: cases.status, outcome: cases.outcome, officeCode: cases.officeCode, openedByName: cases.openedByName, openedAt: cases.openedAt,
      closedAt: cases.closedAt, assigneeName: cases.assigneeName, version: cases.version,
      consignments: sql<number>`(select count(*)::int from case_consignments linked where linked.case_id = cases.id)`,
      openTasks: sql<number>`(select count(*)::int from case_tasks task where task.case_id = cases.id and not task.done)`,
    })
    .from(cases)
    .where(and(matching(tx, filter), after === undefined ? undefined : lt(cases.id, Number(after))))
    .orderBy(desc(cases.id))
    .limit(limit + 1);
  const page = rows.slice(0, limit);
  return { items: page.map(({ id: _, ...row }) => row), next: rows.length > limit ? String(page.at(-1)?.id) : null };
}

function matching(tx: Transaction, filter: CaseFilter) {
  const q = filter.q?.trim() ?? "";
  const part = `%${q.replace(/[\\%_]/g, (character) => `\\${character}`)}%`;
  const linked = tx.select({ one: sql`1` }).from(caseConsignments).where(and(eq(caseConsignments.caseId, cases.id), eq(caseConsignments.declarationId, filter.declarationId ?? 0)));
  return and(
    filter.state === undefined ? undefined : filter.state === "closed" ? eq(cases.status, "closed") : sql`${cases.status} <> 'closed'`,
    filter.status === undefined ? undefined : eq(cases.status, filter.status),
    filter.assignee === undefined ? undefined : filter.assignee === "nobody" ? sql`${cases.assigneeId} is null` : eq(cases.assigneeId, filter.assignee),
    q === "" ? undefined : or(ilike(cases.number, part), ilike(cases.title, part)),
    filter.declarationId === undefined ? undefined : exists(linked),
  );
}

/** The cases a declaration is part of, the newest first. */
export async function casesOf(tx: Transaction, declarationId: number): Promise<readonly CaseListRow[]> {
  return (await listCases(tx, { declarationId }, { limit: 100 })).items;
}

/** A case with all that belongs to it, as its page and its dossier show it. */
export type CasePage = {
  readonly case: Omit<typeof cases.$inferSelect, "id">;
  readonly actions: readonly CaseAction[];
  readonly consignments: readonly (typeof consignments.$inferSelect & { readonly addedByName: string; readonly addedAt: Date })[];
  readonly facts: readonly (typeof caseFacts.$inferSelect)[];
  readonly exhibits: readonly (typeof caseExhibits.$inferSelect)[];
  readonly notes: readonly (typeof caseNotes.$inferSelect)[];
  readonly tasks: readonly (typeof caseTasks.$inferSelect)[];
  readonly dossiers: readonly { readonly id: number; readonly sha256: string; readonly pages: number; readonly madeByName: string; readonly madeAt: Date }[];
};

/** One case by its number, undefined when there is none. Screens read it through `readCase`, which records the reading. */
export async function casePage(tx: Transaction, number: string): Promise<CasePage | undefined> {
  const [row] = await tx.select().from(cases).where(eq(cases.number, number));
  if (row === undefined) return undefined;
  const { id, ...head } = row;
  const [linked, facts, exhibits, notes, tasks, made] = await Promise.all([
    tx
      .select({ consignment: consignments, addedByName: caseConsignments.addedByName, addedAt: caseConsignments.addedAt })
      .from(caseConsignments)
      .innerJoin(consignments, eq(consignments.id, caseConsignments.declarationId))
      .where(eq(caseConsignments.caseId, id))
      .orderBy(asc(consignments.lodgedAt), asc(consignments.id)),
    tx.select().from(caseFacts).where(eq(caseFacts.caseId, id)).orderBy(asc(caseFacts.id)),
    tx.select().from(caseExhibits).where(eq(caseExhibits.caseId, id)).orderBy(asc(caseExhibits.no)),
    tx.select().from(caseNotes).where(eq(caseNotes.caseId, id)).orderBy(desc(caseNotes.id)),
    tx.select().from(caseTasks).where(eq(caseTasks.caseId, id)).orderBy(asc(caseTasks.done), asc(caseTasks.id)),
    tx.select({ id: dossiers.id, sha256: dossiers.sha256, pages: dossiers.pages, madeByName: dossiers.madeByName, madeAt: dossiers.madeAt }).from(dossiers).where(eq(dossiers.caseId, id)).orderBy(desc(dossiers.id)),
  ]);
  return { case: head, actions: ACTIONS_BY_CASE_STATUS[row.status], consignments: linked.map(({ consignment, ...added }) => ({ ...consignment, ...added })), facts, exhibits, notes, tasks, dossiers: made };
}

/** Reads a case for a person; the reading itself is an audit entry. Throws Refusal `unknown-case`. */
export async function readCase(actor: Actor, number: string): Promise<CasePage> {
  const entry = { action: "case.read", subject: { kind: "case", id: number } };
  return reading(actor, "case.read", async (tx) => {
    const page = await casePage(tx, number);
    if (page === undefined) throw new Refusal("not-found", "unknown-case", { number });
    return page;
  }, entry);
}
