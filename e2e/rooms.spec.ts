import { roomsOf } from "../components/frame/rooms.ts";
import { ROLES } from "../lib/access/permission.ts";
import { DEMO_PEOPLE } from "../db/seed/people.ts";
import { expect, inBothLanguages, test } from "./story.ts";

/** Every room that anybody has, by its address. */
const ROOMS = [...new Map(ROLES.flatMap(roomsOf).map((room) => [room.href, room])).values()];

/** The description of the interface is open to anybody. */
const PUBLIC = "/docs/api";

/** One person of the demo for each role that signs in. */
const PEOPLE = ROLES.flatMap((role) => DEMO_PEOPLE.filter((one) => one.role === role).slice(0, 1));

/** The headings of a document as the server sends it: a refusal needs no browser to be read. */
const headings = (html: string): string[] => [...html.matchAll(/<h[1-3][^>]*>([^<]*)<\/h[1-3]>/g)].map(([, text = ""]) => text);

inBothLanguages((language) => {
  for (const { login, role } of PEOPLE) {
    const own = new Set(roomsOf(role).map((room) => room.href));

    test(`a ${role} (${login}) finds the rooms of the role on the rail, enters each, and is shown out of every other`, async ({ page, signIn, open, words }) => {
      await signIn(login);
      await open("/account");
      const rail = page.getByRole("navigation", { name: words("frame.rooms") });
      const hrefs = await rail.getByRole("listitem").getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      expect(hrefs).toEqual([...own].map((href) => `/${language}${href}`));

      const refusal = words("admin.notPermitted.title");
      for (const { href } of ROOMS.filter((room) => own.has(room.href))) {
        await test.step(`${href} is open`, async () => {
          expect((await page.goto(`/${language}${href}`, { waitUntil: "domcontentloaded" }))?.status()).toBe(200);
          await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
          await expect(page.getByRole("main").getByRole("heading", { name: refusal })).toHaveCount(0);
        });
      }
      for (const { href } of ROOMS.filter((room) => !own.has(room.href))) {
        await test.step(`${href} is closed`, async () => {
          const answer = await page.context().request.get(`/${language}${href}`);
          expect(answer.status()).toBe(200);
          expect(headings(await answer.text())).toContain(refusal);
        });
      }
    });
  }

  test("nobody is shown anything before they have signed in, and afterwards they are where they wanted to be", async ({ page, open, words }) => {
    for (const room of ROOMS.filter(({ href }) => href !== PUBLIC)) {
      await page.goto(`/${language}${room.href}`, { waitUntil: "domcontentloaded" });
      await expect(page).toHaveURL(new RegExp(`/${language}/sign-in\\?next=`));
    }
    const [officer] = PEOPLE;
    if (!officer) throw new Error("The demo has no officer.");
    await open("/desk?lane=red");
    await page.getByLabel(words("access.signIn.login")).fill(officer.login);
    await page.getByLabel(words("access.signIn.password")).fill(officer.password);
    await page.getByRole("button", { name: words("access.signIn.go"), exact: true }).click();
    await expect(page).toHaveURL(/\/desk\?lane=red/);
  });
});
