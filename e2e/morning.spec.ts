import type { APIRequestContext } from "@playwright/test";
import { activeLine, deskOf, lineOf, notice } from "./desk.ts";
import { expect, expectAccessible, inBothLanguages, test, type Call, type Locale } from "./story.ts";
import { certifiedProducer, threeImporters } from "./trade.ts";

const SENTENCE = {
  en: "60,000 bottles declared of 18,000 certified for this producer and vintage; this declaration exceeds it by 42,000.",
  "zh-CN": "该生产企业该年份核定产能18,000瓶，累计申报60,000瓶；本报关单使其超出42,000瓶。",
} as const;

const AMOUNTS = {
  en: { first: "10,000 bottles", second: "8,000 bottles", cases: "7,000 cases", third: "42,000 bottles", all: "60,000 bottles", certified: "18,000 bottles" },
  "zh-CN": { first: "10,000瓶", second: "8,000瓶", cases: "7,000箱", third: "42,000瓶", all: "60,000瓶", certified: "18,000瓶" },
} as const;

/** The three declarations of one producer's wine in the order they came, the certificate, and the body that issued it. */
type Wine = { readonly numbers: readonly [string, string, string]; readonly certificate: string; readonly issuer: string };

inBothLanguages((language) => {
  test("an officer's desk shows the third declaration of the wine in the red lane, and its page shows every number it rests on", async ({ page, signIn, open, words, caller }) => {
    const { numbers, certificate, issuer } = await demoWine(caller, language);
    const [first, second, third] = numbers;
    const amounts = AMOUNTS[language];
    await signIn("chen");
    await deskOf(open, page, third);
    await expect(lineOf(page, third)).toContainText(words("triage.lane.red"));
    await expect(lineOf(page, third)).toContainText(SENTENCE[language]);
    await expectAccessible(page);

    await page.keyboard.press("Space");
    const whole = page.getByRole("complementary", { name: words("desk.peek", { number: third }) }).getByRole("link", { name: words("desk.whole") });
    await whole.press("Enter");
    await expect(page).toHaveURL(new RegExp(`/consignments/${third}$`));
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(SENTENCE[language]);

    const capacity = page.getByRole("region", { name: words("consignment.part.capacity"), exact: true });
    const beside = capacity.getByLabel(words("consignment.shares.label"), { exact: true }).getByRole("row");
    await expect(beside, "a head and three declarations side by side").toHaveCount(4);
    await expect(beside.nth(1)).toContainText(first);
    await expect(beside.nth(1)).toContainText(amounts.first);
    await expect(beside.nth(2)).toContainText(second);
    await expect(beside.nth(2)).toContainText(amounts.second);
    await expect(beside.nth(3)).toContainText(third);
    await expect(beside.nth(3)).toContainText(amounts.cases);
    await expect(beside.nth(3), "counted in the certificate's unit").toContainText(amounts.third);
    await expect(beside.nth(3)).toContainText(amounts.all);
    await expect(beside.nth(3)).toContainText(words("triage.verdict.exceeds"));
    await expect(capacity, "the working of the number").toContainText(/7,000[^=]*6[^=]*= ?42,000/);
    const paper = capacity.getByRole("listitem").filter({ has: page.getByRole("link", { name: certificate }) });
    await expect(paper).toContainText(amounts.certified);
    await expect(paper).toContainText(words("consignment.certificate.issued", { issuer }));
    await expectAccessible(page);
  });

  test("the officer holds the goods, orders an examination and opens a case, each in a few keys, and the record says who did it", async ({ page, signIn, open, words, caller }) => {
    const producer = await certifiedProducer(caller);
    const [, , third] = await threeImporters(caller, producer);
    await signIn("li");
    await deskOf(open, page, producer.name);
    await expect(activeLine(page)).toContainText(third);
    await expect(activeLine(page)).toContainText(SENTENCE[language]);
    await open(`/consignments/${third}`);

    await page.keyboard.press("h");
    const hold = page.getByRole("dialog", { name: words("consignment.decide.title", { decision: words("triage.decision.hold"), number: third }) });
    await expect(hold.getByRole("radio", { name: words("triage.reason.capacity-exceeded") }), "the reason the verdict gives").toBeChecked();
    await hold.getByLabel(words("consignment.decide.note"), { exact: true }).fill("Sixty thousand of eighteen thousand.");
    await expectAccessible(page);
    await hold.getByRole("button", { name: words("triage.decision.hold"), exact: true }).click();
    await expect(notice(page, words("triage.decided.hold"))).toBeVisible();
    await expect(page.getByRole("main")).toContainText(words("triage.status.held"));

    await page.keyboard.press("i");
    const examine = page.getByRole("dialog", { name: words("consignment.decide.title", { decision: words("triage.decision.order-examination"), number: third }) });
    await examine.getByLabel(words("consignment.decide.instructions"), { exact: true }).fill("Count the cases; read the lot on the labels.");
    await examine.getByRole("button", { name: words("triage.decision.order-examination"), exact: true }).click();
    await expect(notice(page, words("triage.decided.order-examination"))).toBeVisible();
    const examinations = page.getByRole("region", { name: words("consignment.part.examinations"), exact: true });
    await expect(examinations).toContainText("Count the cases; read the lot on the labels.");
    const timeline = page.getByRole("region", { name: words("consignment.part.timeline"), exact: true });
    await expect(timeline).toContainText(words("consignment.history.act.consignment-hold"));
    await expect(timeline).toContainText(words("consignment.history.act.consignment-order-examination"));
    await expectAccessible(page);

    await page.keyboard.press("o");
    await expect(page).toHaveURL(new RegExp(`/cases/new\\?consignments=${third}$`));
    await expect(page.getByLabel(words("cases.new.allegation"), { exact: true }), "the finding is the allegation").toHaveValue(SENTENCE[language]);
    await page.getByRole("button", { name: words("cases.new.submit"), exact: true }).click();
    await expect(page).toHaveURL(/\/cases\/C-\d{4}-\d{6}$/);
    await expect(page.getByRole("main")).toContainText(SENTENCE[language]);
    await expectAccessible(page);
  });
});

/** The wine of the demo, found through the interface: its third declaration is the latest of the importer who lodged it. */
async function demoWine(caller: Call, language: Locale): Promise<Wine> {
  const reader = await caller("customs_officer");
  const [first, second, third] = await Promise.all(["3122960101", "4403960214", "3122961377"].map((importer) => latestOf(reader, importer)));
  const certificate = "FR-33-2024-0187";
  const { issuer } = (await (await reader.get(`/api/v1/capacity-certificates/${certificate}`)).json()) as { readonly issuer: { readonly name: { readonly en: string; readonly zh: string } } };
  return { numbers: [first ?? "", second ?? "", third ?? ""], certificate, issuer: language === "en" ? issuer.name.en : issuer.name.zh };
}

/** The latest declaration of an importer whose line is of the wine's producer. */
async function latestOf(reader: APIRequestContext, importer: string): Promise<string> {
  const { items } = (await (await reader.get(`/api/v1/declarations?importer=${importer}`)).json()) as { readonly items: readonly { readonly number: string }[] };
  for (const { number } of items) {
    const { revisions } = (await (await reader.get(`/api/v1/declarations/${number}`)).json()) as { readonly revisions: readonly { readonly body: { readonly lines: readonly { readonly site: string }[] } }[] };
    if (revisions.at(-1)?.body.lines.some(({ site }) => site === "3012345000017")) return number;
  }
  throw new Error(`The demo's importer ${importer} lodged nothing of the wine.`);
}
