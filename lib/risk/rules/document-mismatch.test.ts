import { describe, expect, it } from "vitest";
import { exampleLine, exampleReport, exampleSubject, exampleTransport } from "../example.ts";
import type { SubjectLine, SubjectReport, SubjectTransport } from "../subject.ts";
import { rule } from "./document-mismatch.ts";

const look = (line: Partial<SubjectLine>, ...reports: SubjectReport[]) => rule.look(exampleSubject({ lines: [exampleLine({ reports, ...line })] }));
const bottles = (items: bigint) => ({ quantity: { value: String(items), unit: "XBO" }, amounts: { items, volume: items * 750n, mass: null } });

describe("documents held side by side", () => {
  it("say nothing where they agree", () => {
    expect(look({}, exampleReport(), exampleReport({ number: "LS-1", kind: "loading-supervision" }))).toHaveLength(0);
  });

  it("say nothing without a report", () => {
    expect(look({})).toHaveLength(0);
  });

  it.each<[bigint, string | undefined, number | undefined]>([
    [42_000n, undefined, undefined],
    [41_999n, "more-than-inspected", 45],
    [42_001n, "less-than-inspected", 10],
  ])("42,000 declared and %s inspected", (items, about, points) => {
    const [seen] = look({}, exampleReport(bottles(items)));
    expect(seen?.facts["about"]).toBe(about);
    expect(seen?.points).toBe(points);
  });

  it("name both values and both sources", () => {
    const [seen] = look({}, exampleReport(bottles(40_000n)));
    expect(seen?.wording.en).toBe("The quantity disagrees: 7,000 cases by declaration D-3, revision 1, 40,000 bottles by pre-shipment inspection report PSI-1.");
    expect(seen?.wording.zh).toBe("数量不一致：报关单D-3第1版为7,000箱，装运前检验报告PSI-1为40,000瓶。");
  });

  it("sum the lines and the reports that share lots", () => {
    const both = exampleReport({ lots: ["A", "B"], ...bottles(84_000n) });
    const lines = [exampleLine({ lots: ["A"], reports: [both] }), exampleLine({ no: 2, lots: ["B"], reports: [both] })];
    expect(rule.look(exampleSubject({ lines }))).toHaveLength(0);
    const apart = [exampleReport({ number: "P-A", lots: ["A"], ...bottles(20_000n) }), exampleReport({ number: "P-B", lots: ["B"], ...bottles(22_000n) })];
    expect(rule.look(exampleSubject({ lines: [exampleLine({ lots: ["A", "B"], reports: apart })] }))).toHaveLength(0);
  });

  it("count the newest of two reports on the very same lots", () => {
    expect(look({}, exampleReport({ number: "NEW" }), exampleReport({ number: "OLD", ...bottles(1n) }))).toHaveLength(0);
  });

  it("do not compare the quantity of a label approval", () => {
    expect(look({}, exampleReport({ kind: "label-approval", ...bottles(1n) }))).toHaveLength(0);
  });

  it("see a lot that was not inspected", () => {
    const seen = look({ lots: ["L23", "L99"] }, exampleReport());
    expect(seen.map((one) => one.facts["about"])).toEqual(["lot"]);
    expect(seen[0]?.wording.en).toContain("The lot disagrees: L99 by declaration D-3");
    expect(look({ lots: ["L99"] }, exampleReport({ linkedBy: "product-quantity-time" })).map((one) => one.facts["about"])).toEqual(["lot"]);
  });

  it.each([
    ["2023-10-01", ["2023-10-01"], 0],
    ["2023-10-01", ["2023-10-02", "2023-10-01"], 0],
    ["2023-10-01", ["2023-10-02"], 1],
    ["2023-10-01", [], 0],
    [null, ["2023-10-02"], 0],
  ] as const)("declared as produced on %s and reported on %j make %i findings", (productionDate, producedOn, count) => {
    expect(look({ productionDate }, exampleReport({ producedOn }))).toHaveLength(count);
  });

  it.each<[string, bigint | null, string | null, [string, number][]]>([
    ["as much made as declared, in the country declared", 42_000n, "FR", []],
    ["one bottle less made", 41_999n, "FR", [["more-than-made", 45]]],
    ["more made", 42_001n, "FR", []],
    ["no amount told", null, "FR", []],
    ["another country", 42_000n, "IT", [["origin", 45]]],
    ["no country told", 42_000n, null, []],
  ])("see what the feed tells of a lot: %s", (_, items, country, expected) => {
    const made = [{ line: 1, gtin: "03012345000015", lot: "L23", made: items === null ? null : { items, volume: null, mass: null }, country }];
    const subject = exampleSubject();
    const seen = rule.look({ ...subject, lines: [exampleLine()], facts: { ...subject.facts, made } });
    expect(seen.map((one) => [one.facts["about"], one.points])).toEqual(expected);
  });

  it("sum lines of a lot against what was made of it, and leave out a line with a lot of which the feed tells nothing", () => {
    const subject = exampleSubject();
    const made = [1, 2].map((line) => ({ line, gtin: "03012345000015", lot: "L23", made: { items: 50_000n, volume: null, mass: null }, country: null }));
    const about = (second: readonly string[]) => rule.look({ ...subject, lines: [exampleLine(), exampleLine({ no: 2, lots: second })], facts: { ...subject.facts, made } }).map((one) => one.facts["about"]);
    expect(about(["L23"])).toEqual(["more-than-made"]);
    expect(rule.look({ ...subject, lines: [exampleLine({ quantity: { value: "50001", unit: "XBO" }, amounts: { items: 50_001n, volume: null, mass: null } })], facts: { ...subject.facts, made } })[0]?.wording.en).toBe(
      "The quantity disagrees: 50,001 bottles by declaration D-3, revision 1, 50,000 pieces by the feed's events on lot L23.",
    );
    expect(about(["L24"])).toEqual([]);
    expect(about(["L23", "L24"])).toEqual([]);
  });

  it("see a date that the feed contradicts, once and not for what a report says again", () => {
    const fact = { lot: "L23", siteId: 1, siteName: "Château Exemple", producedOn: "2023-10-05", expiresOn: null, source: "event" as const, sourceId: "e" };
    expect(look({ productionDate: "2023-10-01", lotFacts: [fact] }).map((one) => one.facts["about"])).toEqual(["production-date"]);
    expect(look({ productionDate: "2023-10-01", lotFacts: [{ ...fact, source: "inspection-report" }] })).toHaveLength(0);
  });

  it("hold report and feed against each other where the declaration gives no date", () => {
    const fact = { lot: "L23", siteId: 1, siteName: "Château Exemple", producedOn: "2023-10-05", expiresOn: null, source: "event" as const, sourceId: "e" };
    const [found, ...more] = look({ productionDate: null, lotFacts: [fact] }, exampleReport({ producedOn: ["2023-10-06"] }));
    expect([found?.facts["about"], more]).toEqual(["production-date", []]);
    expect(found?.wording.en).toBe("The production date disagrees: 2023-10-06 by pre-shipment inspection report PSI-1 of Bureau Nord, 2023-10-05 by the feed's events on lot L23.");
    expect(look({ productionDate: null, lotFacts: [fact] }, exampleReport({ producedOn: ["2023-10-05"] }))).toHaveLength(0);
  });

  it("see another origin and another producer", () => {
    expect(look({ originCountry: "ES" }, exampleReport())[0]?.wording.en).toContain("The origin disagrees: Spain by declaration D-3");
    const fact = { lot: "L23", siteId: 2, siteName: "Bodega Ejemplo", producedOn: null, expiresOn: null, source: "event" as const, sourceId: "e" };
    expect(look({ lotFacts: [fact] })[0]?.wording.en).toContain("The producer of lot L23 disagrees: Château Exemple by declaration D-3, revision 1, Bodega Ejemplo by");
  });
});

describe("transport documents held against a declaration", () => {
  const carried = (items: bigint, changes: Partial<SubjectTransport> = {}) =>
    exampleTransport({
      items: exampleTransport().items.map((item) => ({ ...item, quantity: { value: String(items), unit: "XBO" }, amounts: { items, volume: null, mass: null } })),
      ...changes,
    });
  const seen = (line: Partial<SubjectLine>) => rule.look(exampleSubject({ lines: [exampleLine(line)] })).map(({ facts, points }) => [facts["about"], points]);

  it.each([
    ["fewer carried than declared", 41_999n, [["more-than-carried", 45]]],
    ["as many", 42_000n, []],
    ["more", 42_001n, [["less-than-carried", 10]]],
  ] as const)("quantity: %s", (_, items, expected) => {
    expect(seen({ transports: [carried(items)] })).toEqual(expected);
  });

  it("sums the documents of one declaration, and the lines that share an item", () => {
    const [first, second] = [carried(20_000n), carried(22_000n, { number: "BL-2" })];
    expect(seen({ transports: [first, { ...second, items: second.items.map((item) => ({ ...item, of: "BL-2#0" })) }] })).toEqual([]);
    const half = { quantity: { value: "3500", unit: "XCS" }, amounts: { items: 21_000n, volume: null, mass: null }, transports: [carried(42_000n)] };
    expect(rule.look(exampleSubject({ lines: [exampleLine(half), exampleLine({ ...half, no: 2 })] }))).toEqual([]);
  });

  it.each<[string, Partial<SubjectTransport>, readonly (readonly [string, number])[]]>([
    ["the same container written otherwise", { container: "msku 123456-5" }, []],
    ["another container", { container: "CMAU0000001" }, [["container", 45]]],
    ["no container", { container: null }, []],
    ["another seal", { seals: ["XX1"] }, [["seal", 45]]],
    ["a seal more", { seals: ["FR778120", "XX1"] }, []],
    ["no seal", { seals: [] }, []],
    ["other goods", { items: [], otherGtins: ["09999999999994"] }, [["gtin", 45]]],
  ])("container, seal and goods: %s", (_, changes, expected) => {
    expect(seen({ reports: [exampleReport()], transports: [exampleTransport(changes)] })).toEqual(expected);
  });

  it("gives both values and both sources", () => {
    const [finding] = rule.look(exampleSubject({ lines: [exampleLine({ reports: [exampleReport()], transports: [exampleTransport({ container: "CMAU0000001" })] })] }));
    expect(finding?.wording.en).toBe("The container disagrees: MSKU1234565 by pre-shipment inspection report PSI-1 of Bureau Nord, CMAU0000001 by bill of lading BL-1 of Atlantic Line.");
    expect(finding?.wording.zh).toBe("集装箱号不一致：北方检验的装运前检验报告PSI-1为MSKU1234565，Atlantic Line的提单BL-1为CMAU0000001。");
  });

  it("says nothing of a document that only shares a lot", () => {
    expect(seen({ reports: [exampleReport()], transports: [carried(1n, { linkedBy: "lot", container: "CMAU0000001" })] })).toEqual([]);
  });

  it("a lot that the documents do not name", () => {
    expect(seen({ lots: ["L99"], transports: [exampleTransport()] })).toEqual([["lot", 45]]);
  });
});
