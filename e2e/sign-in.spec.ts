import { ROLES } from "../lib/access/permission.ts";
import { DEMO_PEOPLE } from "../db/seed/people.ts";
import { typeSignIn } from "./people.ts";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";

/** One person of the demo for each role that signs in. */
const PEOPLE = ROLES.flatMap((role) => DEMO_PEOPLE.filter((one) => one.role === role).slice(0, 1));

inBothLanguages(() => {
  for (const person of PEOPLE) {
    test(`a ${person.role} (${person.login}) signs in and stands in the first room of the role`, async ({ page, open, words, watching }) => {
      await open("/sign-in");
      await typeSignIn(page, words, person);
      await expect(page).not.toHaveURL(/sign-in/);
      await watching.settled();
      await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeVisible();
      await expectAccessible(page);
    });
  }

  test("a wrong password lets nobody in, and the form says what to do", async ({ page, open, words, watching }) => {
    watching.expect(/\/api\/auth\/callback\/credentials$/);
    await open("/sign-in");
    await expectAccessible(page);
    await typeSignIn(page, words, { login: "nobody-of-this-house", password: "not-the-password" });
    await expect(page.getByRole("main").getByRole("alert")).toContainText(words("refusals.sign-in-refused"));
    await expectAccessible(page);
    await expect(page).toHaveURL(/sign-in/);
  });
});
