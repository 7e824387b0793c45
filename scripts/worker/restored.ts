import type postgres from "postgres";

/**
 * After a restore from a dump: events and subscriptions go by the numbers of transactions, and a new server counts those from the beginning.
 * Where events stand above its count they are put before all that will come, and each subscription before the first event it was not told
 * of yet, so that none is skipped; a few may be told twice. Answers how many events were moved; none in a house that was not restored so.
 */
export async function settleRestored(owner: postgres.Sql): Promise<number> {
  return owner.begin(async (tx) => {
    await tx`select set_config('app.scope', 'all', true)`;
    const [ahead] = await tx`select 1 from feed_events where positioned > pg_current_xact_id() limit 1`;
    if (!ahead) return 0;
    await tx`lock table feed_events, feed_subscriptions in share row exclusive mode`;
    await tx`
      update feed_subscriptions as told set told_transaction = '0'::xid8, told_event = coalesce(
        (select min(id) - 1 from feed_events where (positioned, id) > (told.told_transaction, told.told_event)), (select max(id) from feed_events), 0)`;
    const moved = await tx`update feed_events set positioned = '0'::xid8`;
    return moved.count;
  });
}
