import { and, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { queueJob, queueJobs } from "#db/jobs";
import { organisations, sites } from "#db/schema/parties";
import { findings } from "#db/schema/risk";
import { snoozes } from "#db/schema/risk-feedback";
import { consignments } from "#db/schema/triage";
import { Refusal } from "#lib/access/refusal";
import { command } from "#lib/audit/command";
import type { Done } from "#lib/audit/entry";
import { LONGEST_SNOOZE_DAYS, type SnoozedParty } from "../snooze.ts";

const DAY = 86_400_000;

/** As many declarations are looked at again by one job. */
const AGAIN = 100;

/** The input of `setSnooze`. */
export const snoozeInput = z.strictObject({ finding: z.int().positive(), party: z.enum(["importer", "site"]), until: z.iso.datetime({ offset: true }), comment: z.string().trim().min(1).max(2_000) });

/** A snooze as set: its number, and until when it holds. */
export type Snoozed = { readonly id: number; readonly rule: string; readonly party: string; readonly until: Date };

/**
 * Keeps a rule from counting for the importer or the producer of a finding's declaration until a date, 180 days at most, with a comment. What is open of that
 * party is assessed again. Where the rule is snoozed for the party already, the comment and date asked for must be the same. Throws Refusal: `unknown-finding`,
 * `critical-not-snoozed` (what is mandatory stays so), `snooze-too-long`, `snooze-past`, `no-single-site`, `snoozed-already`.
 */
export const setSnooze = command("snooze.set", snoozeInput, async ({ tx, actor, now }, input): Promise<Done<Snoozed>> => {
  if (actor.kind !== "person") throw new Refusal("forbidden", "people-only", { actor: actor.name });
  const until = new Date(input.until);
  if (until <= now) throw new Refusal("bad-input", "snooze-past", { until: input.until }, [{ pointer: "/until", code: "snooze-past", detail: "The date has passed" }]);
  if (until.getTime() > now.getTime() + LONGEST_SNOOZE_DAYS * DAY) throw new Refusal("bad-input", "snooze-too-long", { days: LONGEST_SNOOZE_DAYS }, [{ pointer: "/until", code: "snooze-too-long", detail: `At the most ${LONGEST_SNOOZE_DAYS} days from now` }]);
  const found = await findingOf(tx, input.finding);
  if (found.severity === "critical") throw new Refusal("unprocessable", "critical-not-snoozed", { rule: found.rule });
  const { party, name } = await partyOf(tx, input.party, found);
  await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended('snooze:' || ${`${found.rule}:${party.kind}:${party.id}`}, 0))`);
  const [held] = await tx.select().from(snoozes).where(and(eq(snoozes.rule, found.rule), eq(snoozes.partyKind, party.kind), eq(snoozes.partyId, party.id), isNull(snoozes.endedAt), gt(snoozes.until, now)));
  const audit = { action: "snooze.set", subject: { kind: "declaration", id: found.number } };
  if (held !== undefined) {
    if (held.by !== actor.id || held.until.getTime() !== until.getTime() || held.comment !== input.comment)
      throw new Refusal("conflict", "snoozed-already", { rule: found.rule, party: name, until: held.until.toISOString(), by: held.byName });
    return { result: { id: held.id, rule: held.rule, party: name, until: held.until }, audit: { ...audit, facts: { snooze: held.id, repeated: true } } };
  }
  const [made] = await tx
    .insert(snoozes)
    .values({ rule: found.rule, partyKind: party.kind, partyId: party.id, partyName: name, until, comment: input.comment, by: actor.id, byName: actor.name, at: now })
    .returning({ id: snoozes.id });
  if (made === undefined) throw new Error("the snooze was not written");
  await lookAgain(tx, party, "snoozed");
  await queueJob(tx, "snooze-over", { id: made.id }, { runAt: until });
  return {
    result: { id: made.id, rule: found.rule, party: name, until },
    audit: { ...audit, facts: { snooze: made.id, rule: found.rule, party: { ...party, name }, until: until.toISOString(), comment: input.comment } },
  };
});

/** Ends a snooze before its date; what is open of its party is assessed again. Ending one that has ended says so again. Throws Refusal `unknown-snooze`. */
export const endSnooze = command("snooze.set", z.strictObject({ id: z.int().positive() }), async ({ tx, actor, now }, { id }): Promise<Done<Snoozed>> => {
  const [row] = await tx.select().from(snoozes).where(eq(snoozes.id, id)).for("update");
  if (row === undefined) throw new Refusal("not-found", "unknown-snooze", { id });
  const repeated = row.endedAt !== null;
  if (!repeated) {
    await tx.update(snoozes).set({ endedAt: now, endedByName: actor.name }).where(eq(snoozes.id, id));
    await lookAgain(tx, { kind: row.partyKind, id: row.partyId }, "snooze-ended");
  }
  return {
    result: { id, rule: row.rule, party: row.partyName, until: row.until },
    audit: { action: "snooze.end", subject: { kind: "snooze", id: String(id) }, facts: { rule: row.rule, party: row.partyName, repeated } },
  };
});

type FoundFinding = { readonly rule: string; readonly severity: string; readonly number: string; readonly importerId: number; readonly siteId: number };

async function findingOf(tx: Transaction, id: number): Promise<FoundFinding> {
  const [found] = await tx
    .select({ rule: findings.rule, severity: findings.severity, number: consignments.number, importerId: consignments.importerId, siteId: consignments.siteId })
    .from(findings)
    .innerJoin(consignments, eq(consignments.id, findings.declarationId))
    .where(eq(findings.id, id));
  if (found === undefined) throw new Refusal("not-found", "unknown-finding", { id });
  return found;
}

async function partyOf(tx: Transaction, kind: SnoozedParty["kind"], { importerId, siteId, number }: FoundFinding): Promise<{ readonly party: SnoozedParty; readonly name: string }> {
  if (kind === "importer") {
    const [row] = await tx.select({ name: organisations.nameEn }).from(organisations).where(eq(organisations.id, importerId));
    return { party: { kind, id: importerId }, name: row?.name ?? "" };
  }
  const [row] = await tx.select({ name: sites.name }).from(sites).where(eq(sites.id, siteId));
  if (row === undefined) throw new Refusal("unprocessable", "no-single-site", { number });
  return { party: { kind, id: siteId }, name: row.name };
}

/** Looks again at what is open of a snooze's party once its date has come; nothing where it was ended before. */
export const snoozeOver = command("system.run", z.object({ id: z.int().positive() }), async ({ tx }, { id }) => {
  const [row] = await tx.select().from(snoozes).where(and(eq(snoozes.id, id), isNull(snoozes.endedAt)));
  if (row !== undefined) await lookAgain(tx, { kind: row.partyKind, id: row.partyId }, "snooze-over");
  return { result: undefined, audit: { action: "snooze.over", subject: { kind: "snooze", id: String(id) }, facts: { looked: row !== undefined } } };
});

async function lookAgain(tx: Transaction, party: SnoozedParty, cause: string): Promise<void> {
  const column = party.kind === "importer" ? consignments.importerId : consignments.siteId;
  const rows = await tx.select({ id: consignments.id }).from(consignments).where(and(eq(column, party.id), consignments.open));
  const ids = rows.map(({ id }) => id);
  await queueJobs(tx, "assess", Array.from({ length: Math.ceil(ids.length / AGAIN) }, (_, at) => ({ declarations: ids.slice(at * AGAIN, (at + 1) * AGAIN), cause })));
}
