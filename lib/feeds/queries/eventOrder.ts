import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { feedEvents } from "#db/schema/feeds";
import { Refusal } from "#lib/access/refusal";
import type { Place } from "../pageToken.ts";
import type { Order } from "../query.ts";
import { fieldOrder } from "./fieldCondition.ts";

/** An order in SQL: the terms, a row's place in it as texts without its key, and what stands behind a place. `merged` orders rows of several such lists. */
export type OrderSql = { readonly by: SQL; readonly place: SQL; readonly merged: SQL; readonly mayMerge: boolean; readonly behind: (place: Place) => SQL };

/** What lists that are merged are ordered by, beside their own columns. */
export const rowKey = sql`${feedEvents.eventTime} as "orderTime"`;

type Term = { readonly value: SQL; readonly cast: SQL };

/** The SQL of an order. */
export function orderSql({ by, descending }: Order): OrderSql {
  const terms = by === "id" ? [] : by === "eventTime" || by === "recordTime" ? [{ value: sql`${feedEvents[by]}`, cast: sql`::timestamptz` }] : fieldTerms(by);
  const direction = descending ? sql` desc` : sql``;
  const values = [...terms.map(({ value }) => value), sql`${feedEvents.id}`];
  return {
    by: sql.join(values.map((value) => sql`${value}${direction}`), sql`, `),
    place: terms.length === 0 ? sql`'{}'::text[]` : sql`array[${sql.join(terms.map(({ value }) => sql`(${value})::text`), sql`, `)}]`,
    merged: sql`row."orderTime"${direction}, row.pk${direction}`,
    mayMerge: by === "eventTime",
    behind: (place) => sql`(${sql.join(values, sql`, `)}) ${descending ? sql`<` : sql`>`} (${boundsOf(place, terms)})`,
  };
}

function fieldTerms(field: Exclude<Order["by"], string>): Term[] {
  const { rank, number, text } = fieldOrder(field);
  return [{ value: rank, cast: sql`::int` }, { value: number, cast: sql`::numeric` }, { value: text, cast: sql`::text` }];
}

function boundsOf(place: Place, terms: readonly Term[]): SQL {
  const key = place.at(-1);
  if (place.length !== terms.length + 1 || typeof key !== "number") throw new Refusal("bad-input", "bad-page-token");
  return sql.join([...terms.map(({ cast }, at) => sql`${String(place[at])}${cast}`), sql`${key}::bigint`], sql`, `);
}
