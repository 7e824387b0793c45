import { withProduct } from "../scripts/test/product.ts";
import { enter } from "./entrance.ts";
import { addOfficer, changePassword } from "./people.ts";
import { expect, expectAccessible, test } from "./story.ts";
import { wordsIn } from "./words.ts";

/** Rooms of the administrator and of an officer, with what each says as long as there is nothing in it. */
const ROOMS = {
  administrator: [["/certificates", "certificates.list.none"], ["/admin/offices", "admin.offices.none"], ["/admin/keys", "admin.keys.none"], ["/feeds", "sources.none"]],
  officer: [["/desk", "desk.empty"], ["/producers", "producers.none"], ["/questions", "questions.none"], ["/inspections", "inspections.none"], ["/cases", "cases.list.none"]],
} as const;

test("a house begun empty lets its one administrator in, who chooses a password and takes in an officer; each room says what would be in it", async ({ page, watching }) => {
  test.slow();
  const work = async ({ url, said }: { readonly url: string; readonly said: string }): Promise<void> => {
    const [, login = "", password = ""] = /signs in as\n +(\S+) +(\S+)\n/.exec(said) ?? [];
    const open = (language: string) => async (path: string) => {
      await page.goto(`${url}/${language}${path}`);
      await watching.settled();
    };
    const look = async (rooms: readonly (readonly [string, string])[]): Promise<void> => {
      for (const language of ["en", "zh-CN"]) {
        for (const [room, nothing] of rooms) {
          await open(language)(room);
          await expect(page.getByRole("main")).toContainText(wordsIn(language)(nothing));
          await expectAccessible(page);
        }
      }
    };
    await enter(page.context().request, url, { login, password });
    await open("en")("/admin/people");
    await expect(page).toHaveURL(`${url}/en/account`);
    await changePassword(page, wordsIn("en"), { from: password, to: "seven grey horses at noon" });
    await look(ROOMS.administrator);
    const officer = await addOfficer(page, open("en"), wordsIn("en"));
    await page.context().clearCookies();
    await enter(page.context().request, url, officer);
    await look(ROOMS.officer);
    await page.goto("about:blank");
  };
  await withProduct(work, { ...process.env, SEED: "none" });
});
