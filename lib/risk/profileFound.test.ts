import { describe, expect, it } from "vitest";
import { exampleAccount, exampleLine, exampleReport, exampleSubject, exampleTransport } from "./example.ts";
import { appliedProfile, looked } from "./profile.ts";
import { compiled } from "./profileCondition.ts";
import { RECORDS } from "./profileFacts.ts";
import { RECORD_NAMES, type RecordName } from "./profileType.ts";
import { NO_FACTS, type FactName, type Subject, type SubjectFacts } from "./subject.ts";
import type { WayPlace, WayStep } from "./way.ts";

const START = Date.parse("2026-01-01T00:00:00Z");
const DAY = 86_400_000;
const place = (key: string, country: string, lat: number, lon: number): WayPlace => ({ key, name: null, country, port: false, position: { lat, lon } });
const step = (day: number, bizStep: string, at: WayPlace): WayStep => ({
  eventId: `e${day}${bizStep}`,
  at: START + day * DAY,
  type: "ObjectEvent",
  action: "OBSERVE",
  bizStep,
  place: at,
  via: "urn:epc:id:bic:MSKU1234565",
  joins: false,
  seals: [],
});
const [BORDEAUX, DUBAI, SHANGHAI] = [place("b", "FR", 44.87, -0.55), place("d", "AE", 25.01, 55.06), place("s", "CN", 31.23, 121.47)];
const reading = (hour: number, celsius: number) => ({
  at: new Date(START + hour * 3_600_000).toISOString(),
  value: celsius * 1_000,
  lowest: celsius * 1_000,
  highest: celsius * 1_000,
  measure: "temperature" as const,
  device: null,
});
const prices = { median: Math.log(2), deviation: 0.1, lines: 40, importers: 5, from: "2025-03-01", to: "2026-03-01" };
const body = { en: "Bureau Nord", zh: "北方检验" };
const certificate = (number: string) => ({
  id: 1,
  number,
  issuerId: 1,
  body,
  scope: { kind: "category" as const, values: ["wine"] as const },
  dimension: "volume" as const,
  from: "2025-01-01",
  to: "2026-01-01",
  supersedesId: null,
  extractOfId: null,
});
const facts = {
  ...NO_FACTS,
  peers: [{ line: 1, goods: prices, kind: prices }],
  relations: [{ siteId: 4, pairSince: new Date("2026-02-20T01:00:00Z"), siteSince: new Date("2026-02-01T01:00:00Z"), recordsSince: new Date("2025-03-02T01:00:00Z") }],
  recent: [{ siteId: 4, declarationId: 2, number: "D-2", lodgedAt: new Date("2026-02-27T01:00:00Z"), value: 12_345n, charged: new Map() }],
  bodies: [{ issuerId: 1, body, certificates: 10, overrun: 2, confirmed: 1, contradicted: 3, numbers: ["C-1"] }],
  overlaps: [{ siteId: 4, first: certificate("C-1"), second: certificate("C-2") }],
  serials: {
    pieces: 900,
    seen: [
      {
        line: 1,
        lot: "L23",
        item: "urn:epc:id:sgtin:3012345.000010.S1",
        places: 12,
        made: 2,
        leaps: [{ kilometres: 9_000, hours: 1.5, from: { key: "a", name: null, at: "", eventId: "" }, to: { key: "b", name: null, at: "", eventId: "" } }],
      },
    ],
  },
  ways: {
    limits: [{ category: "wine", lowest: 5_000, highest: 20_000, activationEnergy: null, source: "house" }],
    lots: [
      {
        line: 1,
        lot: "L23",
        steps: [step(0, "departing", BORDEAUX), step(10, "storing", DUBAI), step(30, "departing", DUBAI), step(40, "arriving", SHANGHAI)],
        readings: [reading(0, 18), reading(6, 30), reading(12, 18)],
        measured: [],
      },
    ],
  },
  origins: { populations: [], measurements: [{ line: 1, lot: "L23", by: { kind: "report" as const, id: "PSI-1", body }, markers: [{ name: "d13C", unit: "‰", value: -26.5 }] }] },
} satisfies SubjectFacts;
const line = exampleLine({
  category: "wine", vintage: 2024, productionDate: "2025-09-01", price: { minor: 6_300_000n, currency: "EUR" }, amounts: { items: 42_000n, volume: 31_500_000n, mass: 31_500_000_000n },
  site: { kind: "site", id: 4, name: "Château", country: "FR", certified: true, bodies: [] }, atLodging: { verdict: "within", used: "0.5" }, reports: [exampleReport()], transports: [exampleTransport()],
  lotFacts: [{ lot: "L23", siteId: 4, siteName: "Château", producedOn: "2025-09-01", expiresOn: "2030-01-01", source: "event", sourceId: "e" }],
});
const subject = exampleSubject({ lines: [line], accounts: [exampleAccount()], facts });

function said(condition: string, of: Subject = subject) {
  const read = compiled(condition);
  if (!read.ok) throw new Error(`${condition}: ${JSON.stringify(read.problems)}`);
  return looked(read.condition, [], of);
}

const PATHS: Readonly<Record<RecordName, string>> = {
  declaration: "declaration", importer: "importer", line: "line", site: "line.site", account: "accounts[0]", report: "reports[0]", transport: "transports[0]", peers: "line.goodsPeers", relation: "line.relation",
  way: "line.ways[0]", serial: "line.serials[0]", marker: "line.markers[0]", lodging: "recent[0]", body: "bodies[0]", overlap: "overlaps[0]",
};

describe("a condition", () => {
  it.each(RECORD_NAMES.flatMap((record) => Object.keys(RECORDS[record]).map((field) => `${PATHS[record]}.${field}`)))("finds %s where it is known", (path) => {
    expect(said(`has(${path})`)).toMatchObject({ kind: "hit" });
  });

  it.each<[string, FactName]>([
    ["line.goodsPeers.lines >= 20 && line.goodsPeers.deviations < -3.0", "peers"],
    ["line.kindPeers.ratio < 0.11 && line.kindPeers.ratio > 0.09 && line.kindPeers.median == 20.0", "peers"],
    ["line.relation.pairDays <= 10 && line.relation.siteDays > 14 && line.relation.recordDays == 365", "relations"],
    ["size(recent) >= 1 && sum(recent.map(r, r.value)) == 123.45", "recent"],
    ["bodies.exists(b, b.contradicted * 10 >= b.certificates * 2)", "bodies"],
    ['overlaps.exists(o, o.first == "C-1")', "overlaps"],
    ["line.serials.exists(s, s.leapKilometres > 1000.0 * s.leapHours || s.made > 1)", "serials"],
    ['line.ways.exists(w, "AE" in w.handledIn && w.longestStop > 14.0)', "ways"],
    ["line.ways.exists(w, w.hoursAbove > 9.0 && w.hoursAbove < 11.0 && w.hoursBelow == 0.0 && w.warmest == 30.0)", "ways"],
    ["line.ways.exists(w, w.detour > 1.0 && w.kilometres > 10000.0 && size(w.countries) == 3)", "ways"],
    ['line.markers.exists(m, m.name == "d13C" && m.value < -26.0)', "origins"],
  ])("%s holds, and asks for its facts alone", (condition, needs) => {
    expect(said(condition)).toMatchObject({ kind: "hit" });
    expect(appliedProfile({ id: 1, version: 1, name: body, next: body, severity: "low", points: 1, condition, offices: [], mode: "live" }).rule.needs).toEqual([needs]);
  });

  it("over what every subject has asks for nothing more, and one of an office for its declarations alone", () => {
    const { rule } = appliedProfile({ id: 1, version: 1, name: body, next: body, severity: "low", points: 1, condition: "line.price > 10.0", offices: ["5304"], mode: "live" });
    expect([rule.needs, rule.asks?.(subject, { since: null })]).toEqual([[], false]);
  });

  it.each([
    ["line.goodsPeers.ratio < 0.5", "goodsPeers"],
    ["line.relation.pairDays < 3", "relation"],
  ])("%s cannot be told where nothing is known", (condition, fact) => expect(said(condition, exampleSubject())).toEqual({ kind: "untold", why: "missing", fact, line: 1 }));

  it.each(["line.ways.exists(w, w.opened)", "size(recent) > 0", "bodies.exists(b, b.contradicted > 0)"])("%s does not hold where nothing is known", (condition) =>
    expect(said(condition, exampleSubject())).toEqual({ kind: "no" }),
  );
});
