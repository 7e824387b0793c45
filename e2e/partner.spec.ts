import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { certifiedProducer, lodge } from "./trade.ts";

const HARBOUR = "3122960101";

inBothLanguages(() => {
  test("an importer finds its own declaration with the answer to each line and its working, corrects it, and finds no other importer's", async ({ page, signIn, open, words, caller, watching }) => {
    const producer = await certifiedProducer(caller);
    const other = await lodge(caller, producer, { bottles: 10_000 });
    const own = await lodge(caller, producer, { cases: 2_000 }, { importer: HARBOUR });

    await signIn("harbour");
    await open("/partner");
    const row = page.getByRole("row").filter({ hasText: own });
    await expect(row).toContainText(words("triage.verdict.exceeds"));
    await expect(row).toContainText(words("partner.standing.under-review"));
    await expect(page.getByRole("row").filter({ hasText: other })).toHaveCount(0);
    await expectAccessible(page);

    await row.getByRole("link").first().click();
    await expect(page).toHaveURL(new RegExp(`/partner/${own}$`));
    const main = page.getByRole("main");
    await expect(main).toContainText(words("partner.line.help.exceeds"));
    await expect(main).toContainText(producer.certificate);
    await expect(main).toContainText(/12,000/);
    await expect(main).not.toContainText(other);
    await expectAccessible(page);

    const quantity = page.locator('[name="lines/0/quantity/value"]');
    const lodgeIt = page.getByRole("button", { name: words("partner.correction.lodge", { revision: 2 }) });
    await quantity.fill("1，000");
    await lodgeIt.click();
    await expect(quantity).toHaveAttribute("aria-invalid", "true");
    await quantity.fill("1000");
    await page.reload();
    await expect(quantity).toHaveValue("1000");
    await lodgeIt.click();
    await expect(main).toContainText(words("partner.line.help.within"));
    await expect(quantity).toHaveValue("1000");
    await expect(page.getByRole("button", { name: words("partner.correction.lodge", { revision: 3 }) })).toBeVisible();

    watching.expect(new RegExp(`/partner/${other}`));
    await open(`/partner/${other}`);
    await expect(page.getByRole("main").first()).toContainText(words("access.notFound.title"));
  });
});
