import type { Locator } from "@playwright/test";
import { notice } from "./desk.ts";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { certifiedProducer, threeImporters } from "./trade.ts";

const PHONE = { width: 390, height: 844 };

inBothLanguages((language) => {
  test.describe("on a phone", () => {
    test.use({ viewport: PHONE, hasTouch: true, isMobile: true });

    test("desk, consignment and case fit the screen, and what has to be done is within reach of a thumb", async ({ page, signIn, open, words, caller }) => {
      const [, , third] = await threeImporters(caller, await certifiedProducer(caller));
      await signIn("chen");
      await open(`/desk?q=${third}`);
      const card = page.getByRole("list", { name: words("desk.table") }).getByRole("listitem").filter({ hasText: third });
      await expect(card).toContainText(language === "en" ? "60,000 bottles" : "60,000瓶");
      await expectAccessible(page);
      await card.getByRole("button").filter({ hasText: third }).tap();
      const peek = page.getByRole("complementary", { name: words("desk.peek", { number: third }) });
      await inReach(peek.getByRole("button", { name: words("triage.decision.hold") }));
      await expectAccessible(page);
      await peek.getByRole("button", { name: words("triage.decision.hold") }).tap();
      await expect(notice(page, words("triage.decided.hold"))).toBeVisible();
      await expect(peek).toContainText(words("triage.status.held"));
      await peek.getByRole("link", { name: words("desk.whole") }).tap();

      await expect(page.getByRole("heading", { level: 1 })).toContainText(language === "en" ? "60,000 bottles" : "60,000瓶");
      await expectAccessible(page);
      const examine = page.getByRole("button", { name: words("triage.decision.order-examination") });
      await examine.tap();
      const dialog = page.getByRole("dialog", { name: words("consignment.decide.title", { decision: words("triage.decision.order-examination"), number: third }) });
      await inReach(dialog.getByRole("button", { name: words("triage.decision.order-examination"), exact: true }));
      await expectAccessible(page);
      await dialog.getByRole("button", { name: words("ui.cancel") }).tap();
      await page.getByRole("link", { name: words("consignment.decide.openCase") }).tap();

      await page.getByRole("button", { name: words("cases.new.submit"), exact: true }).tap();
      await expect(page).toHaveURL(/\/cases\/C-\d{4}-\d{6}$/);
      await expect(page.getByRole("main")).toContainText(third);
      await expectAccessible(page);

      await page.getByRole("button", { name: words("frame.menu") }).tap();
      const rooms = page.getByRole("dialog", { name: words("frame.rooms") });
      await inReach(rooms.getByRole("link", { name: words("frame.room.inspections") }));
      await rooms.getByRole("link", { name: words("frame.room.inspections") }).tap();
      await expect(page).toHaveURL(/\/inspections$/);
      await expect(rooms).toHaveCount(0);
      await expectAccessible(page);
    });
  });
});

/** It lies whole on the screen and is large enough to be hit (WCAG 2.5.8: 24 px). */
async function inReach(part: Locator): Promise<void> {
  await expect(part).toBeInViewport({ ratio: 1 });
  const box = await part.boundingBox();
  expect(box?.height).toBeGreaterThanOrEqual(24);
  expect(box?.width).toBeGreaterThanOrEqual(24);
}
