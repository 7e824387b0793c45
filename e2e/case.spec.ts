import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { PDFDocument } from "pdf-lib";
import { notice } from "./desk.ts";
import { called, expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { certifiedProducer, threeImporters } from "./trade.ts";
import type { Words } from "./words.ts";

const SENTENCES = [
  "60,000 bottles declared of 18,000 certified for this producer and vintage; this declaration exceeds it by 42,000.",
  "该生产企业该年份核定产能18,000瓶，累计申报60,000瓶；本报关单使其超出42,000瓶。",
];

inBothLanguages((language) => {
  test("a market regulator works a case from its opening to its closing: fact, note, task, a dossier a court can read, and a colleague who confirms", async ({ page, signIn, open, words, caller, beside }) => {
    test.slow();
    const producer = await certifiedProducer(caller);
    const [, , third] = await threeImporters(caller, producer);
    await signIn("zhao");
    await open(`/cases/new?consignments=${third}`);
    await expect(page.getByLabel(words("cases.new.allegation"), { exact: true })).toHaveValue(SENTENCES[language === "en" ? 0 : 1] ?? "");
    await expectAccessible(page);
    await page.getByRole("button", { name: words("cases.new.submit"), exact: true }).click();
    await expect(page).toHaveURL(/\/cases\/C-\d{4}-\d{6}$/);
    const number = /C-\d{4}-\d{6}/.exec(page.url())?.[0] ?? "";
    const part = (name: string) => page.getByRole("region", { name: words(name), exact: true }).filter({ has: page.getByRole("heading") });
    await expect(part("cases.page.exhibits"), "what is recorded is taken in").toContainText(words("cases.kind.finding"));

    const relations = part("cases.page.relations");
    for (const related of [third, producer.name, producer.certificate]) await expect(relations.getByRole("link", { name: related })).toBeVisible();
    await relations.getByRole("link", { name: words("cases.relations.time"), exact: true }).click();
    await expect(page).toHaveURL(/relations=time/);
    await expect(relations.getByRole("listitem").filter({ hasText: producer.certificate })).toBeVisible();

    await part("cases.page.facts").locator("summary").click();
    await part("cases.page.facts").getByLabel(words("cases.fact.statement"), { exact: true }).fill("Three importers declared 60,000 bottles.");
    await part("cases.page.facts").getByRole("button", { name: words("cases.fact.add"), exact: true }).click();
    await expect(part("cases.page.facts").getByRole("listitem")).toContainText("Three importers declared 60,000 bottles.");

    await part("cases.page.notes").getByLabel(words("cases.note.text"), { exact: true }).fill("Half a thought");
    await page.waitForTimeout(400);
    await page.reload();
    await expect(part("cases.page.notes").getByLabel(words("cases.note.text"), { exact: true }), "what was typed survives a reload").toHaveValue("Half a thought");
    await part("cases.page.notes").getByRole("button", { name: words("ui.draft.discard"), exact: true }).click();
    const note = part("cases.page.notes").getByLabel(words("cases.note.text"), { exact: true });
    await note.pressSequentially("Please read the vat register, @qia");
    await page.getByRole("option", { name: "@qian" }).click();
    await part("cases.page.notes").getByRole("button", { name: words("cases.note.add"), exact: true }).click();
    await expect(part("cases.page.notes").locator("mark")).toHaveText("@qian");

    await part("cases.page.tasks").locator("summary").click();
    await part("cases.page.tasks").getByLabel(words("cases.task.title"), { exact: true }).fill("Ask for the vat register");
    await part("cases.page.tasks").getByRole("button", { name: words("cases.task.add"), exact: true }).click();
    await part("cases.page.tasks").getByText("Ask for the vat register").click();
    await expect(part("cases.page.tasks").getByRole("checkbox")).toBeChecked();
    await expect(part("cases.page.tasks")).toContainText(called("zhao", language));
    await expectAccessible(page);

    await dossierOf(page, words);

    await page.getByRole("button", { name: words("cases.closing.propose"), exact: true }).click();
    const closing = page.getByRole("dialog", { name: words("cases.closing.propose") });
    await closing.getByText(words("cases.outcome.violation-confirmed")).click();
    await closing.getByLabel(words("cases.closing.grounds"), { exact: true }).fill("42,000 bottles more than the vineyard can make.");
    await closing.getByRole("button", { name: words("cases.closing.propose"), exact: true }).click();
    await expect(page.getByRole("main")).toContainText(words("cases.closing.waits"));
    await expect(page.getByRole("button", { name: words("cases.closing.confirm"), exact: true }), "nobody confirms what they proposed").toHaveCount(0);

    const colleague = await beside("qian");
    await colleague.open(`/cases/${number}`);
    await expect(colleague.page.getByRole("main")).toContainText(words("cases.closing.proposed", { by: called("zhao", language), outcome: words("cases.outcome.violation-confirmed") }));
    await expectAccessible(colleague.page);
    await colleague.page.getByRole("button", { name: words("cases.closing.confirm"), exact: true }).click();
    await expect(colleague.page.getByRole("main")).toContainText(words("cases.closing.closed", { outcome: words("cases.outcome.violation-confirmed") }));
    await expect(colleague.page.getByRole("region", { name: words("cases.page.timeline"), exact: true }), "that it was read is in the record").toContainText(words("cases.moment.case.read"));
  });
});

/** Makes the dossier of the case that stands open, downloads it, and looks into it. */
async function dossierOf(page: Page, words: Words): Promise<void> {
  const dossiers = page.getByRole("region", { name: words("cases.page.dossiers"), exact: true });
  await dossiers.getByRole("button", { name: words("dossier.make"), exact: true }).click();
  await expect(notice(page, words("dossier.download")), "a dossier is made").toBeVisible({ timeout: 20_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), dossiers.getByRole("link", { name: words("dossier.downloadOne", { no: 1 }) }).click()]);
  expect(download.suggestedFilename()).toMatch(/\.pdf$/);
  const bytes = await readFile(await download.path());
  expect(bytes.subarray(0, 5).toString("latin1")).toBe("%PDF-");
  const pages = (await PDFDocument.load(bytes, { updateMetadata: false })).getPageCount();
  await expect(dossiers).toContainText(words("dossier.pages", { pages }));
  await expect(dossiers, "the screen shows the file's own hash").toContainText(createHash("sha256").update(bytes).digest("hex").slice(0, 8));
  const told = textOf(bytes);
  for (const sentence of told === undefined ? [] : SENTENCES) expect(told).toContain(sentence.replaceAll(/\s/g, ""));
}

/** The text of a PDF without its spaces, by pdftotext; undefined on a machine that has none. */
function textOf(pdf: Buffer): string | undefined {
  const { status, stdout } = spawnSync("pdftotext", ["-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 64 * 1024 * 1024 });
  return status === 0 ? stdout.replaceAll(/\s/g, "") : undefined;
}
