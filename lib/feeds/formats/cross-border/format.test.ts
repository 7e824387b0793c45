import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { format } from "./format.ts";

const now = new Date("2026-03-02T08:00:00Z");
const sample = readFileSync(new URL("./sample.xml", import.meta.url), "utf8");
const read = (xml: string) => format.read(new TextEncoder().encode(xml), { now });
const message = (name: string, inner: string) => `<ceb:${name} xmlns:ceb="http://www.chinaport.gov.cn/ceb" guid="G" version="1.0">${inner.replace(/<(\/?)(?=\w)/g, "<$1ceb:")}</ceb:${name}>`;
const buyer = (role: string) => `<${role}IdType>1</${role}IdType><${role}IdNumber>31000019900101000x</${role}IdNumber><${role}Name>示例人</${role}Name>`;

const order = message(
  "CEB311Message",
  `<Order><OrderHead><orderNo>O-1</orderNo><ebpCode>P</ebpCode><ebcCode>C</ebcCode><goodsValue>600</goodsValue><acturalPaid>630.50000</acturalPaid><currency>142</currency>${buyer("buyer")}</OrderHead><OrderList><gnum>1</gnum><itemNo>W</itemNo><barCode>3012345000031</barCode><unit>142</unit><qty>6</qty><totalPrice>600</totalPrice></OrderList></Order>`,
);
const payment = message(
  "CEB411Message",
  `<Payment><PaymentHead><payTransactionId>T-1</payTransactionId><orderNo>O-1</orderNo><ebpCode>P</ebpCode>${buyer("payer")}<amountPaid>630.5</amountPaid><currency>142</currency><payTime>20260302100000</payTime></PaymentHead></Payment>`,
);
const waybill = message(
  "CEB511Message",
  "<Logistics><LogisticsHead><logisticsNo>SF1</logisticsNo><logisticsCode>K</logisticsCode><orderNo>O-1</orderNo><packNo>1</packNo><weight>9.6</weight><consignee>示例人</consignee></LogisticsHead></Logistics>",
);
const refund = message(
  "CEB625Message",
  "<InvtRefund><InvtRefundHead><copNo>R-1</copNo><invtNo>224820261000000301</invtNo><orderNo>O-1</orderNo><customsCode>2248</customsCode><appTime>20260310100000</appTime></InvtRefundHead><InvtRefundList><gnum>1</gnum><gcode>2204210000</gcode><qty>2.00000</qty><unit>142</unit></InvtRefundList></InvtRefund>",
);

describe("papers of cross-border trade", () => {
  it("are an order with its amounts and goods", async () => {
    expect((await read(order)).records).toMatchObject([
      {
        kind: "order",
        number: "O-1",
        pointer: "/CEB311Message/Order[1]",
        problems: [],
        value: { platform: "P", goodsValue: "600", paid: "630.5", currency: "CNY", goods: [{ no: 1, gtin: "03012345000031", quantity: "6", unit: "XBO", total: "600" }] },
      },
    ]);
  });

  it("are a payment and a waybill, in a head of their own or without one", async () => {
    const bare = payment.replaceAll(/<\/?ceb:PaymentHead>/g, "");
    for (const xml of [payment, bare])
      expect((await read(xml)).records).toMatchObject([
        { kind: "payment", number: "T-1", value: { orderNo: "O-1", paid: "630.5", currency: "CNY", sentAt: "2026-03-02T10:00:00+08:00" } },
      ]);
    expect((await read(waybill)).records).toMatchObject([{ kind: "waybill", number: "SF1", value: { orderNo: "O-1", packages: "1", grossKg: "9.6", consignee: "示**" } }]);
  });

  it("are a list, which is a declaration with its papers' numbers", async () => {
    expect((await read(sample)).records).toMatchObject([
      {
        kind: "list",
        number: "224820261000000301",
        value: {
          orderNo: "O-20260302-1",
          logisticsNo: "SF1000001",
          declaration: {
            lodgedAt: "2026-03-02T10:15:00+08:00",
            office: "2248",
            tradeMode: "1210",
            importer: { id: "3100000001" },
            lines: [{ gtin: "03012345000031", goods: "WINE-750", quantity: { value: "6", unit: "XBO" }, price: { amount: "100", currency: "CNY" }, originCountry: "FR" }],
          },
        },
      },
    ]);
  });

  it("are a return, which points at the list it takes from", async () => {
    expect((await read(refund)).records).toMatchObject([{ kind: "return", number: "R-1", value: { listNo: "224820261000000301", lines: [{ no: 1, quantity: "2", unit: "XBO" }] } }]);
  });

  it("tell the same person by the same fingerprint, and never a person's number or name", async () => {
    const records = [...(await read(order)).records, ...(await read(payment)).records];
    const [ordered, paid] = records.map(({ value }) => value as { buyer?: { fingerprint: string }; payer?: { fingerprint: string } });
    expect(ordered?.buyer?.fingerprint).toBe(paid?.payer?.fingerprint);
    expect(JSON.stringify(records)).not.toMatch(/31000019900101|示例人/);
  });

  it.each([
    ["a message that is none of theirs", message("CEB312Message", "<OrderReturn/>"), "unknown-message"],
    ["an empty message", message("CEB311Message", ""), "empty-message"],
    ["a document type", `<!DOCTYPE a>${order}`, "document-type"],
  ])("refuse %s", async (_what, xml, code) => {
    expect(await read(xml)).toMatchObject({ records: [], documentProblems: [{ code }] });
  });

  it("say what a paper lacks", async () => {
    expect((await read(payment.replace(/<ceb:orderNo>.*?<\/ceb:orderNo>/, ""))).records[0]?.problems).toMatchObject([{ pointer: "/CEB411Message/Payment[1]/PaymentHead/orderNo", code: "missing", severity: "error" }]);
  });
});
