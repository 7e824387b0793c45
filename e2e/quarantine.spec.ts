import { randomInt } from "node:crypto";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import type { Words } from "./words.ts";

const event = (change: object) => ({
  type: "ObjectEvent",
  eventTime: "2026-03-01T08:00:00+01:00",
  eventTimeZoneOffset: "+01:00",
  action: "OBSERVE",
  bizStep: "shipping",
  quantityList: [{ epcClass: `urn:epc:class:lgtin:3012345.012345.Q${randomInt(1_000_000_000)}`, quantity: 12 }],
  ...change,
});
const documentOf = (...events: readonly object[]) =>
  JSON.stringify({ "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], type: "EPCISDocument", schemaVersion: "2.0", creationDate: "2026-03-01T09:00:00Z", epcisBody: { eventList: events } });

/** Puts a document in by hand, taking in what is right of it. */
async function putIn(page: Page, open: (path: string) => Promise<void>, words: Words, document: string): Promise<void> {
  await open("/feeds/documents");
  await page.getByRole("textbox", { name: words("feeds.upload.text") }).fill(document);
  await page.locator("label").filter({ hasText: words("feeds.upload.proceed") }).click();
  await page.getByRole("button", { name: words("feeds.upload.send") }).click();
  await expect(page).toHaveURL(/\/feeds\/[0-9a-f-]{36}$/);
}

inBothLanguages(() => {
  test("a broken event stands in quarantine; an administrator corrects it, checks it, and sends it again", async ({ page, signIn, open, words }) => {
    const id = `urn:uuid:story-${randomInt(1_000_000_000)}`;
    await signIn("admin");
    await putIn(page, open, words, documentOf(event({}), event({ eventID: id, action: "MOVE" })));

    await open("/feeds/quarantine?code=unknown-action");
    const line = page.getByRole("listitem").filter({ hasText: id });
    await expect(line).toContainText(words("feeds.problem.unknown-action"));
    await expectAccessible(page);

    await line.getByRole("link").click();
    const text = page.getByRole("textbox", { name: words("quarantine.entry.text") });
    await expect(text).toHaveValue(/"action": "MOVE"/);
    await expectAccessible(page);
    await page.getByRole("button", { name: words("quarantine.entry.send"), exact: true }).click();
    await expect(page.getByText(words("quarantine.entry.stillWrong"), { exact: true })).toBeVisible();

    await text.fill((await text.inputValue()).replace('"MOVE"', '"OBSERVE"').replace("2026-03-01", "2099-03-01"));
    await page.getByRole("button", { name: words("quarantine.entry.check"), exact: true }).click();
    await expect(page.getByText(words("quarantine.entry.open"), { exact: true })).toBeVisible();
    await expect(page.getByText(words("feeds.problem.in-the-future"))).toBeVisible();
    await expectAccessible(page);
    await page.getByRole("button", { name: words("quarantine.entry.send"), exact: true }).click();
    await expect(page).toHaveURL(/\/feeds\/[0-9a-f-]{36}$/);
    await expect(page.getByRole("list", { name: words("feeds.eventsOf") })).toContainText(words("feeds.outcome.warning"));

    await page.getByRole("list", { name: words("feeds.eventsOf") }).getByRole("link").click();
    await expect(page.getByRole("heading", { name: words("quarantine.eventPage.why") })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(words("quarantine.means.in-the-future"));
    await expectAccessible(page);

    await open("/feeds/quarantine?state=resent");
    await expect(page.getByRole("listitem").filter({ hasText: id })).toContainText(words("quarantine.states.resent"));
  });

  test("what is for nobody is chosen with the keyboard and discarded with a reason", async ({ page, signIn, open, words }) => {
    const code = `urn:uuid:discard-${randomInt(1_000_000_000)}`;
    await signIn("admin");
    await putIn(page, open, words, documentOf(event({ eventID: code, eventTime: "yesterday" })));
    await open("/feeds/quarantine");
    const line = page.getByRole("listitem").filter({ hasText: code });
    const lines = page.getByRole("region", { name: words("quarantine.label") }).getByRole("listitem");
    const at = (await lines.allTextContents()).findIndex((each) => each.includes(code));
    for (let step = 0; step < at; step++) await page.keyboard.press("j");
    await page.keyboard.press("x");
    await expect(line.getByRole("checkbox")).toBeChecked();
    await page.getByRole("button", { name: words("quarantine.discard"), exact: true }).click();
    const dialog = page.getByRole("dialog");
    await expectAccessible(page);
    await dialog.getByRole("button", { name: words("quarantine.discard"), exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(line).toBeHidden();
    await open("/feeds/quarantine?state=discarded");
    await expect(line).toContainText(words("quarantine.states.discarded"));
  });

  test("a regulator sees what each truth check does and may not change it", async ({ page, signIn, open, words }) => {
    await signIn("zhao");
    await open("/feeds/checks");
    await expectAccessible(page);
    await page.getByRole("link", { name: words("feeds.problem.two-places-at-once") }).click();
    await expect(page.getByRole("heading", { name: words("feeds.problem.two-places-at-once") })).toBeVisible();
    await expect(page.getByRole("main")).toContainText(words("quarantine.checks.onHistory"));
    await expect(page.getByRole("button", { name: words("quarantine.checks.set") })).toHaveCount(0);
    await expectAccessible(page);
  });
});

test("an administrator sets a truth check with a reason, which stands in its history, and sets it back", async ({ page, signIn, open, words }) => {
  await signIn("admin");
  await open("/feeds/checks/too-long");
  for (const outcome of ["ignore", "warn"] as const) {
    const reason = `story ${randomInt(1_000_000_000)}`;
    await page.locator("label").filter({ hasText: words(`quarantine.does.${outcome}`) }).click();
    await page.getByRole("textbox", { name: words("quarantine.checks.reason") }).fill(reason);
    await page.getByRole("button", { name: words("quarantine.checks.set"), exact: true }).click();
    await expect(page.getByText(reason)).toBeVisible();
  }
  await expectAccessible(page);
});
