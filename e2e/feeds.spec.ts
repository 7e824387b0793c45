import { randomInt } from "node:crypto";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";

const lotOf = () => `urn:epc:class:lgtin:3012345.012345.E2E${randomInt(1_000_000_000)}`;
const made = (change: object = {}) => ({
  type: "ObjectEvent",
  eventTime: "2026-03-01T08:00:00+01:00",
  eventTimeZoneOffset: "+01:00",
  action: "ADD",
  bizStep: "commissioning",
  readPoint: { id: "https://id.gs1.org/414/3012345000017" },
  quantityList: [{ epcClass: lotOf(), quantity: 1200 }],
  ...change,
});
const documentOf = (...events: readonly object[]) =>
  JSON.stringify({ "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], type: "EPCISDocument", schemaVersion: "2.0", creationDate: "2026-03-01T09:00:00Z", epcisBody: { eventList: events } });

inBothLanguages(() => {
  test("an administrator puts in a document: what is broken is named and stays in the form, what is right is taken in and each event tells what became of it", async ({ page, signIn, open, words, watching }) => {
    watching.expect(/\/epcis\/capture$/);
    await signIn("admin");
    await open("/feeds/documents");
    const send = page.getByRole("button", { name: words("feeds.upload.send") });
    const text = page.getByRole("textbox", { name: words("feeds.upload.text") });
    await text.fill("{ cut off");
    await send.click();
    await expect(page.getByRole("main").getByRole("alert")).toContainText(words("feeds.problem.malformed-json"));
    await expect(text).toHaveValue("{ cut off");
    await expectAccessible(page);

    await text.fill(documentOf(made(), made({ eventTime: "2099-01-01T08:00:00+01:00" }), made({ action: "MAKE" })));
    await page.locator("label").filter({ hasText: words("feeds.upload.proceed") }).click();
    await send.click();
    await expect(page).toHaveURL(/\/feeds\/[0-9a-f-]{36}$/);
    const events = page.getByRole("list", { name: words("feeds.eventsOf") }).locator(":scope > li");
    await expect(events).toHaveCount(3);
    await expect(events.nth(0)).toContainText(words("feeds.outcome.accepted"));
    await expect(events.nth(1)).toContainText(words("feeds.problem.in-the-future"));
    await expect(events.nth(2)).toContainText("/epcisBody/eventList/2/action");
    await expectAccessible(page);

    await events.nth(1).getByRole("link").click();
    await expect(page.getByRole("heading", { name: words("feeds.body") })).toBeVisible();
    await expect(page.getByRole("main")).toContainText('"eventTime": "2099-01-01T08:00:00+01:00"');
    await expectAccessible(page);
  });

  test("an administrator checks the ledger, which agrees, and keeps the names of the rooms open", async ({ page, signIn, open, words }) => {
    await signIn("admin");
    await open("/admin/ledger");
    await page.getByRole("button", { name: words("admin.ledger.check") }).click();
    await expect(page.getByText(words("admin.ledger.checked"))).toBeVisible();
    await expect(page.getByRole("row").filter({ hasText: words("admin.ledger.clean") }).first()).toBeVisible();
    await expectAccessible(page);

    const rail = page.getByRole("navigation", { name: words("frame.rooms") });
    const name = rail.getByText(words("frame.room.feeds"), { exact: true });
    await expect(name).toBeHidden();
    await rail.getByRole("link", { name: words("frame.room.feeds") }).focus();
    await rail.getByRole("button", { name: words("frame.pinRooms") }).click();
    await expect(name).toBeVisible();
    await page.reload();
    await expect(name).toBeVisible();
    await expectAccessible(page);
    await rail.getByRole("button", { name: words("frame.unpinRooms") }).click();
    await expect(name).toBeHidden();
  });
});
