import { sql } from "drizzle-orm";
import { connection, type Sql, type Transaction } from "./client.ts";

/** What is told as it happens: changes of the desk, of cases, sources that fall silent or are heard again, events as they are stored, notices put before people, and whose access ended or changed. */
export type Channel = "desk" | "case" | "source" | "events" | "notice" | "access";
type Listener = (payload: unknown) => void;

/** The most bytes Postgres carries in one notification, less its own end mark. */
const MOST_BYTES = 7_999;

/** Tells every listening process, when and only when the transaction is committed. A payload is at most 8,000 bytes as JSON. */
export async function notify(tx: Pick<Transaction, "execute">, channel: Channel, payload: object): Promise<void> {
  const text = JSON.stringify(payload);
  if (Buffer.byteLength(text) > MOST_BYTES) throw new RangeError(`A notification of ${Buffer.byteLength(text)} bytes does not fit in ${MOST_BYTES}: send ids, not rows.`);
  await tx.execute(sql`select pg_notify(${channel}, ${text})`);
}

/** Tells many things at once, in one statement; each arrives by itself. */
export async function notifyAll(tx: Pick<Transaction, "execute">, channel: Channel, payloads: readonly { readonly id: number; readonly kind: string }[]): Promise<void> {
  if (payloads.length === 0) return;
  await tx.execute(sql`select pg_notify(${channel}, payload::text) from jsonb_array_elements(${JSON.stringify(payloads)}::jsonb) as payload`);
}

/** The listeners of one pool on one channel. `gap` runs when the listening connection came back: what was told in between was not heard. */
type Hub = { readonly pool: Sql; readonly listeners: Set<Listener>; readonly gaps: Set<() => void>; ready: Promise<unknown> };

const held = globalThis as typeof globalThis & { tallyhouseHubs?: Map<Channel, Hub> };

/**
 * Hears a channel until the returned function is called. All listeners of a process share one connection, which reconnects by itself;
 * `onGap` says that it did, so that the listener reads anew. Resolves when the database listens.
 */
export async function listen(channel: Channel, onPayload: Listener, onGap: () => void = () => undefined): Promise<() => void> {
  const hub = hubOf(channel);
  hub.listeners.add(onPayload);
  hub.gaps.add(onGap);
  const stop = () => {
    hub.listeners.delete(onPayload);
    hub.gaps.delete(onGap);
  };
  try {
    await hub.ready;
  } catch (error) {
    stop();
    held.tallyhouseHubs?.delete(channel);
    throw error;
  }
  return stop;
}

function hubOf(channel: Channel): Hub {
  const hubs = (held.tallyhouseHubs ??= new Map());
  const pool = connection();
  const known = hubs.get(channel);
  if (known?.pool === pool) return known;
  const hub: Hub = { pool, listeners: new Set(), gaps: new Set(), ready: Promise.resolve() };
  let opened = false;
  const onPayload = (text: string) => {
    const payload: unknown = JSON.parse(text);
    for (const listener of hub.listeners) listener(payload);
  };
  const onListening = () => {
    if (opened) for (const gap of hub.gaps) gap();
    opened = true;
  };
  hub.ready = pool.listen(channel, onPayload, onListening);
  hubs.set(channel, hub);
  return hub;
}
