import { called, expect, expectAccessible, inBothLanguages, person, test } from "./story.ts";
import { certifiedProducer, threeImporters } from "./trade.ts";

inBothLanguages((language) => {
  test("an officer signs in, holds the goods and opens a case by the keyboard alone; a regulator finds it and goes to its forms by keys", async ({ page, open, words, caller, watching, beside }) => {
    const producer = await certifiedProducer(caller);
    const [, , third] = await threeImporters(caller, producer);
    await open("/sign-in");
    await expect(page.getByLabel(words("access.signIn.login"), { exact: true }), "the day begins at the login").toBeFocused();
    await page.keyboard.type("chen");
    await page.keyboard.press("Tab");
    await page.keyboard.type(person("chen").password);
    await page.keyboard.press("Enter");
    await expect(page).not.toHaveURL(/sign-in/);
    await watching.settled();

    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("dialog").locator("input")).toBeFocused();
    await page.keyboard.type(third);
    await expect(page.getByRole("menuitem", { name: third })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/consignments/${third}$`));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await watching.settled();
    await page.keyboard.press("h");
    await expect(page.getByLabel(words("consignment.decide.note"), { exact: true })).toBeFocused();
    await page.keyboard.type("Sixty thousand of eighteen thousand.");
    await page.keyboard.press("ControlOrMeta+Enter");
    await expect(page.getByRole("main")).toContainText(words("triage.status.held"));
    await expect(page.getByRole("main"), "by the name that colleagues know").toContainText(called("chen", language));

    await page.keyboard.press("o");
    await expect(page.getByLabel(words("cases.new.name"), { exact: true })).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/\/cases\/C-\d{4}-\d{6}$/);
    const number = /C-\d{4}-\d{6}/.exec(page.url())?.[0] ?? "";

    const regulator = await beside("zhao");
    await regulator.open("/cases");
    const own = regulator.page.getByRole("link", { name: number });
    await expect(async () => {
      await regulator.page.keyboard.press("j");
      await expect(own, "down the newest cases to this one").toBeFocused({ timeout: 200 });
    }).toPass();
    await regulator.page.keyboard.press("Enter");
    await expect(regulator.page).toHaveURL(new RegExp(`/cases/${number}$`));
    await expect(regulator.page.getByRole("heading", { level: 1 })).toBeVisible();
    await regulator.watching.settled();
    await regulator.page.keyboard.press("f");
    await expect(regulator.page.getByLabel(words("cases.fact.statement"), { exact: true })).toBeFocused();
    await regulator.page.keyboard.type("Three importers declared 60,000 bottles.");
    await regulator.page.keyboard.press("ControlOrMeta+Enter");
    await expect(regulator.page.getByRole("region", { name: words("cases.page.facts"), exact: true }).getByRole("listitem")).toContainText("Three importers");
    await expectAccessible(regulator.page);
  });

  test("the palette offers all goods of a producer, though they lead to one place; the record and the permissions are told in words", async ({ page, signIn, open, words }) => {
    await signIn("admin");
    await open("/admin/audit");
    await expect(page.getByRole("main")).toContainText(words("record.act.session.open"));
    await expectAccessible(page);
    await open("/admin/roles");
    await expect(page.getByRole("main")).toContainText(words("admin.roles.can.subscription.manage"));

    await signIn("chen");
    await open("/producers");
    await page.keyboard.press("ControlOrMeta+k");
    await expect(page.getByRole("dialog").locator("input")).toBeFocused();
    await page.keyboard.type(language === "en" ? "Beauregard" : "博乐佳拉");
    const goods = page.getByRole("menuitem").filter({ hasText: /3012345000/ });
    await expect(goods.nth(1)).toBeVisible();
  });
});
