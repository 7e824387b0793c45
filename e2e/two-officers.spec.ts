import { cutOff, deskOf, lineOf, notice } from "./desk.ts";
import { expect, inBothLanguages, person, test } from "./story.ts";
import { certifiedProducer, lodge } from "./trade.ts";

inBothLanguages(() => {
  test("two officers decide on one consignment at the same instant: one decision stands, and the other officer is told whose", async ({ page, signIn, open, words, caller, beside }) => {
    const number = await lodge(await caller("feed"), await certifiedProducer(caller), { bottles: 600 });
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
    await expect(lost(loser)).toContainText(words("refusals.decided-meanwhile", { by: chenWon ? person("chen").name : person("li").name, number }));
    await expect(lineOf(loser, number), "what was shown too early is taken back").not.toContainText(words("triage.status.held"));
  });
});
