/** What came of sending a document: the capture job's id, or why it was not taken. */
export type Sent =
  | { readonly state: "captured"; readonly id: string }
  | { readonly state: "refused"; readonly detail: string; readonly problems: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[] }
  | { readonly state: "failed" };

export type ErrorBehaviour = "rollback" | "proceed";

const CONTENT_TYPES: Readonly<Record<string, string>> = { json: "application/json", jsonld: "application/ld+json", xml: "application/xml", csv: "text/csv" };

/** What a body is sent as: its content type, and whether it is packed. */
export type BodyType = { readonly contentType: string; readonly packed: boolean };

/** A file's type by the end of its name, else the one its browser knows; JSON where nothing is known. */
export function typeOfFile(name: string, type: string): BodyType {
  const packed = /\.gz$/i.test(name);
  const bare = packed ? name.slice(0, -3) : name;
  const known = CONTENT_TYPES[bare.slice(bare.lastIndexOf(".") + 1).toLowerCase()];
  return { contentType: known ?? (type === "" || packed ? "application/json" : type), packed };
}

/** A pasted text's type by how it begins: XML, a table with a line of headers, else JSON. */
export function typeOfText(text: string): BodyType {
  if (/^\s*</.test(text)) return { contentType: "application/xml", packed: false };
  return { contentType: /^\s*[^\s{["][^\n{[]*[,;\t|][^\n]*\n/.test(text) ? "text/csv" : "application/json", packed: false };
}

/** Sends a document to the capture interface as the person who is signed in; answers are worded in `locale`. */
export async function sendDocument(body: string | Blob, { contentType, packed }: BodyType, behaviour: ErrorBehaviour, locale: string): Promise<Sent> {
  const answer = await fetch("/epcis/capture", {
    method: "POST",
    body,
    headers: {
      "content-type": contentType,
      ...(packed ? { "content-encoding": "gzip" } : {}),
      accept: "application/json",
      "accept-language": locale,
      "GS1-Capture-Error-Behaviour": behaviour,
    },
  }).catch(() => undefined);
  if (answer === undefined) return { state: "failed" };
  const id = answer.headers.get("location")?.split("/").at(-1);
  if (answer.ok && id !== undefined) return { state: "captured", id };
  const problem = (await answer.json().catch(() => ({}))) as { readonly detail?: string; readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[] };
  return problem.detail === undefined ? { state: "failed" } : { state: "refused", detail: problem.detail, problems: problem.errors ?? [] };
}
