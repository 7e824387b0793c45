import { actorOfRequest } from "#lib/access/session";
import { exportDossier } from "#lib/dossier/commands/export";
import { asRefusal, problemResponse } from "../../kernel/problem.ts";

/** A dossier's file. That it was taken out, and by whom, is recorded. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ id: string }> }): Promise<Response> {
  try {
    const { id } = await params;
    const { bytes, sha256, name } = await exportDossier(await actorOfRequest(request), { id: /^\d{1,15}$/.test(id) ? Number(id) : 0 });
    const headers = { "content-type": "application/pdf", "content-disposition": `attachment; filename="${name}"`, "content-length": String(bytes.byteLength), "cache-control": "no-store", etag: `"${sha256}"` };
    return new Response(new Uint8Array(bytes), { headers });
  } catch (error) {
    return problemResponse(asRefusal(error, "GET /api/dossiers/{id}"), request);
  }
}
