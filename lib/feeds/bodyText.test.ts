import { describe, expect, it } from "vitest";
import { bodyText } from "./bodyText.ts";

const XML = '<?xml version="1.0"?><a>葡萄酒</a>';
const utf16 = (text: string, big = false) => {
  const bytes = new Uint8Array(text.length * 2);
  const view = new DataView(bytes.buffer);
  for (let at = 0; at < text.length; at++) view.setUint16(at * 2, text.charCodeAt(at), !big);
  return bytes;
};
const utf8 = (text: string) => new TextEncoder().encode(text);
/** 酒 in GBK. */
const GBK = new Uint8Array([0x3c, 0x61, 0x3e, 0xbe, 0xc6, 0x3c, 0x2f, 0x61, 0x3e]);

describe("the text of a body", () => {
  it.each([
    ["UTF-8", utf8(XML), "application/xml"],
    ["UTF-8 with a byte order mark", utf8(`\uFEFF${XML}`), "application/xml"],
    ["UTF-16 with a byte order mark", utf16(`\uFEFF${XML}`), "text/xml"],
    ["UTF-16 the other way round", utf16(`\uFEFF${XML}`, true), "text/xml; charset=utf-16"],
    ["UTF-16 without a mark", utf16(XML), "text/xml"],
    ["a charset in quotes", utf8(XML), 'application/xml; charset="UTF-8"'],
    ["a mark that contradicts the charset stands", utf16(`\uFEFF${XML}`), "text/xml; charset=utf-8"],
  ])("%s", (_what, bytes, contentType) => {
    expect(bodyText(bytes, contentType)).toEqual({ ok: true, text: XML });
  });

  it.each([
    ["GBK without a word of it", GBK, "application/xml", "not-utf8"],
    ["a declaration of GBK", utf8('<?xml version="1.0" encoding="GBK"?><a/>'), "application/xml", "unsupported-charset"],
    ["a charset of another kind", utf8("{}"), "application/json; charset=iso-8859-1", "unsupported-charset"],
    ["half of UTF-16", utf16(`\uFEFF${XML}`).subarray(0, 9), "text/xml", "not-utf8"],
    ["a truncated character", utf8("酒").subarray(0, 2), "application/json", "not-utf8"],
  ])("%s is refused with what to do", (_what, bytes, contentType, code) => {
    const read = bodyText(bytes, contentType);
    expect(read).toMatchObject({ ok: false, code });
    expect(read.ok ? "" : read.detail).toMatch(/iconv -f|UTF-8/);
  });
});
