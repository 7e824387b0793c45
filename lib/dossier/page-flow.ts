import { rgb, type PDFDocument, type PDFPage, type RGB } from "pdf-lib";
import { linesOf } from "./line-breaking.ts";
import type { Typefaces } from "./typeface.ts";

/** A4 in points, and its margins. */
export const PAGE = { width: 595.28, height: 841.89, left: 50, right: 50, top: 74, bottom: 62 } as const;
export const CONTENT_WIDTH = PAGE.width - PAGE.left - PAGE.right;

const colour = (hex: string): RGB => rgb(parseInt(hex.slice(0, 2), 16) / 255, parseInt(hex.slice(2, 4), 16) / 255, parseInt(hex.slice(4, 6), 16) / 255);
export const INK = {
  ink: colour("14181d"),
  soft: colour("525c67"),
  line: colour("c4ccd3"),
  faint: colour("eef1f4"),
  accent: colour("16598a"),
  tint: colour("e6eef5"),
  wrong: colour("ab221a"),
  other: colour("9aa5b0"),
} as const;

/** How a text is set: size in points, weight, colour, and the distance of its lines as a multiple of the size. */
export type Style = { readonly size: number; readonly bold?: boolean; readonly ink?: keyof typeof INK; readonly leading?: number };

/** One line ready to be drawn. */
export type Line = { readonly text: string; readonly style: Style; readonly height: number };

/** The pages of a dossier as they are filled, from the top; `y` is where the next thing goes. */
export class PageFlow {
  readonly doc: PDFDocument;
  readonly faces: Typefaces;
  readonly pages: PDFPage[] = [];
  y = 0;

  constructor(doc: PDFDocument, faces: Typefaces) {
    this.doc = doc;
    this.faces = faces;
    this.nextPage();
  }

  get page(): PDFPage {
    const page = this.pages.at(-1);
    if (page === undefined) throw new Error("a dossier has a page");
    return page;
  }

  /** Height left on this page. */
  get room(): number {
    return this.y - PAGE.bottom;
  }

  get atTop(): boolean {
    return this.y === PAGE.height - PAGE.top;
  }

  nextPage(): void {
    this.pages.push(this.doc.addPage([PAGE.width, PAGE.height]));
    this.y = PAGE.height - PAGE.top;
  }

  /** Goes to the next page unless so much height is left on this one. */
  need(height: number): void {
    if (this.room < height && !this.atTop) this.nextPage();
  }

  /** Breaks a text into lines of a width. */
  lines(text: string, width: number, style: Style): Line[] {
    const height = style.size * (style.leading ?? 1.45);
    return linesOf(this.drawable(text), width, (part) => this.widthOf(part, style)).map((line) => ({ text: line, style, height }));
  }

  widthOf(text: string, { size, bold = false }: Style): number {
    return ((bold ? this.faces.bold : this.faces.regular).widthOf(text) * size) / 1000;
  }

  /** Draws one line with its top at `top`; `end` gives the right edge instead of the left. */
  line(line: Line, at: { readonly x: number; readonly top: number; readonly end?: boolean; readonly page?: PDFPage }): void {
    const { size, bold = false, ink = "ink" } = line.style;
    if (line.text === "") return;
    const x = at.end === true ? at.x - this.widthOf(line.text, line.style) : at.x;
    const baseline = at.top - (line.height - size) / 2 - size * 0.86;
    (at.page ?? this.page).drawText(line.text, { x, y: baseline, size, font: (bold ? this.faces.bold : this.faces.regular).font, color: INK[ink] });
  }

  /** Draws one line of text without breaking it. */
  label(text: string, style: Style, at: { readonly x: number; readonly top: number; readonly end?: boolean; readonly page?: PDFPage }): void {
    this.line({ text: this.drawable(text), style, height: style.size * (style.leading ?? 1.45) }, at);
  }

  rule(y: number, ink: keyof typeof INK = "line", thickness = 0.5): void {
    this.page.drawLine({ start: { x: PAGE.left, y }, end: { x: PAGE.width - PAGE.right, y }, thickness, color: INK[ink] });
  }

  box(x: number, top: number, width: number, height: number, ink: keyof typeof INK): void {
    this.page.drawRectangle({ x, y: top - height, width, height, color: INK[ink] });
  }

  /** A text as the typeface can show it: composed, without control characters; of what is lacking the letter without its mark, or a stand-in. */
  drawable(text: string): string {
    const plain = text.normalize("NFC").replace(/\t/g, " ").replace(/[\p{Cc}\p{Cf}]/gu, (character) => (character === "\n" ? character : ""));
    return Array.from(plain, (character) => (character === "\n" ? character : this.faces.shownAs(character))).join("");
  }
}
