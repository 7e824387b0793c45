import { deskOf, lineOf } from "./desk.ts";
import { called, expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { certifiedProducer, lodge, newProducer, verdictOf } from "./trade.ts";

const CERTIFIED = { en: "18,000 bottles", "zh-CN": "18,000瓶" } as const;
const LEFT = { en: "17,400 bottles", "zh-CN": "17,400瓶" } as const;

inBothLanguages((language) => {
  test("an inspection body submits a certificate and cannot decide on it; a regulator approves it, and the producer has a limit", async ({ page, signIn, open, words, caller, beside }) => {
    const producer = await newProducer(caller);
    const declaration = await lodge(caller, producer, { bottles: 600 });
    expect(await verdictOf(caller, declaration)).toBe("unknown");

    await signIn("dupont");
    await open("/certificates/new");
    const form = page.getByRole("main");
    await form.getByLabel(words("certificates.form.number"), { exact: true }).fill(producer.certificate);
    await form.getByRole("combobox").first().fill(producer.name);
    await page.getByRole("option", { name: producer.site }).click();
    await form.getByLabel(words("certificates.form.scopeOf.gtins"), { exact: true }).fill(producer.bottle);
    await form.getByLabel(words("certificates.form.quantity"), { exact: true }).fill("18000");
    await form.getByLabel(words("certificates.form.from"), { exact: true }).fill("2023-01-01");
    await form.getByLabel(words("certificates.form.last"), { exact: true }).fill("2023-12-31");
    await expectAccessible(page);
    await form.getByRole("button", { name: words("certificates.form.submit"), exact: true }).click();
    await expect(page).toHaveURL(new RegExp(`/certificates/${producer.certificate}$`));
    await expect(page.getByRole("main")).toContainText(words("certificates.status.submitted"));
    await expect(page.getByRole("main")).toContainText(called("dupont", language));
    await expect(page.getByRole("region", { name: words("certificates.one.decide"), exact: true }), "it is not the inspector's to decide").toHaveCount(0);
    const inspector = await caller("inspector", "IB-FR-033");
    const tried = await inspector.post(`/api/v1/capacity-certificates/${producer.certificate}/decisions`, { data: { decision: "approve", effective: "2023-01-01", reason: "We know it is right." } });
    expect(tried.status(), "nor by the interface").toBe(403);

    const regulator = await beside("zhao");
    await regulator.open(`/certificates/${producer.certificate}`);
    const decide = regulator.page.getByRole("region", { name: words("certificates.one.decide"), exact: true });
    await decide.getByRole("link", { name: words("certificates.one.act.approve"), exact: true }).click();
    await decide.getByLabel(words("certificates.decide.reason"), { exact: true }).fill("Vat register and bottling records agree.");
    await expectAccessible(regulator.page);
    await decide.getByRole("button", { name: words("certificates.decide.act.approve"), exact: true }).click();
    await expect(regulator.page.getByRole("main")).toContainText(words("certificates.status.approved"));

    await open(`/certificates/${producer.certificate}`);
    await page.getByRole("link", { name: words("certificates.one.extract"), exact: true }).click();
    await expect(form.getByLabel(words("certificates.form.scopeOf.gtins"), { exact: true }), "an extract begins with its certificate's goods").toHaveValue(producer.bottle);
    await expect(form.getByLabel(words("certificates.form.last"), { exact: true })).toHaveValue("2023-12-31");
    await expectAccessible(page);

    await expect.poll(() => verdictOf(caller, declaration), "what was lodged before is judged again").toBe("within");
    await regulator.open(`/producers/${producer.site}`);
    const balance = regulator.page.getByRole("region", { name: words("producers.part.balance"), exact: true });
    await expect(balance).toContainText(CERTIFIED[language]);
    await expect(balance).toContainText(LEFT[language]);
    await expectAccessible(regulator.page);
  });

  test("before a certificate is suspended one sees what would fall; once it is, what rests on it is judged again", async ({ page, signIn, open, words, caller, beside }) => {
    const producer = await certifiedProducer(caller);
    const declaration = await lodge(caller, producer, { bottles: 600 });
    const officer = await beside("chen");
    await deskOf(officer.open, officer.page, declaration);
    await expect(lineOf(officer.page, declaration)).toContainText(words("triage.lane.green"));

    await signIn("qian");
    await open(`/producers/${producer.site}`);
    const simulate = page.getByRole("region", { name: words("producers.part.simulate"), exact: true });
    await simulate.getByRole("button", { name: words("producers.fall.simulate") }).click();
    await expect(simulate).toContainText(words("producers.fall.sentence", { number: producer.certificate, declarations: 1, accounts: 1 }));
    expect(await verdictOf(caller, declaration), "a preview changes nothing").toBe("within");

    await open(`/certificates/${producer.certificate}`);
    const decide = page.getByRole("region", { name: words("certificates.one.decide"), exact: true });
    await decide.getByRole("link", { name: words("certificates.one.act.suspend"), exact: true }).click();
    await expect(decide).toContainText(words("producers.fall.sentence", { number: producer.certificate, declarations: 1, accounts: 1 }));
    await expect(decide).toContainText(declaration);
    await decide.getByLabel(words("certificates.decide.effective"), { exact: true }).fill("2022-12-31");
    await decide.getByLabel(words("certificates.decide.reason"), { exact: true }).fill("The vat register cannot be found.");
    await expectAccessible(page);
    await decide.getByRole("button", { name: words("certificates.decide.act.suspend"), exact: true }).click();
    await expect(page.getByRole("main")).toContainText(words("certificates.status.suspended"));

    await expect.poll(() => verdictOf(caller, declaration)).toBe("suspended");
    await expect(lineOf(officer.page, declaration), "the open desk says so by itself").not.toContainText(words("triage.lane.green"));
    await officer.open(`/consignments/${declaration}`);
    await expect(officer.page.getByRole("main")).toContainText(words("triage.verdict.suspended"));
  });
});
