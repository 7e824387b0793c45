import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stateOf } from "./state.ts";
import type { EventPart, StateEvent, Traced } from "./told.ts";

const [BOX, PALLET, SHIP, LOT] = ["00/1", "00/2", "urn:epc:id:bic:MSKU1234565", "01/03012345000017/10/L"];
const PIECE: Traced = { item: "01/03012345000017/21/7", kind: "piece", pieces: [] };
const WHOLE: Traced = { item: LOT, kind: "lot", pieces: [] };
const part = (item: string, role: EventPart["role"] = "epc", quantity: string | null = null, unit: string | null = null): EventPart => ({ item, role, quantity, unit });

let count = 0;
function event(day: number, items: readonly EventPart[], changes: Partial<StateEvent> = {}): StateEvent {
  const id = `e${String(++count).padStart(3, "0")}`;
  return {
    eventId: id,
    hash: id,
    type: "ObjectEvent",
    action: "OBSERVE",
    at: new Date(Date.UTC(2026, 0, day)),
    offset: "+08:00",
    bizStep: null,
    disposition: null,
    set: [],
    unset: [],
    readPoint: null,
    bizLocation: null,
    destinations: [],
    items,
    ...changes,
  };
}
const put = (day: number, holder: string, children: readonly EventPart[], changes: Partial<StateEvent> = {}) =>
  event(day, [part(holder, "parent"), ...children], { type: "AggregationEvent", action: "ADD", bizStep: "packing", ...changes });
const out = (day: number, holder: string, children: readonly EventPart[] = []) => put(day, holder, children, { action: "DELETE", bizStep: "unpacking" });
const child = (item: string, quantity: string | null = null) => part(item, "child", quantity);
const made = (day = 1) => event(day, [part(PIECE.item)], { action: "ADD", bizStep: "commissioning", disposition: "active", bizLocation: "414/1" });
const state = (events: readonly StateEvent[], traced = PIECE, known: (place: string) => boolean = () => true) => stateOf(traced, events, known);
const gapsOf = (events: readonly StateEvent[], traced = PIECE, known?: (place: string) => boolean) => state(events, traced, known).gaps.map((one) => one.gap);

describe("where a thing is", () => {
  it("is what the last event says, by the time it happened", () => {
    const events = [event(5, [part(PIECE.item)], { bizStep: "receiving", readPoint: "414/5" }), made(), event(3, [part(PIECE.item)], { bizStep: "shipping", readPoint: "414/1" })];
    expect(state(events)).toMatchObject({ where: { place: "414/5", basis: "read-point", via: null }, bizStep: "receiving", disposition: "active", underWay: null });
  });

  it("is where what holds it was seen, as long as it was in it", () => {
    const moved = (day: number, place: string) => event(day, [part(PALLET)], { bizStep: "arriving", bizLocation: place });
    const packed = [made(), put(2, BOX, [child(PIECE.item)]), put(3, PALLET, [child(BOX)]), moved(4, "414/4")];
    expect(state(packed)).toMatchObject({ where: { place: "414/4", basis: "location", via: PALLET }, holders: [{ item: BOX }, { item: PALLET }] });
    expect(state([...packed, out(5, BOX), moved(6, "414/6")])).toMatchObject({ where: { place: "414/4" }, holders: [] });
  });

  it("is unknown on the way", () => {
    const left = event(3, [part(PIECE.item)], { bizStep: "shipping", readPoint: "414/1", destinations: ["414/9"] });
    expect(state([made(), left])).toMatchObject({ underWay: { from: "414/1", to: ["414/9"] }, gaps: [{ gap: "not-received" }] });
    expect(gapsOf([made(), left, event(4, [part(PIECE.item)], { bizStep: "receiving", readPoint: "414/9" })])).toEqual([]);
  });
});

describe("what a thing is in", () => {
  it.each<[string, readonly StateEvent[], readonly string[]]>([
    ["put in", [put(2, BOX, [child(PIECE.item)])], [BOX]],
    ["taken out by name", [put(2, BOX, [child(PIECE.item)]), out(3, BOX, [child(PIECE.item)])], []],
    ["taken out with all", [put(2, BOX, [child(PIECE.item)]), out(3, BOX)], []],
    ["another taken out", [put(2, BOX, [child(PIECE.item), child("x")]), out(3, BOX, [child("x")])], [BOX]],
    ["put into another without being taken out", [put(2, BOX, [child(PIECE.item)]), put(3, PALLET, [child(PIECE.item)])], [PALLET]],
    ["seen in it", [put(2, BOX, [child(PIECE.item)], { action: "OBSERVE" })], [BOX]],
    ["put in again", [put(2, BOX, [child(PIECE.item)]), out(3, BOX), put(4, BOX, [child(PIECE.item)])], [BOX]],
  ])("%s", (_, events, holders) => {
    expect(state(events).holders.map((one) => one.item)).toEqual(holders);
  });

  it("of a lot, several at once, with how much", () => {
    expect(state([put(2, BOX, [child(LOT, "6")]), put(2, PALLET, [child(LOT, "12")])], WHOLE).holders).toMatchObject([{ item: BOX, quantity: "6" }, { item: PALLET, quantity: "12" }]);
  });

  it("goes up to the container, and ends where it goes in a circle", () => {
    expect(state([put(2, BOX, [child(PIECE.item)]), put(3, PALLET, [child(BOX)]), put(4, SHIP, [child(PALLET)])]).holders.map((one) => one.item)).toEqual([BOX, PALLET, SHIP]);
    expect(gapsOf([made(), put(2, BOX, [child(PIECE.item)]), put(3, PIECE.item, [child(BOX)])])).toContain("cycle");
    expect(gapsOf([made(), put(2, PIECE.item, [child(PIECE.item)])])).toContain("cycle");
  });

  it("stops at a depth", () => {
    const chain = Array.from({ length: 20 }, (_, at) => put(2 + at, `00/${at + 1}`, [child(at === 0 ? PIECE.item : `00/${at}`)]));
    expect(gapsOf([made(), ...chain])).toContain("too-deep");
  });
});

describe("what is in a thing", () => {
  const pallet: Traced = { item: PALLET, kind: "unit", pieces: [] };
  it("is what was put in and not taken out, and what is in that", () => {
    const events = [put(2, BOX, [child(PIECE.item), child(LOT, "6")]), put(3, PALLET, [child(BOX), child("x")]), out(4, PALLET, [child("x")])];
    expect(state(events, pallet).inside.map(({ item, depth, quantity }) => [item, depth, quantity])).toEqual([[BOX, 1, null], [LOT, 2, "6"], [PIECE.item, 2, null]]);
  });
});

describe("what is left of a lot", () => {
  it.each([
    ["made", [event(1, [part(LOT, "epc", "100")], { action: "ADD" })], "100"],
    ["made twice", [event(1, [part(LOT, "epc", "100")], { action: "ADD" }), event(2, [part(LOT, "epc", "20.5")], { action: "ADD" })], "120.5"],
    ["made by a transformation and used in another", [event(1, [part(LOT, "output", "100")], { type: "TransformationEvent", action: null }), event(2, [part(LOT, "input", "30")], { type: "TransformationEvent", action: null })], "70"],
    ["taken out", [event(1, [part(LOT, "epc", "100")], { action: "ADD" }), event(2, [part(LOT, "epc", "101")], { action: "DELETE" })], "-1"],
    ["only used", [event(2, [part(LOT, "input", "30")], { type: "TransformationEvent", action: null })], null],
  ])("%s", (_, events, left) => {
    expect(state(events, WHOLE).remaining).toMatchObject([{ unit: "H87", left }]);
  });

  it("counts its pieces one by one", () => {
    expect(
      state([event(1, [part("p1"), part("p2")], { action: "ADD" }), event(2, [part("p1")], { action: "DELETE" })], { item: LOT, kind: "lot", pieces: ["p1", "p2"] }).remaining,
    ).toMatchObject([{ made: "2", removed: "1", left: "1" }]);
  });
});

describe("what is not known", () => {
  it.each<[string, readonly StateEvent[], string]>([
    ["who made it", [event(2, [part(PIECE.item)], { readPoint: "414/1" })], "never-made"],
    ["where it is", [event(2, [part(PIECE.item)], { action: "ADD" })], "no-place"],
    ["what became of what holds it", [made(), put(2, BOX, [child(PIECE.item)])], "holder-unseen"],
    ["which place that is", [made(), event(2, [part(PIECE.item)], { readPoint: "urn:x:shed" })], "place-unidentified"],
  ])("%s", (_, events, gap) => {
    expect(gapsOf(events, PIECE, (place) => place.startsWith("414/"))).toContain(gap);
  });

  it("more gone than made", () => {
    expect(gapsOf([event(1, [part(LOT, "epc", "1")], { action: "ADD", readPoint: "414/1" }), event(2, [part(LOT, "epc", "2")], { action: "DELETE", readPoint: "414/1" })], WHOLE)).toEqual(["more-gone-than-made"]);
  });
});

describe("persistent dispositions", () => {
  it("stand until they are unset", () => {
    const set = event(2, [part(PIECE.item)], { set: ["completeness_verified", "conformant"] });
    expect(state([made(), set]).persistent).toEqual(["completeness_verified", "conformant"]);
    expect(state([made(), set, event(3, [part(PIECE.item)], { unset: ["conformant"] })]).persistent).toEqual(["completeness_verified"]);
  });
});

it("the state does not depend on the order in which events came, nor on how often", () => {
  const events = [
    made(), put(2, BOX, [child(PIECE.item), child(LOT, "6")]), put(3, PALLET, [child(BOX)]), event(4, [part(PALLET)], { bizStep: "shipping", readPoint: "414/1", disposition: "in_transit" }),
    event(4, [part(PALLET)], { bizStep: "loading", readPoint: "414/2" }),
    put(5, SHIP, [child(PALLET)]),
    event(6, [part(SHIP)], { bizStep: "arriving", bizLocation: "414/3", set: ["conformant"] }),
    out(7, PALLET),
    out(8, BOX, [child(PIECE.item)]),
    event(9, [part(PIECE.item)], { bizStep: "receiving", readPoint: "414/4", set: ["completeness_verified"] }),
    event(9, [part(PIECE.item)], { bizStep: "storing", bizLocation: "414/5", unset: ["completeness_verified"] }),
  ];
  for (const traced of [PIECE, WHOLE, { item: PALLET, kind: "unit", pieces: [] } as const]) {
    const expected = state(events, traced);
    fc.assert(fc.property(fc.shuffledSubarray([...events, ...events], { minLength: events.length * 2 }), (some) => {
      expect(state(some, traced)).toEqual(expected);
    }), { numRuns: 60 });
  }
});
