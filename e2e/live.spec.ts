import type { Page } from "@playwright/test";
import { activeLine, deskOf, lineOf } from "./desk.ts";
import { byKey, expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { certifiedProducer, lodge } from "./trade.ts";

/** The most a key may take to be seen here; the figure itself is printed. */
const KEY_WITHIN_MS = 500;

inBothLanguages((language) => {
  test("a declaration lodged with a key from the administrator's screen stands on the open desk as a count, and is shown when the officer asks for it", async ({
    page,
    signIn,
    open,
    words,
    caller,
    beside,
    playwright,
    baseURL,
  }) => {
    const producer = await certifiedProducer(caller);
    const first = await lodge(caller, producer, { bottles: 600 });

    const administrator = await beside("admin");
    await administrator.open("/admin/keys");
    const form = administrator.page.getByRole("main");
    await form.getByLabel(words("admin.keys.name"), { exact: true }).fill(`Single window, ${language}`);
    await form.getByRole("button", { name: words("admin.keys.issue"), exact: true }).click();
    const shown = form.getByRole("alert").filter({ hasText: words("admin.keys.shownOnce") });
    const key = await shown.getByText(/^th_/).innerText();
    await expectAccessible(administrator.page);
    const feed = await playwright.request.newContext({ ...(baseURL === undefined ? {} : { baseURL }), extraHTTPHeaders: byKey(key) });

    await signIn("chen");
    await deskOf(open, page, producer.name);
    await expect(lineOf(page, first)).toBeVisible();
    await expectLive(page, words);
    await markWindow(page);

    const second = await lodge(caller, producer, { cases: 300 }, { feed });
    const news = page.getByRole("button", { name: words("desk.newOnes", { count: 1 }) });
    await expect(news).toBeVisible();
    await expect(lineOf(page, second), "nothing moves under the officer's eyes").toHaveCount(0);
    await expectAccessible(page);
    await news.click();
    await expect(lineOf(page, second)).toBeVisible();
    await expect(lineOf(page, first)).toBeVisible();
    expect(await isMarked(page), "the page was not loaded anew").toBe(true);
    await feed.dispose();
  });
});

test("a key moves to the next line within the blink of an eye", async ({ page, signIn, open }) => {
  await signIn("wang");
  await open("/desk?state=all");
  await expect(activeLine(page)).toBeVisible();
  const took = await keyTimes(page, 40);
  const median = took[Math.floor(took.length / 2)] ?? Infinity;
  const p95 = took[Math.floor(took.length * 0.95)] ?? Infinity;
  console.log(`key j to the line changed: median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, most ${took.at(-1)?.toFixed(1)} ms of ${took.length}`);
  expect(p95).toBeLessThan(KEY_WITHIN_MS);
});

/** The window hears of changes: it says so, or counts what has already arrived. */
async function expectLive(page: Page, words: (key: string, values?: Record<string, number>) => string): Promise<void> {
  const counted = words("frame.live.arrived", { count: 1 }).replace("1", "\\d+");
  await expect(page.getByRole("banner").getByRole("link", { name: new RegExp(`^(${words("frame.live.live")}|${counted})$`) })).toBeVisible();
}

/** Milliseconds from the key to the frame in which another line is active, in order. */
async function keyTimes(page: Page, presses: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const active = (): string | undefined => document.querySelector("[role=row][data-active]")?.id;
    const moved = (from: string | undefined): Promise<void> =>
      new Promise((resolve) => {
        const look = (): void => (active() === from ? void requestAnimationFrame(look) : resolve());
        look();
      });
    const took: number[] = [];
    for (let press = 0; press < count; press++) {
      const [from, begun] = [active(), performance.now()];
      window.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true, cancelable: true }));
      await moved(from);
      took.push(performance.now() - begun);
    }
    return took.toSorted((a, b) => a - b);
  }, presses);
}

async function markWindow(page: Page): Promise<void> {
  await page.evaluate(() => document.documentElement.setAttribute("data-story", "here"));
}

async function isMarked(page: Page): Promise<boolean> {
  return page.evaluate(() => document.documentElement.getAttribute("data-story") === "here");
}
