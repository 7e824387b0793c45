import { describe, expect, it } from "vitest";
import { mirrored, shownRows, spanOf, type MirrorVerdict, type Told } from "./mirror.ts";

const told = (items: bigint | null, changes: Partial<Told> = {}): Told => ({ siteId: 1, goods: "03012345000015", month: "2026-03", amounts: { items, volume: null, mass: null }, times: 1, ...changes });

describe("what was shipped against what was declared", () => {
  it.each<[string, readonly Told[], readonly Told[], MirrorVerdict, bigint | null]>([
    ["the same", [told(10_000n)], [told(10_000n)], "equal", 0n],
    ["one more declared", [told(10_000n)], [told(10_001n)], "declared-more", 1n],
    ["one more shipped", [told(10_001n)], [told(10_000n)], "shipped-more", -1n],
    ["two shipments for one line", [told(4_000n), told(6_000n)], [told(10_000n)], "equal", 0n],
    ["nothing shipped", [], [told(10_000n)], "only-declared", 10_000n],
    ["nothing declared", [told(10_000n)], [], "only-shipped", -10_000n],
    ["no common unit", [told(null, { amounts: { items: null, volume: null, mass: 5n } })], [told(10n)], "cannot-compare", null],
    ["a shipment of unknown size among them", [told(10_000n), told(null)], [told(10_000n)], "cannot-compare", null],
  ])("%s", (_, shipped, declared, verdict, difference) => {
    expect(mirrored(shipped, declared)).toMatchObject([{ verdict, difference }]);
  });

  it("is compared in the first dimension both have", () => {
    const [row] = mirrored([told(null, { amounts: { items: null, volume: 7_500n, mass: null } })], [told(10n, { amounts: { items: 10n, volume: 7_500n, mass: null } })]);
    expect(row).toMatchObject({ dimension: "volume", verdict: "equal" });
  });

  it("stands by producer, goods and month, the newest month first", () => {
    const rows = mirrored([told(1n), told(1n, { month: "2026-02" })], [told(1n, { siteId: 2 }), told(1n, { goods: "03012345000022" })]);
    expect(rows.map(({ siteId, goods, month }) => `${month} ${siteId} ${goods}`)).toEqual(["2026-03 1 03012345000015", "2026-03 1 03012345000022", "2026-03 2 03012345000015", "2026-02 1 03012345000015"]);
  });

  it("is shown for goods that feeds speak of, where it differs, or whole", () => {
    const rows = mirrored([told(5n), told(5n, { month: "2026-02" })], [told(5n), told(9n, { siteId: 2 }), told(9n, { month: "2026-01" })]);
    expect((["told", "differing", "all"] as const).map((which) => shownRows(rows, which).length)).toEqual([3, 2, 4]);
  });
});

describe("the days of a month", () => {
  it.each<[string, string, string]>([
    ["2026-02", "2026-02-01", "2026-02-28"],
    ["2024-02", "2024-02-01", "2024-02-29"],
    ["2025-12", "2025-12-15", "2025-12-31"],
    ["2026-03", "2026-03-01", "2026-03-02"],
  ])("of %s are those in the population: %s to %s", (month, from, until) => {
    expect(spanOf(month, { from: month === "2024-02" ? "2024-01-01" : "2025-12-15", until: "2026-03-02" })).toEqual({ from, until });
  });
});
