import { and, eq, inArray, isNull, lt } from "drizzle-orm";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { drawSeeds, duties, selectionSettings } from "#db/schema/selection";
import type { Actor } from "#lib/access/actor";
import { sealed, unsealed } from "#lib/access/sealing";
import { command, writeEntries } from "#lib/audit/command";
import type { AuditEntry } from "#lib/audit/entry";
import { addDays, dateIn, type PlainDate } from "#lib/measures/period";
import { commitmentOf } from "../draw.ts";

const HOUSE: Actor = { kind: "system", name: "selection" };

/** What a seed is sealed for. */
export const seedPurpose = (office: string, day: string): string => `draw:${office}:${day}`;

/** The seeds of offices for a day, by office. One that was not committed ahead is committed now, marked as late, with an entry of its own in the log. */
export async function seedsOf(tx: Transaction, offices: readonly string[], day: PlainDate, now: Date): Promise<ReadonlyMap<string, string>> {
  if (offices.length === 0) return new Map();
  const known = await opened(tx, offices, day);
  const missing = offices.filter((office) => !known.has(office));
  if (missing.length === 0) return known;
  await writeEntries(tx, HOUSE, now, await commit(tx, missing, day, now));
  return opened(tx, offices, day);
}

async function opened(tx: Transaction, offices: readonly string[], day: PlainDate): Promise<Map<string, string>> {
  const rows = await tx.select({ office: drawSeeds.officeCode, sealed: drawSeeds.sealedSeed }).from(drawSeeds).where(and(inArray(drawSeeds.officeCode, [...offices]), eq(drawSeeds.day, day)));
  return new Map(rows.map((row) => [row.office, openSeed(row.sealed, row.office, day)]));
}

function openSeed(text: string, office: string, day: string): string {
  const seed = unsealed(text, seedPurpose(office, day));
  if (seed === undefined) throw new Error(`the seed of ${office} for ${day} does not open: it was sealed under another secret of the house`);
  return seed;
}

/** Makes and commits the seeds of a day that do not stand yet; an entry for each that was made. */
async function commit(tx: Transaction, offices: readonly string[], day: PlainDate, now: Date): Promise<AuditEntry[]> {
  const late = dateIn(now) >= day;
  const values = offices.toSorted().map((office) => {
    const seed = randomBytes(32).toString("hex");
    return { officeCode: office, day, commitment: commitmentOf(seed), sealedSeed: sealed(seed, seedPurpose(office, day)), committedAt: now, late };
  });
  const made = values.length === 0 ? [] : await tx.insert(drawSeeds).values(values).onConflictDoNothing().returning({ office: drawSeeds.officeCode, commitment: drawSeeds.commitment });
  return made.map(({ office, commitment }) => ({ action: "draw.commit", subject: { kind: "draw", id: `${office}:${day}` }, facts: { commitment, late } }));
}

/**
 * Commits the seeds of today and tomorrow for every office that sorts or has people on duty, and shows those of days that ended. Safe to repeat:
 * what stands is left as it is.
 */
export const keepDraws = command("system.run", z.strictObject({}), async ({ tx, now }) => {
  const today = dateIn(now);
  const offices = await officesThatDraw(tx, today);
  const committed = [...(await commit(tx, offices, today, now)), ...(await commit(tx, offices, addDays(today, 1), now))];
  const revealed = await reveal(tx, today, now);
  const summary: AuditEntry = { action: "draw.keep", subject: { kind: "draw", id: today }, facts: { committed: committed.length, revealed: revealed.length } };
  return { result: { committed: committed.length, revealed: revealed.length }, audit: [summary, ...committed, ...revealed] };
});

async function officesThatDraw(tx: Transaction, today: PlainDate): Promise<string[]> {
  const set = await tx.selectDistinct({ office: selectionSettings.officeCode }).from(selectionSettings).where(eq(selectionSettings.state, "confirmed"));
  const onDuty = await tx.selectDistinct({ office: duties.officeCode }).from(duties).where(inArray(duties.day, [today, addDays(today, 1)]));
  return [...new Set([...set, ...onDuty].map((row) => row.office))];
}

async function reveal(tx: Transaction, today: PlainDate, now: Date): Promise<AuditEntry[]> {
  const ended = await tx.select().from(drawSeeds).where(and(isNull(drawSeeds.seed), lt(drawSeeds.day, today))).orderBy(drawSeeds.day).limit(500);
  const entries: AuditEntry[] = [];
  for (const { officeCode, day, sealedSeed } of ended) {
    const seed = openSeed(sealedSeed, officeCode, day);
    await tx.update(drawSeeds).set({ seed, revealedAt: now }).where(and(eq(drawSeeds.officeCode, officeCode), eq(drawSeeds.day, day)));
    entries.push({ action: "draw.reveal", subject: { kind: "draw", id: `${officeCode}:${day}` }, facts: { seed } });
  }
  return entries;
}
