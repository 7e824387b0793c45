import type { Browser, BrowserContextOptions, Page } from "@playwright/test";

/**
 * The browser windows of a worker. One is lent clean, as to a person who uses the house each day: nobody is signed in and nothing
 * is kept of what was typed, but the house's own scripts and fonts are in its cache.
 */
export class Windows {
  readonly #browser: Browser;
  readonly #free = new Map<string, Page[]>();
  readonly #lent = new Map<Page, BrowserContextOptions>();

  constructor(browser: Browser) {
    this.#browser = browser;
  }

  /** The page of a window of this kind that nobody has. */
  async lend(kind: BrowserContextOptions): Promise<Page> {
    const page = this.#free.get(JSON.stringify(kind))?.pop() ?? (await (await this.#browser.newContext(kind)).newPage());
    this.#lent.set(page, kind);
    return page;
  }

  /** Takes a window back: it is emptied, and has a new page. */
  async giveBack(page: Page): Promise<void> {
    const kind = this.#lent.get(page) ?? {};
    this.#lent.delete(page);
    const context = page.context();
    const session = await context.newCDPSession(page);
    await session.send("Storage.clearDataForOrigin", { origin: kind.baseURL ?? "", storageTypes: "cookies,local_storage,indexeddb" });
    // The next page stands before the others close: a window closes with its last page.
    const next = await context.newPage();
    await Promise.all(context.pages().filter((other) => other !== next).map((other) => other.close()));
    await context.clearCookies();
    const name = JSON.stringify(kind);
    this.#free.set(name, [...(this.#free.get(name) ?? []), next]);
  }
}
