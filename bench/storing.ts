import { sql } from "drizzle-orm";
import { database } from "#db/client";
import { admit, idOf } from "#lib/feeds/admission";
import type { ReadEvent } from "#lib/feeds/event";
import { settleLots } from "#lib/feeds/commands/facts";
import { knownEvents, lookUpByIndex, storeEvents } from "#lib/feeds/commands/storing";
import { formatsFor } from "#lib/feeds/formats/registry";
import { supplyDocument } from "./capture/supply.ts";
import { copyRate, CONNECTIONS, emptyYardstick, layYardstick, rowsOf } from "./capture/yardstick.ts";
import { onGround, percentile, report } from "./ground.ts";

/** Storing alone: events that are read already, by four connections, looked up, written with their items, movements and statements, their lots settled. */
const DOCUMENTS = Number(process.argv[2] ?? 16);
const EVENTS = 5000;
const ROUNDS = 3;
const ASKED = 0.7;

await onGround(async ({ owner }) => {
  await layYardstick(owner);
  const documents = Array.from({ length: DOCUMENTS }, (_, number) => ({ id: `document-${number}`, events: read(number) }));
  const rates: { readonly ours: number[]; readonly copy: number[] } = { ours: [], copy: [] };
  for (let round = 0; round < ROUNDS; round++) {
    rates.ours.push(await ourRate(documents));
    const rows = await rowsOf(owner, documents.map(({ id }) => id));
    await emptyYardstick(owner);
    rates.copy.push(await copyRate(owner, rows, DOCUMENTS * EVENTS));
  }
  const [ours, copy] = [percentile(rates.ours, 0.5), percentile(rates.copy, 0.5)];
  report(
    `storing alone, ${DOCUMENTS} documents of ${EVENTS} events`,
    `${ours.toFixed(0)} events/s (${(ours / copy).toFixed(2)} of the yardstick)`,
    `${copy.toFixed(0)} events/s by COPY of the same rows into the same indexed tables, ${CONNECTIONS} connections`,
    ours >= ASKED * copy,
  );
});

type Document = { readonly id: string; readonly events: readonly ReadEvent[] };

function read(number: number): readonly ReadEvent[] {
  const text = supplyDocument(number, EVENTS);
  const [format] = formatsFor("application/json");
  return format?.read(text, { now: new Date() }).events ?? [];
}

async function ourRate(documents: readonly Document[]): Promise<number> {
  await database().execute(sql`select 1`);
  await empty();
  const waiting = [...documents];
  const begun = performance.now();
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) await store(next);
  }));
  return (documents.length * EVENTS) / ((performance.now() - begun) / 1000);
}

async function store({ id, events }: Document): Promise<void> {
  await database().transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.scope', 'all', true)`);
    await lookUpByIndex(tx);
    const contents = events.flatMap((event) => (event.content === null ? [] : [{ id: idOf(event, event.content), hash: event.content.hash }]));
    const known = await knownEvents(tx, contents.map((one) => one.id), contents.map(({ hash }) => hash));
    const { admitted } = admit(events, known, "rollback");
    const now = new Date();
    await settleLots(tx, await storeEvents(tx, admitted, { documentId: id, organisation: 1, now }), now);
  });
}

async function empty(): Promise<void> {
  const { openPool } = await import("#db/client");
  const { sql: owner } = openPool(process.env["TALLYHOUSE_DB_OWNER"] ?? "", 1);
  await owner`truncate feed_events, event_items, lot_movements, lot_statements, lots, shipments_elsewhere, graphile_worker._private_jobs`;
  await owner`checkpoint`.catch(() => undefined);
  await owner.end();
}
