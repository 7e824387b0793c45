import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { feedEvents } from "#db/schema/feeds";
import { lotText } from "../lot.ts";
import type { LotKey } from "../lot.ts";

/** One step on the way of a lot: what happened, when, where, to how much of it, and how many doubts there are about the event. */
export type JourneyStep = LotKey & {
  readonly eventID: string;
  readonly eventTime: Date;
  readonly eventTimeZoneOffset: string;
  readonly type: string;
  readonly action: string | null;
  readonly bizStep: string | null;
  readonly disposition: string | null;
  readonly role: string;
  readonly quantity: string | null;
  readonly unit: string | null;
  readonly place: { readonly key: string; readonly siteId: number | null; readonly name: string | null; readonly country: string | null } | null;
  readonly problems: number;
  readonly declaresError: boolean;
};

/** A journey is cut after this many steps. */
const LONGEST_JOURNEY = 500;

/** The events of lots in the order of time, also those that name only pieces of a lot. The first 500; each lot of an event is a step. */
export async function journeyOf(tx: Transaction, lots: readonly LotKey[]): Promise<JourneyStep[]> {
  if (lots.length === 0) return [];
  const keys = JSON.stringify([...new Map(lots.map((key) => [lotText(key), { gtin: key.gtin, lot: key.lot }])).values()]);
  const place = sql`coalesce(${feedEvents.readPoint}, ${feedEvents.bizLocation})`;
  const rows = await tx.execute(sql`
    with wanted as (select k.gtin::char(14) as gtin, k.lot from json_to_recordset(${keys}::json) as k(gtin text, lot text)),
    named as (
      select i.event_pk, i.role, i.gtin, i.lot, i.quantity, i.unit, i.item from wanted join event_items i using (gtin, lot)
      union
      select p.event_pk, p.role, m.gtin, m.lot, p.quantity, p.unit, p.item from wanted join event_items m using (gtin, lot) join event_items p on p.item = m.item where p.lot is null
    ),
    steps as (select event_pk, role, gtin, lot, min(unit) as unit, case when count(*) = 1 then min(quantity) end as quantity, count(*) as items from named group by event_pk, role, gtin, lot)
    select steps.gtin, steps.lot, steps.role, coalesce(steps.quantity, case when steps.items > 1 then steps.items::text end) as quantity, steps.unit,
      ${feedEvents.eventId} as event_id, ${feedEvents.eventTime} as event_time, ${feedEvents.eventTimeZoneOffset} as zone, ${feedEvents.type} as type, ${feedEvents.action} as action,
      ${feedEvents.bizStep} as biz_step, ${feedEvents.disposition} as disposition, ${feedEvents.declaresError} as declares_error, jsonb_array_length(${feedEvents.problems}) as problems,
      ${place} as place, sites.id as site_id, sites.name as site_name, sites.country as site_country
    from steps join ${feedEvents} on ${feedEvents.id} = steps.event_pk
    left join site_identifiers on site_identifiers.value = substring(${place} from '^41[47]/([0-9]{13})')
    left join sites on sites.id = site_identifiers.site_id
    order by ${feedEvents.eventTime}, ${feedEvents.id}, steps.gtin, steps.lot, steps.role limit ${LONGEST_JOURNEY}`);
  return rows.map(stepOf);
}

const textIn = (value: unknown): string | null => (typeof value === "string" ? value : null);

function stepOf(row: Readonly<Record<string, unknown>>): JourneyStep {
  const place = textIn(row["place"]);
  return {
    gtin: String(row["gtin"]),
    lot: String(row["lot"]),
    eventID: String(row["event_id"]),
    eventTime: row["event_time"] instanceof Date ? row["event_time"] : new Date(String(row["event_time"])),
    eventTimeZoneOffset: String(row["zone"]),
    type: String(row["type"]),
    action: textIn(row["action"]),
    bizStep: textIn(row["biz_step"]),
    disposition: textIn(row["disposition"]),
    role: String(row["role"]),
    quantity: textIn(row["quantity"]),
    unit: textIn(row["unit"]),
    place: place === null ? null : { key: place, siteId: row["site_id"] === null ? null : Number(row["site_id"]), name: textIn(row["site_name"]), country: textIn(row["site_country"]) },
    problems: Number(row["problems"]),
    declaresError: row["declares_error"] === true,
  };
}
