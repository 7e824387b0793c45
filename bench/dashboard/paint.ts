import { chromium, type Browser, type Page } from "playwright";
import { createPerson } from "#lib/access/commands/person";
import { SECTIONS } from "#lib/dashboards/section";
import { enter } from "../../e2e/entrance.ts";
import { findChromium } from "../../scripts/test/chromium.ts";
import { withProduct } from "../../scripts/test/product.ts";

/** What a reader waited for on one opening of a page, in milliseconds from the start of its navigation: something drawn, and the first figure readable. */
export type Painted = { readonly page: string; readonly firstPaint: number; readonly figures: number };

const READER = { login: "bench-reader", password: "Reads figures 50 million times" } as const;
const PAGES = ["", "?days=365", "?days=365&with=before", ...SECTIONS.map((section) => `/${section}?days=365`)] as const;
const WIDE = { width: 1440, height: 900 } as const;

/** A figure is readable once a cell or a tile with a digit is laid out; the page's own clock tells since when it was under way. */
const figureReadable = () => {
  for (const one of document.querySelectorAll("main .tabular-nums, main td, main h1")) if (/\d/.test(one.textContent ?? "") && one.getBoundingClientRect().height > 0) return performance.now();
  return false;
};

/** Starts the product on a database as it is, signs a supervisor in, and opens each page of the dashboards `rounds` times, each time as a new visit. */
export async function paintings(database: string, rounds: number): Promise<Painted[]> {
  await createPerson({ kind: "system", name: "bench" }, { login: READER.login, name: "Reader", nameZh: "读者", role: "supervisor", password: READER.password, locale: "en" });
  return withProduct(async ({ url }) => {
    const browser = await chromium.launch({ executablePath: findChromium(), args: ["--no-sandbox"] });
    try {
      return await opened(browser, url, rounds);
    } finally {
      await browser.close();
    }
  }, { ...process.env, SEED: "none" }, database);
}

async function opened(browser: Browser, house: string, rounds: number): Promise<Painted[]> {
  const context = await browser.newContext({ viewport: WIDE });
  await enter(context.request, house, READER);
  const found: Painted[] = [];
  for (const page of PAGES) {
    const address = `${house}/en/dashboards${page}`;
    await visit(await context.newPage(), address, page);
    for (let round = 0; round < rounds; round++) found.push(await visit(await context.newPage(), address, page));
  }
  return found;
}

async function visit(tab: Page, address: string, page: string): Promise<Painted> {
  try {
    const answer = await tab.goto(address, { waitUntil: "commit" });
    if (answer?.status() !== 200) throw new Error(`${address} answered ${answer?.status() ?? "nothing"}`);
    const readable = await tab.waitForFunction(figureReadable, undefined, { polling: "raf", timeout: 60_000 });
    const figures = Number(await readable.jsonValue());
    const drawn = await tab.waitForFunction(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? false, undefined, { polling: 20, timeout: 60_000 });
    return { page, figures, firstPaint: Number(await drawn.jsonValue()) };
  } finally {
    await tab.close();
  }
}
