import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { lodge, newProducer } from "./trade.ts";

inBothLanguages(() => {
  test("a supervisor writes a profile with help, tries it on past declarations, a colleague confirms it, and the next declaration shows it", async ({ page, signIn, open, words, caller, beside }) => {
    const producer = await newProducer(caller);
    const before = await lodge(caller, producer, { bottles: 600 });
    const name = `Watch of ${producer.bottle}`;
    await signIn("wang");
    await open("/rules/profiles/new");
    const editor = page.getByRole("textbox", { name: words("profiles.field.condition") });
    await editor.click();
    await page.keyboard.type("line.gt");
    await expect(page.getByRole("listbox").getByRole("option").first(), "facts are offered while typing").toContainText("gtin");
    await page.keyboard.press("Enter");
    await page.keyboard.type(" = ");
    await expect(page.locator("p[role=status]").filter({ hasText: words("profiles.problem.single-equals") })).toBeVisible();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(`line.gtin == "${producer.bottle}`);
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: words("profiles.trial.run"), exact: true }).click();
    const trial = page.getByRole("region", { name: words("profiles.trial.title") });
    await expect(trial.getByRole("link", { name: before })).toBeVisible();
    await expectAccessible(page);

    await page.getByLabel(words("profiles.field.nameEn")).fill(name);
    await page.getByLabel(words("profiles.field.nameZh")).fill(`关注 ${producer.bottle}`);
    await page.getByLabel(words("profiles.field.nextEn"), { exact: true }).fill("Ask for the invoice.");
    await page.getByLabel(words("profiles.field.nextZh"), { exact: true }).fill("要求提供发票。");
    await page.getByText(words("profiles.modeNote.live")).click();
    await page.getByLabel(words("profiles.field.reason")).fill("Its labels were reported twice this week.");
    await page.getByRole("button", { name: words("profiles.save"), exact: true }).click();
    await page.waitForURL(/\/rules\/profiles\/\d+$/);
    const address = new URL(page.url()).pathname.replace(/^\/(?:en|zh-CN)/, "");
    await page.getByRole("button", { name: words("profiles.act.propose"), exact: true }).click();
    await expect(page.getByText(words("profiles.act.own"))).toBeVisible();
    await expect(page.getByRole("button", { name: words("profiles.act.confirm"), exact: true }), "who proposed it does not confirm it").toHaveCount(0);

    const colleague = await beside("zhou");
    await colleague.open("/notices");
    await colleague.page.getByRole("main").getByRole("link").filter({ hasText: producer.bottle }).first().click();
    await colleague.page.waitForURL(new RegExp(`${address}$`));
    await expectAccessible(colleague.page);
    await colleague.page.getByRole("button", { name: words("profiles.act.confirm"), exact: true }).click();
    await expect(colleague.page.getByText(words("profiles.standingFact.in-force"))).toBeVisible();

    const next = await lodge(caller, producer, { bottles: 700 });
    await colleague.open(`/consignments/${next}`);
    await expect(colleague.page.locator("#findings")).toContainText(producer.bottle);
  });
});
