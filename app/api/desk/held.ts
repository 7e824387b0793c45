import { remembered } from "#db/client";
import { listen } from "#db/live";
import { scopeOf, type Actor } from "#lib/access/actor";

/** An answer serves others for at most so long, whatever happens. */
export const HELD_MS = 2_000;
/** As many answers are held in this process, of some 70 kB each. */
const MOST_HELD = 200;

/** Hands out what was read under a key to all who ask for it between two changes of the desk. */
type Holding<Value> = (key: string, read: () => Promise<Value>) => Promise<Value>;

/** A value as the bytes that are sent: JSON in UTF-8. */
export type Json = Uint8Array<ArrayBuffer>;
const encoder = new TextEncoder();

export function asJson(value: unknown): Json {
  return encoder.encode(JSON.stringify(value));
}

/** The bytes themselves as a body: a Response would copy them twice. */
export function asIs(bytes: Uint8Array<ArrayBuffer>): ReadableStream<Uint8Array<ArrayBuffer>> {
  return new ReadableStream({
    start: (controller) => {
      controller.enqueue(bytes);
      controller.close();
    },
  });
}

/**
 * A place that holds what is read for the desk, `most` at a time. What stands under a key is read once for all who ask for it at a time. Any
 * change of a consignment that this process is told of lets go of everything, what is being read included, so that nothing older than that
 * change is handed out.
 */
export function holding<Value>(most: number): Holding<Value> {
  const place = remembered(() => {
    const held = new Map<string, { readonly value: Promise<Value>; readonly until: number }>();
    return { held, heard: hearing(() => held.clear()) };
  });
  return async (key, read) => {
    const { held, heard } = place();
    await heard();
    const now = performance.now();
    const known = held.get(key);
    if (known !== undefined && known.until > now) return known.value;
    const fresh = { value: read(), until: now + HELD_MS };
    held.delete(key);
    held.set(key, fresh);
    const [oldest] = held.keys();
    if (held.size > most && oldest !== undefined) held.delete(oldest);
    try {
      return await fresh.value;
    } catch (error) {
      if (held.get(key) === fresh) held.delete(key);
      throw error;
    }
  };
}

/** The answers of the desk to screens. */
export const heldAnswer = holding<Json>(MOST_HELD);

/** What an answer depends on beside its address: how far the actor sees, and who that is where the view says "me". */
export function outlookOf(actor: Actor, params: URLSearchParams): string {
  const scope = scopeOf(actor);
  const me = params.get("who") === "me" && actor.kind === "person" ? actor.id : "anybody";
  return `${scope.all ? "all" : scope.organisation} ${me}`;
}

/** Nothing is held before changes are heard; what was missed while the connection was gone counts as a change. */
function hearing(letGo: () => void): () => Promise<void> {
  let begun: Promise<unknown> | undefined;
  return async () => {
    begun ??= listen("desk", letGo, letGo);
    try {
      await begun;
    } catch (error) {
      begun = undefined;
      throw error;
    }
  };
}
