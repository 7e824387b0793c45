import { sql, type SQL } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { notifyAll } from "#db/live";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { command, reading } from "#lib/audit/command";
import { dateIn } from "#lib/measures/period";
import { HOURS_ALLOWED } from "../allowance.ts";
import type { Lane, LaneReason } from "../lane.ts";
import { settingsInForce } from "../queries/selection.ts";
import type { ToppedUp } from "../selection.ts";
import { SPAN } from "./assess.ts";
import { roomsHeld, writeCounts } from "./selection-days.ts";

const HOUSE: Actor = { kind: "system", name: "selection" };

type Chosen = { readonly id: number; readonly number: string; readonly lane: Lane; readonly by: LaneReason; readonly day: string; readonly yellowOn: string | null };

/**
 * Fills what an office can still examine today: hits that were passed over first, then the highest scores, each with a finding of a rule, for a
 * model is never the only reason. Repeated, it takes up no more than what is left. Throws Refusal `no-selection-settings`.
 */
export const topUp = command("selection.manage", z.strictObject({ office: z.string().min(1).max(20) }), async ({ tx, now }, { office }) => {
  const setting = (await settingsInForce(tx)).get(office);
  if (setting === undefined) throw new Refusal("conflict", "no-selection-settings", { office });
  const today = dateIn(now);
  const chosen = [...(await chosenOf(tx, office, PASSED_OVER, setting.examinationsPerDay)), ...(await chosenOf(tx, office, BY_SCORE, setting.examinationsPerDay))];
  const rooms = await roomsHeld(tx, [today, ...chosen.flatMap(({ day, yellowOn }) => (yellowOn === null ? [day] : [day, yellowOn]))].map((day) => ({ office, day })), today);
  const places = Math.max(0, setting.examinationsPerDay - (rooms.get(office)?.today ?? 0));
  const taken = chosen.slice(0, places);
  if (taken.length > 0) await takeUp(tx, taken, office, today, now);
  const result: ToppedUp = { office, taken: taken.map(({ number }) => number), left: places - taken.length };
  return { result, audit: { action: "selection.top-up", subject: { kind: "selection", id: office }, facts: { day: today, taken: result.taken, left: result.left, capacity: setting.examinationsPerDay } } };
});

/** Fills the day of every office that has settings, one after another. */
export async function topUpAll(now: Date): Promise<ToppedUp[]> {
  const done: ToppedUp[] = [];
  for (const office of (await reading(HOUSE, "selection.read", settingsInForce)).keys()) done.push(await topUp(HOUSE, { office }, now));
  return done;
}

const PASSED_OVER = sql`c.open and c.lane_by = 'passed-over' and c.lane = 'yellow' and c.status = 'to-triage'`;
const BY_SCORE = sql`c.open = true and c.lane in ('yellow', 'green') and (c.lane_by = 'score' or c.lane = 'green' and c.lane_by = 'passed-over') and c.status = 'to-triage' and c.score > 0 and jsonb_typeof(c.top_finding) = 'object'`;

/** The highest scores of a kind, held until the transaction ends. Those being assessed or decided on at this moment are left to the next top-up. */
async function chosenOf(tx: Transaction, office: string, which: SQL, most: number): Promise<Chosen[]> {
  const rows = await tx.execute<Chosen>(sql`
    with wanted as materialized (select c.id from consignments c where c.office_code = ${office} and ${which} order by c.score desc, c.id limit ${most}),
      free as materialized (select id from wanted where pg_try_advisory_xact_lock_shared(hashtextextended('sweep:' || (id / ${SPAN}), 0)) and pg_try_advisory_xact_lock(hashtextextended('assess:' || id, 0)))
    select c.id::float8 as id, c.number, c.lane, c.lane_by as by, s.day::text as day, s.yellow_on::text as "yellowOn" from free join consignments c on c.id = free.id join selections s on s.declaration_id = c.id and s.office_code = c.office_code
    where c.office_code = ${office} and ${which} order by c.score desc, c.id for update of c skip locked`);
  return [...rows];
}

async function takeUp(tx: Transaction, taken: readonly Chosen[], office: string, today: string, now: Date): Promise<void> {
  const ids = sql`(select id::bigint from jsonb_array_elements_text(${JSON.stringify(taken.map(({ id }) => id))}::jsonb) as given (id))`;
  const at = sql`${now.toISOString()}::timestamptz`;
  await tx.execute(sql`update consignments set lane = 'red', lane_by = 'top-up', due_at = lodged_at + make_interval(hours => ${HOURS_ALLOWED.red}), version = version + 1, changed_at = ${at} where id in ${ids}`);
  await tx.execute(sql`
    insert into assessments (declaration_id, revision, score, lane, cause, parts, lane_by, at)
    select distinct on (declaration_id) declaration_id, revision, score, 'red', 'top-up', parts, 'top-up', ${at} from assessments where declaration_id in ${ids} order by declaration_id, id desc`);
  await tx.execute(sql`update selections set selected_on = ${today}::date, yellow_on = null where declaration_id in ${ids}`);
  await writeCounts(tx, taken.map(({ lane, by, day, yellowOn }) => ({ from: { lane, by, office, day, selectedOn: null, yellowOn }, to: { lane: "red", by: "top-up", office, day, selectedOn: today, yellowOn: null } })));
  await notifyAll(tx, "desk", taken.map(({ id }) => ({ id, kind: "assessed" })));
}
