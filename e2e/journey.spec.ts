import { amountWords } from "../components/desk/wording.ts";
import { bottlerNumber, overfilledNumber, reboxedNumber } from "../db/seed/bottler.ts";
import { clockAt } from "../db/seed/clock.ts";
import { crabNumber } from "../db/seed/crab.ts";
import { wineNumbers } from "../db/seed/wine.ts";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";

/** Entry numbers of the demo hang on the year alone. */
const clock = clockAt(new Date());

inBothLanguages((language) => {
  test("an officer follows the wine from the cellar to the port: on the map, step by step, and by what was measured on the way", async ({ page, signIn, open, words }) => {
    await signIn("chen");
    await open(`/consignments/${wineNumbers(clock).third}`);
    const journey = page.locator("#journey");
    await journey.scrollIntoViewIfNeeded();
    await expect(journey.locator("canvas")).toBeVisible();
    await expect(journey.locator(".maplibregl-marker")).toHaveText(["1", "2", "3", "4"]);
    await expect(journey.getByRole("heading", { name: words("journey.band.of.temperature") })).toBeVisible();
    await expect(journey).toContainText("28.2 °C");
    await expectAccessible(page);

    await journey.getByRole("link", { name: "TGBU5190342" }).first().click();
    await expect(page).toHaveURL(/\/items\?id=/);
    await expect(page.getByRole("main")).toContainText("SSCC 030123450000006118");
    await expectAccessible(page);
  });

  test("the cold chain of the crabs broke, and the page says for how long", async ({ page, signIn, open, words }) => {
    await signIn("wang");
    await open(`/consignments/${crabNumber(clock)}#journey`);
    await expect(page.locator("#journey").getByRole("listitem").filter({ hasText: "13.2 °C" })).toBeVisible();
    await expect(page.locator("#journey")).toContainText(words("journey.measured"));
  });

  test("a bill of lading that names another container stands out beside the inspection", async ({ page, signIn, open, words }) => {
    await signIn("wang");
    await open(`/consignments/${reboxedNumber(clock)}`);
    const container = page.locator("#documents").getByRole("row").filter({ has: page.getByRole("rowheader", { name: words("consignment.match.of.container") }) });
    await expect(container).toContainText("HLXU8120457");
    await expect(container).toContainText("HLXU8120475");
    await expect(container).toContainText(words("consignment.match.sign.disagrees"));
    await expect(page.locator("#findings")).toContainText("HLCU-BOD-2207311");
    await expectAccessible(page);
  });

  test("more was bottled than went in, and a bottler's goods count where the wine was made", async ({ page, signIn, open, words }) => {
    await signIn("wang");
    await open(`/consignments/${overfilledNumber(clock)}#balance`);
    await expect(page.locator("#balance")).toContainText(words("journey.balance.verdict.exceeds"));
    await expect(page.locator("#balance")).toContainText(amountWords("11000", "LTR", language));
    await open(`/consignments/${bottlerNumber(clock)}`);
    await expect(page.locator("#capacity")).toContainText("Cave Coopérative de Saint-Aubin-sur-Lot");
    await expect(page.locator("#capacity")).toContainText("Domaine des Trois Chênes");
    await expectAccessible(page);
  });

  test("a supervisor records a yield and ends it", async ({ page, signIn, open, words }) => {
    await signIn("wang");
    await open("/certificates/yields");
    const word = `e2e-${Date.now().toString(36)}`;
    await page.getByLabel(words("certificates.yield.input"), { exact: true }).fill(word);
    await page.getByLabel(words("certificates.yield.output"), { exact: true }).fill("juice");
    await page.getByLabel(words("certificates.yield.inputQuantity")).fill("1.5");
    await page.getByLabel(words("certificates.yield.outputQuantity")).fill("1");
    await page.getByLabel(words("certificates.yield.from"), { exact: true }).fill("2026-01-01");
    await page.getByLabel(words("certificates.yield.source"), { exact: true }).first().fill("Pressing trials");
    await page.getByRole("button", { name: words("certificates.yield.add") }).click();
    const row = page.getByRole("row").filter({ hasText: word });
    await expect(row).toBeVisible();
    await expectAccessible(page);
    await row.getByLabel(words("certificates.yield.to")).fill("2026-02-01");
    await row.getByRole("button", { name: words("certificates.yield.end") }).click();
    await expect(row).toContainText("2026-02-01");
  });
});
