import { deskOf, lineOf } from "./desk.ts";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { certifiedProducer, threeImporters } from "./trade.ts";

inBothLanguages(() => {
  test("a supervisor sets what an office can examine with a colleague, who alone can put it in force", async ({ page, signIn, open, words, beside, language }) => {
    const office = language === "en" ? "5165" : "0202";
    await signIn("wang");
    await open("/rules/selection");
    await page.getByRole("link", { name: new RegExp(office) }).or(page.getByRole("row", { name: new RegExp(office) }).getByRole("link")).first().click();
    await page.getByLabel(words("selection.propose.red")).fill("6");
    await page.getByLabel(words("selection.propose.random")).fill("7");
    await page.getByLabel(words("selection.propose.yellow")).fill("20");
    await page.getByLabel(words("selection.propose.examinations")).fill("5");
    await page.getByLabel(words("selection.propose.reason")).fill("Two officers on each shift.");
    await page.getByRole("button", { name: words("selection.propose.submit"), exact: true }).click();
    await expect(page.getByText(words("refusals.random-above-red"))).toBeVisible();
    await page.getByLabel(words("selection.propose.random")).fill("1");
    await page.getByRole("button", { name: words("selection.propose.submit"), exact: true }).click();
    await expect(page.getByText(words("selection.answer.own"))).toBeVisible();
    await expect(page.getByRole("button", { name: words("selection.answer.confirm"), exact: true })).toHaveCount(0);
    await expectAccessible(page);

    const colleague = await beside("zhou");
    await colleague.open(`/rules/selection/${office}`);
    await colleague.page.getByRole("button", { name: words("selection.answer.confirm"), exact: true }).click();
    await expect(colleague.page.getByRole("heading", { name: words("selection.inForce"), exact: true })).toBeVisible();
    await expectAccessible(colleague.page);
  });

  test("an officer asks why a consignment is red and is at the last fact in two clicks", async ({ page, signIn, open, words, caller }) => {
    const [, , number] = await threeImporters(caller, await certifiedProducer(caller));
    await signIn("chen");
    await deskOf(open, page, number);
    await expect(lineOf(page, number)).toContainText(words("triage.lane.red"));
    await open(`/consignments/${number}`);
    const score = page.getByRole("region", { name: new RegExp(words("consignment.part.scoreTitle", { score: 0 }).split("0")[0] ?? "") });
    await score.getByRole("list", { name: words("consignment.score.label") }).getByRole("link").first().click();
    await expect(page).toHaveURL(/#finding-\d+$/);
    const finding = page.locator(":target");
    await finding.getByText(words("consignment.finding.facts"), { exact: true }).click();
    await expect(finding.getByText("18000").first()).toBeVisible();
    await expectAccessible(page);
  });

  test("a day's draw is recomputed from its seed, number by number", async ({ page, signIn, open, words }) => {
    await signIn("huang");
    await open("/rules/selection/4201");
    const past = page.getByRole("row").filter({ hasText: words("selection.shown") }).first();
    await past.getByRole("link").click();
    await expect(page.getByText(words("selection.draw.matches"), { exact: true })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("link", { name: words("selection.draw.all"), exact: true }).click();
    await expect(page.getByText(words("selection.draw.right"), { exact: true }).first()).toBeVisible();
    await expect(page.getByText(words("selection.draw.differs"), { exact: true })).toHaveCount(0);
  });
});
