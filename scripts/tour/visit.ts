import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright";
import { tooWide, violations, watch, type Watch } from "../../e2e/look.ts";
import { pathOf, samePath } from "./screens.ts";

export const LOCALES = ["en", "zh-CN"] as const;
const THEMES = ["light", "dark"] as const;
/** Width and height of the screens looked at, in CSS pixels. */
export const SIZES = [{ width: 1440, height: 900 }, { width: 390, height: 844 }] as const;
/** Where axe looks: each language, each theme and each size once. Contrast depends on the theme, structure on language and size. */
const CHECKED = [{ locale: "en", width: 1440, theme: "light" }, { locale: "zh-CN", width: 390, theme: "dark" }] as const;
const LONGEST_PHOTO = 3000;
const THUMB_SCALE = 0.2;

/** One way to look at screens: who, in which language, on which screen. Light and dark are both looked at. */
export type Way = { readonly role: string; readonly cookies: Awaited<ReturnType<BrowserContext["storageState"]>>; readonly locale: (typeof LOCALES)[number]; readonly size: (typeof SIZES)[number] };

/** Whether a person was shown the screen, refused it, or passed on to another, which is photographed there. */
export type Seen = "shown" | "refused" | "passed on";

/** What became of one photograph: its file, its small one, and what is wrong with the screen. */
export type Photo = {
  readonly role: string;
  readonly screen: string;
  readonly locale: string;
  readonly theme: string;
  readonly width: number;
  readonly file: string;
  readonly thumb: string;
  readonly seen: Seen;
  readonly wrong: readonly string[];
};

/** What a visit to one address found. */
export type Visit = { readonly photos: readonly Photo[]; readonly links: readonly string[]; readonly seen: Seen };

/** Where a screen lies. `missed`: not finding it is no fault, because the example is another role's, or is meant to be none. */
export type Stop = { readonly screen: string; readonly address: string; readonly missed: "fault" | "not theirs" | "meant" };

/** What a tour looks at and where it puts what it saw. `refusal` is the heading of the page for those who may not enter, by language. */
export type Camera = { readonly house: string; readonly folder: string; readonly refusal: Readonly<Record<string, string>> };

/** Looks at addresses one after the other in one browser context. */
export async function visitAll(browser: Browser, camera: Camera, way: Way, stops: readonly Stop[]): Promise<Map<string, Visit>> {
  const context = await browser.newContext({
    storageState: way.cookies,
    viewport: way.size,
    reducedMotion: "reduce",
    timezoneId: "Asia/Shanghai",
    locale: way.locale,
    isMobile: way.size.width < 600,
    hasTouch: way.size.width < 600,
  });
  try {
    const page = await context.newPage();
    const watching = watch(page);
    const visits = new Map<string, Visit>();
    for (const stop of stops) visits.set(stop.screen, await visit(page, watching, camera, way, stop));
    return visits;
  } finally {
    await context.close();
  }
}

/** The addresses that some screens lead to, looked at without a photograph. */
export async function linksOf(browser: Browser, { house }: Camera, { cookies, locale, size }: Omit<Way, "role">, addresses: readonly string[]): Promise<string[]> {
  const context = await browser.newContext({ storageState: cookies, viewport: size, reducedMotion: "reduce", locale });
  try {
    const page = await context.newPage();
    const found: string[] = [];
    for (const address of addresses) {
      await page.goto(house + address, { waitUntil: "load" });
      found.push(...(await linksIn(page, house)));
    }
    return found;
  } finally {
    await context.close();
  }
}

async function linksIn(page: Page, house: string): Promise<string[]> {
  const hrefs = await page.locator("a[href]").evaluateAll((links) => links.map((link) => link.getAttribute("href") ?? ""));
  return [...new Set(hrefs.flatMap((href) => pathOf(href, house) ?? []))];
}

async function visit(page: Page, watching: Watch, camera: Camera, way: Way, stop: Stop): Promise<Visit> {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const answer = await page.goto(camera.house + stop.address, { waitUntil: "load" }).catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
  await watching.settled();
  const status = typeof answer === "string" || answer === null ? 0 : answer.status();
  const refused = status === 403 || (stop.missed === "not theirs" && status === 404) || (await page.getByRole("heading", { name: camera.refusal[way.locale] ?? "", exact: true }).count()) > 0;
  const seen: Seen = refused ? "refused" : samePath(new URL(page.url()).pathname, stop.address) ? "shown" : "passed on";
  const onLoad = watching.taken().filter((problem) => !((refused || stop.missed === "meant") && /^answer: 40[34] /.test(problem)));
  if (typeof answer === "string") onLoad.push(`page: ${answer}`);
  const photos: Photo[] = [];
  for (const theme of THEMES) {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    const checked = CHECKED.some((check) => check.locale === way.locale && check.width === way.size.width && check.theme === theme);
    const wrong = [...(theme === "light" ? onLoad : []), ...(await tooWide(page)), ...(checked ? await violations(page) : []), ...watching.taken()];
    photos.push({ ...(await photograph(page, camera, way, stop, theme)), seen, wrong });
    if (seen !== "shown") break;
  }
  return { photos, seen, links: await linksIn(page, camera.house) };
}

async function photograph(page: Page, camera: Camera, way: Way, stop: Stop, theme: string): Promise<Omit<Photo, "seen" | "wrong">> {
  const { width, height } = way.size;
  const name = `${stop.screen.replace(/[^A-Za-z0-9]+/g, "-").replace(/^-|-$/g, "") || "start"}.${way.locale}.${theme}.${width}`;
  const file = join(way.role, `${name}.png`);
  mkdirSync(join(camera.folder, way.role), { recursive: true });
  const whole = (await page.evaluate(() => document.documentElement.scrollHeight)) <= LONGEST_PHOTO;
  await page.screenshot({ path: join(camera.folder, file), fullPage: whole, animations: "disabled", caret: "hide" });
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send("Page.captureScreenshot", { format: "jpeg", quality: 75, clip: { x: 0, y: 0, width, height, scale: THUMB_SCALE } });
  await session.detach();
  return { role: way.role, screen: stop.screen, locale: way.locale, theme, width, file, thumb: `data:image/jpeg;base64,${data}` };
}
