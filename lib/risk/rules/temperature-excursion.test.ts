import { describe, expect, it } from "vitest";
import type { Reading } from "#lib/trace/sensor";
import { exampleLine, exampleSubject } from "../example.ts";
import { NO_FACTS } from "../subject.ts";
import type { KeptAt, WayStep } from "../way.ts";
import { rule } from "./temperature-excursion.ts";

const START = Date.parse("2026-02-20T00:00:00Z");
const log = (degrees: readonly number[]): Reading[] =>
  degrees.map((celsius, at) => ({
    measure: "temperature",
    at: new Date(START + at * 3_600_000).toISOString(),
    value: Math.round(celsius * 1000),
    lowest: Math.round(celsius * 1000),
    highest: Math.round(celsius * 1000),
    device: null,
  }));
const step = (hours: number, bizStep: string): WayStep => ({
  eventId: `e${hours}`,
  at: START + hours * 3_600_000,
  type: "ObjectEvent",
  action: "OBSERVE",
  bizStep,
  place: { key: "p", name: { en: "Le Havre", zh: "勒阿弗尔" }, country: "FR", port: true, position: null },
  via: null,
  joins: false,
  seals: [],
});
const LIMIT: KeptAt = { category: "wine", lowest: 5000, highest: 25_000, activationEnergy: null, source: "policy" };
function look(
  degrees: readonly number[],
  {
    limits = [LIMIT],
    arrives = degrees.length - 1,
    values = {},
    standing = true,
  }: { limits?: readonly KeptAt[]; arrives?: number; values?: Record<string, number>; standing?: boolean } = {},
) {
  const way = { line: 1, lot: "L23", readings: log(degrees), measured: [], steps: [step(0, "departing"), step(arrives, "arriving")] };
  return rule.look(exampleSubject({ lines: [exampleLine({ standing })], facts: { ...NO_FACTS, ways: { lots: [way], limits } } }), values);
}
const cool = (count: number) => Array.from({ length: count }, () => 15);

describe("goods on their way", () => {
  it.each<[string, readonly number[], number]>([
    ["on the limit", [25, 25, 25, 25], 0],
    ["above it for an hour", [15, 25, 26, 25, 15], 0.5],
    ["below it", [15, 5, 4, 4, 5, 15], 3],
  ])("%s", (_, degrees, hours) => {
    expect(look([...cool(3), ...degrees, ...cool(3)], { values: { hours: 0.4 } })).toHaveLength(hours > 0 ? 1 : 0);
  });

  it.each([[2, 0], [1.9, 1]])("outside for two hours, where %d are allowed, makes %i findings", (hours, count) => {
    expect(look([...cool(4), 25, 27, 25, ...cool(4)], { values: { hours } })).toHaveLength(count);
  });

  it("is read out with the limits, the longest time, the mean kinetic temperature and its activation energy", () => {
    const [seen] = look([...cool(6), 25, 30, 30, 25, ...cool(6)]);
    expect(seen).toMatchObject({ severity: "medium", points: 35, facts: { about: "excursion", hoursAbove: 3, highest: 25, readings: 16, longest: { side: "above", hours: 3, worst: 30 } } });
    expect(seen?.wording.en).toMatch(
      /^Lot L23 of .* is to be kept between 5 °C and 25 °C; on its way it was above them for 3 hours\. The longest time in one piece was 3 hours from 2026-02-20 06:00 UTC, after Le Havre, at worst 30 °C; 1 hour is allowed\. The mean kinetic temperature of 16 readings over 15 hours is \d\d\.\d °C \(activation energy 83\.144 kJ\/mol\)\.$/,
    );
    expect(seen?.wording.zh).toContain("应在5 °C至25 °C之间保存，途中高于上限3小时");
  });

  it("whose mean kinetic temperature is above the limit weigh more, by the goods' own activation energy", () => {
    expect(look([26, 27, 28, 27, 26])).toMatchObject([{ severity: "high", points: 55 }]);
    expect(look([20, 30, 20, 27, 20, 29], { limits: [{ ...LIMIT, activationEnergy: 240_000 }] })).toMatchObject([{ severity: "high", facts: { activationEnergy: 240_000 } }]);
    expect(look([20, 30, 20, 27, 20, 29], { limits: [{ ...LIMIT, activationEnergy: 40_000 }], values: { hours: 0.5 } })).toMatchObject([{ severity: "medium" }]);
  });

  it.each([[20, 0], [22, 1]])("measured for ten hours of %i make %i findings about the rest", (arrives, count) => {
    expect(look(cool(11), { arrives }).filter(({ facts }) => facts["about"] === "unseen")).toHaveLength(count);
  });

  it.each<[string, Partial<KeptAt>, readonly number[], number]>([
    ["that have no lowest, above the highest", { lowest: null, highest: -18_000 }, [-10, -10, -10], 1],
    ["that have no lowest, far below the highest", { lowest: null, highest: -18_000 }, [-60, -60, -60], 0],
    ["that have no highest, below the lowest", { highest: null }, [0, 0, 0], 1],
    ["that have no highest, far above the lowest", { highest: null }, [60, 60, 60], 0],
    ["that have neither", { lowest: null, highest: null }, [60, -60, 60], 0],
  ])("under limits %s", (_, limit, degrees, count) => {
    expect(look(degrees, { limits: [{ ...LIMIT, ...limit }] })).toHaveLength(count);
  });

  it("without limits, without readings, or that do not stand are silent", () => {
    expect([look([40, 40, 40], { limits: [] }), look([]), look([40, 40, 40], { standing: false }), look([40, 40, 40], { limits: [{ ...LIMIT, category: "beef" }] })].flat()).toEqual([]);
  });
});
