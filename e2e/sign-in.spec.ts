import { DEMO_PEOPLE } from "../db/seed/people.ts";
import { expect, expectAccessible, test, type Locale } from "./story.ts";

const WORDS = {
  en: { login: "Login", password: "Password", go: "Sign in" },
  "zh-CN": { login: "登录名", password: "密码", go: "登录" },
} as const satisfies Record<Locale, Record<string, string>>;

/** One person for each role. */
const ONE_OF_EACH = [...Map.groupBy(DEMO_PEOPLE, ({ role }) => role).values()].flatMap(([person]) => person ?? []);

for (const language of ["en", "zh-CN"] as const) {
  test.describe(`sign-in in ${language}`, () => {
    test.use({ language });

    for (const { role, login, password } of ONE_OF_EACH) {
      test(`${login} (${role}) signs in and stands in a room of their own`, async ({ page, open, watching }) => {
        const words = WORDS[language];
        await open("/sign-in");
        await expectAccessible(page);
        await page.getByLabel(words.login).fill(login);
        await page.getByLabel(words.password).fill(password);
        await page.getByRole("button", { name: words.go, exact: true }).click();
        await expect(page).not.toHaveURL(/sign-in/);
        await watching.settled();
        await expect(page.getByRole("main")).toBeVisible();
        await expectAccessible(page);
      });
    }

    test("a wrong password lets nobody in, and says what to do", async ({ page, open, watching }) => {
      watching.expect(/\/api\/auth\/callback\/credentials$/);
      const words = WORDS[language];
      await open("/sign-in");
      await page.getByLabel(words.login).fill("nobody-of-this-house");
      await page.getByLabel(words.password).fill("not-the-password");
      await page.getByRole("button", { name: words.go, exact: true }).click();
      await expect(page.getByRole("alert")).toBeVisible();
      await expect(page).toHaveURL(/sign-in/);
    });
  });
}
