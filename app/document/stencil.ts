import { NAME_SHOWN, WRITTEN, type Written } from "../../components/frame/written.ts";

/** A drawn document made ready for many: its bytes, the nonce it was drawn under and where that stands, and where its head begins. */
export type Stencil = { readonly html: Buffer; readonly nonce: string; readonly nonces: readonly number[]; readonly head: number };

const HEAD = "<head>";

/** Makes a stencil of markup that was drawn under a nonce; undefined where it is no whole document drawn under it. */
export function stencilOf(html: Buffer, nonce: string): Stencil | undefined {
  const head = html.indexOf(HEAD);
  const nonces = placesOf(html, nonce);
  return head < 0 || nonces.length === 0 || !html.includes("</html>") ? undefined : { html, nonce, nonces, head: head + HEAD.length };
}

/**
 * The document of one answer: under a nonce of its own, which is written over the drawing's, with what is one person's at the top of its head: as data, and the name also as a style, which is shown until the browser takes the page over.
 * Safe, because a drawing's nonce is random and leaves the house with no answer: no text that anybody could have put into the house holds it, so
 * wherever it stands, the drawing put it there. Throws RangeError for a nonce of another length.
 */
export function filled({ html, nonce: drawnUnder, nonces, head }: Stencil, nonce: string, written: Written): Buffer<ArrayBuffer> {
  if (nonce.length !== drawnUnder.length) throw new RangeError("a nonce can only be written over one of its length");
  const shown = `<style nonce="${nonce}">:root{${NAME_SHOWN.whole}:${inStyle(written.name)};${NAME_SHOWN.first}:${inStyle(Array.from(written.name)[0] ?? "")}}</style>`;
  const own = Buffer.from(`<script type="application/json" id="${WRITTEN}">${inMarkup(written)}</script>${shown}`);
  const whole = Buffer.allocUnsafeSlow(html.length + own.length);
  html.copy(whole, 0, 0, head);
  own.copy(whole, head);
  html.copy(whole, head + own.length, head);
  for (const at of nonces) whole.write(nonce, at < head ? at : at + own.length, "latin1");
  return whole;
}

/** A value as JSON in which no text ends the element it stands in. */
function inMarkup(value: object): string {
  return JSON.stringify(value).replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}

/** A text as one of CSS, in which no sign but letters and digits stands as itself. */
function inStyle(text: string): string {
  return `"${text.replace(/[^\p{L}\p{N} ]/gu, (sign) => `\\${sign.codePointAt(0)?.toString(16) ?? ""} `)}"`;
}

function placesOf(html: Buffer, text: string): number[] {
  const places: number[] = [];
  for (let at = html.indexOf(text); at >= 0; at = html.indexOf(text, at + text.length)) places.push(at);
  return places;
}
