import { describe, expect, it } from "vitest";
import { exhibitTitle } from "./exhibit-title.ts";

describe("the title of an exhibit", () => {
  it.each([
    ["certificate", "CAP-1 · 18000 XBO · 2023-01-01/2024-01-01", { en: "CAP-1, 18,000 bottles, produced from 2023-01-01 to before 2024-01-01", zh: "CAP-1，18,000瓶，生产期 2023-01-01 至 2024-01-01（不含）" }],
    ["inspection-report", "R-1 · 2000 XCS · L1, L2", { en: "R-1, 2,000 cases, L1, L2", zh: "R-1，2,000箱，L1, L2" }],
    ["declaration", "D-3 · 2 · Harbour Wines", { en: "D-3, revision 2, Harbour Wines", zh: "D-3，第2次申报，Harbour Wines" }],
    ["finding", "D-3 · price-below-cost · 2", { en: "D-3, Price below cost, version 2", zh: "D-3，价格低于成本，第2版" }],
    ["decision", "D-3 · hold · chen", { en: "D-3, Hold, chen", zh: "D-3，暂扣，chen" }],
    ["event", "ObjectEvent https://ref.gs1.org/cbv/BizStep-shipping", { en: "Shipped", zh: "发运" }],
    ["event", "ObjectEvent", { en: "Seen", zh: "观察" }],
    ["account", "Château Exemple", { en: "Château Exemple", zh: "Château Exemple" }],
  ])("of a %s has words in place of codes: %s", (kind, title, words) => {
    expect(exhibitTitle(kind, title)).toEqual(words);
  });

  it("keeps what nobody knows as it stands", () => {
    expect(exhibitTitle("finding", "D-3 · rule-of-old · 1").en).toBe("D-3, rule-of-old, version 1");
    expect(exhibitTitle("certificate", "CAP-1 · 18000 ZZZ · 2023-01-01/2024-01-01").en).toBe("CAP-1, 18,000 ZZZ, produced from 2023-01-01 to before 2024-01-01");
    expect(exhibitTitle("certificate", "odd").en).toBe("odd");
  });
});
