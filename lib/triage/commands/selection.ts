import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { offices } from "#db/schema/places";
import { selectionSettings } from "#db/schema/selection";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import type { AuditEntry } from "#lib/audit/entry";
import { tellOfAnswer, tellOfProposal, type Change } from "#lib/notices/commands/seconding";
import { WHOLE } from "../draw.ts";
import { officerOf } from "../officer.ts";
import type { SettingRow } from "../queries/selection.ts";

const rate = z.int().min(0).max(WHOLE);

/** What is proposed for an office; rates in hundredths of a percent of arrivals. */
export const proposalInput = z
  .strictObject({ office: z.string().min(1).max(20), redRate: rate, yellowRate: rate, randomRate: rate, examinationsPerDay: z.int().min(0).max(100_000), reason: z.string().trim().min(5).max(2_000) })
  .refine((input) => input.randomRate <= input.redRate, { path: ["randomRate"], message: "what is drawn at random is part of the red lane", params: { code: "random-above-red" } })
  .refine((input) => input.redRate + input.yellowRate <= WHOLE, { path: ["yellowRate"], message: "red and yellow together are more than everything", params: { code: "rates-above-all" } });

/**
 * Proposes what an office can examine, with a reason; it counts once another person confirmed it. The same proposal again by the same person is
 * the one that waits. Refusals: `unknown-office`, `proposal-waits` while another one waits for its answer.
 */
export const proposeSelection = command("selection.manage", proposalInput, async ({ tx, actor, now }, { office, ...input }) => {
  const officer = officerOf(actor);
  const [known] = await tx.select({ code: offices.code, en: offices.nameEn, zh: offices.nameZh }).from(offices).where(eq(offices.code, office)).for("update");
  if (known === undefined) throw new Refusal("not-found", "unknown-office", { office });
  const [waiting] = await tx.select().from(selectionSettings).where(and(eq(selectionSettings.officeCode, office), eq(selectionSettings.state, "proposed"))).limit(1);
  const same = waiting !== undefined && waiting.proposedBy === officer.id && (Object.keys(input) as (keyof typeof input)[]).every((name) => waiting[name] === input[name]);
  if (waiting !== undefined && !same) throw new Refusal("conflict", "proposal-waits", { office, by: waiting.proposedByName });
  const values = { ...input, officeCode: office, state: "proposed" as const, proposedBy: officer.id, proposedByName: officer.name, proposedAt: now };
  const made = waiting ?? (await tx.insert(selectionSettings).values(values).returning())[0];
  if (made === undefined) throw new Error(`the proposal for ${office} was not recorded`);
  if (waiting === undefined) await tellOfProposal(tx, changeOf(known), { reason: input.reason, roles: ["supervisor"] }, actor, now);
  return { result: made, audit: entry("selection.propose", made, { ...input, repeated: same }) };
});

const answerInput = z.strictObject({ id: z.int().positive() });
const declineInput = answerInput.extend({ note: z.string().trim().min(1).max(2_000) });

/** Puts a proposal in force, by another person than the one who made it. Refusals: `unknown-proposal`, `four-eyes`, `proposal-answered`. */
export const confirmSelection = command("selection.confirm", answerInput, async ({ tx, actor, now }, { id }) => {
  const officer = officerOf(actor);
  const { row, repeated } = await waitingProposal(tx, id, officer.id, "confirmed");
  if (row.proposedBy === officer.id) throw new Refusal("forbidden", "four-eyes", { number: row.officeCode, by: row.proposedByName });
  const made = repeated ? row : await answer(tx, row, { state: "confirmed", answeredBy: officer.id, answeredByName: officer.name, answeredAt: now });
  if (!repeated) await tellOfAnswer(tx, changeOf(await officeOf(tx, row)), { confirmed: true, note: "", to: [row.proposedBy] }, actor, now);
  return { result: made, audit: entry("selection.confirm", made, { proposedBy: row.proposedByName, repeated }) };
});

/** Turns a proposal down with a note. Refusals: `unknown-proposal`, `four-eyes` for its proposer, who takes it back instead, `proposal-answered`. */
export const declineSelection = command("selection.confirm", declineInput, async ({ tx, actor, now }, { id, note }) => {
  const officer = officerOf(actor);
  const { row, repeated } = await waitingProposal(tx, id, officer.id, "declined");
  if (row.proposedBy === officer.id) throw new Refusal("forbidden", "four-eyes", { number: row.officeCode, by: row.proposedByName });
  const made = repeated ? row : await answer(tx, row, { state: "declined", answeredBy: officer.id, answeredByName: officer.name, answeredAt: now, answerNote: note });
  if (!repeated) await tellOfAnswer(tx, changeOf(await officeOf(tx, row)), { confirmed: false, note, to: [row.proposedBy] }, actor, now);
  return { result: made, audit: entry("selection.decline", made, { note, repeated }) };
});

/** Takes the own proposal back while it waits. Refusals: `unknown-proposal`, `not-your-decision`, `proposal-answered`. */
export const withdrawSelection = command("selection.manage", answerInput, async ({ tx, actor, now }, { id }) => {
  const officer = officerOf(actor);
  const { row, repeated } = await waitingProposal(tx, id, officer.id, "withdrawn");
  if (row.proposedBy !== officer.id) throw new Refusal("forbidden", "not-your-decision", { number: row.officeCode, by: row.proposedByName });
  const made = repeated ? row : await answer(tx, row, { state: "withdrawn", answeredBy: officer.id, answeredByName: officer.name, answeredAt: now });
  return { result: made, audit: entry("selection.withdraw", made, { repeated }) };
});

/** The proposal that waits, or the one that this person has already answered the same way. */
async function waitingProposal(tx: Transaction, id: number, person: number, answered: SettingRow["state"]): Promise<{ readonly row: SettingRow; readonly repeated: boolean }> {
  const [row] = await tx.select().from(selectionSettings).where(eq(selectionSettings.id, id)).for("update");
  if (row === undefined) throw new Refusal("not-found", "unknown-proposal", { id });
  if (row.state === answered && row.answeredBy === person) return { row, repeated: true };
  if (row.state !== "proposed") throw new Refusal("conflict", "proposal-answered", { id, by: row.answeredByName ?? "" });
  return { row, repeated: false };
}

type Office = { readonly code: string; readonly en: string; readonly zh: string };

/** What an office is called. */
async function officeOf(tx: Transaction, { officeCode: code }: SettingRow): Promise<Office> {
  const [office] = await tx.select({ code: offices.code, en: offices.nameEn, zh: offices.nameZh }).from(offices).where(eq(offices.code, code));
  return office ?? { code, en: code, zh: code };
}

/** A change of what an office can examine, as notices call it. */
function changeOf({ code, en, zh }: Office): Change {
  return { kind: "change", what: { en: `how ${en} (${code}) selects`, zh: `${zh}（${code}）选查参数` }, href: `/rules/selection/${encodeURIComponent(code)}` };
}

async function answer(tx: Transaction, row: SettingRow, given: Partial<SettingRow>): Promise<SettingRow> {
  const [made] = await tx.update(selectionSettings).set(given).where(eq(selectionSettings.id, row.id)).returning();
  if (made === undefined) throw new Error(`the proposal ${row.id} is gone`);
  return made;
}

function entry(action: string, { id, officeCode }: SettingRow, facts: Record<string, unknown>): AuditEntry {
  return { action, subject: { kind: "selection", id: officeCode }, facts: { setting: id, ...facts } };
}
