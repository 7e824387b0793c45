import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { ruleSettings } from "#db/schema/risk";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import { tellOfAnswer, tellOfProposal, type Change } from "#lib/notices/commands/seconding";
import { canonicalJson } from "../canonical.ts";
import { setRuleNow } from "../queries/settings.ts";
import { RULE_MODES } from "../rule.ts";
import { hrefOfRule } from "../ruleTitle.ts";
import { RULES } from "../rules/registry.ts";
import { settingChanges } from "../settings.ts";
import { demandBounds, ruleOf } from "./bounds.ts";

const proposal = z.strictObject({ rule: z.string().min(1).max(100), mode: z.enum(RULE_MODES), values: z.record(z.string().max(60), z.number()).default({}), reason: z.string().trim().min(1).max(2_000) });
const withNote = z.strictObject({ id: z.int().positive(), note: z.string().trim().min(1).max(2_000) });
const without = z.strictObject({ id: z.int().positive() });

type SettingRow = typeof ruleSettings.$inferSelect;

/** A setting that was proposed or answered: its number, its rule, where it stands. */
export type SettingAnswer = { readonly id: number; readonly rule: string; readonly state: SettingRow["state"] };

/**
 * Proposes another mode or other thresholds of a rule, with the reason; thresholds that are not given stay as they are set. One proposal of a rule is open at a
 * time, so that what is confirmed changes what the proposer saw. Repeating an open proposal word by word gives it again. Throws Refusal: `rule-unknown`,
 * `setting-out-of-bounds`, `setting-changes-nothing`, `setting-proposed-already`, `people-only`.
 */
export const proposeSetting = command("rule.propose", proposal, async ({ tx, actor, now }, input) => {
  const person = personOf(actor);
  const rule = ruleOf(input.rule);
  demandBounds(rule, input.values);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('rule-setting:' || ${rule.id}, 0))`);
  const set = await setRuleNow(tx, rule);
  const asked = { mode: input.mode, values: { ...set.values, ...input.values } };
  const changes = settingChanges(rule, set, asked);
  const subject = { kind: "rule", id: rule.id };
  const [open] = await tx.select().from(ruleSettings).where(and(eq(ruleSettings.rule, rule.id), eq(ruleSettings.state, "proposed")));
  if (open !== undefined) {
    const same = open.proposedBy === person.id && open.reason === input.reason && canonicalJson([open.mode, open.values]) === canonicalJson([asked.mode, asked.values]);
    if (!same) throw new Refusal("conflict", "setting-proposed-already", { rule: rule.id, by: open.proposedByName });
    return { result: answerOf(open), audit: { action: "rule.propose", subject, facts: { setting: open.id, repeated: true } } };
  }
  if (changes.length === 0) throw new Refusal("unprocessable", "setting-changes-nothing", { rule: rule.id });
  const [made] = await tx.insert(ruleSettings).values({ rule: rule.id, ...asked, reason: input.reason, state: "proposed", proposedBy: person.id, proposedByName: person.name, proposedAt: now }).returning();
  if (made === undefined) throw new Error("the setting was not written");
  await tellOfProposal(tx, changeOf(made), { reason: input.reason, roles: ["supervisor"] }, actor, now);
  return { result: answerOf(made), audit: { action: "rule.propose", subject, facts: { setting: made.id, changes, reason: input.reason } } };
});

/**
 * Puts a proposed setting in force; open declarations are assessed again by it. Throws Refusal: `four-eyes` for the proposer, `setting-unknown`,
 * `setting-answered` where somebody answered otherwise, `setting-out-of-bounds` where the rule has other bounds by now.
 */
export const confirmSetting = command("rule.confirm", without, async ({ tx, actor, now }, { id }) => {
  const person = personOf(actor);
  const row = await settingOf(tx, id);
  const rule = ruleOf(row.rule);
  if (row.proposedBy === person.id) throw new Refusal("forbidden", "four-eyes", { rule: row.rule, by: row.proposedByName });
  const repeated = answeredBefore(row, person.id, "confirmed");
  const changes = repeated ? [] : settingChanges(rule, await setRuleNow(tx, rule), row);
  if (!repeated) {
    demandBounds(rule, row.values);
    await answer(tx, row, { state: "confirmed", by: person, now, note: null });
    await tellOfAnswer(tx, changeOf(row), { confirmed: true, note: "", to: [row.proposedBy] }, actor, now);
    await queueJob(tx, "reassess-all", { cause: "rule-set", open: true }, { jobKey: "reassess-all" });
  }
  return { result: answerOf({ ...row, state: "confirmed" }), audit: { action: "rule.confirm", subject: { kind: "rule", id: row.rule }, facts: { setting: id, proposedBy: row.proposedByName, changes, repeated } } };
});

/** Turns a proposed setting down, with a note; what is in force stays. Throws Refusal: `four-eyes` for the proposer, who withdraws instead, `setting-unknown`, `setting-answered`. */
export const declineSetting = command("rule.confirm", withNote, async ({ tx, actor, now }, { id, note }) => {
  const person = personOf(actor);
  const row = await settingOf(tx, id);
  if (row.proposedBy === person.id) throw new Refusal("forbidden", "four-eyes", { rule: row.rule, by: row.proposedByName });
  const repeated = answeredBefore(row, person.id, "declined");
  if (!repeated) {
    await answer(tx, row, { state: "declined", by: person, now, note });
    await tellOfAnswer(tx, changeOf(row), { confirmed: false, note, to: [row.proposedBy] }, actor, now);
  }
  return { result: answerOf({ ...row, state: "declined" }), audit: { action: "rule.decline", subject: { kind: "rule", id: row.rule }, facts: { setting: id, proposedBy: row.proposedByName, note, repeated } } };
});

/** Takes an own proposal back before it is answered. Throws Refusal: `setting-unknown`, `not-own-proposal`, `setting-answered`. */
export const withdrawSetting = command("rule.propose", without, async ({ tx, actor, now }, { id }) => {
  const person = personOf(actor);
  const row = await settingOf(tx, id);
  if (row.proposedBy !== person.id) throw new Refusal("forbidden", "not-own-proposal", { by: row.proposedByName });
  const repeated = answeredBefore(row, person.id, "withdrawn");
  if (!repeated) await answer(tx, row, { state: "withdrawn", by: person, now, note: null });
  return { result: answerOf({ ...row, state: "withdrawn" }), audit: { action: "rule.withdraw", subject: { kind: "rule", id: row.rule }, facts: { setting: id, repeated } } };
});

/** A change of a rule as notices call it; a rule that is gone by its id. */
function changeOf({ rule: id }: SettingRow): Change {
  const name = RULES.find((rule) => rule.id === id)?.name ?? { en: id, zh: id };
  return { kind: "change", what: { en: `a change of the rule “${name.en}”`, zh: `规则“${name.zh}”的变更` }, href: hrefOfRule(id) };
}

type Person = Extract<Actor, { readonly kind: "person" }>;

/** Two people are two people: a key proposes and confirms nothing. */
function personOf(actor: Actor): Person {
  if (actor.kind !== "person") throw new Refusal("forbidden", "people-only", { actor: actor.name });
  return actor;
}

async function settingOf(tx: Transaction, id: number): Promise<SettingRow> {
  const [row] = await tx.select().from(ruleSettings).where(eq(ruleSettings.id, id)).for("update");
  if (row === undefined) throw new Refusal("not-found", "setting-unknown", { id });
  return row;
}

/** Whether this person has answered a setting this way before; an answer of anybody else, or another answer, stands. */
function answeredBefore(row: SettingRow, person: number, state: SettingRow["state"]): boolean {
  if (row.state === "proposed") return false;
  if (row.state === state && row.answeredBy === person) return true;
  throw new Refusal("conflict", "setting-answered", { rule: row.rule, by: row.answeredByName ?? row.proposedByName });
}

async function answer(tx: Transaction, row: SettingRow, given: { readonly state: SettingRow["state"]; readonly by: Person; readonly now: Date; readonly note: string | null }): Promise<void> {
  await tx.update(ruleSettings).set({ state: given.state, answeredBy: given.by.id, answeredByName: given.by.name, answeredAt: given.now, answerNote: given.note }).where(eq(ruleSettings.id, row.id));
}

function answerOf({ id, rule, state }: SettingRow): SettingAnswer {
  return { id, rule, state };
}
