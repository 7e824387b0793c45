import { describe, expect, it } from "vitest";
import { filled, stencilOf, type Stencil } from "./stencil.ts";

const DRAWN_UNDER = "ZHJhd24gdW5kZXIgdGhpcw==";
const FRESH = "b25jZSBhbmQgbmV2ZXIgYQ==";
const MARKUP = `<!DOCTYPE html><html lang="zh-CN"><head><meta property="csp-nonce" content="${DRAWN_UNDER}"/></head><body><p>波尔多 </p><script nonce="${DRAWN_UNDER}">push("${DRAWN_UNDER}")</script></body></html>`;

function stencil(markup = MARKUP): Stencil {
  const made = stencilOf(Buffer.from(markup), DRAWN_UNDER);
  if (made === undefined) throw new Error("no stencil");
  return made;
}

const writtenOf = (name: string) => ({ name, login: "chen", who: { id: 7, name }, views: [] });
const readBack = (document: string) => JSON.parse(/<script type="application\/json" id="written">(.*?)<\/script>/.exec(document)?.[1] ?? "null") as unknown;

describe("A document served from a drawing", () => {
  it("carries the nonce of its answer wherever the drawing carried its own, and is the drawing otherwise", () => {
    const document = String(filled(stencil(), FRESH, writtenOf("Chen Yu")));
    expect(document).not.toContain(DRAWN_UNDER);
    expect(document.split(FRESH)).toHaveLength(5);
    expect(document.replace(/<script type="application\/json".*?<\/style>/, "")).toBe(MARKUP.replaceAll(DRAWN_UNDER, FRESH));
  });

  it("leaves the drawing as it was for the next who asks", () => {
    const one = stencil();
    filled(one, FRESH, writtenOf("Chen Yu"));
    expect(String(one.html)).toBe(MARKUP);
  });

  it("says at the top of its head whose it is, before any program runs", () => {
    expect(String(filled(stencil(), FRESH, writtenOf("陈瑜")))).toMatch(/<head><script type="application\/json" id="written">\{"name":"陈瑜"/);
  });

  it("shows the name by a style of its own, whatever signs it has", () => {
    const styleOf = (name: string) => /<style nonce="[^"]*">(.*?)<\/style>/.exec(String(filled(stencil(), FRESH, writtenOf(name))))?.[1];
    expect(styleOf("陈瑜")).toBe(':root{--person-name:"陈瑜";--person-first:"陈"}');
    expect(styleOf('a"}</style>\\')).toBe(':root{--person-name:"a\\22 \\7d \\3c \\2f style\\3e \\5c ";--person-first:"a"}');
  });

  it.each([
    ["</script><script>alert(1)</script>"],
    ["<!--<script>"],
    ["]]>&lt;/script&gt;"],
    ["a\u2028b\u2029c"],
    [`"}; \\u003c/script> \\`],
    [FRESH],
    ["$& $1 $`"],
  ])("lets the name %j end nothing and reads it back as it is", (name) => {
    const document = String(filled(stencil(), FRESH, writtenOf(name)));
    expect(document.match(/<\/script>/g)).toHaveLength(2);
    expect(document).not.toMatch(/[\u2028\u2029]/);
    expect(readBack(document)).toEqual(writtenOf(name));
  });

  it("is refused under a nonce of another length", () => {
    expect(() => filled(stencil(), `${FRESH}=`, writtenOf("Chen Yu"))).toThrow(RangeError);
  });

  it.each([
    ["markup drawn under another nonce", MARKUP.replaceAll(DRAWN_UNDER, FRESH)],
    ["half a document", MARKUP.slice(0, -8)],
    ["no document", `{"nonce":"${DRAWN_UNDER}"}</html>`],
  ])("is not made of %s", (_what, markup) => {
    expect(stencilOf(Buffer.from(markup), DRAWN_UNDER)).toBeUndefined();
  });
});
