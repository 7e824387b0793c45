import { Refusal } from "#lib/access/refusal";

/** The value that an address names behind a word, `/epcis/epcs/{value}/events`, with its percent-encoding undone. Refuses `unknown-resource` for a broken one. */
export function named(request: Request, word: string): string {
  const { pathname } = new URL(request.url);
  const text = pathname.split("/")[pathname.split("/").indexOf(word) + 1] ?? "";
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) throw new Refusal("not-found", "unknown-resource", { name: text.slice(0, 80) });
    throw error;
  }
}
