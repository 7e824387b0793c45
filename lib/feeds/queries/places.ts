import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { feedEvents } from "#db/schema/feeds";
import type { Condition } from "../filter.ts";
import { rangeOf } from "../queryPattern.ts";

/** The most parts of a place that are looked for. */
const MOST_PARTS = 1000;

/** Places with their descendants: a GLN has the parts of it that events name by an extension (GLN and AI 254). Found part by part in the index. */
export async function descendantsOf(tx: Transaction, column: "readPoint" | "bizLocation", keys: readonly string[]): Promise<string[]> {
  const found = new Set(keys);
  const at = feedEvents[column];
  for (const key of keys.filter((one) => /^41[47]\/\d{13}$/.test(one))) {
    const { from, to } = rangeOf(key);
    const rows = await tx.execute<{ key: string }>(sql`
      with recursive known as (
        (select ${at} as key from ${feedEvents} where ${at} >= ${from} and ${at} <= ${to} order by ${at} limit 1)
        union all
        select (select ${at} from ${feedEvents} where ${at} > known.key and ${at} <= ${to} order by ${at} limit 1) from known where known.key is not null
      )
      select key from known where key like ${`${key}/%`} limit ${MOST_PARTS}`);
    for (const row of rows) found.add(row.key);
  }
  return [...found];
}

/** The conditions of a query, those on places with the descendants they mean. */
export async function withDescendants(tx: Transaction, conditions: readonly Condition[]): Promise<Condition[]> {
  const done: Condition[] = [];
  for (const condition of conditions) done.push(condition.on === "place" && condition.descendants ? { ...condition, keys: await descendantsOf(tx, condition.column, condition.keys) } : condition);
  return done;
}
