import type { Cell, Column, TableRow, Words } from "./model.ts";
import { CONTENT_WIDTH, PAGE, type INK, type Line, type PageFlow, type Style } from "./page-flow.ts";

/** A cell as lines, where it stands, and how wide it is. */
type Laid = { readonly lines: readonly Line[]; readonly x: number; readonly width: number; readonly end: boolean };

type Look = { readonly padding: number; readonly rule: boolean; readonly ground?: keyof typeof INK; readonly stripe?: keyof typeof INK; readonly again?: () => void };

const STRIPE = 2;

/** A text of both languages as lines: Chinese first, English under it in a softer ink; a text of one language alone. */
export function worded(flow: PageFlow, words: Words, width: number, zh: Style, en: Style): Line[] {
  if (typeof words === "string") return flow.lines(words, width, zh);
  return [...flow.lines(words.zh, width, zh), ...flow.lines(words.en, width, en)];
}

/**
 * Draws cells side by side. A row that does not fit goes to the next page whole; one that is higher than a page is parted between
 * lines. `again` is drawn at the top of each page the row goes on to.
 */
export function row(flow: PageFlow, cells: readonly Laid[], look: Look): void {
  const full = Math.max(0, ...cells.map((cell) => heightOf(cell.lines))) + 2 * look.padding;
  const page = PAGE.height - PAGE.top - PAGE.bottom;
  const onward = (): void => {
    flow.nextPage();
    look.again?.();
  };
  if (flow.room < full && full <= page * 0.75) onward();
  let rest = cells;
  while (rest.some((cell) => cell.lines.length > 0)) {
    const room = flow.room - 2 * look.padding;
    const parts = rest.map((cell) => taken(cell, room));
    if (parts.every((part) => part.now.lines.length === 0)) {
      onward();
      continue;
    }
    draw(flow, parts.map((part) => part.now), look);
    rest = parts.map((part) => part.later);
    if (rest.some((cell) => cell.lines.length > 0)) onward();
  }
}

function taken(cell: Laid, room: number): { readonly now: Laid; readonly later: Laid } {
  let height = 0;
  const fits = cell.lines.findIndex((line) => (height += line.height) > room);
  const at = fits === -1 ? cell.lines.length : fits;
  return { now: { ...cell, lines: cell.lines.slice(0, at) }, later: { ...cell, lines: cell.lines.slice(at) } };
}

function draw(flow: PageFlow, cells: readonly Laid[], look: Look): void {
  const height = Math.max(0, ...cells.map((cell) => heightOf(cell.lines))) + 2 * look.padding;
  if (look.ground !== undefined) flow.box(PAGE.left, flow.y, CONTENT_WIDTH, height, look.ground);
  if (look.stripe !== undefined) flow.box(PAGE.left, flow.y, STRIPE, height, look.stripe);
  for (const cell of cells) {
    let top = flow.y - look.padding;
    for (const line of cell.lines) {
      flow.line(line, { x: cell.end ? cell.x + cell.width : cell.x, top, end: cell.end });
      top -= line.height;
    }
  }
  flow.y -= height;
  if (look.rule) flow.rule(flow.y);
}

function heightOf(lines: readonly Line[]): number {
  return lines.reduce((sum, line) => sum + line.height, 0);
}

const GAP = 10;
const CELL_ZH: Style = { size: 8.2 };
const CELL_EN: Style = { size: 7.6, ink: "soft", leading: 1.35 };
const HEAD_ZH: Style = { size: 7.6, bold: true };
const HEAD_EN: Style = { size: 6.8, ink: "soft", leading: 1.3 };

/** Draws a table whose head is repeated on each page it goes on to. */
export function table(flow: PageFlow, columns: readonly Column[], rows: readonly TableRow[]): void {
  const inner = CONTENT_WIDTH - GAP * (columns.length - 1) - 2 * 6;
  const whole = columns.reduce((sum, column) => sum + column.share, 0);
  let x: number = PAGE.left + 6;
  const places = columns.map((column) => {
    const width = (inner * column.share) / whole;
    const place = { x, width, end: column.align === "end" };
    x += width + GAP;
    return place;
  });
  const head = places.map((place, index) => ({ ...place, lines: worded(flow, columns[index]?.label ?? "", place.width, HEAD_ZH, HEAD_EN) }));
  const drawHead = (): void => draw(flow, head, { padding: 4, rule: true, ground: "faint" });
  flow.need(Math.max(0, ...head.map((cell) => heightOf(cell.lines))) + 46);
  drawHead();
  for (const { cells, marked = false } of rows) {
    const laid = places.map((place, index) => ({ ...place, lines: cellLines(flow, cells[index] ?? "", place.width) }));
    row(flow, laid, { padding: 4.5, rule: true, again: drawHead, ...(marked ? { stripe: "accent" } : {}) });
  }
  flow.y -= 12;
}

function cellLines(flow: PageFlow, cell: Cell, width: number): Line[] {
  if (typeof cell === "string" || "zh" in cell) return worded(flow, cell, width, CELL_ZH, CELL_EN);
  if ("stack" in cell) return cell.stack.flatMap((words) => (words === "" ? [] : worded(flow, words, width, CELL_ZH, CELL_EN)));
  const { text, look } = cell;
  if (look === "fine") return worded(flow, text, width, { size: 7, ink: "soft" }, { size: 6.8, ink: "soft" });
  return worded(flow, text, width, { ...CELL_ZH, bold: true, ...(look === "wrong" ? { ink: "wrong" } : {}) }, look === "wrong" ? { ...CELL_EN, ink: "wrong" } : CELL_EN);
}
