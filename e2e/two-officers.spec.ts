import { cutOff, deskOf, lineOf, notice } from "./desk.ts";
import { called, expect, inBothLanguages, test } from "./story.ts";
import { certifiedProducer, lodge } from "./trade.ts";

inBothLanguages((language) => {
  test("two officers decide on one consignment at the same instant: one decision stands, and the other officer is told whose", async ({ page, signIn, open, words, caller, beside }) => {
    const number = await lodge(caller, await certifiedProducer(caller), { bottles: 600 });
    await signIn("chen");
    await cutOff(page);
    const other = await beside("li");
    await cutOff(other.page);
    await Promise.all([deskOf(open, page, number), deskOf(other.open, other.page, number)]);

    await Promise.all([page.keyboard.press("h"), other.page.keyboard.press("h")]);
    const won = (screen: typeof page) => notice(screen, `${words("triage.decided.hold")} · ${number}`);
    const lost = (screen: typeof page) => notice(screen, words("desk.notDecided", { number }));
    await expect(won(page).or(lost(page))).toBeVisible();
    await expect(won(other.page).or(lost(other.page))).toBeVisible();
    expect((await won(page).count()) + (await won(other.page).count()), "officers whose decision stands").toBe(1);
    expect((await lost(page).count()) + (await lost(other.page).count()), "officers who are told that theirs does not").toBe(1);

    const chenWon = (await won(page).count()) === 1;
    const loser = chenWon ? other.page : page;
    await expect(lost(loser)).toContainText(words("refusals.decided-meanwhile", { by: called(chenWon ? "chen" : "li", language), number }));
    await expect(lineOf(loser, number), "what was shown too early is taken back").not.toContainText(words("triage.status.held"));
  });

  test("an officer whose page is overtaken is told before deciding, and a decision on the old state is refused in the open dialog", async ({ page, signIn, open, words, caller, beside }) => {
    const number = await lodge(caller, await certifiedProducer(caller), { bottles: 600 });
    await signIn("chen");
    await open(`/consignments/${number}`);
    await page.keyboard.press("h");
    const dialog = page.getByRole("dialog", { name: words("consignment.decide.title", { decision: words("triage.decision.hold"), number }) });
    await dialog.getByLabel(words("consignment.decide.note"), { exact: true }).fill("Ask the importer first.");

    const other = await beside("li");
    await deskOf(other.open, other.page, number);
    await other.page.keyboard.press("h");
    await expect(notice(other.page, words("triage.decided.hold"))).toBeVisible();
    await expect(page.locator("main")).toContainText(words("consignment.decide.changedMeanwhile", { status: words("triage.status.held") }));

    await dialog.getByRole("button", { name: words("triage.decision.hold"), exact: true }).click();
    await expect(dialog.getByRole("alert")).toContainText(words("refusals.decided-meanwhile", { by: called("li", language), number }));
    await expect(dialog.getByLabel(words("consignment.decide.note"), { exact: true }), "what was typed stays").toHaveValue("Ask the importer first.");
    await dialog.getByRole("button", { name: words("ui.cancel") }).click();
    await expect(page.getByRole("region", { name: words("consignment.part.timeline"), exact: true })).toContainText(called("li", language));
  });
});
