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

inBothLanguages((language) => {
  for (const { login, role } of PEOPLE) {
    const own = new Set(roomsOf(role).map((room) => room.href));

    test(`a ${role} (${login}) finds the rooms of the role on the rail, enters each, and is shown out of every other`, async ({ page, signIn, open, words }) => {
      await signIn(login);
      await open("/account");
      const rail = page.getByRole("navigation", { name: words("frame.rooms") });
      const hrefs = await rail.getByRole("listitem").getByRole("link").evaluateAll((links) => links.map((link) => link.getAttribute("href")));
      expect(hrefs).toEqual([...own].map((href) => `/${language}${href}`));

      for (const room of ROOMS) {
        await test.step(`${room.href} is ${own.has(room.href) ? "open" : "closed"}`, async () => {
          const answer = await page.goto(`/${language}${room.href}`, { waitUntil: "domcontentloaded" });
          expect(answer?.status()).toBe(200);
          const refused = page.getByRole("main").getByRole("heading", { name: words("admin.notPermitted.title") });
          if (own.has(room.href)) {
            await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
            await expect(refused).toHaveCount(0);
          } else {
            await expect(refused).toBeVisible();
          }
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
