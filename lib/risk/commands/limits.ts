import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { limitProposals } from "#db/schema/risk-traced";
import { conditionLimits } from "#db/schema/trace";
import { actorKey, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { demandVersion } from "#lib/access/version";
import { command } from "#lib/audit/command";
import { tellOfAnswer, tellOfProposal, type Change } from "#lib/notices/commands/seconding";
import { limitInput } from "#lib/trace/limit";
import { lookAgainAtCategory } from "./look-again.ts";

const answer = z.strictObject({ id: z.int().positive(), answer: z.enum(["confirm", "decline", "withdraw"]), note: z.string().trim().max(500).default("") });

type Row = typeof limitProposals.$inferSelect;
type Standing = typeof conditionLimits.$inferSelect | undefined;

/** A proposed change of a limit: its number, whose goods, where it stands. */
export type LimitAnswer = { readonly id: number; readonly category: string; readonly measure: Row["measure"]; readonly state: Row["state"] };

/**
 * Proposes between which values goods of a category are to be kept on their way. One proposal for a category and measure is open at a time; repeating it word by word
 * gives it again. Throws Refusal: `changed-meanwhile` when `expectedVersion` (0: none yet) no longer stands, `limit-stands` where nothing would change,
 * `limit-proposed-already`, `people-only`.
 */
export const proposeLimit = command("reference.write", limitInput, async ({ tx, actor, now }, { category, measure, lowest, highest, activationEnergy, source, reason, expectedVersion }) => {
  demandPerson(actor);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('limit:' || ${`${category} ${measure}`}, 0))`);
  const standing = await standingOf(tx, category, measure);
  demandVersion(expectedVersion, standing?.version);
  const values = { lowest, highest, activationEnergy, source };
  const [open] = await tx.select().from(limitProposals).where(and(eq(limitProposals.category, category), eq(limitProposals.measure, measure), eq(limitProposals.state, "proposed")));
  const subject = { kind: "condition-limit", id: `${category}/${measure}` };
  if (open !== undefined) {
    if (open.proposedBy !== actorKey(actor) || open.reason !== reason || !same(open, values)) throw new Refusal("conflict", "limit-proposed-already", { by: open.proposedByName });
    return { result: answerOf(open), audit: { action: "condition-limit.propose", subject, facts: { proposal: open.id, repeated: true } } };
  }
  if (standing !== undefined && same(standing, values)) throw new Refusal("conflict", "limit-stands", { category });
  const [made] = await tx
    .insert(limitProposals)
    .values({
      category,
      measure,
      ...values,
      reason,
      replaces: standing?.version ?? 0,
      state: "proposed",
      proposedBy: actorKey(actor),
      proposedByName: actor.name,
      proposedAt: now,
    })
    .returning();
  if (made === undefined) throw new Error("the limit was not written");
  await tellOfProposal(tx, changeOf(made), { reason, roles: ["supervisor"] }, actor, now);
  return { result: answerOf(made), audit: { action: "condition-limit.propose", subject, facts: { proposal: made.id, ...values, reason, was: wasOf(standing) } } };
});

/**
 * Puts proposed limits in force (`confirm`), turns them down (`decline`), or takes the own proposal back (`withdraw`); open declarations of the category are assessed again by
 * what comes in force. Throws Refusal: `four-eyes` for the proposer, `not-own-proposal`, `limit-unknown`, `limit-answered`, `changed-meanwhile`, `people-only`.
 */
export const answerLimit = command("reference.write", answer, async ({ tx, actor, now }, { id, answer: given, note }) => {
  demandPerson(actor);
  const [row] = await tx.select().from(limitProposals).where(eq(limitProposals.id, id)).for("update");
  if (row === undefined) throw new Refusal("not-found", "limit-unknown", { id });
  const own = row.proposedBy === actorKey(actor);
  if (given !== "withdraw" && own) throw new Refusal("forbidden", "four-eyes", { limit: row.category, by: row.proposedByName });
  if (given === "withdraw" && !own) throw new Refusal("forbidden", "not-own-proposal", { by: row.proposedByName });
  const state = ({ confirm: "confirmed", decline: "declined", withdraw: "withdrawn" } as const)[given];
  const repeated = row.state !== "proposed";
  if (repeated && (row.state !== state || row.answeredBy !== actorKey(actor))) throw new Refusal("conflict", "limit-answered", { by: row.answeredByName ?? row.proposedByName });
  const was = await standingOf(tx, row.category, row.measure);
  if (!repeated) {
    if (state === "confirmed") await putInForce(tx, row, was);
    await tx.update(limitProposals).set({ state, answeredBy: actorKey(actor), answeredByName: actor.name, answeredAt: now, answerNote: note === "" ? null : note }).where(eq(limitProposals.id, id));
    if (given !== "withdraw") await tellOfAnswer(tx, changeOf(row), { confirmed: given === "confirm", note, to: [row.proposedBy] }, actor, now);
  }
  const { lowest, highest, activationEnergy, source } = row;
  return {
    result: answerOf({ ...row, state }),
    audit: {
      action: `condition-limit.${given}`,
      subject: { kind: "condition-limit", id: `${row.category}/${row.measure}` },
      facts: { proposal: id, lowest, highest, activationEnergy, source, note, was: wasOf(was), proposedBy: row.proposedByName, repeated },
    },
  };
});

async function putInForce(tx: Transaction, { category, measure, lowest, highest, activationEnergy, source, replaces }: Row, was: Standing): Promise<void> {
  demandVersion(replaces, was?.version);
  const values = { lowest, highest, activationEnergy, source, version: replaces + 1 };
  await tx.insert(conditionLimits).values({ category, measure, ...values }).onConflictDoUpdate({ target: [conditionLimits.category, conditionLimits.measure], set: values });
  await lookAgainAtCategory(tx, category, "limit-set");
}

async function standingOf(tx: Transaction, category: string, measure: Row["measure"]): Promise<Standing> {
  const [row] = await tx.select().from(conditionLimits).where(and(eq(conditionLimits.category, category), eq(conditionLimits.measure, measure))).for("update");
  return row;
}

/** A change of a limit as notices call it. */
function changeOf({ category, measure }: Row): Change {
  const measured = { temperature: { en: "temperature", zh: "温度" }, humidity: { en: "humidity", zh: "湿度" } }[measure];
  return { kind: "change", what: { en: `limits of ${measured.en} for ${category}`, zh: `${category}的${measured.zh}限值` }, href: "/rules/references/limits" };
}

type Values = Pick<Row, "lowest" | "highest" | "activationEnergy" | "source">;

function same(a: Values, b: Values): boolean {
  return a.lowest === b.lowest && a.highest === b.highest && a.activationEnergy === b.activationEnergy && a.source === b.source;
}

function wasOf(row: Standing): Values | null {
  return row === undefined ? null : { lowest: row.lowest, highest: row.highest, activationEnergy: row.activationEnergy, source: row.source };
}

function answerOf({ id, category, measure, state }: Row): LimitAnswer {
  return { id, category, measure, state };
}

/** Two people are two people: a key proposes and confirms nothing. */
function demandPerson(actor: Actor): void {
  if (actor.kind !== "person") throw new Refusal("forbidden", "people-only", { actor: actor.name });
}
