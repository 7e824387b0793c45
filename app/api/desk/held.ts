import { listen } from "#db/live";
import { scopeOf, type Actor } from "#lib/access/actor";

/** An answer serves others for at most so long, whatever happens. */
const HELD_MS = 2_000;
/** As many answers are held in this process, of some 70 kB each. */
const MOST_HELD = 200;

/** A value as the bytes that are sent: JSON in UTF-8. */
export type Json = Uint8Array<ArrayBuffer>;
type Held = { readonly body: Promise<Json>; readonly until: number };

const encoder = new TextEncoder();
const answers = new Map<string, Held>();
let hearing: Promise<unknown> | undefined;

export function asJson(value: unknown): Json {
  return encoder.encode(JSON.stringify(value));
}

/**
 * The answer under a key, read once for all who ask for the same at a time. Any change of a consignment that this process is told of
 * lets go of every answer, those being read included, so that none older than that change is handed out.
 */
export async function heldAnswer(key: string, read: () => Promise<Json>): Promise<Json> {
  await heard();
  const now = performance.now();
  const known = answers.get(key);
  if (known !== undefined && known.until > now) return known.body;
  const held: Held = { body: read(), until: now + HELD_MS };
  hold(key, held);
  try {
    return await held.body;
  } catch (error) {
    if (answers.get(key) === held) answers.delete(key);
    throw error;
  }
}

/** What an answer depends on beside its address: how far the actor sees, and who that is where the view says "me". */
export function outlookOf(actor: Actor, params: URLSearchParams): string {
  const scope = scopeOf(actor);
  const me = params.get("who") === "me" && actor.kind === "person" ? actor.id : "anybody";
  return `${scope.all ? "all" : scope.organisation} ${me}`;
}

/** Nothing is held before changes are heard; what was missed while the connection was gone counts as a change. */
async function heard(): Promise<void> {
  const letGo = () => answers.clear();
  hearing ??= listen("desk", letGo, letGo);
  try {
    await hearing;
  } catch (error) {
    hearing = undefined;
    throw error;
  }
}

function hold(key: string, held: Held): void {
  answers.delete(key);
  answers.set(key, held);
  const [oldest] = answers.keys();
  if (answers.size > MOST_HELD && oldest !== undefined) answers.delete(oldest);
}
