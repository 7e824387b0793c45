import { describe, expect, it } from "vitest";
import { exampleLine, exampleSubject } from "../example.ts";
import type { Population } from "../fingerprint.ts";
import type { Measurement } from "../origin.ts";
import { normalFrom, seeded } from "../randomness.ts";
import { NO_FACTS, type SubjectLine } from "../subject.ts";
import { rule } from "./origin-fingerprint.ts";

const MARKERS = [{ name: "87Sr/86Sr", unit: "1" }, { name: "Sr", unit: "mg/kg" }];
function population(id: number, centre: readonly [number, number], changes: Partial<Population> = {}, size = 40): Population {
  const normal = normalFrom(seeded(id));
  const samples = Array.from({ length: size }, () => [centre[0] + 0.0003 * normal(), centre[1] + 20 * normal()]);
  return { id, version: 2, origin: { en: `Lake ${id}`, zh: `${id}号湖` }, country: "FR", sites: [1], category: "wine", season: { from: "2023-01-01", to: "2024-01-01" }, markers: MARKERS, samples, ...changes };
}
const OWN = population(1, [0.711, 270]);
const OTHER = population(2, [0.714, 330], { sites: [2] });
const measured = (ratio: number, strontium: number): Measurement => ({
  line: 1,
  lot: "L23",
  by: { kind: "report", id: "OR-1", body: { en: "Bureau Nord", zh: "北方检验" } },
  markers: [
    { name: "87Sr/86Sr", value: ratio, unit: "1" },
    { name: "Sr", value: strontium, unit: "mg/kg" },
  ],
});
const look = (measurement: Measurement, populations: readonly Population[] = [OWN, OTHER], line: Partial<SubjectLine> = {}, values = {}) =>
  rule.look(exampleSubject({ lines: [exampleLine(line)], facts: { ...NO_FACTS, origins: { measurements: [measurement], populations } } }), values);

describe("the markers of a lot", () => {
  it("that are those of its origin say nothing", () => expect(look(measured(0.7111, 275))).toEqual([]));

  it("that are those of another origin are read out with the test, the ranges and the origin they fit", () => {
    const [seen] = look(measured(0.714, 330));
    expect(seen).toMatchObject({ severity: "high", points: 75, line: 1, facts: { lot: "L23", measuredBy: "OR-1", population: 1, version: 2, samples: 40, freedom: [2, 38], limit: 0.001, better: { population: 2 } } });
    expect(seen?.wording.en).toMatch(
      /^Lot L23, measured by Bureau Nord in report OR-1, does not fit the reference population Lake 1, season 2023-01-01 to 2023-12-31, version 2 \(n = 40\): Mahalanobis distance .* F\(2, 38\) = .*, p < 0\.000001 against a limit of 0\.001\. Against this origin: 87Sr\/86Sr 0\.71400 \(95% of the reference 0\.71.* to 0\.71.*% of the distance\).*It fits the reference population Lake 2/,
    );
    expect(seen?.wording.zh).toMatch(/^批号L23（北方检验报告OR-1检测）与1号湖参考样本群（产季2023-01-01至2023-12-31，第2版，n = 40）不符：2项指标的马氏距离/);
  });

  it.each([[0.05, 1], [0.000_001, 0]])("are held against the level: at %d there are %i high findings", (level, count) => {
    expect(look(measured(0.7119, 270), [OWN], {}, { level, doubt: 0.000_001 }).filter(({ severity }) => severity === "high")).toHaveLength(count);
  });

  it("between the level and doubt are doubtful", () => expect(look(measured(0.7119, 270), [OWN], {}, { level: 0.000_001, doubt: 0.2 })).toMatchObject([{ severity: "medium", points: 30 }]));

  it.each<[string, readonly Population[], Partial<SubjectLine>, string]>([
    ["of an origin without a reference", [OTHER], {}, "no-reference"],
    ["of another season than the reference", [OWN], { productionDate: "2024-02-01", producedFrom: "2024-02-01" }, "other-season"],
    ["of an origin with too few samples", [population(1, [0.711, 270], {}, 19)], {}, "too-few-samples"],
    ["none of which the reference has", [{ ...OWN, markers: [{ name: "Ba", unit: "mg/kg" }, { name: "Mn", unit: "mg/kg" }] }], {}, "no-common-marker"],
  ])("%s cannot be compared, weigh nothing, and the reason is told", (_, populations, line, why) => {
    const [seen, ...more] = look(measured(0.714, 330), populations, line);
    expect(seen).toMatchObject({ severity: "info", points: 0, facts: { why } });
    expect(seen?.wording.en).toContain("cannot be compared: ");
    expect(more).toEqual([]);
  });

  it("of a category without any reference are silent, and so are lines that do not stand", () => {
    expect(look(measured(0.714, 330), [])).toEqual([]);
    expect(look(measured(0.714, 330), [OWN], { standing: false })).toEqual([]);
  });

  it("of goods from a country are held against a reference that names no sites", () => expect(look(measured(0.714, 330), [{ ...OWN, sites: [] }])).toHaveLength(1));

  it("of a site with a reference of its own are held against that and not the country's", () => {
    expect(look(measured(0.714, 330), [population(3, [0.714, 330], { sites: [] }), OWN])).toMatchObject([{ facts: { population: 1 } }]);
  });
});
