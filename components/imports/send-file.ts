/** What came of sending a file: the import's id, or why it was not taken. */
export type SentFile = { readonly state: "received"; readonly id: number; readonly format: string } | { readonly state: "refused"; readonly detail: string } | { readonly state: "failed" };

/** Sends a file to be looked at, as the person who is signed in; a kind is named where the screen takes one alone. Answers are worded in `locale`. */
export async function sendFile(file: File, kind: string | undefined, locale: string): Promise<SentFile> {
  const query = new URLSearchParams({ file: file.name.slice(0, 200), start: "false", ...(kind === undefined ? {} : { kind }) });
  const answer = await fetch(`/api/v1/imports?${query.toString()}`, { method: "POST", body: file, headers: { "content-type": "application/octet-stream", "accept-language": locale } }).catch(() => undefined);
  if (answer === undefined) return { state: "failed" };
  const body = (await answer.json().catch(() => ({}))) as { readonly id?: number; readonly format?: string; readonly detail?: string };
  if (answer.ok && body.id !== undefined) return { state: "received", id: body.id, format: body.format ?? "" };
  return body.detail === undefined ? { state: "failed" } : { state: "refused", detail: body.detail };
}
