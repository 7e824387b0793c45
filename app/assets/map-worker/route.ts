import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** Read once, when the house is built. */
export const dynamic = "force-static";

/** The map's worker, from this house itself: the content security policy lets no other run. */
export async function GET(): Promise<Response> {
  const script = await readFile(join(process.cwd(), "node_modules", "maplibre-gl", "dist", "maplibre-gl-worker.mjs"));
  return new Response(new Uint8Array(script), { headers: { "content-type": "text/javascript; charset=utf-8", "cache-control": "public, max-age=86400" } });
}
