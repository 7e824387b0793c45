const ASKED = /(?<![\p{L}\p{N}._%+-])@([\p{L}\p{N}._-]*)$/u;

/** The mention that is being typed at the caret: where its @ stands, and what follows it so far; undefined when there is none. */
export function mentionAt(text: string, caret: number): { readonly from: number; readonly q: string } | undefined {
  const found = ASKED.exec(text.slice(0, caret));
  return found === null ? undefined : { from: found.index, q: found[1] ?? "" };
}

/** A note in pieces: plain text, and the mentions of people who are there. */
export function piecesOf(text: string, mentions: readonly string[]): { readonly text: string; readonly mention: boolean }[] {
  const known = new Set(mentions);
  const pieces: { text: string; mention: boolean }[] = [];
  let at = 0;
  for (const found of text.matchAll(/(?<![\p{L}\p{N}._%+-])@([\p{L}\p{N}][\p{L}\p{N}._-]*)/gu)) {
    const login = (found[1] ?? "").replace(/[.-]+$/, "");
    if (!known.has(login)) continue;
    pieces.push({ text: text.slice(at, found.index), mention: false }, { text: `@${login}`, mention: true });
    at = found.index + login.length + 1;
  }
  return [...pieces, { text: text.slice(at), mention: false }].filter((piece) => piece.text !== "");
}
