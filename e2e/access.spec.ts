import { addOfficer, typeSignIn } from "./people.ts";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";

inBothLanguages(() => {
  test("an administrator adds a person and disables them: their session ends at once, and they cannot come back", async ({ page, signIn, open, words, beside }) => {
    await signIn("admin");
    const who = await addOfficer(page, open, words);
    const leaver = await beside(who);
    await leaver.open("/desk");
    await expect(leaver.page.getByRole("grid")).toBeVisible();

    await open(`/admin/people?q=${who.login}`);
    await page.getByRole("main").getByRole("link").filter({ hasText: who.login }).click();
    await expect(page).toHaveURL(/\/admin\/people\/\d+$/);
    await expectAccessible(page);
    await page.getByRole("button", { name: words("admin.people.disable"), exact: true }).click();
    await expect(page.getByRole("button", { name: words("admin.people.enable"), exact: true })).toBeVisible();

    leaver.watching.expect(/\/api\/(?:desk\/|auth\/callback\/credentials)/);
    await leaver.open("/desk");
    await expect(leaver.page).toHaveURL(/sign-in/);
    await typeSignIn(leaver.page, words, who);
    await expect(leaver.page.getByRole("main").getByRole("alert")).toBeVisible();
    await expect(leaver.page).toHaveURL(/sign-in/);
  });

  test("signing out ends the session: the same cookie opens nothing any more", async ({ page, signIn, open, words }) => {
    await signIn("dupont");
    await open("/account");
    const cookies = await page.context().cookies();
    await page.getByRole("button", { name: new RegExp(words("frame.role.inspector")) }).click();
    await page.getByRole("menuitem", { name: words("frame.signOut") }).click();
    await expect(page).toHaveURL(/sign-in/);
    await page.context().addCookies(cookies);
    await open("/account");
    await expect(page).toHaveURL(/sign-in/);
  });

  test("whoever keeps guessing a password has to wait, even with the right one", async ({ page, signIn, open, words, watching }) => {
    await signIn("admin");
    const who = await addOfficer(page, open, words);
    await page.context().clearCookies();
    watching.expect(/\/api\/auth\/callback\/credentials/);
    await open("/sign-in");
    const told = page.getByRole("main").getByRole("alert");
    for (let attempt = 1; attempt <= 5; attempt++) {
      await typeSignIn(page, words, { ...who, password: `a wrong guess, number ${attempt}` });
      await expect(told).toContainText(words("refusals.sign-in-refused"));
    }
    await typeSignIn(page, words, who);
    const [wait = ""] = words("refusals.sign-in-throttled", { minutes: 15 }).split("15");
    await expect(told).toContainText(wait);
    await expectAccessible(page);
    await expect(page).toHaveURL(/sign-in/);
  });
});
