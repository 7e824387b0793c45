import { typeSignIn } from "./people.ts";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";

inBothLanguages(() => {
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
