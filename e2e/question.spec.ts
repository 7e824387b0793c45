import { randomInt } from "node:crypto";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { certifiedProducer, lodge, newProducer, verdictOf } from "./trade.ts";

inBothLanguages(() => {
  test("a declared name that could be two sites is a question; an officer answers it, and the line is judged against the right site", async ({ page, signIn, open, words, caller }) => {
    const name = `Weingut Doppelberg ${randomInt(100_000, 1_000_000)}`;
    const meant = await certifiedProducer(caller, 18_000, [name]);
    const other = await newProducer(caller, [name]);
    const declaration = await lodge(caller, { ...meant, site: name }, { bottles: 600 });
    expect(await verdictOf(caller, declaration), "the house does not guess").not.toBe("within");

    await signIn("chen");
    await open("/questions");
    const question = page.getByRole("article").filter({ hasText: words("questions.which", { name }) });
    await expect(question).toContainText(declaration);
    const candidates = question.getByRole("listitem").filter({ has: page.getByRole("button", { name: words("questions.choose") }) });
    await expect(candidates).toHaveCount(2);
    await expect(candidates.filter({ hasText: other.site })).toHaveCount(1);
    await expectAccessible(page);
    await candidates.filter({ hasText: meant.site }).getByRole("button", { name: words("questions.choose") }).click();
    const sure = page.getByRole("dialog", { name: words("questions.confirmTitle", { name }) });
    await expect(sure).toContainText(meant.name);
    await expectAccessible(page);
    await sure.getByRole("button", { name: words("questions.confirmed") }).click();
    await expect(question, "the question is gone").toHaveCount(0);

    await expect.poll(() => verdictOf(caller, declaration), "the line is judged").toBe("within");
    await open(`/consignments/${declaration}`);
    await expect(page.getByRole("main")).toContainText(meant.name);
    await expect(page.getByRole("main")).toContainText(words("triage.verdict.within"));
  });
});
