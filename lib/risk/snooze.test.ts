import { describe, expect, it } from "vitest";
import { exampleLine, exampleSubject } from "./example.ts";
import { snoozeOn, type Snooze } from "./snooze.ts";

const now = new Date("2026-03-02T01:00:00Z");
const snooze = (changes: Partial<Snooze> = {}): Snooze => ({ id: 4, rule: "near-capacity", party: { kind: "importer", id: 9 }, until: new Date("2026-03-02T01:00:01Z"), ...changes });
const otherSite = exampleLine({ no: 2, site: { kind: "site", id: 2, name: "Bodega Ejemplo", country: "ES", certified: true, bodies: [] } });

describe("a snooze", () => {
  it.each<[string, Snooze, number | null]>([
    ["of the rule for the importer", snooze(), 4],
    ["whose last second has passed", snooze({ until: now }), null],
    ["of another rule", snooze({ rule: "missing-lot" }), null],
    ["for another importer", snooze({ party: { kind: "importer", id: 8 } }), null],
    ["for the producer of every line", snooze({ party: { kind: "site", id: 1 } }), 4],
    ["for another producer", snooze({ party: { kind: "site", id: 2 } }), null],
  ])("%s", (_, given, expected) => {
    expect(snoozeOn("near-capacity", exampleSubject(), [given], now)).toBe(expected);
  });

  it("for one producer does not hold where another one's goods are on the declaration", () => {
    expect(snoozeOn("near-capacity", exampleSubject({ lines: [exampleLine(), otherSite] }), [snooze({ party: { kind: "site", id: 1 } })], now)).toBeNull();
  });
});
