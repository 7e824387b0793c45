import { desc, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJob, queueJobs } from "#db/jobs";
import { truthSettings as rows } from "#db/schema/feeds-quarantine";
import { asHouse } from "#lib/audit/command";
import type { EventProblem, ReadEvent } from "../event.ts";
import type { LotKey } from "../lot.ts";
import type { TruthSettings } from "../truth.ts";
import { circles, filling } from "../truthContainment.ts";
import { Doubts, sightingOf } from "../truthHistory.ts";
import type { Sighting } from "../truthHistory.ts";
import { lotQuestions, tellLots } from "../truthLots.ts";
import { pieceQuestions, tellPieces } from "../truthPieces.ts";
import { isTruthCode } from "../truthTable.ts";
import { containmentAbove, declaredInError, lotHistories, pieceHistories, spotsOf } from "./history.ts";

/** What each truth check is set to now; checks that nobody touched are left out. */
export async function truthSettings(tx: Transaction): Promise<TruthSettings> {
  const set = await tx.selectDistinctOn([rows.code], { code: rows.code, outcome: rows.outcome }).from(rows).orderBy(rows.code, desc(rows.id));
  return new Map(set.flatMap(({ code, outcome }) => (isTruthCode(code) ? [[code, outcome] as const] : [])));
}

/** What to look at again, because something new is known of it: lots, and single pieces, logistic units and containers. */
export type Again = { readonly lots: readonly LotKey[]; readonly items: readonly string[] };

const AT_ONCE = 500;

/**
 * Doubts about events that only what is stored, or the rest of their block, can raise, by the event's index: a lot or piece seen before it was made, one piece at two
 * places at once, goods expired before they were shipped, a container within itself. At most a dozen statements, five while nothing is doubtful, none when nothing can be concerned. Stored events that
 * these shed another light on are queued to be looked at again (`recheck-truth`), so that the order of arrival leaves no trace.
 */
export async function doubtsFromHistory(tx: Transaction, events: readonly ReadEvent[], _now: Date): Promise<ReadonlyMap<number, EventProblem[]>> {
  const sightings = events.flatMap((event) => sightingOf(event) ?? []);
  if (sightings.every(({ items }) => items.length === 0)) return new Map();
  const [{ doubts, again }, overlap] = await Promise.all([asHouse(tx, () => historyDoubts(tx, sightings)), overlapOf(tx)]);
  await queueRecheck(tx, again);
  if (overlap.others.length > 0) await queueJob(tx, "recheck-overlap", overlap);
  return doubts;
}

/**
 * This transaction and those of this database that were under way when it looked at what is stored: what they take in it could not see. Two that overlap see
 * each other, or the later one sees the earlier. Others are told by the lower half of their number, which is within 2^31 of one's own.
 */
async function overlapOf(tx: Transaction): Promise<{ readonly own: string; readonly others: readonly string[] }> {
  const [found] = await tx.execute<{ own: string; others: string }>(sql`
    select pg_current_xact_id()::text as own, coalesce((select string_agg(backend_xid::text, ',') from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_xid is not null), '') as others`);
  if (found === undefined || found.others === "") return { own: found?.own ?? "", others: [] };
  const own = BigInt(found.own);
  return { own: found.own, others: found.others.split(",").map((low) => String(own + BigInt.asIntN(32, BigInt(low) - own))) };
}

/** Queues stored events of lots and pieces to be looked at again. */
export async function queueRecheck(tx: Transaction, { lots, items }: Again): Promise<void> {
  const payloads: Again[] = [];
  for (let at = 0; at < Math.max(lots.length, items.length); at += AT_ONCE) payloads.push({ lots: lots.slice(at, at + AT_ONCE), items: items.slice(at, at + AT_ONCE) });
  await queueJobs(tx, "recheck-truth", payloads);
}

type History = { readonly doubts: Map<number, EventProblem[]>; readonly again: Again };

/** Doubts about sightings, by their key, and what else they make doubtful. Must see every organisation's rows; says no more of them than their ids. */
export async function historyDoubts(tx: Transaction, all: readonly Sighting[]): Promise<History> {
  const wrong = new Set(all.flatMap(({ declaresError, eventId }) => (declaresError ? [eventId] : [])));
  const found = await judgedBy(tx, all, wrong);
  if (found.doubts.size === 0) return found;
  const before = await declaredInError(tx, all.map(({ eventId }) => eventId));
  return before.size === 0 ? found : judgedBy(tx, all, new Set([...wrong, ...before]));
}

/** The doubts when the word of some events, `wrong`, does not count. */
async function judgedBy(tx: Transaction, all: readonly Sighting[], wrong: ReadonlySet<string>): Promise<History> {
  const sightings = all.filter(({ declaresError }) => !declaresError);
  const witnesses = wrong.size === 0 ? sightings : sightings.filter(({ eventId }) => !wrong.has(eventId));
  const doubts = new Doubts();
  const lots = lotQuestions(sightings, witnesses);
  const containers = [...new Set(sightings.flatMap((seen) => filling(seen)?.container ?? []))];
  const pieces = pieceQuestions(sightings, witnesses);
  const [lotAnswers, above, spots] = await Promise.all([lotHistories(tx, lots.questions), containmentAbove(tx, containers), spotsOf(tx, pieces.glns)]);
  const pieceAnswers = await pieceHistories(tx, pieces.questions, [...spots.values()]);
  tellLots(sightings, lots, lotAnswers, doubts);
  tellPieces(pieces, pieceAnswers, spots, doubts);
  const circular = circles(witnesses, above, doubts);
  const retracted = all.filter(({ declaresError }) => declaresError).flatMap(({ items }) => items);
  const again = {
    lots: [...lotAnswers.flatMap(({ gtin, lot, earlier }) => (earlier ? [{ gtin, lot }] : [])), ...retracted.flatMap(({ gtin, lot }) => (gtin === null || lot === null ? [] : [{ gtin, lot }]))],
    items: [...new Set([...pieceAnswers.flatMap(({ n, what }) => (what === "elsewhere" || what === "earlier" ? (pieces.seen[n]?.item ?? []) : [])), ...circular, ...retracted.map(({ item }) => item)])],
  };
  return { doubts: doubts.worded(new Map(sightings.map((seen) => [seen.key, seen]))), again };
}
