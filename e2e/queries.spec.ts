import { createHmac, randomInt } from "node:crypto";
import { createServer, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, expectAccessible, inBothLanguages, test, type Call } from "./story.ts";

type Message = { readonly body: string; readonly headers: IncomingHttpHeaders };

/** Somebody else's system, which answers 200 to whatever it is told. */
async function receiver(): Promise<{ readonly dest: string; readonly told: readonly Message[]; readonly close: () => void }> {
  const told: Message[] = [];
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (part) => { body += String(part); });
    request.on("end", () => {
      told.push({ body, headers: request.headers });
      response.writeHead(200, { connection: "close" }).end();
    });
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return { dest: `http://127.0.0.1:${(server.address() as AddressInfo).port}/events`, told, close: () => server.close() };
}

async function ship(caller: Call, lot: string, quantity: number): Promise<void> {
  const event = {
    type: "ObjectEvent",
    eventTime: "2026-03-01T08:00:00+01:00",
    eventTimeZoneOffset: "+01:00",
    action: "OBSERVE",
    bizStep: "shipping",
    readPoint: { id: "https://id.gs1.org/414/3012345000017" },
    quantityList: [{ epcClass: lot, quantity }],
  };
  const document = { "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], type: "EPCISDocument", schemaVersion: "2.0", creationDate: "2026-03-01T09:00:00Z", epcisBody: { eventList: [event] } };
  expect((await (await caller("feed")).post("/epcis/capture", { data: document })).status()).toBe(202);
}

inBothLanguages((language) => {
  test("an administrator keeps a filter of the events as a query, has a receiver told of what it finds, lets it rest and go on, and ends it", async ({ page, signIn, open, words, caller, beside }) => {
    const other = await receiver();
    const [lot, name] = [`urn:epc:class:lgtin:3012345.012345.Q${randomInt(1_000_000_000)}`, `lot ${randomInt(1_000_000)} 查询`];
    await ship(caller, lot, 100);
    await signIn("admin");
    await open("/feeds/events");
    const main = page.getByRole("main");
    await page.keyboard.press("/");
    await page.keyboard.type(lot);
    await page.keyboard.press("Enter");
    await expect(main.getByRole("heading", { level: 1, name: words("queries.events.fact", { count: 1 }) })).toBeVisible();
    await expectAccessible(page);

    await main.getByRole("heading", { level: 1 }).click();
    await page.keyboard.press("s");
    const dialog = page.getByRole("dialog");
    await expect(dialog).toContainText(lot);
    await dialog.getByLabel(words("queries.keep.name"), { exact: true }).fill(name);
    await dialog.getByRole("button", { name: words("queries.keep.submit"), exact: true }).click();
    await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
    await expect(main).toContainText(words("queries.subject.anyEPCClass"));

    await main.getByLabel(words("queries.subscribe.dest"), { exact: true }).fill("http://10.0.0.1/events");
    await main.getByRole("button", { name: words("queries.subscribe.submit"), exact: true }).click();
    await expect(main).toContainText("FEED_PRIVATE_HOSTS");
    await main.getByLabel(words("queries.subscribe.dest"), { exact: true }).fill(other.dest);
    await main.getByRole("button", { name: words("queries.subscribe.submit"), exact: true }).click();
    const shown = page.getByRole("alert").filter({ hasText: words("queries.subscribe.secretShown") });
    const secret = await shown.locator("code").innerText();
    await expectAccessible(page);

    await ship(caller, lot, 200);
    await expect.poll(() => other.told.length, { timeout: 20_000 }).toBe(1);
    const [first] = other.told;
    expect(first?.body).toContain(`"quantity": 200`);
    expect(first?.headers["gs1-signature"]).toBe(createHmac("sha256", secret).update(first?.body ?? "").digest("base64"));

    await shown.getByRole("link").click();
    await expect(page).toHaveURL(/\/feeds\/subscriptions\/[0-9a-f-]{36}$/);
    await expect(page.getByText(secret)).toHaveCount(0);
    await main.getByRole("button", { name: words("queries.act.try"), exact: true }).click();
    await expect(main).toContainText(words("queries.act.taken", { status: 200 }));
    const sent = page.getByRole("region", { name: words("queries.deliveries") });
    await expect(sent).toContainText(words("queries.delivery.trial"));
    await expect(sent).toContainText(words("queries.delivery.events", { count: 1 }));
    await main.getByRole("button", { name: words("queries.act.pause"), exact: true }).click();
    await expect(main.getByText(words("queries.standing.paused"), { exact: true })).toBeVisible();
    await expectAccessible(page);
    await ship(caller, lot, 300);
    await main.getByRole("button", { name: words("queries.act.resume"), exact: true }).click();
    await expect.poll(() => other.told.map(({ body }) => body).join(), { timeout: 20_000 }).toContain(`"quantity": 300`);

    if (language === "zh-CN") await page.setViewportSize({ width: 390, height: 844 });
    const regulator = await beside("zhao");
    await regulator.open("/feeds/queries");
    await regulator.page.getByRole("link", { name, exact: true }).click();
    await expect(regulator.page.getByRole("main")).toContainText(other.dest);
    await expect(regulator.page.getByRole("button", { name: words("queries.subscribe.submit"), exact: true }), "regulators look at it").toHaveCount(0);
    await expect(regulator.page.getByRole("button", { name: words("queries.end.title"), exact: true })).toHaveCount(0);

    await main.getByRole("button", { name: words("queries.act.end"), exact: true }).click();
    await dialog.getByRole("button", { name: words("queries.act.end"), exact: true }).click();
    await expect(main).toContainText(words("queries.noSubscriptions"));
    await expectAccessible(page);
    await main.getByRole("button", { name: words("queries.end.title"), exact: true }).click();
    await dialog.getByRole("button", { name: words("queries.end.title"), exact: true }).click();
    await expect(page).toHaveURL(/\/feeds\/queries$/);
    await expect(main.getByRole("link", { name, exact: true })).toHaveCount(0);
    other.close();
  });
});
