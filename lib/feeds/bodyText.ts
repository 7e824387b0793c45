/** A body as text without its byte order mark, or why its bytes are none. */
export type BodyText = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly code: "not-utf8" | "unsupported-charset"; readonly detail: string };

/** Labels of what is taken, and the decoder of each; US-ASCII is a part of UTF-8. */
const DECODERS: Readonly<Record<string, "utf-8" | "utf-16le" | "utf-16be">> = {
  "utf-8": "utf-8", utf8: "utf-8", "us-ascii": "utf-8", ascii: "utf-8", "utf-16": "utf-16be", "utf-16le": "utf-16le", "utf-16be": "utf-16be",
};

/**
 * The text of a body of events. Its encoding is that of its byte order mark, else of the Content-Type's charset, else that XML declares, else UTF-8;
 * only UTF-8 and UTF-16 are taken. Text is never repaired, and any other encoding is answered with what to do.
 */
export function bodyText(bytes: Uint8Array, contentType: string): BodyText {
  const named = marked(bytes) ?? parameter(contentType) ?? bare(bytes) ?? declared(bytes) ?? "utf-8";
  const decoder = DECODERS[named.toLowerCase()];
  if (decoder === undefined) {
    const name = named.slice(0, 40);
    return {
      ok: false,
      code: "unsupported-charset",
      detail: `the body is said to be ${name}: convert it to UTF-8, for instance with iconv -f ${name} -t UTF-8, and say so in the Content-Type and in the XML declaration`,
    };
  }
  try {
    return { ok: true, text: new TextDecoder(decoder, { fatal: true }).decode(bytes) };
  } catch (error) {
    if (error instanceof TypeError) return { ok: false, code: "not-utf8", detail: `the bytes are not ${decoder.toUpperCase()} text: send UTF-8 (GBK, for instance, becomes it with iconv -f GBK -t UTF-8)` };
    throw error;
  }
}

function marked(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  return bytes[0] === 0xfe && bytes[1] === 0xff ? "utf-16be" : undefined;
}

const parameter = (contentType: string): string | undefined => /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1];

/** UTF-16 without a byte order mark, by the zero beside the first character. */
function bare(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x3c && bytes[1] === 0 && bytes[2] !== 0) return "utf-16le";
  return bytes[0] === 0 && bytes[1] === 0x3c ? "utf-16be" : undefined;
}

function declared(bytes: Uint8Array): string | undefined {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._:-]+)["']/.exec(head)?.[1];
}
