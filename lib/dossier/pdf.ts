import { PDFDocument } from "pdf-lib";
import type { Wording } from "#lib/risk/subject";
import type { Block, Dossier } from "./model.ts";
import { CONTENT_WIDTH, PAGE, PageFlow, type Style } from "./page-flow.ts";
import { row, table, worded } from "./rows.ts";
import { embedTypefaces, type TypefaceFiles } from "./typeface.ts";

/** A drawn dossier: the file, and how many pages it has. */
export type Drawn = { readonly bytes: Uint8Array; readonly pages: number };

/** Where each chapter begins, and where the contents are to be listed once that is known. */
type Places = { readonly chapters: { readonly title: Wording; readonly page: number }[]; contents: { readonly page: number; readonly top: number } | undefined };

const COLUMN_GAP = 22;
const HALF = (CONTENT_WIDTH - COLUMN_GAP) / 2;
const RIGHT = PAGE.left + HALF + COLUMN_GAP;
const CONTENTS_LINE = 17;
/** Characters that the pages carry besides the dossier's own: page numbers. */
const FURNITURE = "0123456789 /·";

/**
 * Draws a dossier as PDF on A4, with its records attached. The same dossier, typefaces and instant give the same bytes.
 */
export async function pdfOf(dossier: Dossier, typefaces: TypefaceFiles, now: Date): Promise<Drawn> {
  const doc = await PDFDocument.create({ updateMetadata: false });
  const faces = await embedTypefaces(doc, typefaces, `${JSON.stringify([dossier.blocks, dossier.running, dossier.number]).normalize("NFC")}${FURNITURE}`);
  describe(doc, dossier, now);
  const flow = new PageFlow(doc, faces);
  const places: Places = { chapters: [], contents: undefined };
  for (const block of dossier.blocks) drawBlock(flow, block, dossier, places);
  drawContents(flow, places);
  for (const [index] of flow.pages.entries()) drawFurniture(flow, dossier, index);
  for (const { name, text, description } of dossier.attachments) await doc.attach(new TextEncoder().encode(text), name, { mimeType: "application/json", description, creationDate: now, modificationDate: now });
  return { bytes: await doc.save({ useObjectStreams: true }), pages: flow.pages.length };
}

function describe(doc: PDFDocument, dossier: Dossier, now: Date): void {
  doc.setTitle(`${dossier.number} · ${dossier.title}`, { showInWindowTitleBar: true });
  doc.setSubject(`${dossier.running.zh} · ${dossier.running.en}`);
  doc.setCreator("Tallyhouse");
  doc.setProducer("Tallyhouse");
  doc.setLanguage("zh-CN");
  doc.setCreationDate(now);
  doc.setModificationDate(now);
}

function drawBlock(flow: PageFlow, block: Block, dossier: Dossier, places: Places): void {
  switch (block.kind) {
    case "cover":
      return cover(flow, block);
    case "contents":
      return placeContents(flow, dossier, places);
    case "chapter":
      return chapter(flow, block, places);
    case "heading":
      return heading(flow, block.title);
    case "statement":
      return statement(flow, block);
    case "paragraph":
      return paragraph(flow, block);
    case "facts":
      return facts(flow, block);
    case "table":
      return table(flow, block.columns, block.rows);
    case "bar":
      return bar(flow, block);
  }
}

function cover(flow: PageFlow, block: Extract<Block, { kind: "cover" }>): void {
  flow.y -= 24;
  flow.label(`${block.kicker.zh}  ${block.kicker.en}`, { size: 12, ink: "accent", bold: true }, { x: PAGE.left, top: flow.y });
  flow.y -= 26;
  for (const line of flow.lines(block.number, CONTENT_WIDTH, { size: 26, bold: true, leading: 1.3 })) {
    flow.line(line, { x: PAGE.left, top: flow.y });
    flow.y -= line.height;
  }
  for (const line of flow.lines(block.title, CONTENT_WIDTH, { size: 14, leading: 1.4 })) {
    flow.line(line, { x: PAGE.left, top: flow.y });
    flow.y -= line.height;
  }
  flow.y -= 14;
  flow.rule(flow.y, "ink", 1);
  flow.y -= 14;
}

/** Leaves room for the contents in one piece, which are written when the chapters have their pages. */
function placeContents(flow: PageFlow, dossier: Dossier, places: Places): void {
  const height = dossier.blocks.filter((each) => each.kind === "chapter").length * CONTENTS_LINE + 12;
  flow.need(height);
  places.contents = { page: flow.pages.length - 1, top: flow.y };
  flow.y -= height;
}

function chapter(flow: PageFlow, { title, breaks = false }: Extract<Block, { kind: "chapter" }>, places: Places): void {
  if (breaks && !flow.atTop) flow.nextPage();
  else flow.need(130);
  if (!flow.atTop) flow.y -= 14;
  places.chapters.push({ title, page: flow.pages.length });
  const zh: Style = { size: 14, bold: true };
  flow.label(title.zh, zh, { x: PAGE.left, top: flow.y });
  flow.label(title.en, { size: 10, ink: "soft", leading: 2.05 }, { x: PAGE.left + flow.widthOf(title.zh, zh) + 10, top: flow.y });
  flow.y -= 25;
  flow.rule(flow.y + 2, "ink", 0.8);
  flow.y -= 8;
}

function heading(flow: PageFlow, title: Extract<Block, { kind: "heading" }>["title"]): void {
  flow.need(90);
  if (!flow.atTop) flow.y -= 4;
  const lines = worded(flow, title, CONTENT_WIDTH, { size: 10, bold: true }, { size: 8.6, ink: "soft" });
  row(flow, [{ lines, x: PAGE.left, width: CONTENT_WIDTH, end: false }], { padding: 3, rule: false });
}

function statement(flow: PageFlow, { text, source }: Extract<Block, { kind: "statement" }>): void {
  const inset = 14;
  const width = HALF - inset;
  const side = (words: string, from: string, x: number): Parameters<typeof row>[1][number] => ({
    x,
    width,
    end: false,
    lines: [...flow.lines(words, width, { size: 12, bold: true, leading: 1.5 }), ...flow.lines(from, width, { size: 7.4, ink: "soft", leading: 1.9 })],
  });
  row(flow, [side(text.zh, source.zh, PAGE.left + inset), side(text.en, source.en, RIGHT)], { padding: 12, rule: false, ground: "tint", stripe: "accent" });
  flow.y -= 12;
}

function paragraph(flow: PageFlow, { text, fine = false }: Extract<Block, { kind: "paragraph" }>): void {
  const style: Style = fine ? { size: 7.6, ink: "soft" } : { size: 9.2, leading: 1.55 };
  const side = (words: string, x: number, width: number): Parameters<typeof row>[1][number] => ({ x, width, end: false, lines: flow.lines(words, width, style) });
  row(flow, typeof text === "string" ? [side(text, PAGE.left, CONTENT_WIDTH)] : [side(text.zh, PAGE.left, HALF), side(text.en, RIGHT, HALF)], { padding: 2, rule: false });
  flow.y -= fine ? 4 : 8;
}

function facts(flow: PageFlow, block: Extract<Block, { kind: "facts" }>): void {
  const labelWidth = CONTENT_WIDTH * 0.3;
  for (const { label, value } of block.facts) {
    const lines = worded(flow, value, CONTENT_WIDTH - labelWidth - 12, { size: 9.2 }, { size: 8.4, ink: "soft" });
    const name = flow.lines(`${label.zh}  ${label.en}`, labelWidth, { size: 8, ink: "soft", leading: 1.65 });
    row(flow, [{ lines: name, x: PAGE.left, width: labelWidth, end: false }, { lines, x: PAGE.left + labelWidth + 12, width: CONTENT_WIDTH - labelWidth - 12, end: false }], { padding: 3, rule: true });
  }
  flow.y -= 12;
}

const BAR = 16;

function bar(flow: PageFlow, block: Extract<Block, { kind: "bar" }>): void {
  flow.need(BAR + 58);
  const top = flow.y - 15;
  flow.box(PAGE.left, top, CONTENT_WIDTH, BAR, "faint");
  for (const piece of block.pieces) {
    const width = Math.max(0.6, (piece.to - piece.from) * CONTENT_WIDTH - 0.7);
    flow.box(PAGE.left + piece.from * CONTENT_WIDTH, top, width, BAR, piece.tone === "over" ? "wrong" : piece.tone === "case" ? "accent" : "other");
  }
  const small: Style = { size: 7.6, bold: true };
  const end = `${block.endLabel.zh}  ${block.endLabel.en}`;
  flow.label(end, small, { x: PAGE.left + CONTENT_WIDTH, top: flow.y, end: true });
  if (block.limit !== null) {
    const x = PAGE.left + block.limit * CONTENT_WIDTH;
    flow.box(x - 0.8, top + 4, 1.6, BAR + 8, "ink");
    const words = `${block.limitLabel.zh}  ${block.limitLabel.en}`;
    const right = block.limit > 0.6;
    flow.label(words, small, { x: right ? Math.min(x + 1, PAGE.left + CONTENT_WIDTH) : x - 1, top: top - BAR - 5, end: right });
  }
  flow.y = top - BAR - 24;
}

function drawContents(flow: PageFlow, { chapters, contents }: Places): void {
  const page = contents === undefined ? undefined : flow.pages[contents.page];
  if (contents === undefined || page === undefined) return;
  let top = contents.top;
  for (const { title, page: number } of chapters) {
    flow.label(`${title.zh}  ${title.en}`, { size: 9 }, { x: PAGE.left, top, page });
    flow.label(String(number), { size: 9 }, { x: PAGE.width - PAGE.right, top, end: true, page });
    top -= CONTENTS_LINE;
  }
}

function drawFurniture(flow: PageFlow, dossier: Dossier, index: number): void {
  const page = flow.pages[index];
  if (page === undefined) return;
  const style: Style = { size: 7.4, ink: "soft" };
  const top = PAGE.height - 36;
  const right = PAGE.width - PAGE.right;
  flow.label(`${dossier.running.zh}  ${dossier.running.en}`, style, { x: PAGE.left, top, page });
  flow.label(dossier.number, { ...style, bold: true, ink: "ink" }, { x: right, top, end: true, page });
  flow.label(`${index + 1} / ${flow.pages.length}`, { ...style, ink: "ink" }, { x: right, top: PAGE.bottom - 18, end: true, page });
}
