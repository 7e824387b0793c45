import { describe, expect, it } from "vitest";
import { admit } from "./admission.ts";
import type { EventContent, ReadEvent } from "./event.ts";

const content: EventContent = {
  type: "ObjectEvent", action: "OBSERVE", eventTime: new Date(0), eventTimeZoneOffset: "+01:00", bizStep: null, disposition: null, readPoint: null, bizLocation: null, sources: [],
  destinations: [], destinationCountry: null, items: [], lotData: { lot: null, producedOn: null, expiresOn: null }, declaresError: false, hash: "h", bodyText: "{}", context: null,
};
const event = (eventID: string | null, hash: string, says: Partial<EventContent> = {}): ReadEvent => ({ index: 0, pointer: "/0", eventID, content: { ...content, hash, ...says }, problems: [] });
const broken: ReadEvent = { index: 1, pointer: "/1", eventID: null, content: null, problems: [{ pointer: "/1", code: "missing", detail: "", severity: "error" }] };
const known = [{ eventId: "id", hash: "h", declaresError: false }];

const outcomes = (events: readonly ReadEvent[], behaviour: "rollback" | "proceed" = "proceed") =>
  admit(events, known, behaviour).outcomes.map(({ outcome, problems }) => [outcome, ...problems.map(({ code }) => code)].join(" "));

describe("what becomes of an event", () => {
  it.each([
    ["new, with an id", event("new", "n"), "accepted"],
    ["new, without an id", event(null, "n"), "accepted"],
    ["the same id and content", event("id", "h"), "duplicate"],
    ["the same content without an id", event(null, "h"), "duplicate"],
    ["the same content under another id", event("other", "h"), "warning same-content-under-another-id"],
    ["the same id and another body", event("id", "x"), "rejected id-used-with-another-body"],
    ["the same id, declaring an error", event("id", "h", { declaresError: true }), "accepted"],
    ["a broken structure", broken, "rejected missing"],
  ])("%s", (_what, sent, expected) => {
    expect(outcomes([sent])).toEqual([expected]);
  });

  it("is decided within the document too", () => {
    expect(outcomes([event("a", "1"), event("a", "1"), event("a", "2")])).toEqual(["accepted", "duplicate", "rejected id-used-with-another-body"]);
  });
});

describe("one rejected event", () => {
  it("keeps all others out when the document is all or nothing", () => {
    expect(outcomes([event("a", "1"), broken], "rollback")).toEqual(["rejected rolled-back", "rejected missing"]);
    expect(admit([event("a", "1"), broken], known, "rollback").admitted).toEqual([]);
  });

  it("keeps no other out when the document may go in by parts", () => {
    expect(admit([event("a", "1"), broken], known, "proceed")).toMatchObject({ success: false, admitted: [{ eventId: "a" }] });
  });

  it("does not count as one when it is only known already", () => {
    expect(admit([event("id", "h")], known, "rollback")).toMatchObject({ success: true, admitted: [] });
  });
});
