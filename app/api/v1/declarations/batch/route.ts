import { endpoint, serveStream } from "../../../kernel/endpoint.ts";
import { BATCH_CAP, checkHeaders } from "../../../kernel/body.ts";
import { postBatch } from "../../../operations/declarations.ts";
import { lodgeLines } from "../../../lodging/batch.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serveStream(postBatch, (actor, request) => {
    checkHeaders(request, BATCH_CAP);
    return new Response(lodgeLines(actor, request), { headers: { "content-type": "application/x-ndjson", "cache-control": "no-store" } });
  }),
);
