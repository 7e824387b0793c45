import { notice } from "./desk.ts";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { lodge, newProducer } from "./trade.ts";

inBothLanguages(() => {
  test("an officer says that a finding was a false alarm and leaves its rule out for the importer; the supervisor sees both and lets it count again", async ({ page, signIn, open, words, caller, beside }) => {
    const importer = `31229${String(Date.now()).slice(-5)}`;
    const number = await lodge(caller, await newProducer(caller), { bottles: 600 }, { importer });
    await signIn("chen");
    await open(`/consignments/${number}#findings`);
    const finding = page.locator("#findings li").filter({ hasText: words("feedback.finding.act") }).first();
    await finding.getByRole("button", { name: words("feedback.finding.act") }).click();
    await page.getByRole("menuitem", { name: words("feedback.finding.falseAlarm") }).click();
    const alarm = page.getByRole("dialog");
    await alarm.getByText(words("feedback.finding.reason.explained-by-papers")).click();
    await alarm.getByLabel(words("feedback.finding.note")).fill("The certificate came by post today.");
    await expectAccessible(page);
    await alarm.getByRole("button", { name: words("feedback.finding.falseAlarm"), exact: true }).click();
    await expect(finding, "what was said stands beside the finding").toContainText("The certificate came by post today.");

    await finding.getByRole("button", { name: words("feedback.finding.act") }).click();
    await page.getByRole("menuitem", { name: words("feedback.finding.snooze") }).click();
    const mute = page.getByRole("dialog");
    await expect(mute.getByRole("button", { name: words("feedback.finding.snooze"), exact: true }), "without a day and a reason nothing is left out").toBeDisabled();
    await mute.getByLabel(words("feedback.finding.until")).fill(new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10));
    await mute.getByLabel(words("feedback.finding.comment")).fill(`All of ${importer} are renewed this month.`);
    await mute.getByRole("button", { name: words("feedback.finding.snooze"), exact: true }).click();
    await expect(finding).toContainText(`All of ${importer} are renewed this month.`);

    const supervisor = await beside("zhou");
    await supervisor.open("/rules/feedback");
    const line = supervisor.page.locator("#snoozes tr").filter({ hasText: importer });
    await expectAccessible(supervisor.page);
    await line.getByRole("button", { name: words("feedback.finding.endSnooze") }).click();
    await expect(notice(supervisor.page, words("feedback.finding.snoozeEnded"))).toBeVisible();
    await expect(line).toHaveCount(0);
  });
});
