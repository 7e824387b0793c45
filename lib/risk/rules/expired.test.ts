import { describe, expect, it } from "vitest";
import { exampleLine, exampleSubject } from "../example.ts";
import type { LotFact, SubjectLine } from "../subject.ts";
import { rule } from "./expired.ts";

const lot = (expiresOn: string | null, producedOn: string | null = null): LotFact => ({ lot: "L23", siteId: 1, siteName: null, producedOn, expiresOn, source: "event", sourceId: "e" });
/** Lodged on 2026-03-02 at the house; 23:30 UTC of the day before is that day already. */
const look = (line: Partial<SubjectLine>, values = {}) => rule.look(exampleSubject({ lodgedAt: new Date("2026-03-01T23:30:00Z"), lines: [exampleLine(line)] }), values);

describe("goods lodged on 2 March 2026", () => {
  it.each<[string, string | null, number | null]>([
    ["expired the day before", "2026-03-01", 60],
    ["expire on that day", "2026-03-02", 10],
    ["expire 15 days later", "2026-03-17", 10],
    ["expire 16 days later", "2026-03-18", null],
    ["have no recorded expiry", null, null],
  ])("that %s weigh as they should", (_, expiresOn, points) => {
    expect(look({ lotFacts: [lot(expiresOn)] })[0]?.points ?? null).toBe(points);
  });

  it("are judged by the lot that expires first", () => {
    expect(look({ lotFacts: [lot("2027-01-01"), lot("2026-02-20")] })).toMatchObject([{ severity: "high", facts: { expiresOn: "2026-02-20", days: -10 } }]);
    expect(look({ lotFacts: [lot("2026-02-20")] })[0]?.wording.en).toBe("Château Exemple 2023 had expired for 10 days when it was lodged: it expired on 2026-02-20 (lot L23).");
  });

  it.each<[string, Partial<SubjectLine>, number, number | null]>([
    ["infant formula of 1,096 days before", { category: "infant-formula", productionDate: "2023-03-02" }, 1_096, 10],
    ["infant formula of 1,097 days before", { category: "infant-formula", productionDate: "2023-03-01" }, 1_096, 60],
    ["infant formula of last year", { category: "infant-formula", productionDate: "2025-10-01" }, 1_096, null],
    ["infant formula by its lot's production", { category: "infant-formula", lotFacts: [lot(null, "2022-01-01")] }, 1_096, 60],
    ["infant formula whose recorded date stands over its shelf life", { category: "infant-formula", productionDate: "2022-01-01", lotFacts: [lot("2026-12-31")] }, 1_096, null],
    ["infant formula without any date", { category: "infant-formula" }, 1_096, null],
    ["infant formula in a house that sets no shelf life", { category: "infant-formula", productionDate: "2020-01-01" }, 0, null],
    ["wine, which has none", { productionDate: "1990-01-01" }, 1_096, null],
  ])("%s", (_, line, infantFormula, points) => {
    expect(look(line, { infantFormula })[0]?.points ?? null).toBe(points);
  });

  it("are not judged where the line does not stand", () => {
    expect(look({ standing: false, lotFacts: [lot("2020-01-01")] })).toEqual([]);
  });
});
