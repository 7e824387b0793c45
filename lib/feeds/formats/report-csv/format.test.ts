import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { format } from "./format.ts";

const now = new Date("2026-03-02T08:00:00Z");
const sample = readFileSync(new URL("./sample.csv", import.meta.url));
const read = (text: string) => format.read(new TextEncoder().encode(text), { now });

describe("a table of pre-shipment reports", () => {
  it("makes rows of one number the lots of one report, and adds up their quantities", async () => {
    const { records } = await format.read(sample, { now });
    expect(records.map(({ kind, number, problems }) => [kind, number, problems])).toEqual([["inspection-report", "PSI-2026-0101", []], ["inspection-report", "LBL-2026-0007", []]]);
    expect(records[0]?.value).toEqual({
      number: "PSI-2026-0101", kind: "pre-shipment", site: "3012345000017", quantity: { value: "42000", unit: "XBO" }, container: "MSKU6874333", seals: ["CN-SEAL-001", "CN-SEAL-002"], results: "合格",
      lots: [{ lot: "L2023-07", gtin: "3012345000031", productionDate: "2023-09-20" }, { lot: "L2023-08", gtin: "3012345000031", productionDate: "2023-09-21" }],
    });
    expect(records[1]?.value).toMatchObject({ kind: "label-approval", results: "标签合格" });
  });

  it("has English headers as well", async () => {
    expect((await read("Report number,Kind,Site,Lot,Quantity,Unit,Result\nR1,origin,3012345000017,L1,0.5,t,ok")).records[0]?.value).toMatchObject({ kind: "origin", quantity: { value: "0.5", unit: "TNE" } });
  });

  it.each([
    ["lots whose quantities cannot be added up", "R1,监装,S,L1,1.5,箱,ok\nR1,监装,S,L2,2,箱,ok", "not-a-number"],
    ["rows of one report that disagree", "R1,监装,S,L1,1,箱,ok\nR1,监装,T,L2,2,箱,ok", "rows-disagree"],
    ["a formula", "R1,监装,S,L1,=A1,箱,ok", "formula"],
  ])("says of %s where it is", async (_what, rows, code) => {
    const { records } = await read(`报告编号,报告类型,生产单位,批号,数量,单位,结果\n${rows}`);
    expect(records[0]?.problems).toMatchObject([{ code, pointer: expect.stringMatching(/^\/rows\/[23]\//) }]);
  });

  it("refuses a table without the columns of a report", async () => {
    expect((await read("number,lot\n1,2")).documentProblems.map(({ code }) => code)).toEqual(["missing-column", "missing-column", "missing-column", "missing-column", "missing-column"]);
  });
});
