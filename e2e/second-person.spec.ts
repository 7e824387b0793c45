import { deskOf, lineOf, notice } from "./desk.ts";
import { called, expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { certifiedProducer, threeImporters } from "./trade.ts";

inBothLanguages((language) => {
  test("a release against the red lane waits for a second person; who proposed it is not the second, a colleague is", async ({ page, signIn, open, words, caller, beside }) => {
    const [, , number] = await threeImporters(caller, await certifiedProducer(caller));
    await signIn("chen");
    await deskOf(open, page, number);
    await expect(lineOf(page, number)).toContainText(words("triage.lane.red"));
    await page.keyboard.press("r");
    const why = page.getByRole("dialog", { name: words("desk.decideOne", { decision: words("triage.decision.release"), number }) });
    await expect(why).toContainText(words("desk.needsSecond", { count: 1 }));
    await expect(why.getByRole("button", { name: words("desk.propose") }), "without a reason nothing is proposed").toBeDisabled();
    await why.getByText(words("triage.reason.explained-by-importer")).click();
    await expectAccessible(page);
    await why.getByRole("button", { name: words("desk.propose") }).click();
    await expect(notice(page, words("triage.proposed.release"))).toBeVisible();
    await expect(lineOf(page, number)).toContainText(words("triage.statusShort.release-proposed"));

    await page.keyboard.press("Space");
    const own = page.getByRole("complementary", { name: words("desk.peek", { number }) });
    await expect(own).toContainText(words("desk.waitsForOther"));
    await expect(own.getByRole("button", { name: words("desk.confirm"), exact: true })).toHaveCount(0);

    const colleague = await beside("li");
    await deskOf(colleague.open, colleague.page, number);
    await colleague.page.keyboard.press("Space");
    const theirs = colleague.page.getByRole("complementary", { name: words("desk.peek", { number }) });
    await expect(theirs).toContainText(words("desk.waitsForYou", { by: called("chen", language) }));
    await theirs.getByRole("button", { name: words("desk.confirm"), exact: true }).click();
    await expect(notice(colleague.page, words("desk.confirmed"))).toBeVisible();
    await expect(theirs).toContainText(words("triage.status.released"));
    await expect(own, "the first hears of it without asking").toContainText(words("triage.status.released"));
  });
});
