import { activeLine, cutOff, deskOf, lineOf, notice } from "./desk.ts";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { certifiedProducer, lodge } from "./trade.ts";

inBothLanguages(() => {
  test("filters stand as chips: each is added from the menu, kept in the address, and taken away again", async ({ page, signIn, open, words }) => {
    await signIn("chen");
    await open("/desk");
    await expect(page, "an officer's desk is that of the own office").toHaveURL(/\/desk\?office=2248$/);
    await page.getByRole("button", { name: words("desk.addFilter") }).click();
    await page.getByRole("menuitem", { name: words("desk.filter.lane"), exact: true }).press("ArrowRight");
    await page.getByRole("menuitemcheckbox", { name: words("triage.lane.green") }).press("Enter");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Escape");
    await expect(page).toHaveURL(/lane=green/);
    const lanes = page.getByRole("row").filter({ has: page.getByRole("gridcell") });
    await expect(lanes.filter({ hasNotText: words("triage.lane.green") })).toHaveCount(0);
    await expectAccessible(page);
    await page.getByRole("button", { name: words("desk.removeFilter", { name: words("desk.filter.lane") }) }).click();
    await expect(page).not.toHaveURL(/lane=/);
    await page.getByRole("button", { name: words("desk.removeFilter", { name: words("desk.filter.office") }) }).click();
    await expect(page).not.toHaveURL(/office=/);
  });

  test("the head of a column sorts the whole desk, up and down", async ({ page, signIn, open, words }) => {
    await signIn("chen");
    await open("/desk?office=2248");
    const head = page.getByRole("columnheader").filter({ hasText: words("desk.column.number") });
    const numbers = async () => (await page.locator("[role=row]:has([role=gridcell])").allInnerTexts()).map((line) => /\d{18}/.exec(line)?.[0] ?? "").slice(0, 15);
    await head.getByRole("button", { name: words("desk.column.number"), exact: true }).click();
    await expect(head).toHaveAttribute("aria-sort", "ascending");
    await expect(page).toHaveURL(/sort=number/);
    await expect.poll(async () => isSorted(await numbers())).toBe(true);
    await head.getByRole("button", { name: words("desk.column.number"), exact: true }).click();
    await expect(head).toHaveAttribute("aria-sort", "descending");
    await expect(page).toHaveURL(/sort=-number/);
    await expect.poll(async () => isSorted((await numbers()).toReversed())).toBe(true);
  });

  test("a view that is saved and shared stands among a colleague's views, and opens the same desk", async ({ page, signIn, open, words, language, beside }) => {
    const name = `Green wine ${language}`;
    await signIn("chen");
    await open("/desk?office=2248&lane=green&category=wine&sort=due");
    await page.getByRole("button", { name: words("desk.views"), exact: true }).click();
    await page.getByRole("menuitem", { name: words("desk.saveView") }).click();
    const dialog = page.getByRole("dialog", { name: words("desk.saveView") });
    await dialog.getByLabel(words("desk.viewName")).fill(name);
    await dialog.getByText(words("desk.viewShared")).click();
    await expectAccessible(page);
    await dialog.getByRole("button", { name: words("ui.save") }).click();
    await expect(notice(page, words("desk.viewSaved", { name }))).toBeVisible();

    const colleague = await beside("li");
    await colleague.open("/desk");
    await colleague.page.getByRole("button", { name: words("desk.views"), exact: true }).click();
    await colleague.page.getByRole("menuitem", { name }).click();
    await expect(colleague.page).toHaveURL(/lane=green/);
    await expect(colleague.page).toHaveURL(/category=wine/);
    await expect(colleague.page).toHaveURL(/sort=due/);
  });

  test("the keys move, look into, select, hold and undo; the hand need not leave them", async ({ page, signIn, open, words, caller }) => {
    const producer = await certifiedProducer(caller);
    for (const bottles of [600, 1_200, 1_800]) await lodge(caller, producer, { bottles });
    await signIn("chen");
    await deskOf(open, page, producer.name, "&sort=number");
    const lines = page.getByRole("row").filter({ hasText: producer.name });
    await expect(lines).toHaveCount(3);
    const isActive = (at: number) => expect(lines.nth(at)).toHaveAttribute("data-active", "true");

    await isActive(0);
    await page.keyboard.press("j");
    await isActive(1);
    await page.keyboard.press("j");
    await isActive(2);
    await page.keyboard.press("k");
    await isActive(1);

    await page.keyboard.press("x");
    await expect(lines.nth(1)).toHaveAttribute("aria-selected", "true");
    await page.keyboard.press("Escape");
    await expect(lines.nth(1)).toHaveAttribute("aria-selected", "false");

    await page.keyboard.press("Space");
    const peek = page.getByRole("complementary").filter({ hasText: words("desk.working") });
    await expect(peek).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(peek).toBeHidden();

    await page.keyboard.press("h");
    await expect(lines.nth(1)).toContainText(words("triage.status.held"));
    await expect(notice(page, words("triage.decided.hold"))).toBeVisible();
    await page.keyboard.press("z");
    await expect(lines.nth(1)).not.toContainText(words("triage.status.held"));
    await open(`/desk?q=${producer.name}&sort=number`);
    await expect(lines.nth(1), "the house knows it too").not.toContainText(words("triage.status.held"));

    const number = /\d{18}/.exec(await lines.nth(0).innerText())?.[0] ?? "";
    await isActive(0);
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/consignments/${number}$`));
    await page.goBack();
    await isActive(0);

    await page.keyboard.press("?");
    await expect(page.getByRole("dialog").filter({ hasText: words("desk.key.claim") })).toBeVisible();
    await expectAccessible(page);
  });

  test("one key takes the next consignment that nobody has", async ({ page, signIn, open, words }) => {
    await signIn("huang");
    await open("/desk?office=5304&who=nobody");
    await expect(activeLine(page)).toBeVisible();
    await page.keyboard.press("n");
    const taken = page.getByRole("alertdialog").filter({ hasText: /\d{18}/ });
    await expect(taken).toBeVisible();
    const number = /\d{18}/.exec(await taken.innerText())?.[0] ?? "";
    await expect(taken).toContainText(words("desk.claimed", { number }));
    await open(`/desk?who=me&q=${number}`);
    await expect(lineOf(page, number)).toBeVisible();
  });

  test("holding many answers for each: what was held, and which was not and why", async ({ page, signIn, open, words, caller, beside }) => {
    const producer = await certifiedProducer(caller);
    const numbers: string[] = [];
    for (const bottles of [600, 1_200, 1_800]) numbers.push(await lodge(caller, producer, { bottles }));
    const meanwhile = numbers[1] ?? "";
    await signIn("chen");
    await cutOff(page);
    await deskOf(open, page, producer.name);

    const colleague = await beside("li");
    await deskOf(colleague.open, colleague.page, meanwhile);
    await colleague.page.keyboard.press("h");
    await expect(notice(colleague.page, words("triage.decided.hold"))).toBeVisible();

    for (const key of ["x", "j", "x", "j", "x"]) await page.keyboard.press(key);
    await expect(page.getByRole("toolbar", { name: words("desk.bulk") })).toContainText(words("desk.selectedOf", { count: 3, matching: "3" }));
    await page.keyboard.press("h");
    const why = page.getByRole("dialog", { name: words("desk.decideMany", { decision: words("triage.decision.hold"), count: 3 }) });
    await why.getByText(words("triage.reason.awaiting-information")).click();
    await expectAccessible(page);
    await why.getByRole("button", { name: words("triage.decision.hold"), exact: true }).click();

    const result = page.getByRole("dialog", { name: words("desk.someRefused", { decision: words("triage.decided.hold"), done: 2, refused: 1 }) });
    await expect(result).toContainText(meanwhile);
    await expect(result).toContainText(words("refusals.not-allowed-now", { number: meanwhile, status: words("triage.status.held") }));
    await result.getByRole("button", { name: words("ui.close") }).last().click();
    for (const number of numbers.filter((one) => one !== meanwhile)) await expect(lineOf(page, number)).toContainText(words("triage.status.held"));
  });
});

/** Several numbers, each greater than the one before. */
function isSorted(numbers: readonly string[]): boolean {
  return numbers.length > 3 && numbers.every((number, at) => at === 0 || number > (numbers[at - 1] ?? ""));
}
