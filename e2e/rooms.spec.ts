import { roomsOf } from "../components/frame/rooms.ts";
import { ROLES } from "../lib/access/permission.ts";
import { DEMO_PEOPLE } from "../db/seed/people.ts";
import { typeSignIn } from "./people.ts";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";

/** Every room that anybody has, by its address. */
const ROOMS = [...new Map(ROLES.flatMap(roomsOf).map((room) => [room.href, room])).values()];

/** The description of the interface is open to anybody. */
const PUBLIC = "/docs/api";

/** One person of the demo for each role that signs in. */
const PEOPLE = ROLES.flatMap((role) => DEMO_PEOPLE.filter((one) => one.role === role).slice(0, 1));

/** The headings of a document as the server sends it: a refusal needs no browser to be read. */
const headings = (html: string): string[] => [...html.matchAll(/<h[1-3][^>]*>([^<]*)<\/h[1-3]>/g)].map(([, text = ""]) => text);

inBothLanguages((language) => {
  for (const person of PEOPLE) {
    const { login, role } = person;
    const own = new Set(roomsOf(role).map((room) => room.href));

    test(`a ${role} (${login}) signs in, finds the rooms of the role on the rail, enters each, and is shown out of every other`, async ({ page, open, words, watching }) => {
      await open("/sign-in");
      await typeSignIn(page, words, person);
      await expect(page).not.toHaveURL(/sign-in/);
      await watching.settled();
      const title = page.getByRole("main").getByRole("heading", { level: 1 });
      await expect(title).toBeVisible();
      await expectAccessible(page);

      const rail = page.getByRole("navigation", { name: words("frame.rooms") });
      const links = await rail.getByRole("listitem").getByRole("link").all();
      expect(await Promise.all(links.map((link) => link.getAttribute("href")))).toEqual([...own].map((href) => `/${language}${href}`));
      const refusal = words("admin.notPermitted.title");
      for (const [at, href] of [...own].entries()) {
        await test.step(`${href} is open`, async () => {
          await links[at]?.click();
          await expect(page).toHaveURL(new RegExp(`/${language}${href}(?:[/?]|$)`));
          await expect(title).toBeVisible();
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
    for (const { href } of ROOMS.filter((room) => room.href !== PUBLIC)) {
      const answer = await page.context().request.get(`/${language}${href}`, { maxRedirects: 0 });
      expect(answer.headers()["location"], href).toMatch(new RegExp(`/${language}/sign-in\\?next=`));
    }
    const [officer] = PEOPLE;
    if (!officer) throw new Error("The demo has no officer.");
    await open("/desk?lane=red");
    await typeSignIn(page, words, officer);
    await expect(page).toHaveURL(/\/desk\?lane=red/);
  });
});
