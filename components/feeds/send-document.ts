/** What came of sending a document: the capture job's id, or why it was not taken. */
export type Sent =
  | { readonly state: "captured"; readonly id: string }
  | { readonly state: "refused"; readonly detail: string; readonly problems: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[] }
  | { readonly state: "failed" };

export type ErrorBehaviour = "rollback" | "proceed";

const CONTENT_TYPES: Readonly<Record<string, string>> = { json: "application/json", jsonld: "application/ld+json" };

/** The content type of a file by the end of its name, else the one its browser knows; JSON where nothing is known. */
export function contentTypeOf(name: string, type: string): string {
  return CONTENT_TYPES[name.slice(name.lastIndexOf(".") + 1).toLowerCase()] ?? (type === "" ? "application/json" : type);
}

/** Sends a document to the capture interface as the person who is signed in; answers are worded in `locale`. */
export async function sendDocument(body: string | Blob, contentType: string, behaviour: ErrorBehaviour, locale: string): Promise<Sent> {
  const answer = await fetch("/epcis/capture", { method: "POST", body, headers: { "content-type": contentType, accept: "application/json", "accept-language": locale, "GS1-Capture-Error-Behaviour": behaviour } }).catch(() => undefined);
  if (answer === undefined) return { state: "failed" };
  const id = answer.headers.get("location")?.split("/").at(-1);
  if (answer.ok && id !== undefined) return { state: "captured", id };
  const problem = (await answer.json().catch(() => ({}))) as { readonly detail?: string; readonly errors?: readonly { readonly pointer: string; readonly code: string; readonly detail: string }[] };
  return problem.detail === undefined ? { state: "failed" } : { state: "refused", detail: problem.detail, problems: problem.errors ?? [] };
}
