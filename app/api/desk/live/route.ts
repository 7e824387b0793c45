import { listen } from "#db/live";
import { may, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { actorOfRequest } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { silentSources } from "#lib/feeds/queries/sources";
import { unreadOf } from "#lib/notices/queries";
import { asRefusal, problemResponse } from "../../kernel/problem.ts";

const GATHERED_MS = 100;
/** When everything is assessed anew, screens read anew once a second and no oftener. */
const SWEPT_MS = 1000;
const HEARTBEAT_MS = 10_000;
const MOST_IDS = 500;

/**
 * What happens as server-sent events, each caller what they may see: the desk's ids that arrived or changed, the first at once and what follows within a tenth of a
 * second together, the sources that are silent, and how many notices they have not read. Ends with the session, the key or a change of role: at once when told, and at the next heartbeat at the latest.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await actorOfRequest(request);
    if (!may(actor, "desk.read") && !may(actor, "source.read") && !hasNotices(actor)) throw new Refusal("forbidden", "not-permitted", { permission: "desk.read" });
    return new Response(await newsOf(actor, request), { headers: { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-store, no-transform", "x-accel-buffering": "no" } });
  } catch (error) {
    return problemResponse(asRefusal(error, "GET /api/desk/live"), request);
  }
}

async function newsOf(actor: Actor, request: Request): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  const arrived = new Set<number>();
  const changed = new Set<number>();
  const stops: (() => void)[] = [];
  let over = false;
  let swept = false;
  const release = (): void => {
    over = true;
    for (const stop of stops.splice(0)) stop();
  };
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const end = (): void => {
        if (over) return;
        release();
        controller.close();
      };
      const say = (text: string): void => {
        if (!over) controller.enqueue(encoder.encode(text));
      };
      const tell = (event: string, data: object) => say(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      let gathering: NodeJS.Timeout | undefined;
      let toldAt = 0;
      const tellDesk = (): void => {
        gathering = undefined;
        toldAt = performance.now();
        const more = swept || arrived.size + changed.size > MOST_IDS;
        if (more) tell("stale", {});
        else tell("desk", { arrived: [...arrived], changed: [...changed].filter((id) => !arrived.has(id)) });
        swept = false;
        arrived.clear();
        changed.clear();
      };
      const hear = (payload: unknown): void => {
        if (!note(payload, arrived, changed)) {
          if (!isSwept(payload)) return;
          swept = true;
        }
        gathering ??= setTimeout(tellDesk, Math.max(0, toldAt + (swept ? SWEPT_MS : GATHERED_MS) - performance.now()));
      };
      const lookAgain = (): void => {
        actorOfRequest(request).then(
          (now) => (maySee(now, actor) ? say(": still here\n\n") : end()),
          (error: unknown) => {
            if (error instanceof Refusal) tell("ended", {});
            end();
          },
        );
      };
      const beating = setInterval(lookAgain, HEARTBEAT_MS);
      stops.push(() => clearTimeout(gathering), () => clearInterval(beating));
      const tellSilent = async (): Promise<void> => {
        const silent = await reading(actor, "source.read", (tx) => silentSources(tx));
        tell("sources", { silent: silent.map(({ code, name }) => ({ code, name })) });
      };
      const again = (): void => void tellSilent().catch((error: unknown) => console.error("The silent sources could not be read:", error));
      const tellUnread = async (): Promise<void> => {
        if (actor.kind === "person") tell("notices", { unread: await reading(actor, "notice.read", (tx) => unreadOf(tx, actor.id)) });
      };
      const noticed = (): void => void tellUnread().catch((error: unknown) => console.error("The unread notices could not be counted:", error));
      request.signal.addEventListener("abort", end);
      stops.push(await listen("access", (whose) => concerns(whose, actor) && lookAgain(), lookAgain));
      if (may(actor, "desk.read")) stops.push(await listen("desk", hear, () => tell("stale", {})));
      if (may(actor, "source.read")) stops.push(await listen("source", again, again));
      if (hasNotices(actor)) stops.push(await listen("notice", noticed, noticed));
      // Who left while this process began to listen is not listened for.
      if (over) return release();
      say("retry: 2000\n: listening\n\n");
      if (may(actor, "source.read")) await tellSilent();
      if (hasNotices(actor)) await tellUnread();
    },
    cancel: release,
  });
}

/** Whether notices are put before this caller: people have them, keys have not. */
const hasNotices = (actor: Actor): boolean => actor.kind === "person" && may(actor, "notice.read");

/** Whether who asks now sees the same as who opened the stream. */
const maySee = (now: Actor, opened: Actor): boolean => now.kind !== "system" && opened.kind !== "system" && now.role === opened.role && now.organisation === opened.organisation;

/** Whether the access that ended or changed is this caller's. */
function concerns(whose: unknown, actor: Actor): boolean {
  return typeof whose === "object" && whose !== null && "kind" in whose && "id" in whose && actor.kind !== "system" && whose.kind === actor.kind && whose.id === actor.id;
}

/** Notes a consignment that arrived or changed; false where the payload names none. */
function note(payload: unknown, arrived: Set<number>, changed: Set<number>): boolean {
  if (typeof payload !== "object" || payload === null || !("id" in payload) || typeof payload.id !== "number") return false;
  (("kind" in payload && payload.kind === "arrived") ? arrived : changed).add(payload.id);
  return true;
}

/** Whether many changed at once, as when everything was assessed anew: they are not told one by one. */
function isSwept(payload: unknown): boolean {
  return typeof payload === "object" && payload !== null && "kind" in payload && payload.kind === "swept";
}
