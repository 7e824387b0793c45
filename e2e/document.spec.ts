import type { APIResponse, Page } from "@playwright/test";
import { activeLine, lineOf, notice } from "./desk.ts";
import { addOfficer } from "./people.ts";
import { called, expect, inBothLanguages, test, type Locale } from "./story.ts";
import { certifiedProducer, lodge } from "./trade.ts";

/** The nonce of an answer by its policy, and its markup without that nonce and without what is written for one person. */
async function readOf(asked: Promise<APIResponse>): Promise<{ readonly nonce: string; readonly markup: string; readonly drawing: string; readonly written: string }> {
  const answer = await asked;
  const nonce = /'nonce-([^']+)'/.exec(answer.headers()["content-security-policy"] ?? "")?.[1] ?? "";
  const markup = await answer.text();
  const own = /<script type="application\/json" id="written">(.*?)<\/script><style nonce="[^"]*">.*?<\/style>/.exec(markup);
  return { nonce, markup, written: own?.[1] ?? "", drawing: markup.replace(own?.[0] ?? "", "").replaceAll(nonce, "") };
}

const documentOf = (page: Page, language: Locale, path: string, headers: Readonly<Record<string, string>> = {}) =>
  page.context().request.get(`/${language}${path}`, { headers: { accept: "text/html", ...headers } });

/** Opens a screen while others are opening it too, so that it comes out of a drawing for all. */
async function openAmongOthers(page: Page, language: Locale, open: (path: string) => Promise<void>, path: string): Promise<void> {
  await expect(async () => {
    await documentOf(page, language, path);
    await open(path);
    await expect(page.locator("#written")).toBeAttached({ timeout: 100 });
  }).toPass();
}


inBothLanguages((language) => {
  test("officers of one office who open the desk together are given one drawing, each with their own name and a nonce used once", async ({ page, signIn, words, beside, open }) => {
    await signIn("chen");
    const other = await beside("li");
    const path = "/desk?office=2248&lane=red";
    await expect(async () => {
      await documentOf(page, language, path);
      const [mine, again, theirs] = await Promise.all([readOf(documentOf(page, language, path)), readOf(documentOf(page, language, path)), readOf(documentOf(other.page, language, path))]);
      expect(mine.written).toContain(called("chen", language));
      expect(theirs.written).toContain(called("li", language));
      expect(theirs.drawing).toBe(mine.drawing);
      expect(new Set([mine.nonce, again.nonce, theirs.nonce]).size).toBe(3);
      for (const { nonce, markup } of [mine, again, theirs]) {
        expect(nonce).toMatch(/^[\w+/]{22}==$/);
        expect([...markup.matchAll(/ nonce="([^"]*)"/g)].every(([, used]) => used === nonce), "scripts under the nonce of their answer").toBe(true);
      }
    }).toPass();

    for (const [window, login] of [[{ page, open }, "chen"], [other, "li"]] as const) {
      await openAmongOthers(window.page, language, window.open, path);
      await expect(window.page.getByRole("banner").getByRole("button", { name: called(login, language) })).toBeVisible();
      await expect(activeLine(window.page)).toContainText(words("triage.lane.red"));
    }
  });

  test("at a desk drawn for all, a decision, a claim and a saved view are one's own", async ({ page, signIn, open, words, caller }) => {
    const number = await lodge(caller, await certifiedProducer(caller), { bottles: 600 });
    await signIn("chen");
    await openAmongOthers(page, language, open, `/desk?q=${number}`);
    await page.keyboard.press("x");
    await page.getByRole("button", { name: words("desk.take"), exact: true }).click();
    await expect(lineOf(page, number)).toContainText(called("chen", language));
    await page.keyboard.press("h");
    await expect(notice(page, `${words("triage.decided.hold")} · ${number}`)).toBeVisible();

    const name = `Of ${number}`;
    await page.getByRole("button", { name: words("desk.views"), exact: true }).click();
    await page.getByRole("menuitem", { name: words("desk.saveView"), exact: true }).click();
    await page.getByRole("dialog").getByLabel(words("desk.viewName"), { exact: true }).fill(name);
    await page.getByRole("dialog").getByRole("button", { name: words("ui.save"), exact: true }).click();
    await expect(notice(page, words("desk.viewSaved", { name }))).toBeVisible();
    await openAmongOthers(page, language, open, `/desk?q=${number}`);
    await page.getByRole("button", { name: words("desk.views"), exact: true }).click();
    await expect(page.getByRole("menuitem", { name })).toBeVisible();
  });

  test("a person whose name is markup reads it as it is written, and nobody else is shown it", async ({ page, signIn, open, words, beside }) => {
    const name = `</script><img src=x onerror=alert(1)>`;
    await signIn("admin");
    const who = await addOfficer(page, open, words, { en: name, zh: name });
    const odd = await beside(who);
    await openAmongOthers(odd.page, language, odd.open, "/desk?q=nothing");
    await expect(async () => {
      await documentOf(odd.page, language, "/desk?q=nothing");
      const { written, drawing } = await readOf(documentOf(odd.page, language, "/desk?q=nothing"));
      expect(written).toContain(who.login);
      for (const own of [who.login, "onerror"]) expect(drawing).not.toContain(own);
    }).toPass();
    await expect(odd.page.getByRole("banner").getByRole("button", { name })).toBeVisible();
    await expect(odd.page.locator("img[src=x]")).toHaveCount(0);
  });

  test("who is nobody is sent to sign in, with or without the house's own header", async ({ page, signIn }) => {
    await signIn("chen");
    const asked = (headers: Readonly<Record<string, string>>) => documentOf(page, language, "/desk?office=2248", headers);
    const forged = { "x-tallyhouse-drawing": "A".repeat(43) };
    for (const headers of [{}, forged, forged]) expect((await readOf(asked(headers))).markup).toContain(called("chen", language));
    await page.context().clearCookies();
    for (const headers of [{}, forged]) expect((await asked(headers)).url()).toMatch(/\/sign-in\?next=/);
  });
});
