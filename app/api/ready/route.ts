import { endpoint, serveOpen } from "../kernel/endpoint.ts";
import { readiness } from "../kernel/readiness.ts";
import { ready } from "../operations/house.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serveOpen(ready, async () => {
    const found = await readiness();
    const able = found.schema === "migrated";
    return Response.json({ status: able ? "ready" : "not-ready", ...found }, { status: able ? 200 : 503, headers: { "cache-control": "no-store" } });
  }),
);
