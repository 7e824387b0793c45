import fontkit from "@pdf-lib/fontkit";
import { decodePDFRawStream, PDFArray, PDFDict, PDFDocument, PDFName, PDFRawStream, type PDFObject } from "pdf-lib";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { compose } from "./compose.ts";
import { exampleFinding, exampleRecord } from "./example.ts";
import { pdfOf, type Drawn } from "./pdf.ts";

const NOON = new Date("2026-03-02T04:00:00Z");
const folder = join(import.meta.dirname, "..", "..", "node_modules", "@expo-google-fonts", "noto-sans-sc");
const typefaces = { regular: readFileSync(join(folder, "400Regular", "NotoSansSC_400Regular.ttf")), bold: readFileSync(join(folder, "700Bold", "NotoSansSC_700Bold.ttf")) };
const dossier = compose(exampleRecord(), { at: NOON, by: "mei", no: 1 });

/** What a page shows: each text that is drawn, as the glyphs it is drawn with, read through the file's own tables. */
type Shown = { readonly text: string; readonly glyphs: readonly { readonly character: string; readonly strokes: number }[] };

const decoded = (object: PDFObject | undefined): string => (object instanceof PDFRawStream ? Buffer.from(decodePDFRawStream(object).decode()).toString("latin1") : "");

/** Reads the fonts of a file: from a glyph's id to its character and to the number of strokes of its outline. */
function fontsOf(doc: PDFDocument): Map<string, (id: number) => Shown["glyphs"][number]> {
  const fonts = new Map<string, (id: number) => Shown["glyphs"][number]>();
  for (const [, object] of doc.context.enumerateIndirectObjects()) {
    if (!(object instanceof PDFDict) || object.get(PDFName.of("Subtype"))?.toString() !== "/Type0") continue;
    const [descendant] = object.lookup(PDFName.of("DescendantFonts"), PDFArray).asArray();
    const file = doc.context.lookup(doc.context.lookup(descendant, PDFDict).lookup(PDFName.of("FontDescriptor"), PDFDict).get(PDFName.of("FontFile2")));
    const font = file instanceof PDFRawStream ? fontkit.create(decodePDFRawStream(file).decode()) : undefined;
    const pairs = [...decoded(object.lookup(PDFName.of("ToUnicode"))).matchAll(/<([0-9a-f]{4})> <([0-9a-f]+)>/gi)].map(
      ([, id = "", utf16 = ""]) => [parseInt(id, 16), Buffer.from(utf16, "hex").swap16().toString("utf16le")] as const,
    );
    const characters = new Map(pairs);
    fonts.set(object.get(PDFName.of("BaseFont"))?.toString() ?? "", (id) => ({ character: characters.get(id) ?? "", strokes: font?.getGlyph(id).path.toSVG().length ?? 0 }));
  }
  return fonts;
}

async function shownBy({ bytes }: Drawn): Promise<Shown[]> {
  const doc = await PDFDocument.load(bytes);
  const fonts = fontsOf(doc);
  return doc.getPages().map((page) => {
    const named = new Map(page.node.normalizedEntries().Font.entries().map(([name, ref]) => [name.toString(), fonts.get(doc.context.lookup(ref, PDFDict).get(PDFName.of("BaseFont"))?.toString() ?? "")]));
    const streams = page.node.Contents();
    const content = streams instanceof PDFArray ? streams.asArray().map((ref) => decoded(doc.context.lookup(ref))).join("\n") : decoded(streams);
    let font: ((id: number) => Shown["glyphs"][number]) | undefined;
    const glyphs: Shown["glyphs"][number][] = [];
    for (const [, chosen, hex] of content.matchAll(/(\/\S+) [\d.]+ Tf|<([0-9A-F]*)> Tj/gi)) {
      if (chosen !== undefined) font = named.get(chosen);
      for (const id of (hex ?? "").match(/.{4}/g) ?? []) if (font) glyphs.push(font(parseInt(id, 16)));
    }
    return { text: glyphs.map((glyph) => glyph.character).join(""), glyphs };
  });
}

describe("a drawn dossier", () => {
  let drawn: Drawn;
  let pages: Shown[];
  beforeAll(async () => {
    drawn = await pdfOf(dossier, typefaces, NOON);
    pages = await shownBy(drawn);
  });

  it("says the sentence in both languages on its first page", () => {
    const text = pages[0]?.text.replaceAll(" ", "") ?? "";
    expect(text).toContain("该生产企业该年份核定产能18,000瓶，累计申报60,000瓶；本报关单使其超出42,000瓶。");
    expect(text).toContain("60,000bottlesdeclaredof18,000certifiedforthisproducerandvintage;thisdeclarationexceedsitby42,000.");
  });

  it("has an outline for every character that it shows, so that none is left blank", () => {
    const blank = pages.flatMap((page) => page.glyphs).filter((glyph) => glyph.character.trim() !== "" && glyph.strokes === 0);
    expect(blank).toEqual([]);
    expect(pages.flatMap((page) => page.glyphs).length).toBeGreaterThan(1500);
  });

  it("numbers its pages and bears its number on each", () => {
    expect(pages).toHaveLength(drawn.pages);
    for (const [index, page] of pages.entries()) {
      expect(page.text).toContain(`${index + 1} / ${drawn.pages}`);
      expect(page.text).toContain("C-2026-000001/D1");
    }
  });

  it("carries each source as a file that has the hash of the annex", async () => {
    const doc = await PDFDocument.load(drawn.bytes);
    const files = doc.context
      .enumerateIndirectObjects()
      .flatMap(([, object]) =>
        object instanceof PDFRawStream && object.dict.get(PDFName.of("Type"))?.toString() === "/EmbeddedFile" ? [Buffer.from(decodePDFRawStream(object).decode())] : [],
      );
    expect(files.map((file) => createHash("sha256").update(file).digest("hex"))).toEqual(exampleRecord().sources.map((source) => source.sha256));
  });

  it("is the same to the byte for the same case and instant, and another a second later", async () => {
    expect(Buffer.from((await pdfOf(dossier, typefaces, NOON)).bytes).equals(drawn.bytes)).toBe(true);
    expect(Buffer.from((await pdfOf(dossier, typefaces, new Date(NOON.getTime() + 1000))).bytes).equals(drawn.bytes)).toBe(false);
  });
});

describe("a long dossier", () => {
  it("repeats a table's head on each page it goes on to, and parts a row that is higher than a page", async () => {
    const moments = Array.from({ length: 90 }, (_, n) => ({ kind: "entry" as const, at: NOON, by: `person ${n}`, action: "case.read", subject: { kind: "case", id: "C-1" }, facts: {}, times: 1 }));
    const facts = [{ statement: "核查记录。".repeat(1200), findingId: null, exhibitNo: null, byName: "mei", at: NOON }];
    const pages = await shownBy(await pdfOf(compose(exampleRecord({ moments, facts }), { at: NOON, by: "mei", no: 1 }), typefaces, NOON));
    const timeline = pages.filter((page) => /person \d/.test(page.text));
    expect(timeline.length).toBeGreaterThan(2);
    for (const page of timeline) expect(page.text).toContain("When");
    expect(pages.filter((page) => page.text.includes("核查记录。")).length).toBeGreaterThan(1);
    expect(pages.map((page) => page.text.match(/核查记录。/g)?.length ?? 0).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(1100);
  });

  it.each([1, 4, 8, 12, 16, 20])("keeps its contents in one piece on a page that says more than a line, behind a sentence of %i times its length", async (times) => {
    const wording = exampleFinding().wording;
    const findings = [exampleFinding({ wording: { en: `${wording.en} `.repeat(times), zh: wording.zh.repeat(times) } })];
    const pages = await shownBy(await pdfOf(compose(exampleRecord({ findings }), { at: NOON, by: "mei", no: 1 }), typefaces, NOON));
    const listing = pages.filter((page) => page.text.includes("立案事由") && page.text.includes("附件"));
    expect(listing).toHaveLength(1);
    expect(pages.slice(0, 4).map((page) => page.text.length).every((length) => length > 150)).toBe(true);
  });

  it("shows a stand-in for what the typeface lacks", async () => {
    const pages = await shownBy(await pdfOf(compose(exampleRecord({ head: { ...exampleRecord().head, title: "Wine 🍷\u0007 of 2023" } }), { at: NOON, by: "mei", no: 1 }), typefaces, NOON));
    expect(pages[0]?.text).toContain("Wine 〓 of 2023");
  });

  it("shows a letter whose mark the typeface lacks without it, so that a producer's name can still be read", async () => {
    const pages = await shownBy(await pdfOf(compose(exampleRecord({ head: { ...exampleRecord().head, title: "Szőlőbirtok, Çavuş, Moravské vinařství, Łódź" } }), { at: NOON, by: "mei", no: 1 }), typefaces, NOON));
    expect(pages[0]?.text).toContain("Szolobirtok, Çavus, Moravské vinarství, Lódz");
    expect(pages.flatMap((page) => page.glyphs).filter((glyph) => glyph.character.trim() !== "" && glyph.strokes === 0)).toEqual([]);
  });
});
