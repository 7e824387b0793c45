import { readFile } from "node:fs/promises";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";

inBothLanguages(() => {
  test("a market regulator tests declared quantities, opens the lines behind a digit, takes the table out, and sees who is above capacity and what feeds tell", async ({ page, signIn, open, words }) => {
    await signIn("zhao");
    await open("/analysis/digits");
    await expect(page).toHaveURL(/\/analysis\/digits$/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await expectAccessible(page);

    await page.getByRole("combobox", { name: words("analysis.digits.test"), exact: true }).selectOption("last");
    await page.getByRole("button", { name: words("analysis.population.show") }).click();
    await expect(page, "what is looked at stands in the address").toHaveURL(/test=last/);

    const table = page.getByRole("group", { name: words("analysis.digits.chart") });
    await table.getByRole("link").first().click();
    await expect(page).toHaveURL(/\/analysis\/lines\?.*digit=0/);
    await expect(page.getByRole("main").locator("a[href*='/consignments/']").first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: words("analysis.lines.back") }).click();

    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: words("analysis.population.export") }).click();
    const file = await (await download).path();
    expect(await readFile(file, "utf8")).toContain(words("analysis.csv.digits.corrected"));

    const rooms = page.getByRole("navigation", { name: words("analysis.rooms.label") });
    await rooms.getByRole("link", { name: words("analysis.rooms.capacity") }).click();
    await page.getByRole("link", { name: words("analysis.capacity.onlyOver") }).click();
    await expect(page).toHaveURL(/over=1/);
    await expect(page.locator("#accounts").getByText(words("analysis.capacity.over")).first()).toBeVisible();
    await expectAccessible(page);

    await rooms.getByRole("link", { name: words("analysis.rooms.mirror") }).click();
    await page.getByRole("combobox", { name: words("analysis.mirror.source"), exact: true }).selectOption("documents");
    await page.getByRole("button", { name: words("analysis.population.show") }).click();
    await expect(page.getByText(words("analysis.mirror.verdicts.equal")).first(), "what was shipped and declared alike is told as equal").toBeVisible();
    await expectAccessible(page);
  });

  test("an officer may not enter", async ({ page, signIn, open, words }) => {
    await signIn("chen");
    await open("/analysis/digits");
    await expect(page.getByRole("heading", { name: words("admin.notPermitted.title") })).toBeVisible();
  });
});
