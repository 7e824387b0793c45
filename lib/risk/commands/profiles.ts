import { and, eq, inArray, isNull, max, ne, or, gt, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { profiles } from "#db/schema/risk-profiles";
import { actorKey, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { tellOfAnswer, tellOfProposal } from "#lib/notices/commands/seconding";
import { PROFILE_ACTS, type ProfileState } from "../profile.ts";
import { LONGEST_PROFILE_DAYS, profileInput, type ProfileInput } from "../profileInput.ts";
import { compiled } from "../profileCondition.ts";
import { lookAgainAt, profileChange } from "./profile-effects.ts";

const DAY = 86_400_000;

/** A version of a profile after a command: its number, version and state. */
export type ProfileDone = { readonly profile: number; readonly version: number; readonly state: ProfileState };
export type ProfileRow = typeof profiles.$inferSelect;

const numbered = z.strictObject({ profile: z.int().positive() });
const auditOf = (verb: string, { profile, version }: Pick<ProfileRow, "profile" | "version">, facts: Readonly<Record<string, unknown>> = {}) => ({
  action: `profile.${verb}`,
  subject: { kind: "profile", id: String(profile) },
  facts: { version, ...facts },
});
const doneOf = ({ profile, version }: ProfileRow, state: ProfileState): ProfileDone => ({ profile, version, state });

/** Writes a new profile as a draft. A condition that is not right yet may be kept; it cannot be proposed. */
export const draftProfile = command("profile.write", profileInput, async ({ tx, actor, now }, input) => {
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('profiles', 0))`);
  const [last] = await tx.select({ profile: max(profiles.profile) }).from(profiles);
  const row = await written(tx, { ...columnsOf(input), ...writerOf(actor, now), profile: (last?.profile ?? 0) + 1, version: 1, state: "draft" });
  return { result: doneOf(row, "draft"), audit: auditOf("draft", row, { ...input }) };
});

/**
 * Changes a profile: what is a draft or was declined is written anew, and what was agreed to gets a next version beside it, which replaces it once it is
 * confirmed. Throws Refusal: `unknown-profile`, `profile-waits` where a version waits for its answer.
 */
export const changeProfile = command("profile.write", profileInput.extend({ profile: z.int().positive() }), async ({ tx, actor, now }, { profile, ...input }) => {
  const last = await newest(tx, profile);
  if (last.state === "proposed") throw new Refusal("conflict", "profile-waits", { profile, by: last.proposedByName ?? "" });
  const columns = { ...columnsOf(input), ...writerOf(actor, now) };
  if (last.state === "draft" || last.state === "declined") {
    const [row] = await tx.update(profiles).set({ ...columns, state: "draft" }).where(eq(profiles.id, last.id)).returning();
    if (row === undefined) throw new Error("the profile was not written");
    return { result: doneOf(row, "draft"), audit: auditOf("change", row, { ...input }) };
  }
  const row = await written(tx, { ...columns, profile, version: last.version + 1, state: "draft" });
  return { result: doneOf(row, "draft"), audit: auditOf("change", row, { ...input }) };
});

/**
 * Proposes the draft of a profile to a colleague. Throws Refusal: `unknown-profile`, `profile-state`, `condition-wrong`, `until-past`, `until-too-far`,
 * `from-after-until`. Proposing what the same person proposed says so again.
 */
export const proposeProfile = command("profile.write", numbered, async ({ tx, actor, now }, { profile }) => {
  const last = await newest(tx, profile);
  const repeated = last.state === "proposed" && last.proposedBy === actorKey(actor);
  if (!repeated) {
    demandAct(last, "propose");
    demandReady(last, now);
    await tx
      .update(profiles)
      .set({
        state: "proposed",
        proposedBy: actorKey(actor),
        proposedByName: actor.name,
        proposedAt: now,
        answeredBy: null,
        answeredByName: null,
        answeredAt: null,
        answerNote: null,
      })
      .where(eq(profiles.id, last.id));
    await tellOfProposal(tx, profileChange(last), { reason: last.reason, roles: ["supervisor"] }, actor, now);
  }
  return { result: doneOf(last, "proposed"), audit: auditOf("propose", last, { repeated, condition: last.condition, reason: last.reason }) };
});

const answerInput = z.strictObject({ profile: z.int().positive(), decision: z.enum(["confirm", "decline"]), note: z.string().trim().max(2_000).default("") });

/**
 * Answers a proposal as another person than who wrote or proposed it. Confirmed, it is in force from its date, the version before it ends, and what is open is
 * assessed again. Throws Refusal: `unknown-profile`, `profile-state`, `four-eyes`, `condition-wrong`, `until-past`, `note-needed` where it is declined without a word.
 */
export const answerProfile = command("profile.confirm", answerInput, async ({ tx, actor, now }, { profile, decision, note }) => {
  const last = await newest(tx, profile);
  const own = actorKey(actor);
  const state = decision === "confirm" ? "confirmed" : "declined";
  if (last.state === state && last.answeredBy === own) return { result: doneOf(last, state), audit: auditOf(decision, last, { repeated: true }) };
  demandAct(last, "answer");
  if (last.proposedBy === own || last.writtenBy === own) throw new Refusal("forbidden", "four-eyes", { profile });
  if (decision === "decline" && note === "") throw new Refusal("bad-input", "note-needed", {}, [{ pointer: "/note", code: "missing", detail: "say why it is declined" }]);
  if (decision === "confirm") demandReady(last, now);
  await tx.update(profiles).set({ state, answeredBy: own, answeredByName: actor.name, answeredAt: now, answerNote: note }).where(eq(profiles.id, last.id));
  if (decision === "confirm") {
    const from = last.fromAt !== null && last.fromAt > now ? last.fromAt : now;
    await tx
      .update(profiles)
      .set({ endedAt: from, endedByName: actor.name, endReason: null })
      .where(and(eq(profiles.profile, profile), ne(profiles.id, last.id), eq(profiles.state, "confirmed"), or(isNull(profiles.endedAt), gt(profiles.endedAt, from))));
    await lookAgainAt(tx, profile, [from, last.untilAt], now);
  }
  await tellOfAnswer(tx, profileChange(last), { confirmed: decision === "confirm", note, to: [last.proposedBy, last.writtenBy] }, actor, now);
  return { result: doneOf(last, state), audit: auditOf(decision, last, { note, proposedBy: last.proposedBy, condition: last.condition }) };
});

const endInput = z.strictObject({ profile: z.int().positive(), reason: z.string().trim().min(1).max(2_000) });

/**
 * Ends a profile before its date, or takes back a draft or a proposal: the newest version that is not over, and the one in force beside it stays. What is open is
 * assessed again. Throws Refusal `unknown-profile`; `profile-state` where nothing of it stands.
 */
export const endProfile = command("profile.write", endInput, async ({ tx, actor, now }, { profile, reason }) => {
  await newest(tx, profile);
  const [standing] = await tx
    .select()
    .from(profiles)
    .where(and(eq(profiles.profile, profile), inArray(profiles.state, ["draft", "proposed", "declined", "confirmed"]), or(isNull(profiles.endedAt), gt(profiles.endedAt, now))))
    .orderBy(sql`version desc`)
    .limit(1);
  if (standing === undefined || (standing.untilAt <= now && standing.state === "confirmed")) throw new Refusal("conflict", "profile-state", { state: "ended" });
  await tx.update(profiles).set({ state: "ended", endedAt: now, endedByName: actor.name, endReason: reason }).where(eq(profiles.id, standing.id));
  if (standing.state === "confirmed") await lookAgainAt(tx, profile, [now], now);
  return { result: doneOf(standing, "ended"), audit: auditOf("end", standing, { was: standing.state, reason }) };
});

async function newest(tx: Transaction, profile: number): Promise<ProfileRow> {
  const [row] = await tx.select().from(profiles).where(eq(profiles.profile, profile)).orderBy(sql`version desc`).limit(1).for("update");
  if (row === undefined) throw new Refusal("not-found", "unknown-profile", { profile });
  return row;
}

async function written(tx: Transaction, values: typeof profiles.$inferInsert): Promise<ProfileRow> {
  const [row] = await tx.insert(profiles).values(values).returning();
  if (row === undefined) throw new Error("the profile was not written");
  return row;
}

function columnsOf({ name, next, from, until, ...rest }: ProfileInput) {
  return { ...rest, nameEn: name.en, nameZh: name.zh, nextEn: next.en, nextZh: next.zh, fromAt: from === null ? null : new Date(from), untilAt: new Date(until) };
}

const writerOf = (actor: Actor, now: Date) => ({ writtenBy: actorKey(actor), writtenByName: actor.name, writtenAt: now });

function demandAct({ state, profile }: ProfileRow, act: "propose" | "answer"): void {
  if (!(PROFILE_ACTS[state] as readonly string[]).includes(act)) throw new Refusal("conflict", "profile-state", { profile, state });
}

/** A version may be proposed and confirmed only while its condition can be read and its end lies ahead, within the longest time. */
function demandReady({ condition, fromAt, untilAt }: ProfileRow, now: Date): void {
  const read = compiled(condition);
  if (!read.ok)
    throw new Refusal(
      "unprocessable",
      "condition-wrong",
      { problems: read.problems.length },
      read.problems.map(({ code, from, to }) => ({ pointer: "/condition", code, detail: `from character ${from} to ${to}` })),
    );
  if (untilAt <= now) throw new Refusal("unprocessable", "until-past", { until: untilAt.toISOString() });
  if (untilAt.getTime() > now.getTime() + LONGEST_PROFILE_DAYS * DAY) throw new Refusal("unprocessable", "until-too-far", { days: LONGEST_PROFILE_DAYS });
  if (fromAt !== null && fromAt >= untilAt) throw new Refusal("unprocessable", "from-after-until", {});
}
