import { describe, expect, it } from "vitest";
import { exampleLine, exampleReport, exampleTransport } from "#lib/risk/example";
import type { SubjectLine, SubjectTransport } from "#lib/risk/subject";
import { matchOf, type FeedSeen, type Matter } from "./match.ts";

const seen = (changes: Partial<FeedSeen> = {}): FeedSeen => ({
  step: "made",
  gtin: "03012345000015",
  lot: "L23",
  amounts: { items: 42_000n, volume: null, mass: null },
  shown: { en: "42,000 bottles", zh: "42,000瓶" },
  country: "FR",
  ...changes,
});
const row = (matter: Matter, line: SubjectLine, events: readonly FeedSeen[] = [], boxes: readonly string[] = []) =>
  matchOf([line], new Map([["PSI-1", "03012345000015"]]), new Map([[1, events]]), new Map([[1, boxes]]))[0]?.rows.find((one) => one.matter === matter);

describe("documents side by side", () => {
  it("agree where report and feed say what was declared", () => {
    const line = exampleLine({ reports: [exampleReport()], lotFacts: [{ lot: "L23", siteId: 1, siteName: "Château Exemple", producedOn: "2023-10-14", expiresOn: null, source: "event", sourceId: "e1" }] });
    for (const matter of ["quantity", "lot", "gtin", "production-date", "origin", "producer"] as const) expect(row(matter, line, [seen()])?.agreement, matter).toBe("agrees");
    expect(row("quantity", line, [seen()])?.report?.text.en).toBe("42,000 bottles");
  });

  it.each([
    ["fewer than declared were inspected", 41_999n, "disagrees"],
    ["as many", 42_000n, "agrees"],
    ["more", 42_001n, "disagrees"],
  ] as const)("of quantity where %s", (_, items, agreement) => {
    const report = exampleReport({ quantity: { value: String(items), unit: "XBO" }, amounts: { items, volume: null, mass: null } });
    expect(row("quantity", exampleLine({ reports: [report] }))?.agreement).toBe(agreement);
  });

  it.each([
    ["fewer were made than are declared", 41_999n, "disagrees"],
    ["as many were made", 42_000n, "agrees"],
    ["more were made, of which this is a part", 42_001n, "part"],
  ] as const)("of quantity and feed where %s", (_, items, agreement) => {
    expect(row("quantity", exampleLine(), [seen({ amounts: { items, volume: null, mass: null } })])?.agreement).toBe(agreement);
  });

  it("take what was shipped before what was made", () => {
    const quantity = row("quantity", exampleLine(), [seen({ amounts: { items: 100_000n, volume: null, mass: null } }), seen({ step: "shipped" })]);
    expect(quantity).toMatchObject({ agreement: "agrees", feed: { note: "shipped" } });
  });

  it("say that a quantity cannot be compared where its pack size is unknown", () => {
    const line = exampleLine({ amounts: { items: null, volume: null, mass: null }, reports: [exampleReport()] });
    expect(row("quantity", line)?.agreement).toBe("cannot-compare");
  });

  it("hold nothing against a quantity where a feed names a lot without one, or the goods have none that compares", () => {
    const unknown = { items: null, volume: null, mass: null };
    for (const quantity of [row("quantity", exampleLine(), [seen({ amounts: unknown })]), row("quantity", exampleLine({ amounts: unknown }), [seen()])]) expect(quantity?.feed?.against).toBe(false);
  });

  it("mark the lot that no report names", () => {
    const line = exampleLine({ lots: ["L24"], reports: [exampleReport({ linkedBy: "product-quantity-time" })] });
    expect(row("lot", line)).toMatchObject({ agreement: "disagrees", report: { against: true } });
  });

  it("hold a vintage against a date by its year", () => {
    const dated = (producedOn: string) => exampleLine({ vintage: 2023, lotFacts: [{ lot: "L23", siteId: 1, siteName: null, producedOn, expiresOn: null, source: "event", sourceId: "e1" }] });
    expect(row("production-date", dated("2023-10-14"))?.agreement).toBe("agrees");
    expect(row("production-date", dated("2024-01-01"))?.agreement).toBe("disagrees");
  });

  it("let one source stand alone, and say where nobody speaks", () => {
    expect(row("container", exampleLine({ reports: [exampleReport()] }))).toMatchObject({ agreement: "alone", report: { text: { en: "MSKU1234565" } } });
    expect(row("container", exampleLine())?.agreement).toBe("silent");
  });

  it.each<[string, Matter, Partial<SubjectTransport>, string]>([
    ["the same container", "container", {}, "agrees"],
    ["another container", "container", { container: "CMAU2083317" }, "disagrees"],
    ["another container, of a document that only shares a lot", "container", { container: "CMAU2083317", linkedBy: "lot" }, "agrees"],
    ["the same seal", "seal", {}, "agrees"],
    ["another seal", "seal", { seals: ["X"] }, "disagrees"],
    ["the same quantity", "quantity", {}, "agrees"],
    ["a case less", "quantity", { items: exampleTransport().items.map((item) => ({ ...item, quantity: { value: "6999", unit: "XCS" }, amounts: { items: 41_994n, volume: null, mass: null } })) }, "disagrees"],
    ["goods that cannot be compared", "quantity", { items: exampleTransport().items.map((item) => ({ ...item, amounts: { items: null, volume: null, mass: null } })) }, "cannot-compare"],
    ["another lot", "lot", { items: exampleTransport().items.map((item) => ({ ...item, lot: "L9" })) }, "disagrees"],
    ["other goods", "gtin", { items: [], otherGtins: ["09999999999994"] }, "disagrees"],
    ["a port in another country", "origin", { loadedAt: "NLRTM" }, "agrees"],
  ])("a transport document with %s", (_, matter, changes, agreement) => {
    expect(row(matter, exampleLine({ reports: [exampleReport()], transports: [exampleTransport(changes)] }))?.agreement).toBe(agreement);
  });

  it.each([["the same container", "MSKU1234565", "agrees"], ["another container", "CMAU2083317", "disagrees"]])("a feed that shows %s", (_, container, agreement) => {
    expect(row("container", exampleLine({ reports: [exampleReport()] }), [], [container])).toMatchObject({ agreement, feed: { text: { en: container } } });
  });
});
