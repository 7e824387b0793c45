import { eq, isNull } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { feedDocuments, feedEvents } from "#db/schema/feeds";
import { quarantined } from "#db/schema/feeds-quarantine";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { CAPTURE_BYTES, CAPTURE_EVENTS } from "./captureLimit.ts";
import { captureDocument, captureEvent } from "./commands/capture.ts";
import type { Captured } from "./commands/capture.ts";
import { lotsKnown, settleSiteEvents } from "./jobs.ts";
import { captureJob, listCaptures, listReceived, receivedDocument } from "./queries/capture.ts";
import { eventById, listEvents } from "./queries/events.ts";
import { journeyOf } from "./queries/journey.ts";
import { shownEvents } from "./queries/shown.ts";
import { queryOfAddress } from "./query.ts";

const feed: Actor = { kind: "key", id: 1, name: "winery feed", role: "feed", organisation: 41 };
const other: Actor = { kind: "key", id: 2, name: "shop feed", role: "feed", organisation: 42 };
const officer: Actor = { kind: "key", id: 3, name: "officer", role: "customs_officer", organisation: 1 };
const now = new Date("2026-03-02T08:00:00Z");
const [GTIN, WINERY, SHOP] = ["03012345123457", "3012345000017", "4012345000023"];
const lotOf = (lot: string) => `urn:epc:class:lgtin:3012345.012345.${lot}`;

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  await test.owner`insert into sites (name, country, kind) values ('Château Exemple', 'FR', 'winery'), ('Weinladen', 'DE', 'shop')`;
  await test.owner`insert into site_identifiers (value, scheme, site_id) select v, 'gln', id from sites join (values ('Château Exemple', ${WINERY}), ('Weinladen', ${SHOP})) as g(n, v) on n = name`;
});
beforeEach(async () => {
  await test.owner`truncate lots, lot_statements, lot_movements, shipments_elsewhere, event_items, feed_events, feed_documents, quarantined cascade`;
  await test.owner`delete from graphile_worker._private_jobs`;
});
afterAll(async () => test.close());

const event = (change: object) => ({ type: "ObjectEvent", eventTimeZoneOffset: "+01:00", readPoint: { id: `https://id.gs1.org/414/${WINERY}` }, ...change });
const made = (lot: string, eventTime: string, ilmd: object = {}, change: object = {}) =>
  event({ eventTime, action: "ADD", bizStep: "commissioning", quantityList: [{ epcClass: lotOf(lot), quantity: 12000 }], ilmd: { "gs1:productionDate": "2023-10-14", ...ilmd }, ...change });
const shipped = (lot: string, quantity: number, change: object = {}) =>
  event({ eventTime: "2024-03-02T08:00:00+01:00", action: "OBSERVE", bizStep: "shipping", quantityList: [{ epcClass: lotOf(lot), quantity }], destinationList: [{ type: "location", destination: `https://id.gs1.org/414/${SHOP}` }], ...change });
const context = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"];
const documentOf = (...events: readonly object[]) => JSON.stringify({ "@context": context, type: "EPCISDocument", schemaVersion: "2.0", creationDate: "2024-03-03T00:00:00Z", epcisBody: { eventList: events } });
const capture = (events: readonly object[], errorBehaviour?: string, actor: Actor = feed): Promise<Captured> => captureDocument(actor, { body: documentOf(...events), contentType: "application/json", errorBehaviour }, now);
const kinds = ({ outcomes }: Captured) => outcomes.map(({ outcome }) => outcome);
const lotRow = async (lot: string) => (await test.owner`select lots.produced_on, lots.expires_on, sites.name as site from lots left join sites on sites.id = site_id where lot = ${lot}`)[0];
const elsewhere = () => test.owner`select quantity_value as quantity, shipments_elsewhere.country, produced_from as produced, sites.name as site from shipments_elsewhere join sites on sites.id = site_id order by event_pk`;
const jobs = async () => (await test.owner`select task_identifier as task, payload from graphile_worker.jobs join graphile_worker._private_jobs using (id) order by id`).map(({ task, payload }) => [task, payload]);
const house: Actor = { kind: "system", name: "test" };
const rowsOf = (table: typeof feedEvents | typeof feedDocuments) => reading(house, "event.read", (tx) => tx.$count(table));
const stored = () => rowsOf(feedEvents);

describe("a captured document", () => {
  it("is kept whole, with an outcome for each event, and audit entries for its arrival and its taking in", async () => {
    const captured = await capture([made("A", "2024-03-01T08:00:00+01:00"), shipped("A", 1200, { eventTimeZoneOffset: "+08:00" })]);
    expect(captured.success).toBe(true);
    expect(kinds(captured)).toEqual(["accepted", "warning"]);
    const job = await reading(feed, "event.capture", (tx) => captureJob(tx, captured.captureId));
    expect(job).toMatchObject({ success: true, errorBehaviour: "rollback", startedAt: now, outcomes: [{ index: 0, problems: [] }, { problems: [{ code: "offset-contradicts", pointer: "/epcisBody/eventList/1/eventTimeZoneOffset" }] }] });
    expect(await test.owner`select facts from audit_entries where subject_id = ${captured.captureId} order by id`).toMatchObject([{ facts: { contentType: "application/json" } }, { facts: { events: 2, accepted: 1, withWarnings: 1 } }]);
  });

  it("counts as known when it comes again, also spelled otherwise and from somebody else", async () => {
    await capture([made("A", "2024-03-01T08:00:00+01:00")]);
    const again = made("A", "2024-03-01T07:00:00.000Z", {}, { quantityList: [{ epcClass: `https://shop.example/01/${GTIN}/10/A`, quantity: 12000 }] });
    expect(kinds(await capture([again]))).toEqual(["duplicate"]);
    expect(kinds(await capture([again], "rollback", other))).toEqual(["duplicate"]);
    expect(await stored()).toBe(1);
  });

  it("overwrites nothing: an id with another body is rejected", async () => {
    await capture([made("A", "2024-03-01T08:00:00+01:00", {}, { eventID: "urn:uuid:1" })]);
    const captured = await capture([made("B", "2024-03-01T08:00:00+01:00", {}, { eventID: "urn:uuid:1" })], "proceed");
    expect(captured.outcomes).toMatchObject([{ outcome: "rejected", problems: [{ code: "id-used-with-another-body" }] }]);
    expect(await lotRow("B")).toBeUndefined();
  });

  it("goes in whole or not at all, unless its sender lets it go in by parts", async () => {
    const events = [made("A", "2024-03-01T08:00:00+01:00"), made("B", "yesterday")];
    expect(kinds(await capture(events))).toEqual(["rejected", "rejected"]);
    expect([await stored(), await lotRow("A")]).toEqual([0, undefined]);
    expect(kinds(await capture(events, "proceed"))).toEqual(["accepted", "rejected"]);
    expect(await stored()).toBe(1);
  });

  it("by two senders at one instant is stored once", async () => {
    const events = Array.from({ length: 20 }, (_, at) => made(`L${at}`, "2024-03-01T08:00:00+01:00"));
    const both = await Promise.all([capture(events), capture(events.toReversed(), "rollback", other)]);
    expect(both.map(({ success }) => success)).toEqual([true, true]);
    expect(await stored()).toBe(20);
  });

  it("keeps a number that no double holds", async () => {
    const body = documentOf(made("A", "2024-03-01T08:00:00+01:00")).replace('"quantity":12000', '"quantity":9007199254740993');
    const { outcomes } = await captureDocument(feed, { body, contentType: "application/json" }, now);
    const [kept] = await reading(feed, "event.read", (tx) => eventById(tx, outcomes[0]?.eventID ?? ""));
    expect(kept?.json).toContain('"quantity": 9007199254740993');
  });
});

describe("a capture is refused", () => {
  it.each([
    ["without the permission", officer, documentOf(), "application/json", "forbidden", "not-permitted"],
    ["in an unknown format", feed, documentOf(), "application/pdf", "bad-input", "unsupported-media-type"],
    ["larger than 20 MB", feed, " ".repeat(CAPTURE_BYTES + 1), "application/json", "bad-input", "too-large"],
  ] as const)("%s, and nothing is kept", async (_what, actor, body, contentType, kind, code) => {
    await expect(captureDocument(actor, { body, contentType }, now)).rejects.toMatchObject({ kind, code });
    expect(await rowsOf(feedDocuments)).toBe(0);
  });

  const cut = documentOf(shipped("A", 1)).slice(0, -9);
  it.each([
    ["that is cut off", cut, "invalid-document", "malformed-json", `text:${cut}`],
    ["that is no document", "[]", "invalid-document", "not-a-document", "text:[]"],
    ["that nests 100,000 levels deep", "[".repeat(100_000), "invalid-document", "not-a-document", `text:${"[".repeat(100_000)}`],
    ["that nests too deep", `{"a":${"[".repeat(100_000)}`, "invalid-document", "too-deep", `text:{"a":${"[".repeat(100_000)}`],
    ["that is not UTF-8", Uint8Array.from([0x7b, 0xba, 0xcb, 0x7d]), "not-utf8", "not-utf8", "base64:e7rLfQ=="],
    ["that holds NUL", Uint8Array.from([0x7b, 0x00, 0x7d]), "invalid-document", "malformed-json", "base64:ewB9"],
    ["of more than 5,000 events", documentOf(...Array.from({ length: CAPTURE_EVENTS + 1 }, () => ({}))), "too-many-events", "too-many-events", 'text:{"@context"'],
  ] as const)("%s, and it stands in quarantine whole", async (_what, body, code, problem, kept) => {
    await expect(captureDocument(feed, { body, contentType: "application/json" }, now)).rejects.toMatchObject({ kind: "bad-input", code });
    const [row] = await reading(house, "event.read", (tx) => tx.select().from(quarantined).innerJoin(feedDocuments, eq(feedDocuments.id, quarantined.documentId)).where(isNull(quarantined.eventIndex)));
    expect(row).toMatchObject({ feed_documents: { state: "failed", success: false }, quarantined: { problems: [{ code: problem }] } });
    expect(`${row?.quarantined.bodyEncoding}:${row?.quarantined.body}`.startsWith(kept)).toBe(true);
    expect(await stored()).toBe(0);
  });
});

describe("one event by itself", () => {
  const send = (sent: object, actor: Actor = feed) => captureEvent(actor, { body: JSON.stringify({ "@context": context, ...sent }), contentType: "application/ld+json" }, now);

  it("gets its hash as its id", async () => {
    const captured = await send(shipped("A", 5));
    expect(captured.eventID).toBe(captured.hash);
  });

  it("is refused when it is known, broken, a document, or without the permission", async () => {
    await send(shipped("A", 5, { eventID: "urn:uuid:9" }));
    await expect(send(shipped("A", 5, { eventID: "urn:uuid:9" }))).rejects.toMatchObject({ kind: "conflict", code: "event-known" });
    await expect(send(shipped("A", 6, { eventID: "urn:uuid:9" }))).rejects.toMatchObject({ kind: "conflict", code: "id-used-with-another-body" });
    await expect(send(shipped("A", 5, { action: undefined }))).rejects.toMatchObject({ kind: "bad-input", code: "invalid-event", errors: [{ pointer: "/action", code: "missing" }] });
    await expect(captureEvent(feed, { body: documentOf(), contentType: "application/json" }, now)).rejects.toMatchObject({ code: "not-a-single-event" });
    await expect(send(shipped("B", 5), officer)).rejects.toMatchObject({ kind: "forbidden" });
    expect(await stored()).toBe(1);
  });
});

describe("what events tell of a lot", () => {
  const first = made("A", "2024-01-01T08:00:00+01:00", { "gs1:productionDate": "2023-10-14" });
  const second = made("A", "2024-01-02T08:00:00+01:00", { "gs1:productionDate": "2023-11-01", "cbvmda:bestBeforeDate": "2033-12-31" });

  it.each([["in order", [first, second]], ["out of order", [second, first]]])("is the earliest statement, %s", async (_what, events) => {
    for (const each of events) await capture([each]);
    expect(await lotRow("A")).toEqual({ produced_on: "2023-10-14", expires_on: "2033-12-31", site: "Château Exemple" });
  });

  it("is queued for those who judge, once for each change", async () => {
    await capture([first]);
    expect(await jobs()).toEqual([["lot-known", { gtin: GTIN, lot: "A" }]]);
    await capture([first]);
    expect(await jobs()).toHaveLength(1);
  });

  it("is looked through together when there are many, and those that concern somebody are queued", async () => {
    await capture(Array.from({ length: 30 }, (_, at) => made(`M${at}`, "2024-03-01T08:00:00+01:00")));
    const [[task, payload] = []] = await jobs();
    expect(task).toBe("lots-known");
    await capture([event({ type: "TransformationEvent", eventTime: "2024-03-02T08:00:00+01:00", inputQuantityList: [{ epcClass: lotOf("M7"), quantity: 5 }], outputQuantityList: [{ epcClass: lotOf("OUT"), quantity: 5 }] })]);
    await test.owner`delete from graphile_worker._private_jobs`;
    await lotsKnown(payload);
    expect(await jobs()).toEqual([["lot-known", { gtin: GTIN, lot: "M7" }]]);
    await expect(lotsKnown({})).rejects.toMatchObject({ code: "invalid-input" });
  });

  it("falls when the event is declared to be in error", async () => {
    const wrong = { ...first, eventID: "urn:uuid:wrong" };
    await capture([wrong, second]);
    await capture([{ ...wrong, errorDeclaration: { declarationTime: "2024-02-01T00:00:00Z", reason: "incorrect_data" } }]);
    expect(await lotRow("A")).toMatchObject({ produced_on: "2023-11-01" });
    expect(await reading(feed, "event.read", (tx) => eventById(tx, "urn:uuid:wrong"))).toHaveLength(2);
  });

  it("stands beside what an inspection report said before", async () => {
    await test.owner`insert into lots (gtin, lot, site_id, produced_on, source_kind, source_id, recorded_at) select ${GTIN}, 'A', id, '2023-09-01', 'inspection-report', 'R1', now() from sites where name = 'Weinladen'`;
    await capture([made("A", "2024-01-01T08:00:00+01:00", { "gs1:productionDate": undefined }, { readPoint: { id: "urn:winery:cellar" } })]);
    expect(await lotRow("A")).toMatchObject({ produced_on: "2023-09-01", site: "Weinladen" });
  });
});

describe("what events show shipped elsewhere", () => {
  const making = made("A", "2024-01-01T08:00:00+01:00");
  const shipping = shipped("A", 1200);
  const row = { quantity: "1200", country: "DE", produced: "2023-10-14", site: "Château Exemple" };

  it.each([["in order", [making, shipping]], ["out of order", [shipping, making]], ["in one document", [shipping, making]]])("reduces the balance of the site that made it, %s", async (what, events) => {
    for (const some of what === "in one document" ? [events] : events.map((each) => [each])) await capture(some);
    expect(await elsewhere()).toEqual([row]);
    expect((await jobs()).filter(([task]) => task === "shipment-elsewhere")).toHaveLength(1);
  });

  it("moves with the lot when an earlier statement on it arrives", async () => {
    await capture([made("A", "2024-01-02T08:00:00+01:00", { "gs1:productionDate": "2022-10-01" }), shipping]);
    await capture([making]);
    expect(await elsewhere()).toEqual([row]);
  });

  it("finds the lot of a serialised piece, whichever event comes first", async () => {
    const piece = { quantityList: undefined, epcList: ["urn:epc:id:sgtin:3012345.012345.77"] };
    await capture([shipped("A", 1, piece)]);
    await capture([made("A", "2024-01-01T08:00:00+01:00", { "cbvmda:lotNumber": "A" }, piece)]);
    expect(await elsewhere()).toEqual([{ ...row, quantity: "1" }]);
  });

  it("is found once the site that made it is registered", async () => {
    const late = { readPoint: { id: "urn:epc:id:sgln:3012345.00002.0" } };
    await capture([made("A", "2024-01-01T08:00:00+01:00", {}, late), shipped("A", 1200, late)]);
    expect(await elsewhere()).toEqual([]);
    const [site] = await test.owner`insert into sites (name, country, kind) values ('Late', 'FR', 'winery') returning id`;
    await test.owner`insert into site_identifiers (value, scheme, site_id) values ('3012345000024', 'gln', ${site?.["id"]})`;
    await settleSiteEvents({ siteId: Number(site?.["id"]) });
    expect(await elsewhere()).toEqual([{ ...row, site: "Late" }]);
    expect(await lotRow("A")).toMatchObject({ site: "Late" });
    await expect(settleSiteEvents({})).rejects.toMatchObject({ code: "invalid-input" });
  });

  it("no longer counts when it is declared to be in error", async () => {
    await capture([making, { ...shipping, eventID: "urn:uuid:s" }]);
    await capture([{ ...shipping, eventID: "urn:uuid:s", errorDeclaration: { declarationTime: "2024-04-01T00:00:00Z" } }]);
    expect(await elsewhere()).toEqual([]);
  });
});

describe("events read back", () => {
  it("are found by step, identifier and time, each page where the last ended, whatever is written meanwhile", async () => {
    await capture([made("A", "2024-01-01T08:00:00+01:00"), shipped("A", 1), shipped("A", 2), shipped("B", 3)]);
    const page = (query: string, token?: string) => reading(officer, "event.read", (tx) => listEvents(tx, queryOfAddress(new URLSearchParams(query)), { limit: 2, token }));
    const lot = encodeURIComponent(lotOf("A"));
    expect((await page(`MATCH_anyEPCClass=${lot}&EQ_bizStep=shipping`)).rows).toHaveLength(2);
    expect((await page("eventType=AggregationEvent")).rows).toHaveLength(0);
    expect((await page("LT_eventTime=2024-02-01T00:00:00Z")).rows).toHaveLength(1);
    const first = await page("");
    await capture([shipped("C", 9)]);
    const second = await page("", first.next ?? "");
    expect([first, second].map(({ rows }) => rows.length)).toEqual([2, 2]);
    expect(second.next).toBeNull();
  });

  it("are not another organisation's, nor are its capture jobs", async () => {
    const { captureId, outcomes } = await capture([shipped("A", 1)]);
    expect(await reading(other, "event.read", (tx) => eventById(tx, outcomes[0]?.eventID ?? ""))).toEqual([]);
    expect(await reading(other, "event.capture", (tx) => captureJob(tx, captureId))).toBeUndefined();
    expect((await reading(other, "event.capture", (tx) => listCaptures(tx, { limit: 10 }))).rows).toEqual([]);
    expect((await reading(feed, "event.capture", (tx) => listCaptures(tx, { limit: 10 }))).rows).toHaveLength(1);
  });

  it("make a lot's journey in the order of time, with places and the number of doubts", async () => {
    await capture([shipped("A", 1200, { eventTimeZoneOffset: "+08:00" }), made("A", "2024-01-01T08:00:00+01:00"), shipped("B", 5)]);
    const journey = await reading(officer, "event.read", (tx) => journeyOf(tx, [{ gtin: GTIN, lot: "A" }]));
    expect(journey).toMatchObject([
      { bizStep: "commissioning", quantity: "12000", problems: 0, place: { name: "Château Exemple", country: "FR" } },
      { bizStep: "shipping", quantity: "1200", problems: 1, eventTime: new Date("2024-03-02T07:00:00Z") },
    ]);
  });
});

describe("what screens show of a document", () => {
  const sent = () => capture([made("A", "2024-03-01T08:00:00+01:00"), shipped("A", -5), made("B", "yesterday")], "proceed");
  const shown = (id: string, from = 0, limit = 10) => reading(officer, "event.read", (tx) => receivedDocument(tx, id, { from, limit }));

  it("is who sent it and how many events went which way, the newest first, a page at a time", async () => {
    const first = await sent();
    await captureDocument(feed, { body: documentOf(shipped("C", 1)), contentType: "application/json" }, new Date(now.getTime() + 1000));
    const page = (after?: string) => reading(officer, "event.read", (tx) => listReceived(tx, { limit: 1, after }));
    const newest = await page();
    const older = await page(newest.next ?? undefined);
    expect(newest.rows).toMatchObject([{ success: true, counts: { accepted: 1, warning: 0, duplicate: 0, rejected: 0 } }]);
    expect(older).toMatchObject({ next: null, rows: [{ id: first.captureId, sender: "key:1", success: false, errorBehaviour: "proceed", counts: { accepted: 1, warning: 1, duplicate: 0, rejected: 1 } }] });
  });

  it("is each event with its problems and what is stored of it, from an index on", async () => {
    const { captureId } = await sent();
    expect(await shown(captureId)).toMatchObject({ next: null, events: [{ outcome: "accepted", stored: { bizStep: "commissioning" } }, { outcome: "warning", stored: { bizStep: "shipping" }, problems: [{ code: "negative-quantity" }] }, { outcome: "rejected", stored: null, problems: [{ code: "not-an-instant", pointer: "/epcisBody/eventList/2/eventTime" }] }] });
    expect(await shown(captureId, 1, 1)).toMatchObject({ next: 2, events: [{ index: 1 }] });
    expect(await reading(other, "event.read", (tx) => receivedDocument(tx, captureId, { from: 0, limit: 1 }))).toBeUndefined();
  });

  it("is an event with its place by name, its things and its body, every digit kept", async () => {
    const body = documentOf(made("A", "2024-03-01T08:00:00+01:00")).replace('"quantity":12000', '"quantity":9007199254740993');
    const { outcomes, captureId } = await captureDocument(feed, { body, contentType: "application/json" }, now);
    const [found, ...rest] = await reading(officer, "event.read", (tx) => shownEvents(tx, outcomes[0]?.eventID ?? ""));
    expect(rest).toEqual([]);
    expect(found).toMatchObject({ documentId: captureId, bizStep: "commissioning", readPoint: { key: `414/${WINERY}`, site: { name: "Château Exemple", country: "FR" } }, bizLocation: null, items: [{ item: `01/${GTIN}/10/A`, role: "epc", quantity: "9007199254740993" }], moreItems: false });
    expect(found?.json).toContain('"quantity": 9007199254740993\n');
  });
});
