import { describe, expect, it } from "vitest";
import { foldLot } from "./lot.ts";
import type { LotStatement } from "./lot.ts";

const statement = (sourceId: string, at: string, says: Partial<LotStatement> = {}): LotStatement => ({
  gtin: "03012345123457", lot: "A", sourceKind: "event", sourceId, statedAt: new Date(at), glns: [], siteId: null, producedOn: null, expiresOn: null, ...says,
});
const sites = new Map([["3012345000017", 7], ["4012345000023", 8]]);
const fold = (...statements: readonly LotStatement[]) => foldLot(statements, (gln) => sites.get(gln));

describe("what is known of a lot", () => {
  const first = statement("first", "2024-01-01T00:00:00Z", { glns: ["9999999999994", "3012345000017"] });
  const second = statement("second", "2024-01-02T00:00:00Z", { glns: ["4012345000023"], producedOn: "2023-10-14" });
  const third = statement("third", "2024-01-03T00:00:00Z", { producedOn: "2023-11-01", expiresOn: "2033-01-01" });

  it("is each fact from the earliest event that states it, in whatever order they arrive", () => {
    const known = { sourceId: "first", siteId: 7, producedOn: "2023-10-14", expiresOn: "2033-01-01" };
    for (const order of [[first, second, third], [third, second, first], [second, third, first]]) expect(fold(...order)).toMatchObject(known);
  });

  it("is an event's word before a report's, even an older report's", () => {
    const report = statement("R1", "2020-01-01T00:00:00Z", { sourceKind: "inspection-report", siteId: 8, producedOn: "2023-09-01", expiresOn: "2030-01-01" });
    expect(fold(report, second)).toMatchObject({ sourceKind: "event", siteId: 8, producedOn: "2023-10-14", expiresOn: "2030-01-01" });
  });

  it("has no site where no GLN is registered", () => {
    expect(fold(statement("x", "2024-01-01T00:00:00Z", { glns: ["9999999999994"] }))).toMatchObject({ siteId: null });
  });

  it("is nothing without a statement", () => {
    expect(fold()).toBeUndefined();
  });
});
