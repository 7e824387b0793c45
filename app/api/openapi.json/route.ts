import { endpoint, serveOpen } from "../kernel/endpoint.ts";
import { openapi } from "../operations/house.ts";
import { openapiDocument } from "../operations/openapi.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(serveOpen(openapi, async () => Response.json(openapiDocument(), { headers: { "cache-control": "public, max-age=300" } })));
