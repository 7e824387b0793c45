import type { Page } from "@playwright/test";
import { randomInt } from "node:crypto";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import type { Visitor } from "./entrance.ts";
import type { Words } from "./words.ts";

const PASSWORD = "a quiet harbour at dawn";

inBothLanguages(() => {
  test("an administrator adds a person and disables them: their session ends at once, and they cannot come back", async ({ page, signIn, open, words, beside }) => {
    await signIn("admin");
    const who = await addOfficer(page, open, words, "leaver");
    const leaver = await beside(who);
    await leaver.open("/desk");
    await expect(leaver.page.getByRole("grid")).toBeVisible();

    await open(`/admin/people?q=${who.login}`);
    await page.getByRole("main").getByRole("link").filter({ hasText: who.login }).click();
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: words("admin.people.disable"), exact: true }).click();
    await expect(page.getByRole("button", { name: words("admin.people.enable"), exact: true })).toBeVisible();

    leaver.watching.expect(/\/api\//);
    await leaver.open("/desk");
    await expect(leaver.page).toHaveURL(/sign-in/);
    await typeSignIn(leaver.page, words, who);
    await expect(leaver.page.getByRole("main").getByRole("alert")).toBeVisible();
    await expect(leaver.page).toHaveURL(/sign-in/);
    leaver.watching.taken();
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
    const who = await addOfficer(page, open, words, "guessed");
    await page.context().clearCookies();
    watching.expect(/\/api\/auth\/callback\/credentials/);
    await open("/sign-in");
    for (let attempt = 1; attempt <= 5; attempt++) {
      await typeSignIn(page, words, { ...who, password: `a wrong guess, number ${attempt}` });
      await expect(page.getByRole("main").getByRole("alert")).toContainText(words("refusals.sign-in-refused"));
    }
    await typeSignIn(page, words, who);
    await expect(page.getByRole("main").getByRole("alert")).toContainText(waiting(words));
    await expectAccessible(page);
    await expect(page).toHaveURL(/sign-in/);
  });
});

/** What is said of waiting, up to the minutes. */
function waiting(words: Words): string {
  return words("refusals.sign-in-throttled", { minutes: 15 }).split("15")[0] ?? "";
}

/** Types login and password into the form that stands open, and waits for its answer. */
async function typeSignIn(page: Page, words: Words, { login, password }: Visitor): Promise<void> {
  await page.getByLabel(words("access.signIn.login")).fill(login);
  await page.getByLabel(words("access.signIn.password")).fill(password);
  const answered = page.waitForResponse(/\/api\/auth\/callback\/credentials/);
  await page.getByRole("button", { name: words("access.signIn.go"), exact: true }).click();
  await answered;
}

/** Adds an officer by the administrator's form. */
async function addOfficer(page: Page, open: (path: string) => Promise<void>, words: Words, name: string): Promise<Visitor> {
  const login = `${name}.${randomInt(100_000, 1_000_000)}`;
  await open("/admin/people/new");
  const form = page.getByRole("main");
  await form.getByLabel(words("admin.people.login"), { exact: true }).fill(login);
  await form.getByLabel(words("admin.people.nameEn"), { exact: true }).fill("Lin Story");
  await form.getByLabel(words("admin.people.nameZh"), { exact: true }).fill("林试");
  await form.getByLabel(words("admin.people.firstPassword"), { exact: true }).fill(PASSWORD);
  await form.getByRole("button", { name: words("admin.people.add"), exact: true }).click();
  await expect(page).not.toHaveURL(/people\/new/);
  return { login, password: PASSWORD };
}
