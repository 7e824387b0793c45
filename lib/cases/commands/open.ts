import { and, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { idList } from "#db/columns";
import { notify } from "#db/live";
import { caseConsignments, cases } from "#db/schema/cases";
import { command } from "#lib/audit/command";
import { dateIn } from "#lib/measures/period";
import { officerOf } from "#lib/triage/officer";
import { caseNumber, caseNumberPrefix } from "../number.ts";
import { sourcesOf } from "../queries/sources.ts";
import { declarationIdsOf, nextCount, takeIn } from "./held.ts";
import { repeatOf, since } from "./repeated.ts";

/** What a new case is: its number, how many exhibits were taken in, its version. */
export type Opened = { readonly number: string; readonly exhibits: number; readonly version: number };

const openInput = z.strictObject({
  title: z.string().trim().min(1).max(200),
  allegation: z.string().trim().min(1).max(5_000),
  consignments: z.array(z.string().min(1)).min(1).max(100),
});

/**
 * Opens a case (立案) on one or many consignments and takes in, as exhibits with their hashes, what is recorded of them: revisions,
 * certificates, inspection reports, findings, decisions. Sent again by the same person within ten minutes it is the case that was opened.
 * Throws Refusal: `unknown-consignment`, `people-only`.
 */
export const openCase = command("case.open", openInput, async ({ tx, actor, now }, { title, allegation, consignments }) => {
  const officer = officerOf(actor);
  const declared = await declarationIdsOf(tx, consignments);
  const year = Number(dateIn(now).slice(0, 4));
  const number = caseNumber(year, await nextCount(tx, caseNumberPrefix(year)));
  const before = await openedBefore(tx, { title, allegation, openedBy: officer.id }, declared.map(({ id }) => id), now);
  if (before !== undefined) return { result: before, audit: repeatOf(before.number, { title, consignments: declared.map((one) => one.number) }) };
  const [made] = await tx
    .insert(cases)
    .values({ number, title, allegation, status: "open", officeCode: officer.office, openedBy: officer.id, openedByName: officer.name, openedAt: now })
    .returning({ id: cases.id, version: cases.version });
  if (made === undefined) throw new Error(`case ${number} was not recorded`);
  await tx.insert(caseConsignments).values(declared.map(({ id }) => ({ caseId: made.id, declarationId: id, addedByName: officer.name, addedAt: now })));
  const taken = await takeIn(tx, made.id, await sourcesOf(tx, declared.map(({ id }) => id)), officer.name, now);
  await notify(tx, "case", { number, kind: "opened" });
  const numbers = declared.map((one) => one.number);
  const result: Opened = { number, exhibits: taken.length, version: made.version };
  return {
    result,
    audit: [
      { action: "case.open", subject: { kind: "case", id: number }, facts: { title, consignments: numbers, exhibits: taken.length } },
      ...numbers.map((entry) => ({ action: "consignment.case-opened", subject: { kind: "declaration", id: entry }, facts: { case: number, title } })),
    ],
  };
});

/** The case that somebody opened just before with the same words on the same declarations. */
async function openedBefore(tx: Transaction, said: Pick<typeof cases.$inferInsert, "title" | "allegation" | "openedBy">, declarations: readonly number[], now: Date): Promise<Opened | undefined> {
  const [row] = await tx
    .select({
      number: cases.number,
      version: cases.version,
      exhibits: sql<number>`(select count(*)::int from case_exhibits where case_id = ${cases.id})`,
    })
    .from(cases)
    .where(
      and(
        eq(cases.openedBy, said.openedBy),
        eq(cases.title, said.title),
        eq(cases.allegation, said.allegation),
        gt(cases.openedAt, since(now)),
        sql`(select array_agg(declaration_id order by declaration_id) from case_consignments where case_id = ${cases.id}) = ${idList(declarations.toSorted((a, b) => a - b))}`,
      ),
    );
  return row;
}
