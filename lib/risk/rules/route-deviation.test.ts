import { describe, expect, it } from "vitest";
import { exampleLine, exampleReport, exampleSubject, exampleTransport } from "../example.ts";
import { NO_FACTS, type SubjectLine } from "../subject.ts";
import type { WayPlace, WayStep } from "../way.ts";
import { rule } from "./route-deviation.ts";

const CONTAINER = "urn:epc:id:bic:MSKU1234565";
const place = (name: string, country: string, lat: number, lon: number, port = true): WayPlace => ({ key: name, name: { en: name, zh: name }, country, port, position: { lat, lon } });
const [BORDEAUX, SINGAPORE, SHANGHAI, DUBAI, SANTOS] = [
  place("Bordeaux", "FR", 44.87, -0.55),
  place("Singapore", "SG", 1.27, 103.83),
  place("Shanghai", "CN", 31.23, 121.47),
  place("Dubai warehouse", "AE", 25.01, 55.06, false),
  place("Santos", "BR", -23.95, -46.31),
];
const DAY = 86_400_000;
const step = (day: number, bizStep: string, at: WayPlace | null, changes: Partial<WayStep> = {}): WayStep => ({
  eventId: `e${day}`,
  at: Date.parse("2026-01-01T00:00:00Z") + day * DAY,
  type: "ObjectEvent",
  action: "OBSERVE",
  bizStep,
  place: at,
  via: CONTAINER,
  joins: false,
  seals: [],
  ...changes,
});
const VOYAGE = [step(0, "departing", BORDEAUX), step(30, "arriving", SHANGHAI)];
const look = (between: readonly WayStep[], line: Partial<SubjectLine> = {}, values = {}) =>
  rule.look(
    exampleSubject({
      lines: [exampleLine({ transports: [exampleTransport()], reports: [exampleReport()], ...line })],
      facts: { ...NO_FACTS, ways: { limits: [], lots: [{ line: 1, lot: "L23", steps: [...VOYAGE, ...between].toSorted((a, b) => a.at - b.at), readings: [], measured: [] }] } },
    }),
    values,
  );
const about = (between: readonly WayStep[], line: Partial<SubjectLine> = {}, values = {}) => look(between, line, values).map(({ facts }) => facts["about"]);

describe("the way of a lot", () => {
  it.each<[string, readonly WayStep[], readonly string[]]>([
    ["past a port of another country is no deviation", [step(15, "transporting", SINGAPORE)], []],
    ["stored at such a port is none", [step(15, "storing", SINGAPORE)], []],
    ["repacked in another country is one", [step(15, "repackaging", DUBAI)], ["handled", "opened"]],
    ["stored in a warehouse there is one", [step(15, "storing", DUBAI)], ["handled"]],
    ["handled in the country of origin is none", [step(-2, "packing", BORDEAUX)], []],
    ["of another part of the lot, in another country, is not held against it", [step(15, "storing", DUBAI, { via: "00/1" })], []],
    ["made in another country is one", [step(-20, "commissioning", DUBAI, { via: null })], ["handled"]],
  ])("%s", (_, between, found) => expect(about(between)).toEqual(found));

  it("is read out with place, country, day and the declared countries", () => {
    expect(look([step(15, "storing", DUBAI)])[0]).toMatchObject({
      severity: "high",
      points: 45,
      line: 1,
      wording: { en: "Lot L23 was handled (storing) at Dubai warehouse, United Arab Emirates, on 2026-01-16 00:00 UTC; the declared way names France, China only." },
    });
  });
});

describe("a sealed container", () => {
  const unpacked = (day: number, at: WayPlace | null) => step(day, "unpacking", at, { type: "AggregationEvent", action: "DELETE", joins: true });
  it.each<[string, readonly WayStep[], number]>([
    ["opened before it set out", [unpacked(-1, BORDEAUX)], 0],
    ["opened on the way", [unpacked(15, SINGAPORE)], 1],
    ["opened at a place that is not told", [unpacked(15, null)], 1],
    ["opened after arrival", [unpacked(31, SHANGHAI)], 0],
  ])("%s", (_, between, count) => {
    expect(about(between).filter((one) => one === "opened")).toHaveLength(count);
  });
  it("without seals on the documents is not held to be sealed", () =>
    expect(about([unpacked(15, SINGAPORE)], { transports: [exampleTransport({ seals: [] })], reports: [exampleReport({ seals: [] })] })).not.toContain("opened"));
  it.each([["FR778120", 0], ["fr-778 120", 0], ["CN000001", 1]])("seen with the seal %s makes %i findings", (seal, count) => {
    expect(about([step(15, "transporting", SINGAPORE, { seals: [seal] })]).filter((one) => one === "resealed")).toHaveLength(count);
  });
});

describe("a stop and a detour", () => {
  it.each([[24, 0], [25, 1]])("from day 10 to day %i makes %i findings", (day, count) => {
    expect(about([step(10, "arriving", SINGAPORE), step(day, "departing", SINGAPORE)]).filter((one) => one === "stop")).toHaveLength(count);
  });
  it.each([[2.5, 1], [10, 0]])("through Santos, at %d times the straight line allowed, makes %i findings", (detour, count) => {
    const found = look([step(10, "transporting", SANTOS), step(14, "transporting", BORDEAUX), step(20, "transporting", SANTOS)], {}, { detour });
    expect(found.filter(({ facts }) => facts["about"] === "detour")).toHaveLength(count);
  });
});
