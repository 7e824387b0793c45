import { execFile } from "node:child_process";
import { randomInt } from "node:crypto";
import { join } from "node:path";
import { promisify } from "node:util";
import { withProduct, type Product } from "../scripts/test/product.ts";
import { byKey, expect, expectAccessible, test } from "./story.ts";
import { wordsIn } from "./words.ts";

/** A key of the other house, made beside it. */
async function keyOf({ dataDir }: Product): Promise<string> {
  const script = join(import.meta.dirname, "..", "scripts", "api-key.ts");
  const { stdout } = await promisify(execFile)(process.execPath, [script, "--role", "feed", "--name", "the other house"], { env: { ...process.env, DATA_DIR: dataDir } });
  return stdout.trimEnd().split("\n").at(-1) ?? "";
}

const shipped = (lot: string) =>
  JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2026-03-01T09:00:00Z",
    epcisBody: {
      eventList: [
        {
          type: "ObjectEvent",
          eventTime: "2026-03-01T08:00:00+01:00",
          eventTimeZoneOffset: "+01:00",
          action: "OBSERVE",
          bizStep: "shipping",
          readPoint: { id: "https://id.gs1.org/414/3012345000017" },
          quantityList: [{ epcClass: `urn:epc:class:lgtin:3012345.012345.${lot}`, quantity: 1200 }],
        },
      ],
    },
  });

test("an administrator connects another house's events: tries it, sees what would come, reads it, and each later event arrives once", async ({ page, signIn, open, playwright }) => {
  test.slow();
  const words = wordsIn("en");
  await withProduct(
    async (other) => {
      const key = await keyOf(other);
      const remote = await playwright.request.newContext({ baseURL: other.url, extraHTTPHeaders: { ...byKey(key), "content-type": "application/json" } });
      const capture = async (lot: string) => expect((await remote.post("/epcis/capture", { data: shipped(lot) })).status()).toBe(202);
      const [first, second] = [`SRC${randomInt(1_000_000_000)}`, `SRC${randomInt(1_000_000_000)}`];
      await capture(first);

      await signIn("admin");
      await open("/feeds");
      await page.getByRole("link", { name: words("sources.connect") }).first().click();
      const form = page.getByRole("main");
      await expect(form.getByRole("heading", { name: words("sources.step.place") })).toBeVisible();
      const name = `The other house ${randomInt(100_000)}`;
      await form.getByLabel(words("sources.field.address"), { exact: true }).fill(`${other.url.replace("localhost", "127.0.0.1")}/epcis`);
      await form.getByRole("button", { name: words("sources.try"), exact: true }).click();
      await expect(form.getByRole("alert")).toContainText(words("sources.problem.sign-in-failed"));
      await form.getByRole("button", { name: words("sources.field.signIn") }).click();
      await page.getByRole("option", { name: words("sources.field.signInKind.bearer") }).click();
      await form.getByLabel(words("sources.field.token"), { exact: true }).fill(key);
      await form.getByRole("button", { name: words("sources.try"), exact: true }).click();
      await expect(form.getByRole("list", { name: words("sources.tried.shown", { count: 1 }) }).getByRole("listitem")).toContainText("ni:///sha-256");
      await expectAccessible(page);

      await form.getByLabel(words("sources.field.name"), { exact: true }).fill(name);
      await form.getByLabel(words("sources.field.organisation"), { exact: true }).fill("OTHERHOUSE");
      await page.keyboard.press("Tab");
      await form.getByRole("button", { name: words("sources.submit"), exact: true }).click();
      await expect(page).toHaveURL(/\/feeds\/sources\/the-other-house-\d+$/);
      await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
      const readings = page.getByRole("region", { name: words("sources.runs") });
      await expect(readings.getByRole("row").filter({ hasText: words("sources.counted.accepted", { count: 1 }) })).toHaveCount(1, { timeout: 20_000 });
      await expectAccessible(page);

      await capture(second);
      await page.getByRole("button", { name: words("sources.act.runNow"), exact: true }).click();
      await expect(readings.getByRole("row").filter({ hasText: words("sources.counted.accepted", { count: 1 }) })).toHaveCount(2, { timeout: 20_000 });
      const documents = page.getByRole("main").getByRole("listitem").getByRole("link");
      await documents.first().click();
      await expect(page).toHaveURL(/\/feeds\/[0-9a-f-]{36}$/);
      const events = page.getByRole("list", { name: words("feeds.eventsOf") }).locator(":scope > li");
      await expect(events.filter({ hasText: words("feeds.outcome.duplicate") }), "what was read before is known").toHaveCount(1);
      await expect(events.filter({ hasText: words("feeds.outcome.accepted") })).toHaveCount(1);

      await open("/feeds");
      const row = page.getByRole("row").filter({ hasText: name });
      await expect(row).toContainText(words("sources.health.well"));
      await expect(row).toContainText(words("sources.counted.accepted", { count: 2 }));
      await expectAccessible(page);
      await row.getByRole("link").click();
      await page.getByRole("button", { name: words("sources.act.turnOff"), exact: true }).click();
      await expect(page.getByRole("button", { name: words("sources.act.turnOn"), exact: true })).toBeVisible();
      await remote.dispose();
    },
    { ...process.env, SEED: "none" },
  );
});

test("a system that sends by itself is given a key, shown once, and what it sends counts on its source", async ({ page, signIn, open, playwright, baseURL }) => {
  const words = wordsIn("zh-CN");
  await signIn("admin");
  await open("/feeds");
  await page.goto("/zh-CN/feeds/sources/new");
  const form = page.getByRole("main");
  await form.locator("label").filter({ hasText: words("sources.kindNote.push") }).click();
  await form.getByLabel(words("sources.field.name"), { exact: true }).fill("示例平台推送");
  await form.getByLabel(words("sources.field.code"), { exact: true }).fill(`push-${randomInt(1_000_000)}`);
  await form.getByLabel(words("sources.field.organisation"), { exact: true }).fill("PLATFORM");
  await page.keyboard.press("Tab");
  await form.getByRole("button", { name: words("sources.submit"), exact: true }).click();
  await expect(page).toHaveURL(/\/feeds\/sources\/push-\d+$/);
  await page.getByRole("button", { name: words("sources.issueKey"), exact: true }).click();
  const shown = page.getByRole("alert").filter({ hasText: words("sources.keyShown") });
  const key = await shown.locator("code").first().innerText();
  await expect(shown).toContainText(`${baseURL ?? ""}/epcis/capture`);
  await expectAccessible(page);

  const sender = await playwright.request.newContext({ ...(baseURL === undefined ? {} : { baseURL }), extraHTTPHeaders: { ...byKey(key), "content-type": "application/json" } });
  expect((await sender.post("/epcis/capture", { data: shipped(`SRC${randomInt(1_000_000_000)}`) })).status()).toBe(202);
  await sender.dispose();
  await page.reload();
  await expect(page.getByText(key)).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText(words("sources.counted.accepted", { count: 1 }));
  await expectAccessible(page);
});

test("a source that cannot be read says why before it is connected, whatever its kind", async ({ page, signIn, open }) => {
  const words = wordsIn("en");
  await signIn("admin");
  await open("/feeds/sources/new");
  const form = page.getByRole("main");
  const fill = (field: string, value: string) => form.getByLabel(words(`sources.field.${field}`), { exact: true }).fill(value);
  const trying = async (sentence: string) => {
    await form.getByRole("button", { name: words("sources.try"), exact: true }).click();
    await expect(form.getByRole("alert")).toContainText(sentence);
    await expectAccessible(page);
  };
  await fill("address", "http://192.168.77.1/epcis");
  await trying(words("sources.problem.address-refused", { host: "192.168.77.1", address: "192.168.77.1" }));

  await form.locator("label").filter({ hasText: words("sources.kindNote.sftp") }).click();
  await fill("host", "127.0.0.1");
  await fill("port", "1");
  await fill("user", "wine");
  await trying(words("sources.problem.not-reached", { reason: "ECONNREFUSED" }));

  await form.locator("label").filter({ hasText: words("sources.kindNote.s3") }).click();
  await fill("endpoint", "http://127.0.0.1:1");
  await fill("bucket", "events");
  await fill("accessKeyId", "KEY");
  await trying(words("sources.problem.not-reached", { reason: "ECONNREFUSED" }));
});
