import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { addDays, type PlainDate } from "#lib/measures/period";
import { WINDOW_DAYS, type Room } from "../selection.ts";
import { countChanges, type Counted, type CountedDay } from "../selection-count.ts";

/** Holds the counts of these days until the transaction ends, in one order for everybody, and reads what the offices have sorted in the window up to today. */
export async function roomsHeld(tx: Transaction, days: readonly CountedDay[], today: PlainDate): Promise<ReadonlyMap<string, Room>> {
  if (days.length === 0) return new Map();
  await tx.execute(sql`
    insert into selection_days (office_code, day)
    select distinct office, day::date from jsonb_to_recordset(${JSON.stringify(days)}::jsonb) as given (office text, day text) order by office, day::date
    on conflict (office_code, day) do update set office_code = excluded.office_code`);
  const offices = [...new Set(days.map(({ office }) => office))];
  const rows = await tx.execute<{ office: string } & Room>(sql`
    select office_code as office, sum(arrivals)::int as arrivals, sum(mandatory + scored)::int as taken, sum(yellow)::int as yellow, coalesce(sum(mandatory + scored + random + topped_up) filter (where day = ${today}::date), 0)::int as today
    from selection_days where office_code in ${offices} and day > ${addDays(today, -WINDOW_DAYS)}::date and day <= ${today}::date group by office_code`);
  return new Map([...rows].map(({ office, arrivals, taken, yellow, today: count }) => [office, { arrivals, taken, yellow, today: count }]));
}

/** Writes what changed in the counts. */
export async function writeCounts(tx: Transaction, moves: readonly { readonly from: Counted | undefined; readonly to: Counted }[]): Promise<void> {
  const changes = countChanges(moves);
  if (changes.length === 0) return;
  await tx.execute(sql`
    update selection_days as kept set arrivals = kept.arrivals + given.arrivals, mandatory = kept.mandatory + given.mandatory, scored = kept.scored + given.scored, random = kept.random + given.random,
      topped_up = kept.topped_up + given."toppedUp", passed_over = kept.passed_over + given."passedOver",
      passed_over_yellow = kept.passed_over_yellow + given."passedOverYellow", yellow = kept.yellow + given.yellow
    from jsonb_to_recordset(${JSON.stringify(changes)}::jsonb) as given (office text, day date, arrivals int, mandatory int, scored int, random int, "toppedUp" int, "passedOver" int, "passedOverYellow" int, yellow int)
    where kept.office_code = given.office and kept.day = given.day`);
}
