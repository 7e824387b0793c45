import { describe, expect, it } from "vitest";
import type { EventContent, EventItem, ReadEvent } from "./event.ts";
import { applySettings, BEFORE_GS1, CLOCK_SKEW, doubtsAbout, isOnePiece } from "./truth.ts";
import type { Claims } from "./truth.ts";
import { ABSURD_QUANTITY, isUnknownUnit, quantityDoubt } from "./truthQuantity.ts";
import { isTruthCode, TRUTH_CHECKS } from "./truthTable.ts";
import type { TruthOutcome } from "./truthTable.ts";

const now = new Date("2026-03-02T08:00:00Z");
const HASH = `ni:///sha-256;${"a".repeat(64)}?ver=CBV2.0`;
const LOT = "01/03012345123457/10/A";
const item = (change: Partial<EventItem> = {}): EventItem => ({ item: LOT, role: "epc", gtin: "03012345123457", lot: "A", quantity: null, unit: null, ...change });
const event = (change: Partial<EventContent> = {}): EventContent => ({
  type: "ObjectEvent", action: "OBSERVE", eventTime: new Date("2026-03-01T08:00:00Z"), eventTimeZoneOffset: "+01:00", bizStep: null, disposition: null, readPoint: null, bizLocation: null,
  sources: [], destinations: [], destinationCountry: null, items: [], lotData: { lot: null, producedOn: null, expiresOn: null }, declaresError: false, hash: HASH, bodyText: "{}", context: null, ...change,
});
const codes = (change: Partial<EventContent>, claims: Partial<Claims> = {}): string[] =>
  doubtsAbout(event(change), { eventID: null, eventTime: "2026-03-01T08:00:00Z", ...claims }, "", now).map(({ code }) => code);
const at = (ms: number): Partial<EventContent> => ({ eventTime: new Date(ms) });

describe("the time of an event is doubted", () => {
  it.each([
    ["at the clock's skew", at(now.getTime() + CLOCK_SKEW), {}, []],
    ["a millisecond beyond the skew", at(now.getTime() + CLOCK_SKEW + 1), {}, ["in-the-future"]],
    ["in the year 2099", at(Date.UTC(2099, 0, 1)), {}, ["in-the-future"]],
    ["at the beginning of 1970", at(BEFORE_GS1), {}, []],
    ["a millisecond before 1970", at(BEFORE_GS1 - 1), {}, ["far-past"]],
    ["written with the offset it gives", {}, { eventTime: "2026-03-01T09:00:00+01:00" }, []],
    ["written with another offset", {}, { eventTime: "2026-03-01T16:00:00+08:00" }, ["offset-contradicts"]],
    ["written without an offset of its own", {}, { eventTime: "2026-03-01T08:00:00Z" }, []],
    ["with +00:00 against -00:00", { eventTimeZoneOffset: "-00:00" }, { eventTime: "2026-03-01T08:00:00+00:00" }, []],
    ["recorded five minutes before", {}, { recordTime: "2026-03-01T07:55:00Z" }, []],
    ["recorded more than five minutes before", {}, { recordTime: "2026-03-01T07:54:59.999Z" }, ["recorded-before-it-happened"]],
    ["recorded after it", {}, { recordTime: "2026-03-01T09:00:00Z" }, []],
  ] as const)("%s", (_what, change, claims, wanted) => expect(codes(change, claims)).toEqual(wanted));
});

describe("a quantity is doubted", () => {
  it.each([
    ["0", null, "zero-quantity"], ["0.000", "KGM", "zero-quantity"], ["0.001", "KGM", undefined], ["1", null, undefined],
    [String(ABSURD_QUANTITY), "KGM", undefined], [String(ABSURD_QUANTITY + 1), "KGM", "absurd-quantity"], ["1e13", "KGM", "absurd-quantity"], ["9007199254740993", null, "absurd-quantity"],
    ["1.5", null, "fractional-pieces"], ["1.5", "H87", "fractional-pieces"], ["1.5", "XBO", "fractional-pieces"], ["1.5", "KGM", undefined], ["1.5", "LTR", undefined], ["1.50", "MTR", undefined],
    ["2.000", "H87", undefined], ["15e-1", "H87", "fractional-pieces"], ["15e1", "H87", undefined],
  ] as const)("%s %s: %s", (quantity, unit, code) => expect(quantityDoubt(quantity, unit)?.code).toBe(code));

  it.each([["KGM", false], ["MTR", false], ["XPX", false], ["X1", true], ["QQQ", true], ["kg", true]] as const)("%s is an unknown unit: %s", (unit, unknown) => expect(isUnknownUnit(unit)).toBe(unknown));

  it("at the place where it stands", () => {
    const bodyText = JSON.stringify({ quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.B", quantity: 5 }, { epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: 0, uom: "QQQ" }] });
    const doubts = doubtsAbout(event({ bodyText, items: [item({ quantity: "0", unit: "QQQ" })] }), { eventID: null, eventTime: "2026-03-01T08:00:00Z" }, "/epcisBody/eventList/3", now);
    expect(doubts.map(({ pointer, code }) => [pointer, code])).toEqual([["/epcisBody/eventList/3/quantityList/1/quantity", "zero-quantity"], ["/epcisBody/eventList/3/quantityList/1/uom", "unknown-unit"]]);
  });
});

describe("what an event says of itself is doubted", () => {
  it.each([
    ["an id that is its hash", HASH, []],
    ["an id that is another hash", HASH.replace(/a{64}/, "b".repeat(64)), ["claimed-hash-differs"]],
    ["an ni id of another algorithm", "ni:///md5;abc", ["made-up-id"]],
    ["an id of its sender's own", "urn:uuid:1", []],
    ["no id", null, []],
  ])("%s", (_what, eventID, wanted) => expect(codes({}, { eventID })).toEqual(wanted));

  it.each([
    ["a container among its content", [item({ item: "00/1", role: "parent" }), item({ item: "00/1", role: "child" })], ["contains-itself"]],
    ["a container with other content", [item({ item: "00/1", role: "parent" }), item({ item: "00/2", role: "child" })], []],
    ["one piece made of itself", [item({ item: "01/1/21/7", role: "input" }), item({ item: "01/1/21/7", role: "output" })], ["contains-itself"]],
    ["one piece made of another", [item({ item: "01/1/21/7", role: "input" }), item({ item: "01/1/21/8", role: "output" })], []],
    ["a lot topped up with itself", [item({ role: "input" }), item({ role: "output" })], []],
  ])("%s", (_what, items, wanted) => expect(codes({ items })).toEqual(wanted));

  it("a party where a place should be", () => {
    const place = (key: string) => ({ gln: "4012345000023", key });
    expect(codes({ readPoint: place("417/4012345000023"), bizLocation: place("414/4012345000023") })).toEqual(["place-is-no-location"]);
  });

  it.each([["00/106141412345678908", true], ["01/03012345123457/21/77", true], [LOT, false], ["01/03012345123457", false], ["urn:x:1", false]])("%s is one piece: %s", (id, one) => expect(isOnePiece(id)).toBe(one));
});

describe("the settings", () => {
  const doubted: ReadEvent = { index: 0, pointer: "", eventID: null, content: event(), problems: [{ pointer: "/eventTime", code: "in-the-future", detail: "", severity: "warning" }] };
  const set = (outcome: TruthOutcome) => applySettings(doubted, new Map([["in-the-future", outcome]]));

  it("keep an event with its doubt, keep it out for the doubt, or say nothing", () => {
    expect([set("warn"), applySettings(doubted, new Map())].map(({ content, problems }) => [content !== null, problems])).toEqual([[true, doubted.problems], [true, doubted.problems]]);
    expect(set("reject")).toMatchObject({ content: null, problems: [{ code: "in-the-future", severity: "error" }] });
    expect(set("ignore")).toMatchObject({ content: { type: "ObjectEvent" }, problems: [] });
  });

  it("do not touch what is broken, nor what is no truth check", () => {
    const broken: ReadEvent = {
      ...doubted,
      content: null,
      problems: [
        { pointer: "/eventTime", code: "not-an-instant", detail: "", severity: "error" },
        { pointer: "", code: "house-word", detail: "", severity: "warning" },
      ],
    };
    expect(applySettings(broken, new Map([["in-the-future", "ignore"]]))).toEqual(broken);
  });

  it("are for the checks of the table, whose ones on history never reject by themselves", () => {
    expect(isTruthCode("two-places-at-once") && !isTruthCode("not-an-instant") && !isTruthCode("toString")).toBe(true);
    expect(Object.values(TRUTH_CHECKS).every(({ standard }) => standard === "warn")).toBe(true);
  });
});
