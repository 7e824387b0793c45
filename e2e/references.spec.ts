import { crabNumber } from "../db/seed/crab.ts";
import { clockAt } from "../db/seed/clock.ts";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";

const clock = clockAt(new Date());

/** A table of thirty samples of one origin; a row that cannot be read where it is asked for. */
function table(more: readonly string[] = []): string {
  const rows = Array.from({ length: 30 }, (_, at) => `B-${at},0.709${(at * 7) % 10}${(at * 3) % 10},${180 + ((at * 37) % 41)}`);
  return ["sample,87Sr/86Sr,Sr [mg/kg]", ...rows, ...more].join("\n");
}

inBothLanguages(() => {
  test("a regulator hands in a reference population, a supervisor puts it in force", async ({ page, signIn, open, words, beside }) => {
    const origin = `bay-${Date.now().toString(36)}`;
    await signIn("zhao");
    await open("/rules/references");
    await page.getByRole("link", { name: words("references.propose") }).click();
    const fields = {
      nameEn: `Bay ${origin}`,
      nameZh: `海湾${origin}`,
      origin,
      category: "oyster",
      country: "CN",
      from: "2026-01-01",
      last: "2026-12-31",
      source: "Marine institute, ICP-MS",
      reason: "Samples of the year",
    } as const;
    for (const [name, value] of Object.entries(fields)) await page.getByLabel(words(`references.upload.${name as keyof typeof fields}`), { exact: true }).fill(value);
    const file = page.getByLabel(words("references.upload.file"), { exact: true });
    await file.setInputFiles({ name: "bay.csv", mimeType: "text/csv", buffer: Buffer.from(table(["B-30,<0.1,200"])) });
    await page.getByRole("button", { name: words("references.upload.submit") }).click();
    await expect(page.getByRole("main").getByRole("alert"), "the row that cannot be read is named").toContainText(words("references.problem.row", { row: 32 }));
    await expectAccessible(page);
    await file.setInputFiles({ name: "bay.csv", mimeType: "text/csv", buffer: Buffer.from(table()) });
    await page.getByRole("button", { name: words("references.upload.submit") }).click();
    await expect(page.locator("#answer"), "who proposed it cannot put it in force").toContainText(words("references.answer.own"));
    await expectAccessible(page);
    const address = new URL(page.url()).pathname.replace(/^\/[^/]+/, "");

    const supervisor = await beside("wang");
    await supervisor.open(address);
    await expect(supervisor.page.locator("#markers")).toContainText("87Sr/86Sr");
    await supervisor.page.getByRole("button", { name: words("references.answer.confirm") }).click();
    await expect(supervisor.page.locator("#answer")).toHaveCount(0);
    await supervisor.open("/rules/references");
    await expect(supervisor.page.getByRole("row").filter({ hasText: origin })).toContainText(words("references.states.confirmed"));
    await expectAccessible(supervisor.page);
  });

  test("the crabs' finding names the markers and the lake they fit", async ({ page, signIn, open }) => {
    await signIn("wang");
    await open(`/consignments/${crabNumber(clock)}#findings`);
    const finding = page.locator("#findings li").filter({ hasText: "CN-302-OR-0489" });
    await expect(finding).toContainText("δ13C");
    await expect(finding).toContainText(/Hongze Lake|洪泽湖/);
    await expect(finding).toContainText("n = 64");
  });

  test("two people change the limits of goods on their way", async ({ page, signIn, open, words, beside }) => {
    const category = `e2e${Date.now().toString(36)}`;
    await signIn("zhou");
    await open("/rules/references/limits");
    const form = page.locator("#new");
    await form.getByLabel(words("references.limits.category"), { exact: true }).fill(category);
    await form.getByLabel(words("references.limits.lowest"), { exact: true }).fill("-1");
    await form.getByLabel(words("references.limits.highest"), { exact: true }).fill("4");
    await form.getByLabel(words("references.limits.source"), { exact: true }).fill("CXC 52-2003");
    await form.getByLabel(words("references.limits.reason"), { exact: true }).fill("Fresh fish");
    await form.getByRole("button", { name: words("references.limits.propose") }).click();
    await expect(page.locator("section").filter({ hasText: category }).first()).toContainText(words("references.answer.own"));
    const other = await beside("wang");
    await other.open("/rules/references/limits");
    await other.page.locator('section[id^="change-"]').filter({ hasText: category }).getByRole("button", { name: words("references.answer.confirm") }).click();
    await expect(other.page.locator("#limits").getByRole("row").filter({ hasText: category })).toContainText("4 °C");
    await expectAccessible(other.page);
  });
});
