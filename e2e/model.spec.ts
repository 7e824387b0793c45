import { expect, expectAccessible, test } from "./story.ts";
import { wordsIn } from "./words.ts";

test("a supervisor sees what there is to learn from, has a model trained, reads its card, proposes it, and a colleague confirms it", async ({ page, signIn, open, beside }) => {
  test.slow();
  const words = wordsIn("en");
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn("wang");
  await open("/rules/model");
  const main = page.getByRole("main");
  await expect(main.getByRole("heading", { name: words("model.ground.title") })).toBeVisible();
  await expect(main.getByText(words("model.ground.enough"))).toBeVisible();
  await expectAccessible(page);

  const known = await main.getByRole("region", { name: words("model.label"), exact: true }).getByRole("row").count();
  await main.getByRole("button", { name: words("model.train.submit"), exact: true }).click();
  const list = main.getByRole("region", { name: words("model.label"), exact: true });
  await expect(list.getByRole("row")).toHaveCount(Math.max(known, 1) + 1, { timeout: 20_000 });
  const newest = list.getByRole("row").nth(1);
  await expect(newest).toContainText(words("model.mode.none"), { timeout: 60_000 });
  await newest.getByRole("link").click();

  await expect(main.getByRole("heading", { name: words("model.limits.title") })).toBeVisible();
  await expect(main.getByRole("region", { name: words("model.measures.title") }).getByRole("row").filter({ hasText: words("model.measures.auc") })).toContainText(/0\.\d{3}/);
  await main.getByText(words("model.calibration.table")).first().click();
  await expectAccessible(page);

  await main.getByRole("button", { name: words("model.act.compare"), exact: true }).click();
  await expect(main.getByText(words("model.record.same"))).toBeVisible({ timeout: 60_000 });

  await main.getByRole("button", { name: words("model.act.propose"), exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel(words("model.act.reason"), { exact: true }).fill("Let it run beside the rules for a month");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: words("model.act.propose"), exact: true }).click();
  await expect(main.getByText(words("model.proposal.own"))).toBeVisible();
  await expect(main.getByRole("button", { name: words("model.act.confirm"), exact: true })).toHaveCount(0);

  const colleague = await beside("zhou");
  await colleague.open(new URL(page.url()).pathname.replace(/^\/(?:en|zh-CN)/, ""));
  const theirs = wordsIn(colleague.page.url().includes("/zh-CN/") ? "zh-CN" : "en");
  await colleague.page.getByRole("button", { name: theirs("model.act.confirm"), exact: true }).click();
  await expect(colleague.page.getByRole("main").getByText(theirs("model.mode.shadow")).first()).toBeVisible();

  await open("/rules/model");
  await expect(main.getByRole("heading", { level: 1 })).toContainText(/\d/);
});
