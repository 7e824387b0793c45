import { actorOfRequest } from "#lib/access/session";
import { endpoint, serveOpen } from "../../kernel/endpoint.ts";
import { receivedFrom } from "../../lodging/received.ts";
import { postImport } from "../../operations/imports.ts";

export const dynamic = "force-dynamic";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = endpoint(
  serveOpen(postImport, async (request) => {
    const received = await receivedFrom(await actorOfRequest(request), request);
    return Response.json(received, { status: 202, headers: { location: `/api/v1/imports/${received.id}`, "cache-control": "no-store" } });
  }),
);
