import { readFile } from "node:fs/promises";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";

inBothLanguages((language) => {
  test("a supervisor reads how the house stands, goes from a figure to its declarations, and takes a section out for a reason", async ({ page, signIn, open, words }) => {
    test.setTimeout(180_000);
    await signIn("wang");
    await test.step("the first page leads with what waits, and says how old its figures are", async () => {
      await expect(async () => {
        await open("/dashboards");
        await expect(page.getByText(words("dashboards.empty")), "the house counts itself within its first minute").toHaveCount(0, { timeout: 100 });
      }).toPass({ timeout: 90_000, intervals: [2_000] });
      await expect(page.getByRole("heading", { level: 1 })).toContainText(/\d/);
      await expect(page.getByRole("region", { name: words("dashboards.sections.now") }).getByRole("link")).toHaveCount(5);
      await expectAccessible(page);
    });

    await test.step("every part of the dashboards is whole, accessible, and no wider than the screen", async () => {
      for (const part of ["flow", "time", "lanes", "rules", "overrides", "overruns", "bodies", "map"]) {
        await open(`/dashboards/${part}?days=90&with=before`);
        await expect(page.getByRole("link", { name: words(`dashboards.rooms.${part}`), exact: true })).toHaveAttribute("aria-current", "page");
        await expect(page.getByRole("table").or(page.getByText(words("dashboards.nothing"))).first()).toBeVisible();
        await expectAccessible(page);
      }
    });

    await test.step("an office is chosen and compared with another, and the address keeps both", async () => {
      await open("/dashboards/flow?days=30");
      await page.getByRole("button", { name: words("dashboards.office.label") }).click();
      await page.getByRole("option", { name: /2248$/ }).click();
      await expect(page).toHaveURL(/office=2248/);
      await page.getByRole("button", { name: words("dashboards.with.label") }).click();
      await page.getByRole("option", { name: /5304$/ }).click();
      await expect(page).toHaveURL(/office=2248.*with=5304/);
      await expect(page.getByText(words("dashboards.was", { value: "" }).trim(), { exact: false }).first()).toBeVisible();
    });

    await test.step("a number opens as many declarations as it says", async () => {
      await open("/dashboards/flow?days=30");
      const lanes = page.getByRole("region", { name: words("dashboards.table.byLane"), exact: true }).getByRole("table");
      const arrived = lanes.getByRole("row", { name: words("triage.lane.yellow") }).getByRole("cell").first();
      const n = Number((await arrived.innerText()).replaceAll(/\D/g, ""));
      await arrived.getByRole("link").click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText(words("dashboards.title.list", { n }));
      await expect(page.getByRole("row")).toHaveCount(1 + Math.min(n, 50));
      await expectAccessible(page);
      await page.getByRole("row").nth(1).getByRole("link").first().click();
      await expect(page).toHaveURL(/\/consignments\//);
    });

    await test.step("figures leave the house for a reason alone", async () => {
      await open("/dashboards/lanes?days=30");
      await page.getByRole("button", { name: words("dashboards.export.open"), exact: true }).click();
      const dialog = page.getByRole("dialog", { name: words("dashboards.export.title") });
      await expectAccessible(page);
      await dialog.getByRole("button", { name: words("dashboards.export.go") }).click();
      await expect(dialog, "without a reason nothing is taken out").toBeVisible();
      await dialog.getByLabel(words("dashboards.export.reason")).fill("Monthly report to the district");
      const [file] = await Promise.all([page.waitForEvent("download"), dialog.getByRole("button", { name: words("dashboards.export.go") }).click()]);
      expect(file.suggestedFilename()).toMatch(/^lanes-all-\d{4}-\d{2}-\d{2}-\d{4}-\d{2}-\d{2}\.csv$/);
      expect(await readFile(await file.path(), "utf8")).toContain(words("dashboards.column.redPerDay"));
      await expect(dialog).toBeHidden();
    });

    await test.step("a wall screen says who is signed in there, and needs nobody", async () => {
      await open("/dashboards/wall");
      await expect(page.getByText(words("dashboards.wall.signedIn", { name: language === "en" ? "Wang Lei" : "王磊" }))).toBeVisible();
      await expect(page.getByRole("navigation")).toHaveCount(0);
      await expectAccessible(page);
    });
  });
});
