import { describe, expect, it } from "vitest";
import { reportBody } from "#lib/certificates/report";
import { reportFieldAt, reportOf } from "./report-form.ts";

const filled = {
  number: "PSI-1",
  kind: "loading-supervision",
  site: "3012345000017",
  lots: "L1, 03012345000031, 2023-09-20\n L2 \n",
  value: "42000",
  unit: "XBO",
  container: "MSKU6874333",
  seals: "S1，S2",
  result: "conform",
  "check.count": "yes",
  "check.label": "yes",
};

describe("the form of a pre-shipment report", () => {
  it("is the body of a report, with the checks of its own kind alone", () => {
    const body = reportOf(filled);
    expect(body).toMatchObject({
      lots: [{ lot: "L1", gtin: "03012345000031", productionDate: "2023-09-20" }, { lot: "L2" }],
      seals: ["S1", "S2"],
      quantity: { value: "42000", unit: "XBO" },
      results: { conclusion: "conform", checks: { count: "yes" } },
    });
    expect(reportBody.safeParse(body).success).toBe(true);
  });

  it("leaves out what is empty, so that it is refused as missing", () => {
    expect(reportOf({})).toEqual({ lots: [], quantity: { value: "", unit: "" }, seals: [] });
  });

  it.each([["/lots/0/gtin", "lots"], ["/quantity/value", "value"], ["/quantity/unit", "unit"], ["/results", "result"], ["", "number"]])("shows a problem at %j beside %s", (pointer, field) => {
    expect(reportFieldAt(pointer)).toBe(field);
  });
});
