import { listen } from "#db/live";
import { may, type Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { actorOfRequest } from "#lib/access/session";
import { reading } from "#lib/audit/command";
import { silentSources } from "#lib/feeds/queries/sources";
import { asRefusal, problemResponse } from "../../kernel/problem.ts";

const GATHERED_MS = 250;
const HEARTBEAT_MS = 10_000;
const MOST_IDS = 500;

/**
 * What happens as server-sent events, each caller what they may see: the desk's ids that arrived or changed, gathered for a quarter of a
 * second, and the sources that are silent. Ends with the session, which each heartbeat asks for.
 */
export async function GET(request: Request): Promise<Response> {
  try {
    const actor = await actorOfRequest(request);
    if (!may(actor, "desk.read") && !may(actor, "source.read")) throw new Refusal("forbidden", "not-permitted", { permission: "desk.read" });
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
      const gathering = setInterval(() => {
        if (arrived.size + changed.size === 0) return;
        const more = arrived.size + changed.size > MOST_IDS;
        if (more) tell("stale", {});
        else tell("desk", { arrived: [...arrived], changed: [...changed].filter((id) => !arrived.has(id)) });
        arrived.clear();
        changed.clear();
      }, GATHERED_MS);
      const beating = setInterval(() => {
        actorOfRequest(request).then(
          () => say(": still here\n\n"),
          (error: unknown) => {
            if (error instanceof Refusal) tell("ended", {});
            end();
          },
        );
      }, HEARTBEAT_MS);
      stops.push(() => clearInterval(gathering), () => clearInterval(beating));
      const tellSilent = async (): Promise<void> => {
        const silent = await reading(actor, "source.read", (tx) => silentSources(tx));
        tell("sources", { silent: silent.map(({ code, name }) => ({ code, name })) });
      };
      const again = (): void => void tellSilent().catch((error: unknown) => console.error("The silent sources could not be read:", error));
      request.signal.addEventListener("abort", end);
      if (may(actor, "desk.read")) stops.push(await listen("desk", (payload) => note(payload, arrived, changed), () => tell("stale", {})));
      if (may(actor, "source.read")) stops.push(await listen("source", again, again));
      // Who left while this process began to listen is not listened for.
      if (over) return release();
      say("retry: 2000\n: listening\n\n");
      if (may(actor, "source.read")) await tellSilent();
    },
    cancel: release,
  });
}

function note(payload: unknown, arrived: Set<number>, changed: Set<number>): void {
  if (typeof payload !== "object" || payload === null || !("id" in payload) || typeof payload.id !== "number") return;
  (("kind" in payload && payload.kind === "arrived") ? arrived : changed).add(payload.id);
}
