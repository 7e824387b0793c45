import { describe, expect, it } from "vitest";
import type { Declared } from "#lib/consignments/declaration";
import { returnDraft } from "./refund.ts";

const line = { no: 1, gtin: "03012345000031", hsCode: "2204210000", site: "3012345000017", quantity: { value: "6", unit: "XBO" }, lots: ["L1"], originCountry: "FR" };
const list: Declared = { number: "2248", revision: 1, lodgedAt: "2026-03-02T10:00:00+08:00", office: "2248", tradeMode: "1210", status: "lodged", importer: { id: "I", name: "I" }, lines: [line, { ...line, no: 2 }] };
const refund = { copNo: "C-9", listNo: "2248", sentAt: "2026-03-10T10:00:00+08:00", lines: [{ no: 2, quantity: "2", unit: "XBO" }] };

describe("a return", () => {
  it("is a declaration of its own that takes back the lines it names, with their lots", () => {
    expect(returnDraft(refund, list, "/R")).toEqual({
      ok: true,
      draft: {
        number: "R-C-9",
        lodgedAt: "2026-03-10T10:00:00+08:00",
        office: "2248",
        tradeMode: "1210",
        procedure: "return",
        status: "lodged",
        importer: list.importer,
        lines: [{ ...line, no: 2, quantity: { value: "2", unit: "XBO" } }],
      },
    });
  });

  it("has the unit of its list where it says none", () => {
    expect(returnDraft({ ...refund, lines: [{ no: 1, quantity: "1" }] }, list, "/R")).toMatchObject({ draft: { lines: [{ quantity: { value: "1", unit: "XBO" } }] } });
  });

  it.each([
    ["of a list that was not taken in", undefined, refund, "/R/InvtRefundHead/invtNo", "list-not-known"],
    ["of a line that the list has not", list, { ...refund, lines: [{ no: 3 }] }, "/R/InvtRefundList[1]/gnum", "line-not-known"],
  ])("%s is refused", (_what, original, given, pointer, code) => {
    expect(returnDraft(given, original, "/R")).toMatchObject({ ok: false, problems: [{ pointer, code }] });
  });
});
