import postgres from "postgres";
import { closeConnection } from "#db/client";
import { sendAll, untilTaken, withReceiver } from "./capture/product.ts";
import type { Receiver } from "./capture/product.ts";
import { supplyDocument } from "./capture/supply.ts";
import { CONNECTIONS } from "./capture/yardstick.ts";
import { percentile, report } from "./ground.ts";

/** Full replay: documents that are there already, sent again, against the first time. Nothing may change. */
const DOCUMENTS = Number(process.argv[2] ?? 24);
const EVENTS = 5000;
const ROUNDS = 3;

await withReceiver(async (receiver) => {
  await sendAll(receiver, Array.from({ length: 10 * CONNECTIONS }, (_, at) => supplyDocument(9000 + at, EVENTS)), CONNECTIONS);
  const rates: { readonly first: number[]; readonly again: number[] } = { first: [], again: [] };
  let changed = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const documents = Array.from({ length: DOCUMENTS }, (_, at) => supplyDocument(round * DOCUMENTS + at, EVENTS));
    rates.first.push(await rate(receiver, documents));
    const before = await state(receiver);
    rates.again.push(await rate(receiver, documents));
    if ((await state(receiver)) !== before) changed += 1;
  }
  const [first, again] = [percentile(rates.first, 0.5), percentile(rates.again, 0.5)];
  report(
    `replay over HTTP, ${DOCUMENTS} documents of ${EVENTS} events`,
    `${again.toFixed(0)} events/s, ${changed === 0 ? "nothing changed" : `${changed} of ${ROUNDS} replays changed something`}`,
    `${first.toFixed(0)} events/s the first time`,
    again >= first && changed === 0,
  );
  await closeConnection();
});

async function rate(receiver: Receiver, documents: readonly string[]): Promise<number> {
  await untilTaken(receiver, { jobs: true });
  const begun = performance.now();
  await sendAll(receiver, documents, CONNECTIONS);
  await untilTaken(receiver, { jobs: false });
  return (documents.length * EVENTS) / ((performance.now() - begun) / 1000);
}

/** Everything that events made, as one text. */
async function state({ owner }: Receiver): Promise<string> {
  const sql = postgres(owner, { max: 1 });
  await sql`select set_config('app.scope', 'all', false)`;
  const told = await sql`
    select 'events' as what, count(*) as n, sum(hashtextextended(event_id || hash || record_time::text || problems::text, 0)) as sum from feed_events
    union all select 'items', count(*), sum(hashtextextended(event_items::text, 0)) from event_items
    union all select 'movements', count(*), sum(hashtextextended(lot_movements::text, 0)) from lot_movements
    union all select 'statements', count(*), sum(hashtextextended(lot_statements::text, 0)) from lot_statements
    union all select 'lots', count(*), sum(hashtextextended(lots::text, 0)) from lots
    union all select 'shipments', count(*), sum(hashtextextended(shipments_elsewhere::text, 0)) from shipments_elsewhere
    union all select 'quarantine', count(*), 0 from quarantined order by 1`;
  await sql.end();
  return JSON.stringify(told);
}
