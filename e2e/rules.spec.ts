import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";

/** Each language tells the story of a rule of its own, because a rule has one open proposal at a time; both fire seldom, so that no other story's desk moves. */
const RULE = { en: "withdrawn-after-release", "zh-CN": "certificates-differ" } as const;
const WEIGHT = "61";

inBothLanguages((language) => {
  test("a supervisor back-tests and changes a threshold with a colleague", async ({ page, signIn, open, beside, words }) => {
    await signIn("wang");
    await open("/rules");
    const [rule, weight] = [`/rules/${RULE[language]}`, page.getByRole("main").getByRole("textbox", { name: language === "en" ? "Weight of a finding" : "风险分值" })];
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await expect(page.locator("a[data-rule]").first()).toBeFocused();
    await expectAccessible(page);

    await open(rule);
    const main = page.getByRole("main");
    await weight.fill("140");
    await main.getByRole("textbox", { name: words("rules.propose.reason") }).fill("Two of three were answered within the hour.");
    await main.getByRole("button", { name: words("rules.propose.submit") }).click();
    await expect(main).toContainText(words("refusals.above-most"));

    await weight.fill(WEIGHT);
    await main.getByRole("button", { name: words("backtests.tryNow") }).click();
    const whole = main.getByRole("link", { name: words("backtests.openWhole") });
    await expect(main.locator("output")).toContainText(words("backtests.state.done"), { timeout: 60_000 });
    await expect(main.locator("output")).toContainText(words("backtests.side.inForce"));
    const backtest = await whole.getAttribute("href");
    await main.getByRole("button", { name: words("rules.propose.submit") }).click();
    await expect(main.getByRole("heading", { name: words("rules.proposal.title") })).toBeVisible();
    await expect(main).toContainText(words("rules.answer.own"));
    await expectAccessible(page);

    const colleague = await beside("zhou");
    await colleague.open(rule);
    const theirs = colleague.page.getByRole("main");
    await expect(theirs.locator("blockquote").first()).toContainText("Two of three were answered within the hour.");
    await theirs.getByRole("button", { name: words("rules.answer.confirm") }).click();
    await expect(theirs.getByRole("heading", { name: words("rules.proposal.title") })).toHaveCount(0);
    await expect(theirs.getByRole("heading", { name: words("rules.history.title") })).toBeVisible();
    await expect(theirs.locator("ol").first()).toContainText(words("rules.history.state.confirmed"));
    await expect(theirs).toContainText(words("rules.history.title"));

    await open((backtest ?? "").replace(/^\/(?:en|zh-CN)/, ""));
    await expect(page.getByRole("heading", { name: words("backtests.comparison") })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(words("backtests.facts"));
    await expectAccessible(page);
  });

  test("an officer reads the rules and changes none", async ({ page, signIn, open, words }) => {
    await signIn("chen");
    await open("/rules/volume-over-capacity");
    await expect(page.getByRole("heading", { name: words("rules.latest") })).toBeVisible();
    await expect(page.getByRole("button", { name: words("rules.propose.submit") })).toHaveCount(0);
    await expectAccessible(page);
  });
});
