import { endpoint, serveOpen } from "../kernel/endpoint.ts";
import { health } from "../operations/house.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(serveOpen(health, async () => Response.json({ status: "up" }, { headers: { "cache-control": "no-store" } })));
