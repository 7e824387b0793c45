import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { format } from "./format.ts";

const now = new Date("2026-03-02T08:00:00Z");
const sample = readFileSync(new URL("./sample.xml", import.meta.url), "utf8");
const read = (xml: string) => format.read(new TextEncoder().encode(xml), { now });

describe("a declaration of the single window", () => {
  it("is read with its producer, lots, date and declared quantity", async () => {
    const { records } = await read(sample);
    expect(records).toHaveLength(1);
    expect(records[0]).toMatchObject({ kind: "declaration", number: "222420261000000201", pointer: "/DecMessage" });
    expect(records[0]?.value).toMatchObject({
      lodgedAt: "2026-03-02T09:30:00+08:00", office: "2248", tradeMode: "0110", importer: { id: "3100000001", name: "上海示例进口有限公司" },
      lines: [
        {
          no: 1,
          gtin: "03012345000031",
          hsCode: "2204210000",
          site: "3012345000017",
          quantity: { value: "7000", unit: "XCS" },
          lots: ["L2023-07"],
          productionDate: "2023-09-20",
          price: { amount: "300", currency: "CNY" },
          originCountry: "FR",
        },
        { no: 2 },
      ],
    });
  });

  it("takes the legal quantity where the declared unit cannot be reckoned in, leaves a price finer than cents, and says both", async () => {
    const { records } = await read(sample);
    expect(records[0]?.value).toMatchObject({ lines: [{}, { goods: "示例酒庄干红", site: "Chateau Exemple", quantity: { value: "270", unit: "LTR" }, originCountry: "FR" }] });
    expect(records[0]?.problems.map(({ pointer, code, severity }) => [pointer, code, severity])).toEqual([
      ["/DecMessage/DecLists/DecList[2]/GUnit", "legal-quantity-taken", "warning"],
      ["/DecMessage/DecLists/DecList[2]/DeclPrice", "price-not-taken", "warning"],
    ]);
  });

  it.each([
    ["has no entry number", sample.replace(/<EntryId>.*<\/EntryId>/, "<EntryId/>"), "no-entry-number", "error"],
    ["has several production dates", sample.replace("2023-09-20</ProduceDate>", "2023-09-20;2023-09-21</ProduceDate>"), "several-production-dates", "warning"],
  ])("that %s says so", async (_what, xml, code, severity) => {
    expect((await read(xml)).records[0]?.problems).toContainEqual(expect.objectContaining({ code, severity }));
  });

  it("comes in an envelope, several at once, and in GB 18030", async () => {
    const body = sample.replace(/<\?xml.*\?>/, "");
    expect((await read(`<DecMessages>${body}${body}</DecMessages>`)).records.map(({ pointer }) => pointer)).toEqual(["/DecMessage[1]", "/DecMessage[2]"]);
    const name = [0xba, 0xa3, 0xb9, 0xd8];
    const [before, after] = body.replaceAll(/[\u4e00-\u9fff]+/g, "").split("<TradeName>");
    const bytes = Uint8Array.from([...new TextEncoder().encode(`<?xml version="1.0" encoding="GBK"?>${before}<TradeName>`), ...name, ...new TextEncoder().encode(after ?? "")]);
    expect(format.recognise(bytes)).toBe(true);
    expect((await format.read(bytes, { now })).records[0]?.value).toMatchObject({ importer: { name: "海关" } });
  });

  it.each([
    ["an outside entity", `<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>${sample}`, "document-type"],
    ["a bomb of entities", '<!DOCTYPE lolz [<!ENTITY a "aaaa">]><DecMessage>&a;</DecMessage>', "document-type"],
    ["cut-off XML", sample.slice(0, 600), "malformed-xml"],
    ["an entity nobody defined", "<DecMessage><DecHead>&nope;</DecHead></DecMessage>", "malformed-xml"],
    ["endless nesting", `${"<DecMessage>".repeat(30)}${"</DecMessage>".repeat(30)}`, "too-deep"],
    ["no declaration", "<Package><DecHead/></Package>", "no-declaration"],
  ])("with %s is refused whole", async (_what, xml, code) => {
    expect(await read(xml)).toMatchObject({ records: [], documentProblems: [{ code, severity: "error" }] });
  });
});
