import { randomInt } from "node:crypto";
import { expect, expectAccessible, inBothLanguages, test } from "./story.ts";
import { certifiedProducer, newNumber, newProducer } from "./trade.ts";

/** A text in GBK, as spreadsheets of Chinese offices save CSV: the bytes of each character found by decoding all of them. */
function gbk(text: string): Buffer {
  const decoder = new TextDecoder("gb18030");
  const bytes = new Map<string, readonly number[]>();
  for (let high = 0x81; high <= 0xfe; high++) for (let low = 0x40; low <= 0xfe; low++) bytes.set(decoder.decode(Uint8Array.of(high, low)), [high, low]);
  return Buffer.from(Array.from(text).flatMap((character) => (character.charCodeAt(0) < 0x80 ? [character.charCodeAt(0)] : (bytes.get(character) ?? []))));
}

inBothLanguages(() => {
  test("an importer uploads a GBK table with Chinese headers, says what the columns mean, sees what would be lodged, lodges it and reads each verdict", async ({ page, signIn, open, words, caller }) => {
    const producer = await certifiedProducer(caller);
    const [within, over, strange] = [newNumber(), newNumber(), newNumber()];
    const rows = [
      `${within},2026-03-02,2248,0110,${producer.bottle},2204210000,${producer.site},10000,瓶,2023,法国`,
      `${over},2026年3月3日,2248,0110,${producer.case},2204210000,${producer.site},2000,箱,2023,305`,
      `${strange},2026/3/4,2248,0110,${producer.bottle},2204210000,不知名酒庄,60.000,瓶,2023,FRA`,
    ];
    const amount = `酒的数目${randomInt(1_000_000_000)}`;
    const table = gbk([`海关编号,申报日期,申报地海关,监管方式,条码,商品编号,生产单位,${amount},成交单位,年份,原产国`, ...rows].join("\r\n"));

    await signIn("harbour");
    await open("/imports/new");
    await expectAccessible(page);
    await page.locator("input[type=file]").setInputFiles({ name: `march-${randomInt(1_000_000)}.csv`, mimeType: "text/csv", buffer: table });
    await expect(page).toHaveURL(/\/imports\/\d+$/);
    const main = page.getByRole("main");
    await expect(main).toContainText("GB 18030");
    await expect(main).toContainText(words("imports.mapping.missingCount", { count: 3 }));
    const lodge = page.getByRole("button", { name: words("imports.start", { count: 3 }), exact: true });
    await expect(lodge).toHaveCount(0);
    await expectAccessible(page);

    const columnFor = (target: string) => page.getByRole("button", { name: words("imports.mapping.columnFor", { field: words(`imports.target.${target}`) }) });
    await columnFor("quantity").click();
    await page.getByRole("option", { name: amount }).click();
    for (const [target, text] of [["importerId", "3122960101"], ["importerName", "海港酒业"]] as const) {
      await columnFor(target).click();
      await page.getByRole("option", { name: words("imports.mapping.constant"), exact: true }).click();
      await page.getByRole("textbox", { name: words("imports.mapping.constantFor", { field: words(`imports.target.${target}`) }) }).fill(text);
    }
    const preview = page.getByRole("region", { name: words("imports.preview.title") });
    await expect(preview.getByRole("row").filter({ hasText: within })).toContainText(words("imports.preview.ok"));
    await expect(preview.getByRole("row").filter({ hasText: strange })).toContainText(words("imports.problem.ambiguous-separator"));
    await expect(preview.getByRole("row").filter({ hasText: strange })).toContainText(words("imports.preview.site.unknown"));
    await expectAccessible(page);

    await page.getByRole("textbox", { name: words("imports.mapping.name") }).fill(`wine ${within}`);
    await lodge.click();
    await expect(main).toContainText(words("imports.stateOf.done"), { timeout: 20_000 });
    const record = (number: string) => main.getByRole("row").filter({ hasText: number });
    await expect(record(within)).toContainText(words("triage.verdict.within"));
    await expect(record(over)).toContainText(words("triage.verdict.exceeds"));
    await expect(record(over)).toContainText("4,000");
    await expect(record(strange)).toContainText(words("imports.rowState.refused"));
    await expect(main).toContainText(words("imports.mapping.version", { name: `wine ${within}`, version: 1 }));
    await expectAccessible(page);

    const [download] = await Promise.all([page.waitForEvent("download"), main.getByRole("link", { name: words("imports.result.download") }).click()]);
    const returned = await download.createReadStream().then((stream) => stream.toArray()).then((parts) => Buffer.concat(parts as Buffer[]).toString("utf8"));
    expect(returned).toContain(`${strange},2026/3/4`);
    expect(returned).toContain(words("imports.problem.ambiguous-separator"));

    await record(over).getByRole("link").click();
    await expect(page).toHaveURL(new RegExp(`/partner/${over}$`));
  });

  test("goods that a message names in words alone are asked about once, and then the message is lodged", async ({ page, signIn, open, words, caller }) => {
    const producer = await newProducer(caller);
    const [number, goods] = [newNumber(), `WINE-${randomInt(1_000_000_000)}`];
    const list = `<?xml version="1.0" encoding="UTF-8"?><ceb:CEB621Message xmlns:ceb="http://www.chinaport.gov.cn/ceb" guid="G" version="1.0"><ceb:Inventory><ceb:InventoryHead><ceb:appTime>20260302101500</ceb:appTime><ceb:orderNo>O-${number}</ceb:orderNo><ceb:ebcCode>3122960101</ceb:ebcCode><ceb:ebcName>海港酒业</ceb:ebcName><ceb:copNo>C-${number}</ceb:copNo><ceb:invtNo>${number}</ceb:invtNo><ceb:customsCode>2248</ceb:customsCode><ceb:tradeMode>1210</ceb:tradeMode></ceb:InventoryHead><ceb:InventoryList><ceb:gnum>1</ceb:gnum><ceb:itemNo>${goods}</ceb:itemNo><ceb:gcode>2204210000</ceb:gcode><ceb:country>305</ceb:country><ceb:qty>6</ceb:qty><ceb:unit>142</ceb:unit></ceb:InventoryList></ceb:Inventory></ceb:CEB621Message>`;
    await signIn("harbour");
    await open("/imports/new");
    await page.locator("input[type=file]").setInputFiles({ name: "621.xml", mimeType: "application/xml", buffer: Buffer.from(list) });
    const main = page.getByRole("main");
    await expect(main).toContainText(words("imports.problem.goods-not-identified"));
    await page.getByRole("button", { name: words("imports.start", { count: 1 }), exact: true }).click();
    await expect(main).toContainText(words("imports.goods.title"), { timeout: 20_000 });
    await expectAccessible(page);
    await main.getByRole("textbox", { name: words("imports.goods.gtin") }).fill(producer.bottle);
    await main.getByRole("textbox", { name: words("imports.goods.site") }).fill(producer.site);
    await main.getByRole("button", { name: words("imports.goods.tell") }).click();
    await expect(main.getByRole("row").filter({ hasText: number })).toContainText(words("imports.rowState.taken"), { timeout: 20_000 });
    await expect(main).toContainText(words("imports.papers.about.missing-payment"));
  });

  test("an inspector reports an inspection by form, and many by a table that is looked at first", async ({ page, signIn, open, words, caller }) => {
    const producer = await newProducer(caller);
    const [one, two] = [`PSI-${randomInt(1_000_000_000)}`, `PSI-${randomInt(1_000_000_000)}`];
    await signIn("dupont");
    await open("/inspections/reports/new");
    await expectAccessible(page);
    const main = page.getByRole("main");
    const field = (name: string) => main.getByRole("textbox", { name: words(`imports.reports.${name}`), exact: true });
    await field("number").fill(one);
    await main.getByRole("textbox", { name: words("imports.goods.site") }).fill(producer.site);
    await main.getByRole("button", { name: words("imports.reports.submit"), exact: true }).click();
    await expect(field("lots")).toHaveAttribute("aria-invalid", "true");
    await field("lots").fill(`L1, ${producer.bottle}, 2023-09-20`);
    await field("quantity").fill("6000");
    await main.getByRole("button", { name: words("imports.reports.results") }).click();
    await page.getByRole("option", { name: words("imports.reports.resultOf.conform"), exact: true }).click();
    await main.getByRole("button", { name: words("imports.reports.submit"), exact: true }).click();
    await expect(main).toContainText(words("imports.reports.submitted", { number: one }));

    const table = `报告编号,报告类型,生产单位,GTIN,生产批号,数量,单位,检验结果\n${two},监装,${producer.site},${producer.bottle},L2,1200,瓶,合格\n`;
    await page.locator("input[type=file]").last().setInputFiles({ name: "reports.csv", mimeType: "text/csv", buffer: Buffer.from(table) });
    await expect(page).toHaveURL(/\/inspections\/reports\/\d+$/);
    await expect(main.getByRole("row").filter({ hasText: two })).toContainText(words("imports.reports.kindOf.loading-supervision"));
    await expectAccessible(page);
    await page.getByRole("button", { name: words("imports.startReports", { count: 1 }), exact: true }).click();
    await expect(main).toContainText(words("imports.stateOf.done"), { timeout: 20_000 });
    await expect(main.getByRole("row").filter({ hasText: two })).toContainText(words("imports.rowState.taken"), { timeout: 20_000 });

    await open("/inspections/reports");
    await expect(main.getByRole("row").filter({ hasText: one })).toContainText(words("imports.reports.resultOf.conform"));
    await expect(main.getByRole("row").filter({ hasText: two })).toContainText("合格");
  });
});
