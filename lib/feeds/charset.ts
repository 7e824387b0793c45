/** The encodings a text is looked for in, by the names people know them by. */
export type Charset = "UTF-8" | "UTF-8 BOM" | "UTF-16" | "GB 18030";

/** A text as decoded, without its byte order mark, or why the bytes are none. */
export type Decoded = { readonly ok: true; readonly text: string; readonly charset: Charset } | { readonly ok: false; readonly code: "unknown-encoding" | "nul-character"; readonly detail: string };

/**
 * Decodes the bytes of a file whose encoding nobody told: by its byte order mark, else as UTF-8 where that fits, else as GB 18030, of which
 * GBK and GB 2312 are parts. Text is never repaired: what fits neither is refused.
 */
export function decodeText(bytes: Uint8Array): Decoded {
  const mark = markOf(bytes);
  const attempts: readonly (readonly [string, Charset])[] = mark === undefined ? [["utf-8", "UTF-8"], ["gb18030", "GB 18030"]] : [mark];
  for (const [label, charset] of attempts) {
    const text = strictly(bytes, label);
    if (text === undefined) continue;
    if (text.includes("\u0000")) return { ok: false, code: "nul-character", detail: `as ${charset} the file holds U+0000: it is no text` };
    return { ok: true, text, charset };
  }
  return { ok: false, code: "unknown-encoding", detail: "the bytes are neither UTF-8 nor GB 18030 (GBK): save the file as UTF-8" };
}

/** The XML declaration's encoding decides where there is one and no byte order mark; else as decodeText. */
export function decodeXml(bytes: Uint8Array): Decoded {
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  const named = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(head)?.[1]?.toLowerCase();
  if (markOf(bytes) !== undefined || named === undefined || named === "utf-8") return decodeText(bytes);
  if (!/^(?:gb2312|gbk|gb18030|gb_2312-80)$/.test(named)) return { ok: false, code: "unknown-encoding", detail: `the encoding ${named} is not taken: send UTF-8 or GB 18030` };
  const text = strictly(bytes, "gb18030");
  return text === undefined ? { ok: false, code: "unknown-encoding", detail: `the file says it is ${named}, and its bytes are not` } : { ok: true, text, charset: "GB 18030" };
}

function markOf(bytes: Uint8Array): readonly [string, Charset] | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return ["utf-8", "UTF-8 BOM"];
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return ["utf-16le", "UTF-16"];
  return bytes[0] === 0xfe && bytes[1] === 0xff ? ["utf-16be", "UTF-16"] : undefined;
}

function strictly(bytes: Uint8Array, label: string): string | undefined {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
