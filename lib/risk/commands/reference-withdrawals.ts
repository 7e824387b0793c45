import { and, eq } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { referencePopulations, referenceWithdrawals } from "#db/schema/risk-traced";
import { actorKey, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { tellOfAnswer, tellOfProposal, type Change } from "#lib/notices/commands/seconding";
import { visibleText } from "#lib/parties/field";
import { referenceById } from "../queries/references.ts";
import { lookAgainAtCategory } from "./look-again.ts";
import { populationChange } from "./references.ts";

const proposal = z.strictObject({ id: z.int().positive(), reason: visibleText(500, "why it is to be taken out of force") });
const answer = z.strictObject({ id: z.int().positive(), answer: z.enum(["confirm", "decline", "withdraw"]), note: z.string().trim().max(500).default("") });

/** A proposal to take a population out of force: of which population, and where it stands. */
export type WithdrawalAnswer = { readonly id: number; readonly population: number; readonly state: (typeof referenceWithdrawals.$inferSelect)["state"] };

/**
 * Proposes that the population in force of an origin, category and season be taken out of it: nothing takes its place, until another is proposed and confirmed. Repeated
 * by the same person it is the proposal that stands. Throws Refusal: `reference-unknown`, `reference-not-in-force`, `reference-withdrawal-proposed`, `people-only`.
 */
export const proposeReferenceWithdrawal = command("reference.write", proposal, async ({ tx, actor, now }, { id, reason }) => {
  demandPerson(actor);
  const row = await held(tx, id);
  if ((await referenceById(tx, id))?.row.inForce !== true) throw new Refusal("conflict", "reference-not-in-force", { version: row.version });
  const open = await openOf(tx, id);
  if (open !== undefined && open.proposedBy !== actorKey(actor)) throw new Refusal("conflict", "reference-withdrawal-proposed", { by: open.proposedByName });
  if (open !== undefined) return { result: answerOf(open), audit: entry("propose-withdrawal", row, { withdrawal: open.id, repeated: true }) };
  const [made] = await tx.insert(referenceWithdrawals).values({ populationId: id, reason, state: "proposed", proposedBy: actorKey(actor), proposedByName: actor.name, proposedAt: now }).returning();
  if (made === undefined) throw new Error("the withdrawal was not written");
  await tellOfProposal(tx, changeOf(row), { reason, roles: ["supervisor"] }, actor, now);
  return { result: answerOf(made), audit: entry("propose-withdrawal", row, { withdrawal: made.id, reason }) };
});

/**
 * Takes a population out of force as another person proposed (`confirm`), keeps it (`decline`), or takes the own proposal back (`withdraw`); `id` is the population's. Once it is
 * out, open declarations are assessed without it. Throws Refusal: `four-eyes` for the proposer, `not-own-proposal`, `reference-unknown`, `reference-no-withdrawal`, `people-only`.
 */
export const answerReferenceWithdrawal = command("reference.write", answer, async ({ tx, actor, now }, { id, answer: given, note }) => {
  demandPerson(actor);
  const row = await held(tx, id);
  const open = await openOf(tx, id);
  if (open === undefined) throw new Refusal("conflict", "reference-no-withdrawal", { version: row.version });
  const own = open.proposedBy === actorKey(actor);
  if (given !== "withdraw" && own) throw new Refusal("forbidden", "four-eyes", { reference: row.origin, by: open.proposedByName });
  if (given === "withdraw" && !own) throw new Refusal("forbidden", "not-own-proposal", { by: open.proposedByName });
  const state = ({ confirm: "confirmed", decline: "declined", withdraw: "withdrawn" } as const)[given];
  await tx.update(referenceWithdrawals).set({ state, answeredBy: actorKey(actor), answeredByName: actor.name, answeredAt: now, answerNote: note === "" ? null : note }).where(eq(referenceWithdrawals.id, open.id));
  if (state === "confirmed") {
    await tx.update(referencePopulations).set({ state: "retired" }).where(eq(referencePopulations.id, id));
    await lookAgainAtCategory(tx, row.category, "reference-set");
  }
  if (given !== "withdraw") await tellOfAnswer(tx, changeOf(row), { confirmed: given === "confirm", note, to: [open.proposedBy] }, actor, now);
  return { result: answerOf({ ...open, state }), audit: entry(`${given}-withdrawal`, row, { withdrawal: open.id, proposedBy: open.proposedByName, note }) };
});

type Row = typeof referencePopulations.$inferSelect;

/** Taking a population out of force, as notices call it. */
function changeOf(row: Row): Change {
  const { kind, what, href } = populationChange(row);
  return { kind, what: { en: `taking ${what.en} out of force`, zh: `停用${what.zh}` }, href };
}

async function held(tx: Transaction, id: number): Promise<Row> {
  const [row] = await tx.select().from(referencePopulations).where(eq(referencePopulations.id, id)).for("update");
  if (row === undefined) throw new Refusal("not-found", "reference-unknown", { id });
  return row;
}

async function openOf(tx: Transaction, population: number): Promise<typeof referenceWithdrawals.$inferSelect | undefined> {
  const [open] = await tx.select().from(referenceWithdrawals).where(and(eq(referenceWithdrawals.populationId, population), eq(referenceWithdrawals.state, "proposed")));
  return open;
}

function answerOf({ id, populationId, state }: typeof referenceWithdrawals.$inferSelect): WithdrawalAnswer {
  return { id, population: populationId, state };
}

function entry(act: string, { id, origin, category, seasonFrom, version }: Row, facts: Readonly<Record<string, unknown>>) {
  return { action: `reference.${act}`, subject: { kind: "reference-population", id: `${origin}/${category}/${seasonFrom}` }, facts: { population: id, version, ...facts } };
}

/** Two people are two people: a key proposes and confirms nothing. */
function demandPerson(actor: Actor): void {
  if (actor.kind !== "person") throw new Refusal("forbidden", "people-only", { actor: actor.name });
}
