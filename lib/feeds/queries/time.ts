import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { Refusal } from "#lib/access/refusal";
import { sqlState } from "#lib/audit/command";

/** How long one statement of a query may take, in milliseconds. */
const LONGEST = 15_000;

const QUERY_CANCELED = "57014";

/**
 * Lets a query's statements take their time and no longer, for the rest of the transaction. Each is planned for its own parameters: one plan for all of them
 * would walk through a month of events for the few of a place. Refuses `query-too-complex`.
 */
export async function inTime<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result> {
  try {
    const bounded = tx.execute(sql`select set_config('statement_timeout', ${String(LONGEST)}, true), set_config('plan_cache_mode', 'force_custom_plan', true)`).then(() => undefined);
    const [, result] = await Promise.all([bounded, work()]);
    return result;
  } catch (error) {
    if (sqlState(error) === QUERY_CANCELED) throw new Refusal("bad-input", "query-too-complex");
    throw error;
  }
}
