import { Refusal } from "#lib/access/refusal";
import { actorOfRequest } from "#lib/access/session";
import { endpoint, serveOpen } from "../kernel/endpoint.ts";
import { gauges } from "../kernel/gauges.ts";
import { exposition } from "../kernel/metrics.ts";
import { fromThisMachine } from "../kernel/peer.ts";
import { metrics } from "../operations/house.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serveOpen(metrics, async (request) => {
    if (!fromThisMachine(request.headers)) await requireAdministrator(request);
    return new Response(exposition(await gauges()), { headers: { "content-type": "text/plain; version=0.0.4; charset=utf-8", "cache-control": "no-store" } });
  }),
);

async function requireAdministrator(request: Request): Promise<void> {
  const actor = await actorOfRequest(request);
  if (actor.kind === "system" || actor.role !== "administrator") throw new Refusal("forbidden", "metrics-not-here");
}
