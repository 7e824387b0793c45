import { may } from "#lib/access/actor";
import type { Actor } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import { Refusal } from "#lib/access/refusal";
import { IMPORT_BYTES, receiveImport, receiveReports } from "#lib/lodging/commands/import-receive";
import type { Received } from "#lib/lodging/commands/import-receive";
import { readBytes } from "../kernel/body.ts";
import { importQuery } from "../operations/imports.ts";
import type { ImportQuery } from "../operations/imports.ts";

/** A form's parts beside the file are small. */
const FORM_OVERHEAD = 100_000;

/** Receives the document of a request, as its body or as the file of a form, under the permission of what the caller may take in. */
export async function receivedFrom(actor: Actor, request: Request): Promise<Received> {
  const query = parsed(importQuery, Object.fromEntries(new URL(request.url).searchParams));
  const contentType = request.headers.get("content-type") ?? "";
  const bytes = await readBytes(request, IMPORT_BYTES + FORM_OVERHEAD);
  const sent = contentType.startsWith("multipart/form-data") ? await fileOf(bytes, contentType, query) : { ...query, bytes };
  const input = {
    bytes: sent.bytes,
    ...(sent.kind === undefined ? {} : { kind: sent.kind }),
    ...(sent.mapping === undefined ? {} : { mapping: sent.mapping }),
    ...(sent.file === undefined ? {} : { fileName: sent.file }),
    start: sent.start !== "false",
  };
  return may(actor, "inspection-report.submit") && actor.kind !== "system" ? receiveReports(actor, input) : receiveImport(actor, input);
}

async function fileOf(bytes: Uint8Array, contentType: string, query: ImportQuery): Promise<ImportQuery & { readonly bytes: Uint8Array }> {
  const form = await new Response(Uint8Array.from(bytes), { headers: { "content-type": contentType } }).formData().catch(() => {
    throw new Refusal("bad-input", "invalid-input", { problems: 1 }, [{ pointer: "", code: "malformed-form", detail: "The multipart form cannot be read." }]);
  });
  const file = form.get("file");
  if (!(file instanceof Blob)) throw new Refusal("bad-input", "invalid-input", { problems: 1 }, [{ pointer: "/file", code: "missing", detail: "The form has no part named file." }]);
  const text = (name: "kind" | "mapping" | "start"): string | undefined => {
    const value = form.get(name);
    return typeof value === "string" && value !== "" ? value : undefined;
  };
  const given = parsed(
    importQuery,
    Object.fromEntries(
      Object.entries({ kind: text("kind"), mapping: text("mapping"), start: text("start"), file: file instanceof File ? file.name : undefined, ...query }).filter(
        ([, value]) => value !== undefined,
      ),
    ),
  );
  return { ...given, bytes: new Uint8Array(await file.arrayBuffer()) };
}
