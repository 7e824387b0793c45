import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { feedEvents } from "#db/schema/feeds";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { captureDocument } from "./commands/capture.ts";
import { checkQuarantined, discardQuarantined, resendMany, resendQuarantined } from "./commands/quarantine.ts";
import { setTruthCheck } from "./commands/truth.ts";
import type { QuarantineFilter, QuarantineRow } from "./quarantine.ts";
import { changesOf, concernedByChecks, eventsConcerned, lastChanges } from "./queries/checks.ts";
import { listQuarantine, openInQuarantine, quarantineChoices, quarantineEntry } from "./queries/quarantine.ts";
import { truthSettings } from "./queries/truth.ts";

const feed: Actor = { kind: "key", id: 1, name: "winery feed", role: "feed", organisation: 41 };
const other: Actor = { kind: "key", id: 2, name: "shop feed", role: "feed", organisation: 42 };
const officer: Actor = { kind: "key", id: 3, name: "officer", role: "customs_officer", organisation: 1 };
const admin: Actor = { kind: "key", id: 4, name: "administrator", role: "administrator", organisation: 1 };
const house: Actor = { kind: "system", name: "test" };
const now = new Date("2026-03-02T08:00:00Z");

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
beforeEach(async () => {
  await test.owner`truncate lots, lot_statements, lot_movements, shipments_elsewhere, event_items, feed_events, quarantined, feed_documents, truth_settings cascade`;
});
afterAll(async () => test.close());

const event = (id: string, change: object = {}): object => ({
  type: "ObjectEvent",
  eventID: `urn:uuid:${id}`,
  eventTime: "2026-03-01T08:00:00Z",
  eventTimeZoneOffset: "+01:00",
  action: "OBSERVE",
  epcList: ["urn:x:1"],
  ...change,
});
const documentOf = (...events: readonly object[]) =>
  JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld", { own: "https://own.example/" }],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2026-03-01T00:00:00Z",
    epcisBody: { eventList: events },
  });
const capture = (events: readonly object[], errorBehaviour = "proceed", actor: Actor = feed) => captureDocument(actor, { body: documentOf(...events), contentType: "application/json", errorBehaviour }, now);
const EVERYTHING: QuarantineFilter = { state: undefined, sender: undefined, code: undefined, day: undefined, documentId: undefined };
const list = async (filter: Partial<QuarantineFilter> = {}, actor: Actor = admin): Promise<readonly QuarantineRow[]> =>
  (await reading(actor, "quarantine.correct", (tx) => listQuarantine(tx, { ...EVERYTHING, ...filter }, { limit: 50 }))).rows;
const entry = (id: number, actor: Actor = admin) => reading(actor, "quarantine.correct", (tx) => quarantineEntry(tx, id));
const stored = () => reading(house, "event.read", (tx) => tx.$count(feedEvents));
const broken = event("b", { action: "MOVE", "own:weight": 1.5 });
const one = async (): Promise<number> => {
  await capture([event("a"), broken]);
  return (await list())[0]?.id ?? 0;
};

describe("what cannot be taken in", () => {
  it("stands in quarantine with its problems, and the rest went in", async () => {
    const id = await one();
    expect(await stored()).toBe(1);
    expect(await list()).toMatchObject([{ id, eventIndex: 1, eventId: "urn:uuid:b", state: "open", sender: "key:1", problems: [{ pointer: "/action", code: "unknown-action" }] }]);
    expect(JSON.parse((await entry(id))?.body ?? "")).toEqual(broken);
  });

  it("is shown and corrected as JSON when it came as XML", async () => {
    const xml = `<?xml version="1.0" encoding="UTF-8"?><epcis:EPCISDocument xmlns:epcis="urn:epcglobal:epcis:xsd:2" schemaVersion="2.0" creationDate="2026-03-01T00:00:00Z"><EPCISBody><EventList><ObjectEvent><eventTime>2026-03-01T00:00:00Z</eventTime><eventTimeZoneOffset>+01:00</eventTimeZoneOffset><epcList><epc>urn:x:1</epc></epcList><action>MOVE</action></ObjectEvent></EventList></EPCISBody></epcis:EPCISDocument>`;
    await captureDocument(feed, { body: xml, contentType: "application/xml", errorBehaviour: "proceed" }, now);
    const [row] = await list();
    const body = (await entry(row?.id ?? 0))?.body ?? "";
    expect([row?.problems, JSON.parse(body)]).toMatchObject([[{ pointer: "/action", code: "unknown-action" }], { type: "ObjectEvent", action: "MOVE", epcList: ["urn:x:1"] }]);
    expect(await resendQuarantined(admin, { id: row?.id, body: body.replace("MOVE", "OBSERVE") }, now)).toMatchObject({ outcome: "accepted" });
  });

  it("stays its sender's when somebody else corrects it", async () => {
    const id = await one();
    const { captureId } = await resendQuarantined(admin, { id, body: JSON.stringify(event("b")) }, now);
    const seenBy = (actor: Actor) => reading(actor, "event.read", (tx) => tx.select({ document: feedEvents.documentId }).from(feedEvents).where(eq(feedEvents.eventId, "urn:uuid:b")));
    expect([await seenBy(feed), await seenBy(other)]).toEqual([[{ document: captureId }], []]);
  });

  it.each([{ type: "\u0000" }, { eventID: "urn:uuid:\u0000" }, { "own:\u0000": 1 }, { action: "\ud800" }])("stands there too where a text is none: %j", async (change) => {
    const { success } = await capture([event("a"), event("n", change)]);
    expect([success, await stored(), (await list()).map(({ state }) => state)]).toEqual([false, 1, ["open"]]);
  });

  it("is what was wrong itself, when a document is rolled back", async () => {
    await capture([event("a"), broken], "rollback");
    expect(await list()).toMatchObject([{ eventId: "urn:uuid:b" }]);
  });

  it("is the whole document when nobody can read it", async () => {
    await expect(captureDocument(feed, { body: '{"type":"EPCISDoc', contentType: "application/json" }, now)).rejects.toMatchObject({ code: "invalid-document" });
    expect(await list()).toMatchObject([{ eventIndex: null, problems: [{ code: "malformed-json" }] }]);
  });

  it("is found by state, sender, problem, day and document, page after page", async () => {
    const { captureId } = await capture([broken, event("c", { eventTime: "yesterday" }), event("d", { eventTime: "today" })]);
    await capture([event("e", { eventTime: "now" })], "proceed", other);
    expect(
      [
        await list({ state: "open" }),
        await list({ state: "discarded" }),
        await list({ sender: "key:1" }),
        await list({ code: "not-an-instant" }),
        await list({ day: "2026-03-02" }),
        await list({ day: "2026-03-03" }),
        await list({ documentId: captureId }),
      ].map((rows) => rows.length),
    ).toEqual([4, 0, 3, 3, 4, 0, 3]);
    const first = await reading(admin, "quarantine.correct", (tx) => listQuarantine(tx, EVERYTHING, { limit: 3 }));
    const second = await reading(admin, "quarantine.correct", (tx) => listQuarantine(tx, EVERYTHING, { limit: 3, after: Number(first.next) }));
    expect([first.rows.map(({ eventId }) => eventId), second.rows.map(({ eventId }) => eventId), second.next]).toEqual([["urn:uuid:e", "urn:uuid:d", "urn:uuid:c"], ["urn:uuid:b"], null]);
    expect(await reading(admin, "quarantine.correct", (tx) => quarantineChoices(tx, "open"))).toEqual({
      senders: [
        { key: "key:1", name: "key:1" },
        { key: "key:2", name: "key:2" },
      ],
      codes: ["not-an-instant", "unknown-action"],
    });
  });

  it("is seen by its sender and by administrators, and by no other sender", async () => {
    const id = await one();
    expect([await list({}, feed), await list({}, other)].map((rows) => rows.length)).toEqual([1, 0]);
    expect(await entry(id, other)).toBeUndefined();
    expect(await reading(other, "quarantine.correct", (tx) => openInQuarantine(tx))).toBe(0);
  });
});

describe("a text in quarantine", () => {
  it("is checked again and nothing is stored", async () => {
    const id = await one();
    expect(await checkQuarantined(admin, { id }, now)).toMatchObject({ events: 1, outcome: "rejected", problems: [{ pointer: "/action", code: "unknown-action" }] });
    const body = JSON.stringify(event("b", { eventTime: "2099-01-01T00:00:00Z", "own:weight": 1.5 }));
    expect(await checkQuarantined(admin, { id, body }, now)).toMatchObject({ outcome: "warning", problems: [{ pointer: "/eventTime", code: "in-the-future" }] });
    expect(await checkQuarantined(admin, { id, body: JSON.stringify(event("a")) }, now)).toMatchObject({ outcome: "duplicate" });
    expect(await checkQuarantined(admin, { id, body: "{" }, now)).toMatchObject({ events: 0, outcome: "rejected", problems: [{ code: "malformed-json" }] });
    expect([await stored(), (await list({ state: "open" })).length]).toEqual([1, 1]);
  });

  it("is corrected, sent again with every digit, and linked with its new capture job", async () => {
    const id = await one();
    const body = JSON.stringify(broken).replace('"MOVE"', '"OBSERVE"').replace("1.5", "9007199254740993");
    const sent = await resendQuarantined(feed, { id, body }, now);
    expect(sent).toMatchObject({ id, outcome: "accepted", refused: null });
    expect(await entry(id)).toMatchObject({ state: "resent", resolvedDocumentId: sent.captureId, resolvedBy: "key:1", body: JSON.stringify(broken) });
    expect(await stored()).toBe(2);
    const [kept] = await test.sql.begin(async (tx) => {
      await tx`select set_config('app.scope', 'all', true)`;
      return tx`select body ->> 'own:weight' as weight from feed_events where event_id = 'urn:uuid:b'`;
    });
    expect(kept).toEqual({ weight: "9007199254740993" });
    expect(await test.owner`select facts from audit_entries where action = 'quarantine.resend' and subject_id = ${String(id)}`).toMatchObject([{ facts: { captureId: sent.captureId, corrected: true } }]);
  });

  it("that was a whole document goes as it is corrected", async () => {
    await captureDocument(feed, { body: documentOf(event("a")).slice(0, -1), contentType: "application/json" }, now).catch(() => undefined);
    const [row] = await list();
    expect(await resendQuarantined(admin, { id: row?.id, body: documentOf(event("a")) }, now)).toMatchObject({ outcome: "accepted" });
    expect(await stored()).toBe(1);
  });

  it("is not sent while it is wrong, twice, by another sender, or without the permission", async () => {
    const id = await one();
    await expect(resendQuarantined(admin, { id }, now)).rejects.toMatchObject({ kind: "unprocessable", code: "still-wrong", errors: [{ pointer: "/action", code: "unknown-action" }] });
    await expect(resendQuarantined(other, { id }, now)).rejects.toMatchObject({ kind: "not-found" });
    await expect(resendQuarantined(officer, { id }, now)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(checkQuarantined(officer, { id }, now)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(resendQuarantined(admin, { id: "all" }, now)).rejects.toMatchObject({ code: "invalid-input" });
    await resendQuarantined(admin, { id, body: JSON.stringify(event("b")) }, now);
    await expect(resendQuarantined(admin, { id }, now)).rejects.toMatchObject({ kind: "conflict", code: "quarantine-resolved" });
  });

  it("stands where it is when it is discarded, with the reason", async () => {
    const id = await one();
    await expect(discardQuarantined(officer, { ids: [id], reason: "test-data" }, now)).rejects.toMatchObject({ kind: "forbidden" });
    await expect(discardQuarantined(admin, { ids: [id], reason: "because" }, now)).rejects.toMatchObject({ code: "invalid-input" });
    expect(await discardQuarantined(admin, { ids: [id], reason: "test-data", note: "a trial" }, now)).toBe(1);
    expect(await entry(id)).toMatchObject({ state: "discarded", reason: "test-data", note: "a trial", resolvedBy: "key:4" });
    await expect(discardQuarantined(admin, { ids: [id], reason: "test-data" }, now)).rejects.toMatchObject({ code: "quarantine-resolved" });
    await expect(test.sql`delete from quarantined`).rejects.toMatchObject({ code: "42501" });
    await expect(test.sql`update quarantined set body = ''`).rejects.toMatchObject({ code: "42501" });
  });
});

describe("a truth check", () => {
  const set = (outcome: string, code = "in-the-future", actor: Actor = admin) => setTruthCheck(actor, { code, outcome, reason: "tried out" }, now);
  const future = (id: string) => event(id, { eventTime: "2099-01-01T00:00:00Z", epcList: [`urn:x:${id}`] });

  it("that is made stricter keeps events out; relaxed, they are sent again, many at once, each with its result", async () => {
    await set("reject");
    expect((await capture([future("f"), future("g"), broken])).outcomes.map(({ outcome }) => outcome)).toEqual(["rejected", "rejected", "rejected"]);
    const ids = (await list()).map(({ id }) => id).toReversed();
    await set("ignore");
    expect(await resendMany(admin, { ids: [...ids, 999_999] }, now)).toMatchObject([
      { outcome: "accepted" },
      { outcome: "accepted" },
      { captureId: null, refused: { code: "still-wrong", facts: { problems: 1 } } },
      { refused: { code: "not-found" } },
    ]);
    expect([await stored(), (await list({ state: "open" })).length]).toEqual([2, 1]);
    expect((await reading(admin, "truth.read", (tx) => truthSettings(tx))).get("in-the-future")).toBe("ignore");
  });

  it("tells how many events it concerned, which, and who changed it and why", async () => {
    await capture([future("f"), event("a"), event("n", { eventTime: "1969-12-31T00:00:00Z" })]);
    await set("reject");
    await capture([future("g")]);
    const { counts, more } = await reading(officer, "truth.read", (tx) => concernedByChecks(tx, now));
    expect([counts.get("in-the-future"), counts.get("far-past"), counts.get("zero-quantity"), more]).toEqual([{ kept: 1, out: 1 }, { kept: 1, out: 0 }, undefined, false]);
    expect(await reading(officer, "truth.read", (tx) => concernedByChecks(tx, new Date(now.getTime() + 1)))).toEqual({ counts: new Map(), more: false });
    expect(await reading(officer, "truth.read", (tx) => eventsConcerned(tx, "in-the-future", now, { limit: 10 }))).toMatchObject({ rows: [{ eventId: "urn:uuid:f" }], next: null });
    expect((await reading(officer, "truth.read", (tx) => lastChanges(tx))).get("in-the-future")).toMatchObject({ outcome: "reject", reason: "tried out", by: "key:4" });
    await set("warn");
    expect(await reading(officer, "truth.read", (tx) => changesOf(tx, "in-the-future"))).toMatchObject([{ outcome: "warn" }, { outcome: "reject" }]);
  });

  it.each([
    ["without the permission", "ignore", "in-the-future", officer, "not-permitted"],
    ["that is none", "ignore", "not-an-instant", admin, "unknown-check"],
    ["to what it is", "warn", "in-the-future", admin, "setting-stands"],
    ["to what no check does", "delete", "in-the-future", admin, "invalid-input"],
    ["on history to reject", "reject", "two-places-at-once", admin, "history-cannot-reject"],
  ] as const)("is not set %s", async (_what, outcome, code, actor, refused) => {
    await expect(set(outcome, code, actor)).rejects.toMatchObject({ code: refused });
    expect(await test.owner`select 1 from truth_settings`).toHaveLength(0);
  });
});
