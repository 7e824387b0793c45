import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser } from "playwright";
import type { Photo } from "./visit.ts";

/** Chromium's photographs end at 16,384 px; above and below a row stand its name and captions. */
const TALLEST = 15_500;
const COLUMNS = 2;
const ROW_EXTRA = 44;
const IMAGE = 120;

/** Writes `index.html` and `contact-sheet.png`: one row a screen and role, its photographs side by side, those with something wrong framed in red. */
export async function writeSheet(browser: Browser, folder: string, photos: readonly Photo[], notes: readonly string[]): Promise<void> {
  const rows = Map.groupBy(photos.toSorted(inOrder), ({ screen, role, seen }) => `${screen} · ${seen === "shown" ? role : seen}`);
  const file = join(folder, "index.html");
  writeFileSync(file, pageOf([...rows], notes));
  const context = await browser.newContext({ viewport: { width: 2200, height: 1000 } });
  const page = await context.newPage();
  await page.goto(pathToFileURL(file).href);
  await page.screenshot({ path: join(folder, "contact-sheet.png"), fullPage: true });
  await context.close();
}

/** By screen, those who were not shown it last; of one row English before Chinese, wide before narrow, light before dark. */
function inOrder(a: Photo, b: Photo): number {
  const key = ({ screen, seen, role, locale, width, theme }: Photo): string => [screen, seen === "shown" ? 0 : seen, role, locale, 9999 - width, theme === "light" ? 0 : 1].join("\t");
  return key(a) < key(b) ? -1 : 1;
}

function pageOf(rows: readonly (readonly [string, readonly Photo[]])[], notes: readonly string[]): string {
  const image = Math.max(30, Math.min(IMAGE, Math.floor(TALLEST / Math.ceil(rows.length / COLUMNS)) - ROW_EXTRA));
  const body = rows.map(([name, photos]) => `<section><h2>${text(name)}</h2><div class="row">${photos.map(figure).join("")}</div></section>`).join("\n");
  return `<!doctype html><meta charset="utf-8"><title>Tallyhouse: the tour</title><style>
body{font:11px system-ui;margin:12px;background:#ddd}h2{font-size:11px;line-height:14px;margin:4px 0 2px}main{display:grid;grid-template-columns:repeat(${COLUMNS},minmax(0,1fr));gap:0 12px}
.row{display:flex;gap:4px;overflow:hidden}figure{flex:none;margin:0;background:#fff;border:2px solid #bbb}figure.wrong{border-color:#d00}img{display:block;height:${image}px}figcaption{padding:0 3px;font-size:9px;line-height:14px;white-space:nowrap;max-width:${image * 1.6}px;overflow:hidden}
</style><p>${notes.map(text).join("<br>")}</p><main>${body}</main>`;
}

function figure({ file, thumb, role, locale, theme, width, seen, wrong }: Photo): string {
  return `<figure class="${wrong.length > 0 ? "wrong" : ""}" title="${text(wrong.join("\n"))}"><a href="${text(encodeURI(file))}"><img src="${thumb}" alt=""></a><figcaption>${wrong.length > 0 ? `${wrong.length}✗ ` : ""}${seen !== "shown" ? role : `${locale === "en" ? "en" : "zh"} ${theme} ${width}`}</figcaption></figure>`;
}

function text(raw: string): string {
  return raw.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
