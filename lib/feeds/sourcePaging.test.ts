import { describe, expect, it } from "vitest";
import { sourceSettings, type EpcisCursor, type PullSettings } from "./source.ts";
import { isKnownPage, lateIn, nextLink, NOTHING_READ, openWindow, pageRead, readPage, WINDOW, windowRead, type PageEvent } from "./sourcePaging.ts";

const settings = (change: object = {}) => sourceSettings.parse({ kind: "epcis", address: "https://remote.example/epcis", overlapMinutes: 10, lookBackHours: 24, ...change }) as Extract<PullSettings, { kind: "epcis" }>;
const now = new Date("2026-03-02T08:00:00Z");
const cursor = (change: Partial<EpcisCursor> = {}): EpcisCursor => ({ ...NOTHING_READ, recordTime: "2026-03-02T07:00:00.000Z", tail: ["last"], lookedBackAt: "2026-03-02T00:00:00.000Z", ...change });
const event = (id: string, recordTime: string | null = "2026-03-02T07:30:00.000Z"): PageEvent => ({ id, recordTime });
const next = (page: number) => `https://remote.example/epcis/events?nextPageToken=${page}`;

describe("a window of a remote EPCIS server", () => {
  it.each([
    { case: "of a server never read begins at its beginning", from: NOTHING_READ, change: {}, address: "https://remote.example/epcis/events?perPage=200" },
    { case: "goes back by the overlap", from: cursor(), change: {}, address: "https://remote.example/epcis/events?GE_recordTime=2026-03-02T06%3A50%3A00.000Z&perPage=200" },
    { case: "looks back a day, a day after it last did", from: cursor({ lookedBackAt: "2026-03-01T08:00:00.000Z" }), change: {}, address: "https://remote.example/epcis/events?GE_recordTime=2026-03-01T07%3A00%3A00.000Z&perPage=200" },
    { case: "does not look back where that is off", from: cursor({ lookedBackAt: "2026-02-01T08:00:00.000Z" }), change: { lookBackHours: 0 }, address: "https://remote.example/epcis/events?GE_recordTime=2026-03-02T06%3A50%3A00.000Z&perPage=200" },
    { case: "keeps a query of its own, at an address of events", from: NOTHING_READ, change: { address: "https://remote.example/queries/wine/events", query: "EQ_bizStep=shipping" }, address: "https://remote.example/queries/wine/events?EQ_bizStep=shipping&perPage=200" },
  ])("$case", ({ from, change, address }) => expect(openWindow(settings(change), from, now).link).toBe(address));

  it("moves the cursor to the latest record time, whatever the order of the events", () => {
    const window = openWindow(settings(), cursor(), now);
    const read = pageRead(window, cursor(), [event("b", "2026-03-02T07:50:00.000Z"), event("last", "2026-03-02T07:00:00.000Z"), event("c", "2026-03-02T07:50:00.000Z"), event("a")], null);
    expect(windowRead(read, cursor())).toMatchObject({ cursor: { recordTime: "2026-03-02T07:50:00.000Z", tail: ["b", "c"], window: null }, gaps: [] });
  });

  it("leaves the cursor where it was when only the overlap came, and knows that page again", () => {
    const overlap = [event("last", "2026-03-02T07:00:00.000Z")];
    const { cursor: after, gaps } = windowRead(pageRead(openWindow(settings(), cursor(), now), cursor(), overlap, null), cursor());
    expect([after.recordTime, after.tail, gaps, isKnownPage(after, overlap), isKnownPage(after, [event("new")])]).toEqual(["2026-03-02T07:00:00.000Z", ["last"], [], true, false]);
  });

  it("is counted from its beginning where events say no record time", () => {
    const read = pageRead(openWindow(settings(), NOTHING_READ, now), NOTHING_READ, [event("a", null)], null);
    expect(windowRead(read, NOTHING_READ).cursor.recordTime).toBe(now.toISOString());
  });
});

describe("a gap", () => {
  const window = openWindow(settings(), cursor(), now);

  it("shows when a server no longer has what it had: it was put back, or its clock was", () => {
    const { gaps, cursor: after } = windowRead(pageRead(window, cursor(), [event("new")], null), cursor());
    expect(gaps).toEqual([{ kind: "went-back", from: new Date("2026-03-02T06:50:00Z"), to: now, facts: { missing: 1 } }]);
    expect(windowRead(pageRead(openWindow(settings(), after, now), after, [event("new")], null), after).gaps).toEqual([]);
  });

  it.each([
    { case: "inside the overlap", recordTime: "2026-03-02T06:50:00.000Z", late: null },
    { case: "before it", recordTime: "2026-03-02T06:49:59.999Z", late: { count: 1, from: "2026-03-02T06:49:59.999Z", to: "2026-03-02T06:49:59.999Z" } },
    { case: "without a record time", recordTime: null, late: null },
  ])("shows for a new event that was recorded $case: $late", ({ recordTime, late }) => {
    expect(lateIn(window, cursor(), 10, [event("x", recordTime)], () => true).late).toEqual(late);
    expect(lateIn(window, cursor(), 10, [event("x", recordTime)], () => false).late).toBeNull();
  });
});

describe("pages that lead nowhere", () => {
  const start = openWindow(settings(), NOTHING_READ, now);
  const failing = (work: () => unknown): unknown => {
    try {
      return work();
    } catch (error) {
      return (error as { readonly problem?: { readonly code: string } }).problem?.code;
    }
  };

  it("are seen when a page leads to itself", () => expect(failing(() => pageRead(start, NOTHING_READ, [event("a")], start.link))).toBe("page-loop"));

  it("are seen when a link comes again", () => {
    const second = pageRead(pageRead(start, NOTHING_READ, [event("a")], next(1)), NOTHING_READ, [event("b")], next(2));
    expect(failing(() => pageRead(second, NOTHING_READ, [event("c")], next(1)))).toBe("page-loop");
  });

  it("are seen when the same events come under a new link", () => {
    const second = pageRead(start, NOTHING_READ, [event("a")], next(1));
    expect(failing(() => pageRead(second, NOTHING_READ, [event("a")], next(2)))).toBe("page-loop");
  });

  it(`are seen after ${WINDOW.empty} pages without an event in a row`, () => {
    const pages = Array.from({ length: WINDOW.empty }, (_, page) => page);
    const empty = pages.reduce((window, page) => pageRead(window, NOTHING_READ, [], next(page)), start);
    expect(failing(() => pageRead(empty, NOTHING_READ, [], next(99)))).toBe("endless-pages");
    expect(failing(() => pageRead(empty, NOTHING_READ, [], null))).toMatchObject({ pages: WINDOW.empty + 1 });
    expect(failing(() => pageRead(empty, NOTHING_READ, [event("a")], next(99)))).toMatchObject({ emptyPages: 0 });
  });

  it.each([
    { pages: WINDOW.pages - 2, ends: false },
    { pages: WINDOW.pages - 1, ends: true },
  ])("are ended after $pages pages: $ends", ({ pages, ends }) => expect(failing(() => pageRead({ ...start, pages }, NOTHING_READ, [event("a")], next(1))) === "endless-pages").toBe(ends));
});

describe("a page", () => {
  it("is read from a query document or a document, and by its content where an event has no id", () => {
    const list = [{ eventID: "urn:uuid:1", recordTime: "2026-03-02T08:30:00.123456+01:00" }, { type: "ObjectEvent" }];
    const read = readPage(JSON.stringify({ epcisBody: { queryResults: { resultsBody: { eventList: list } } } }));
    expect(read).toEqual([{ id: "urn:uuid:1", recordTime: "2026-03-02T07:30:00.123Z" }, { id: expect.stringMatching(/^.{16}$/) as string, recordTime: null }]);
    expect(readPage(JSON.stringify({ epcisBody: { eventList: list } }))).toEqual(read);
  });

  it.each(["", "{", "[]", '{"epcisBody":{}}', "<html>sign in</html>"])("is none: %s", (body) => expect(() => readPage(body)).toThrow(/not-a-page/));

  it.each([
    { header: `<${next(2)}>; rel="next"`, link: next(2) },
    { header: `</epcis/events?nextPageToken=2>; rel=next`, link: next(2) },
    { header: `<https://a.example/>; rel="prev", <?nextPageToken=2>; rel="last next"`, link: next(2) },
    { header: `<https://a.example/>; rel="nextpage"`, link: null },
    { header: `<http://[>; rel="next"`, link: null },
    { header: undefined, link: null },
  ])("with Link $header leads to $link", ({ header, link }) => expect(nextLink(header, "https://remote.example/epcis/events")).toBe(link));
});
