import { expect, test as base, type APIRequestContext, type BrowserContextOptions, type Page } from "@playwright/test";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { DEMO_PEOPLE } from "../db/seed/people.ts";
import { enter, type Visitor } from "./entrance.ts";
import { tooWide, violations, watch, type Watch } from "./look.ts";
import { Windows } from "./windows.ts";
import { wordsIn, type Words } from "./words.ts";

export type Locale = "en" | "zh-CN";
type Demo = (typeof DEMO_PEOPLE)[number];
export type DemoLogin = Demo["login"];

/** A window of a person of their own, beside the page of the story. */
export type Window = { readonly page: Page; readonly watching: Watch; readonly open: (path: string) => Promise<void> };

/** A caller of the interface by a key of a role and, where given, an organisation. */
export type Call = (role: string, organisation?: string) => Promise<APIRequestContext>;

/** What a story has in hand beside the page. */
type Story = {
  /** What kind of window its people sit at. */
  readonly kind: BrowserContextOptions;
  /** The language of the screens; `inBothLanguages` sets it. */
  readonly language: Locale;
  /** The texts of the screens in that language. */
  readonly words: Words;
  /** What goes wrong in the page. What is left in it at the end fails the story. */
  readonly watching: Watch;
  /** Signs the page's browser in as a person of the demo, or as somebody made for the story. */
  readonly signIn: (who: DemoLogin | Visitor) => Promise<void>;
  /** Opens a screen by its address without the language, and waits until it is still and heeds what is typed. */
  readonly open: (path: string) => Promise<void>;
  /** Another person at another browser, watched as closely. */
  readonly beside: (who: DemoLogin | Visitor) => Promise<Window>;
  readonly caller: Call;
};

/** A user story in a real browser. It fails for an error in the console, an error nobody caught, and a request that failed. */
export const test = base.extend<Story, { readonly windows: Windows }>({
  windows: [async ({ browser }, use) => use(new Windows(browser)), { scope: "worker" }],

  kind: async ({ baseURL, contextOptions, viewport, timezoneId, hasTouch, isMobile }, use) =>
    use({ ...contextOptions, viewport, hasTouch, isMobile, ...(timezoneId === undefined ? {} : { timezoneId }), ...(baseURL === undefined ? {} : { baseURL }) }),

  page: async ({ windows, kind }, use) => {
    const page = await windows.lend(kind);
    await use(page);
    await windows.giveBack(page);
  },

  language: ["en", { option: true }],

  words: async ({ language }, use) => use(wordsIn(language)),

  watching: [
    async ({ page }, use) => {
      const watching = watch(page);
      await use(watching);
      expect(watching.taken(), "errors in the browser").toEqual([]);
    },
    { auto: true },
  ],

  signIn: async ({ page, baseURL }, use) => {
    await use(async (who) => {
      await page.context().clearCookies();
      await enter(page.context().request, baseURL ?? "", visitor(who));
    });
  },

  open: async ({ page, language, watching }, use) => use((path) => arrive(page, language, path, watching)),

  beside: async ({ windows, kind, baseURL, language }, use) => {
    const lent: Window[] = [];
    await use(async (who) => {
      const page = await windows.lend(kind);
      await enter(page.context().request, baseURL ?? "", visitor(who));
      const watching = watch(page);
      const window = { page, watching, open: (path: string) => arrive(page, language, path, watching) };
      lent.push(window);
      return window;
    });
    for (const { page, watching } of lent) {
      expect(watching.taken(), "errors in the other browser").toEqual([]);
      await windows.giveBack(page);
    }
  },

  caller: async ({ playwright, baseURL }, use) => {
    const callers = new Map<string, Promise<APIRequestContext>>();
    await use((role, organisation) => {
      const name = `${role} ${organisation ?? ""}`;
      const made = callers.get(name) ?? keyOf(role, organisation).then((key) => playwright.request.newContext({ ...(baseURL === undefined ? {} : { baseURL }), extraHTTPHeaders: byKey(key) }));
      callers.set(name, made);
      return made;
    });
    for (const made of callers.values()) await (await made).dispose();
  },
});

export { expect };

/** Tells the same stories in each language of the screens. */
export function inBothLanguages(tell: (language: Locale) => void): void {
  for (const language of ["en", "zh-CN"] as const) {
    test.describe(language === "en" ? "in English" : "in Chinese", () => {
      test.use({ language });
      tell(language);
    });
  }
}

/**
 * The page has no serious or critical violation of the rules of accessibility, and is no wider than its screen. Its colours, dear to look at and
 * the same in either language, are looked at in English, once for each screen and each dialog on it.
 */
export async function expectAccessible(page: Page): Promise<void> {
  const screen = await screenOf(page);
  const colours = screen.startsWith("/en/") && !coloured.has(screen);
  coloured.add(screen);
  expect([...(await violations(page, { colours })), ...(await tooWide(page))]).toEqual([]);
}

const coloured = new Set<string>();

/** The address of a page without what differs from one consignment to the next, and the dialogs that stand open on it. */
async function screenOf(page: Page): Promise<string> {
  const dialogs = await page.getByRole("dialog").evaluateAll((open) => open.map((dialog) => (dialog.querySelector("h1, h2, h3")?.textContent ?? "").replaceAll(/\d+/g, "")));
  return [new URL(page.url()).pathname.replaceAll(/[^/]*\d[^/]*/g, "…"), page.viewportSize()?.width, ...dialogs].join(" ");
}

/** What a person of the demo is called on the screens of a language. */
export function called(login: DemoLogin, language: Locale): string {
  return language === "en" ? person(login).name : person(login).nameZh;
}

/** A person of the demo by their login. */
export function person(login: DemoLogin): Demo {
  const found = DEMO_PEOPLE.find((each) => each.login === login);
  if (!found) throw new Error(`The demo has nobody with the login ${login}.`);
  return found;
}

/** The headers of a system that calls by its key. Its connections are not kept: one that the house ends between two calls would fail the second. */
export function byKey(key: string): Record<string, string> {
  return { authorization: `Bearer ${key}`, connection: "close" };
}

function visitor(who: DemoLogin | Visitor): Visitor {
  return typeof who === "string" ? person(who) : who;
}

async function arrive(page: Page, language: Locale, path: string, watching: Watch): Promise<void> {
  await page.goto(`/${language}${path === "/" ? "" : path}`);
  await watching.settled();
  await page.waitForFunction(heedsHands);
  // React has taken the parts over; what listens to keys does so once it has nothing left to do.
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 1000 })));
}

/** Whether everything one can press or type into is React's by now; what is typed before that is lost. */
function heedsHands(): boolean {
  return [...document.querySelectorAll("main button, main input, main textarea, header button")].every((part) => Object.keys(part).some((key) => key.startsWith("__reactFiber$")));
}

let keys: Promise<Readonly<Record<string, string>>> | undefined;

/** An API key of a role, made beside the running product, whose data folder is DATA_DIR; one each for all stories of this worker. */
async function keyOf(role: string, organisation = ""): Promise<string> {
  const key = (await (keys ??= newKeys()))[`${role} ${organisation}`];
  if (key === undefined) throw new Error(`No system of the stories has the role ${role} at ${organisation || "its own organisation"}.`);
  return key;
}

async function newKeys(): Promise<Readonly<Record<string, string>>> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(import.meta.dirname, "keys.ts")]);
  return JSON.parse(stdout.trimEnd().split("\n").at(-1) ?? "") as Record<string, string>;
}
