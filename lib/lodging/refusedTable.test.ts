import { describe, expect, it } from "vitest";
import { readTable } from "#lib/feeds/table";
import { refusedTable } from "./refusedTable.ts";

const words = { number: "Number", place: "Place", reason: "Reason" };

describe("the table of refused records", () => {
  it("has the sender's own columns as they were, and the reasons behind them", async () => {
    const csv = refusedTable(["编号", "生产单位"], [{ cells: ["A-1", '酒庄 "一"\n波尔多'], number: "A-1", pointer: "/rows/2", reasons: ["Unknown site: x", "No unit"] }], words);
    const read = await readTable(new TextEncoder().encode(csv));
    expect(read).toMatchObject({ ok: true, table: { header: ["编号", "生产单位", "Reason"], rows: [{ cells: ["A-1", '酒庄 "一"\n波尔多', "Unknown site: x; No unit"] }], written: { charset: "UTF-8 BOM" } } });
  });

  it("has number and place where the document was no table", () => {
    expect(refusedTable([], [{ cells: [], number: null, pointer: "/DecMessage", reasons: ["Missing"] }], words)).toBe("\uFEFFNumber,Place,Reason\r\n,/DecMessage,Missing\r\n");
  });
});
