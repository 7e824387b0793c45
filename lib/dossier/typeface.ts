import fontkit from "@pdf-lib/fontkit";
import type { PDFDocument, PDFFont } from "pdf-lib";
// @ts-expect-error -- subset-font ships no types
import subsetFont from "subset-font";

/** The TrueType files a dossier is set in, whole: each is cut down to the characters that occur. */
export type TypefaceFiles = { readonly regular: Uint8Array; readonly bold: Uint8Array };

/** A typeface as it is set: the embedded font, and the width of a text in thousandths of its size. */
export type Typeface = { readonly font: PDFFont; readonly widthOf: (text: string) => number };

/** The two weights of a dossier, and what either shows of a character: itself, the letter under its mark, or the stand-in. */
export type Typefaces = { readonly regular: Typeface; readonly bold: Typeface; readonly shownAs: (character: string) => string };

/** What stands for a character that the typeface lacks (GB/T 2312's 〓). */
const STAND_IN = "〓";

/** Letters whose stroke or missing dot Unicode does not part from them. */
const UNPARTED: Readonly<Record<string, string>> = { Ł: "L", ł: "l", Đ: "D", đ: "d", Ħ: "H", ħ: "h", Ŧ: "T", ŧ: "t", ı: "i" };

/** A letter without its mark, as names of producers are written where a mark cannot be: ő as o, ł as l. */
const withoutMark = (character: string): string => UNPARTED[character] ?? Array.from(character.normalize("NFD"))[0] ?? character;

type Subset = (font: Uint8Array, text: string, options: { readonly targetFormat: "truetype"; readonly noLayoutClosure: true; readonly dropTables: readonly string[] }) => Promise<Uint8Array>;
const subset: Subset = subsetFont;

/** Tables that change which glyph a character gets: without them one character is one glyph, and widths add up. */
const LAYOUT_TABLES = ["GSUB", "GPOS", "GDEF", "BASE", "vhea", "vmtx", "VORG"];

/**
 * Embeds both weights with exactly the characters of a text. The cut is made before embedding: pdf-lib's own subsetting drops glyphs
 * of this typeface while the text can still be extracted.
 */
export async function embedTypefaces(doc: PDFDocument, files: TypefaceFiles, text: string): Promise<Typefaces> {
  doc.registerFontkit(fontkit);
  const characters = [...new Set(Array.from(`${text}${STAND_IN}`).flatMap((character) => [character, withoutMark(character)]))].toSorted().join("");
  const regular = await cutFace(files.regular, characters);
  const bold = await cutFace(files.bold, characters);
  const known = new Set([...regular.characters].filter((codePoint) => bold.characters.has(codePoint)));
  return {
    regular: { font: await doc.embedFont(regular.bytes, { subset: false, customName: "TALLYR+NotoSansSC-Regular" }), widthOf: regular.widthOf },
    bold: { font: await doc.embedFont(bold.bytes, { subset: false, customName: "TALLYB+NotoSansSC-Bold" }), widthOf: bold.widthOf },
    shownAs: (character) => [character, withoutMark(character)].find((one) => known.has(one.codePointAt(0) ?? 0)) ?? STAND_IN,
  };
}

async function cutFace(file: Uint8Array, characters: string): Promise<{ readonly bytes: Uint8Array; readonly characters: ReadonlySet<number>; readonly widthOf: Typeface["widthOf"] }> {
  const bytes = new Uint8Array(await subset(file, characters, { targetFormat: "truetype", noLayoutClosure: true, dropTables: LAYOUT_TABLES }));
  const font = fontkit.create(bytes);
  const widths = new Map<string, number>();
  const widthOfOne = (character: string): number => {
    const known = widths.get(character);
    if (known !== undefined) return known;
    const width = (font.glyphForCodePoint(character.codePointAt(0) ?? 0).advanceWidth * 1000) / font.unitsPerEm;
    widths.set(character, width);
    return width;
  };
  return { bytes, characters: new Set(font.characterSet), widthOf: (text) => Array.from(text).reduce((sum, character) => sum + widthOfOne(character), 0) };
}
