import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { people } from "#db/schema/access";
import { caseConsignments, caseExhibits, caseFacts, caseNotes } from "#db/schema/cases";
import { findings } from "#db/schema/risk";
import { mayRole } from "#lib/access/permission";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { officerOf } from "#lib/triage/officer";
import { EXHIBIT_KINDS } from "../exhibit.ts";
import { mentionsIn } from "../mention.ts";
import { sourceOf, sourcesOf } from "../queries/sources.ts";
import { changeCase, declarationIdsOf, heldCase, takeIn, worked, type CaseRow } from "./held.ts";
import { repeatOf, writtenBefore } from "./repeated.ts";
import { tellMentioned } from "./telling.ts";

const inCase = { number: z.string().min(1), expectedVersion: z.int().positive().optional() };

const addFactInput = z.strictObject({ ...inCase, statement: z.string().trim().min(1).max(5_000), finding: z.int().positive().optional(), exhibit: z.int().positive().optional() });

/**
 * Records an established fact, resting on a finding of the case's consignments or on one of its exhibits where there is one; sent again within ten
 * minutes it is kept once. Throws Refusal `unknown-exhibit`, `finding-not-of-case`.
 */
export const addFact = command("case.work", addFactInput, async ({ tx, actor, now }, input) => {
  const officer = officerOf(actor);
  const row = await heldCase(tx, input.number, "add-fact", input.expectedVersion);
  await demandSupport(tx, row, input);
  const written = { caseId: row.id, statement: input.statement, findingId: input.finding ?? null, exhibitNo: input.exhibit ?? null, byName: officer.name };
  const before = await writtenBefore(tx, caseFacts, written, now);
  if (before !== undefined) return { result: { id: before, version: row.version }, audit: repeatOf(row.number, { fact: before }) };
  const [fact] = await tx
    .insert(caseFacts)
    .values({ ...written, at: now })
    .returning({ id: caseFacts.id });
  if (fact === undefined) throw new Error(`a fact of case ${row.number} was not recorded`);
  const version = await changeCase(tx, row, worked(row), "fact");
  return {
    result: { id: fact.id, version },
    audit: {
      action: "case.add-fact",
      subject: { kind: "case", id: row.number },
      facts: { statement: input.statement, finding: input.finding ?? null, exhibit: input.exhibit ?? null },
    },
  };
});

/** Writes a note; people mentioned by @login are recorded with it and told, logins that nobody has are plain text. Sent again within ten minutes it is kept once. */
export const addNote = command("case.work", z.strictObject({ ...inCase, text: z.string().trim().min(1).max(10_000) }), async ({ tx, actor, now }, input) => {
  const officer = officerOf(actor);
  const row = await heldCase(tx, input.number, "add-note", input.expectedVersion);
  const named = mentionsIn(input.text);
  const known = named.length === 0 ? [] : await tx.select({ id: people.id, login: people.login, role: people.role }).from(people).where(and(inArray(people.login, named), isNull(people.disabledAt)));
  const mentions = named.filter((login) => known.some((person) => person.login === login));
  const written = { caseId: row.id, text: input.text, byName: officer.name };
  const before = await writtenBefore(tx, caseNotes, written, now);
  if (before !== undefined) return { result: { id: before, mentions, version: row.version }, audit: repeatOf(row.number, { note: before }) };
  const [note] = await tx.insert(caseNotes).values({ ...written, mentions, at: now }).returning({ id: caseNotes.id });
  if (note === undefined) throw new Error(`a note of case ${row.number} was not recorded`);
  const version = await changeCase(tx, row, worked(row), "note");
  await tellMentioned(tx, row, officer.id, known.filter(({ role }) => mayRole(role, "case.read")).map(({ id }) => id), input.text, now);
  return { result: { id: note.id, mentions, version }, audit: { action: "case.add-note", subject: { kind: "case", id: row.number }, facts: { note: note.id, mentions } } };
});

/** Takes one more record in as an exhibit, with the hash of what it says now. Throws Refusal `unknown-reference` where there is no such record. */
export const addExhibit = command("case.work", z.strictObject({ ...inCase, kind: z.enum(EXHIBIT_KINDS), reference: z.string().min(1).max(300) }), async ({ tx, actor, now }, input) => {
  const officer = officerOf(actor);
  const row = await heldCase(tx, input.number, "add-exhibit", input.expectedVersion);
  const source = await sourceOf(tx, input.kind, input.reference);
  if (source === undefined)
    throw new Refusal("unprocessable", "unknown-reference", { kind: input.kind, reference: input.reference }, [
      { pointer: "/reference", code: "unknown-reference", detail: `no ${input.kind} ${input.reference} is recorded` },
    ]);
  const [no] = await takeIn(tx, row.id, [source], officer.name, now);
  const version = await changeCase(tx, row, worked(row), "exhibit");
  return { result: { no: no ?? null, version }, audit: { action: "case.add-exhibit", subject: { kind: "case", id: row.number }, facts: { kind: input.kind, reference: input.reference, no: no ?? null } } };
});

/** Links further consignments to a case and takes in what is recorded of them. One that is linked already stays as it is. */
export const linkConsignments = command("case.work", z.strictObject({ ...inCase, consignments: z.array(z.string().min(1)).min(1).max(100) }), async ({ tx, actor, now }, input) => {
  const officer = officerOf(actor);
  const row = await heldCase(tx, input.number, "link", input.expectedVersion);
  const declared = await declarationIdsOf(tx, input.consignments);
  const linked = await tx
    .insert(caseConsignments)
    .values(declared.map(({ id }) => ({ caseId: row.id, declarationId: id, addedByName: officer.name, addedAt: now })))
    .onConflictDoNothing()
    .returning({ id: caseConsignments.declarationId });
  const fresh = declared.filter(({ id }) => linked.some((one) => one.id === id));
  const taken = await takeIn(tx, row.id, await sourcesOf(tx, fresh.map(({ id }) => id)), officer.name, now);
  const version = await changeCase(tx, row, worked(row), "linked");
  return {
    result: { linked: fresh.map((one) => one.number), exhibits: taken.length, version },
    audit: [
      { action: "case.link", subject: { kind: "case", id: row.number }, facts: { consignments: fresh.map((one) => one.number), exhibits: taken.length } },
      ...fresh.map((one) => ({ action: "consignment.case-linked", subject: { kind: "declaration", id: one.number }, facts: { case: row.number } })),
    ],
  };
});

async function demandSupport(tx: Transaction, row: CaseRow, { finding, exhibit }: { readonly finding?: number | undefined; readonly exhibit?: number | undefined }): Promise<void> {
  if (exhibit !== undefined) {
    const found = await tx.select({ no: caseExhibits.no }).from(caseExhibits).where(and(eq(caseExhibits.caseId, row.id), eq(caseExhibits.no, exhibit)));
    if (found.length === 0) throw new Refusal("unprocessable", "unknown-exhibit", { number: row.number, exhibit });
  }
  if (finding !== undefined) {
    const found = await tx
      .select({ id: findings.id })
      .from(findings)
      .innerJoin(caseConsignments, and(eq(caseConsignments.declarationId, findings.declarationId), eq(caseConsignments.caseId, row.id)))
      .where(eq(findings.id, finding));
    if (found.length === 0) throw new Refusal("unprocessable", "finding-not-of-case", { number: row.number, finding });
  }
}
