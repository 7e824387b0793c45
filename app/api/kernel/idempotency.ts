import { createHash } from "node:crypto";
import { and, eq, inArray, lt, or, sql } from "drizzle-orm";
import { database } from "#db/client";
import { idempotencyKeys } from "#db/schema/access";
import { actorKey, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { HttpRefusal } from "./refused.ts";

/** An answer as it goes out, and as it is kept to be given again. */
export type Sent = { readonly status: number; readonly headers: Readonly<Record<string, string>>; readonly body: string };

/** A request under an Idempotency-Key: who sends it, the key, and all that must be the same when it is sent again. */
export type Keyed = { readonly actor: Actor; readonly key: string; readonly method: string; readonly path: string; readonly bytes: Uint8Array };

const KEPT_HOURS = 24;
const ABANDONED_SECONDS = 60;
const SWEPT_AT_ONCE = 20;
/** Status of a key whose request was refused or failed: nothing was changed, the same request may be tried again. */
const NOTHING_DONE = 0;

/**
 * Does the work once for a caller's key and gives its answer again for 24 hours. The key with another request is refused
 * `idempotency-key-reused` (422), while the first is under way `idempotency-key-in-use` (409, Retry-After).
 */
export async function once(keyed: Keyed, work: () => Promise<Sent>): Promise<Sent> {
  if (!/^[\x21-\x7e]{1,255}$/.test(keyed.key)) throw new Refusal("bad-input", "idempotency-key-unreadable");
  const id = sha256(`${actorKey(keyed.actor)}\n${keyed.key}`);
  const requestHash = sha256(`${keyed.method} ${keyed.path}\n`, keyed.bytes);
  const kept = await claim(id, requestHash);
  if (kept) return { ...kept, headers: { ...kept.headers, "idempotency-replayed": "true" } };
  try {
    const sent = await work();
    await settle(id, sent.status, JSON.stringify({ headers: sent.headers, body: sent.body }));
    return sent;
  } catch (error) {
    await settle(id, NOTHING_DONE, null);
    throw error;
  }
}

/** Takes the key for this request, or hands back the answer it already has. */
async function claim(id: string, requestHash: string): Promise<Sent | undefined> {
  await sweep();
  const [claimed] = await database().insert(idempotencyKeys).values({ id, requestHash }).onConflictDoNothing().returning({ id: idempotencyKeys.id });
  if (claimed) return undefined;
  const [row] = await database().select().from(idempotencyKeys).where(eq(idempotencyKeys.id, id));
  if (row && row.requestHash !== requestHash) throw new Refusal("unprocessable", "idempotency-key-reused");
  if (typeof row?.body === "string" && row.status) return { status: row.status, ...(JSON.parse(row.body) as Omit<Sent, "status">) };
  if (!(await takeOver(id, requestHash))) throw new HttpRefusal(409, "idempotency-key-in-use", {}, { headers: { "retry-after": "1" } });
  return undefined;
}

/** A key whose request came to nothing, or whose process died over it, is taken by one of those who ask again. */
async function takeOver(id: string, requestHash: string): Promise<boolean> {
  const stale = sql`${idempotencyKeys.status} is null and ${idempotencyKeys.recordedAt} < now() - make_interval(secs => ${ABANDONED_SECONDS})`;
  const taken = await database()
    .update(idempotencyKeys)
    .set({ status: null, recordedAt: sql`now()` })
    .where(and(eq(idempotencyKeys.id, id), eq(idempotencyKeys.requestHash, requestHash), or(eq(idempotencyKeys.status, NOTHING_DONE), stale)))
    .returning({ id: idempotencyKeys.id });
  return taken.length > 0;
}

async function settle(id: string, status: number, body: string | null): Promise<void> {
  await database().update(idempotencyKeys).set({ status, body }).where(eq(idempotencyKeys.id, id));
}

/** Each new key clears away some that are past their time, so that the table stays small without a job. */
async function sweep(): Promise<void> {
  const old = database()
    .select({ id: idempotencyKeys.id })
    .from(idempotencyKeys)
    .where(lt(idempotencyKeys.recordedAt, sql`now() - make_interval(hours => ${KEPT_HOURS})`))
    .limit(SWEPT_AT_ONCE)
    .for("update", { skipLocked: true });
  await database().delete(idempotencyKeys).where(inArray(idempotencyKeys.id, old));
}

function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash("sha256");
  for (const part of parts) hash.update(part);
  return hash.digest("hex");
}
