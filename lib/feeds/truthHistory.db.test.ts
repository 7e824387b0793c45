import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { feedEvents } from "#db/schema/feeds";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { captureDocument } from "./commands/capture.ts";
import { recheckOverlap, recheckTruth } from "./commands/recheck.ts";

const feed: Actor = { kind: "key", id: 1, name: "feed", role: "feed", organisation: 41 };
const other: Actor = { kind: "key", id: 2, name: "other feed", role: "feed", organisation: 42 };
const house: Actor = { kind: "system", name: "test" };
const now = new Date("2026-06-01T00:00:00Z");
const [SHANGHAI, BORDEAUX, SUBURB, UNKNOWN, ELSEWHERE] = ["3012345000017", "4012345000023", "3012345000024", "3012345000031", "3012345000048"];
const LOT = "urn:epc:class:lgtin:3012345.012345.A";
const PIECE = "urn:epc:id:sgtin:3012345.012345.77";
const [BOX, CRATE, SHIP] = [1, 2, 3].map((n) => `urn:epc:id:sscc:3012345.000000000${n}`);

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  await test.owner`insert into sites (name, country, kind, latitude, longitude) values ('Shanghai', 'CN', 'depot', 31.23, 121.47), ('Bordeaux', 'FR', 'winery', 44.84, -0.58), ('Pudong', 'CN', 'depot', 31.22, 121.54)`;
  await test.owner`insert into site_identifiers (value, scheme, site_id) select v, 'gln', id from sites join (values ('Shanghai', ${SHANGHAI}), ('Bordeaux', ${BORDEAUX}), ('Pudong', ${SUBURB})) as g(n, v) on n = name`;
});
beforeEach(async () => {
  await test.owner`truncate lots, lot_statements, lot_movements, shipments_elsewhere, event_items, feed_events, feed_documents cascade`;
  await test.owner`delete from graphile_worker._private_jobs`;
});
afterAll(async () => test.close());

type Sent = Readonly<Record<string, unknown>>;
const event = (id: string, eventTime: string, change: Sent): Sent => ({ type: "ObjectEvent", eventID: `urn:uuid:${id}`, eventTime, eventTimeZoneOffset: "+00:00", action: "OBSERVE", ...change });
const made = (id: string, at: string, change: Sent = {}): Sent => event(id, at, { action: "ADD", bizStep: "commissioning", quantityList: [{ epcClass: LOT, quantity: 100 }], ilmd: {}, ...change });
const shipped = (id: string, at: string, change: Sent = {}): Sent => event(id, at, { bizStep: "shipping", quantityList: [{ epcClass: LOT, quantity: 5 }], ...change });
const piece = (id: string, at: string, gln: string, change: Sent = {}): Sent => event(id, at, { epcList: [PIECE], readPoint: { id: `https://id.gs1.org/414/${gln}` }, ...change });
const packed = (id: string, at: string, container: string | undefined, content: string | undefined, change: Sent = {}): Sent => ({
  ...event(id, at, { action: "ADD", parentID: container, childEPCs: [content], ...change }),
  type: "AggregationEvent",
});
const wrong = (one: Sent): Sent => ({ ...one, errorDeclaration: { declarationTime: "2026-05-01T00:00:00Z", reason: "did_not_occur" } });

async function arrive(events: readonly Sent[], sender: Actor = feed): Promise<void> {
  const body = JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2026-01-01T00:00:00Z",
    epcisBody: { eventList: events },
  });
  const { success, running, outcomes } = await captureDocument(sender, { body, contentType: "application/json" }, now);
  if (!success || running) throw new Error(JSON.stringify(outcomes));
}

/** Does what is queued, until nothing is. */
async function settle(): Promise<number> {
  for (let done = 0; ; ) {
    const jobs = await test.owner`select id, payload, task_identifier as task from graphile_worker.jobs join graphile_worker._private_jobs using (id) where task_identifier like 'recheck-%'`;
    if (jobs.length === 0) return done;
    await test.owner`delete from graphile_worker._private_jobs`;
    for (const { payload, task } of jobs) await (task === "recheck-truth" ? recheckTruth(payload) : recheckOverlap(payload));
    done += jobs.length;
  }
}

const doubts = async (): Promise<Record<string, string[]>> => {
  const rows = await reading(house, "event.read", (tx) => tx.select({ eventId: feedEvents.eventId, problems: feedEvents.problems }).from(feedEvents).where(eq(feedEvents.declaresError, false)));
  return Object.fromEntries(rows.map(({ eventId, problems }) => [eventId.slice(9), problems.map(({ code, pointer, detail }) => `${code} ${pointer} ${detail}`)]));
};

function orders<T>(things: readonly T[]): T[][] {
  return things.length < 2 ? [[...things]] : things.flatMap((one, at) => orders(things.toSpliced(at, 1)).map((rest) => [one, ...rest]));
}

const [lot, pieceText, box] = ["01/03012345123457/10/A", "01/03012345123457/21/77", "00/030123450000000017"];
const STORIES: readonly (readonly [string, readonly Sent[], Readonly<Record<string, readonly string[]>>])[] = [
  ["a lot that is shipped after it was made", [made("m", "2026-01-01T00:00:00Z"), shipped("s", "2026-01-01T00:00:00Z")], {}],
  ["a lot that is shipped a millisecond before it was made", [made("m", "2026-01-01T00:00:00.001Z"), shipped("s", "2026-01-01T00:00:00Z")], { s: [`before-it-was-made /eventTime ${lot} was first made later, says event urn:uuid:m`] }],
  ["a lot of which some was made before", [made("m", "2026-02-01T00:00:00Z"), made("n", "2025-12-01T00:00:00Z"), shipped("s", "2026-01-01T00:00:00Z")], {}],
  ["a lot whose making is declared to be in error", [made("m", "2026-02-01T00:00:00Z"), shipped("s", "2026-01-01T00:00:00Z"), wrong(made("m", "2026-02-01T00:00:00Z"))], {}],
  ["a lot on the first instant of its day of production", [made("m", "2025-12-31T09:00:00Z", { ilmd: { "gs1:productionDate": "2026-01-01" } }), shipped("s", "2025-12-31T10:00:00Z")], {}],
  ["a lot before its day of production", [made("m", "2025-12-31T09:00:00Z", { ilmd: { "gs1:productionDate": "2026-01-01" } }), shipped("s", "2025-12-31T09:59:59.999Z")], { s: [`before-it-was-made /eventTime ${lot} has a later day of production`] }],
  ["a lot shipped on its last day", [made("m", "2026-01-01T00:00:00Z", { ilmd: { "gs1:expirationDate": "2026-03-01" } }), shipped("s", "2026-03-02T11:59:59.999Z")], {}],
  ["a lot shipped when it had expired", [made("m", "2026-01-01T00:00:00Z", { ilmd: { "gs1:expirationDate": "2026-03-01" } }), shipped("s", "2026-03-02T12:00:00Z")], { s: [`expired-before-shipped /eventTime ${lot} had expired by then`] }],
  ["a lot looked at when it had expired", [made("m", "2026-01-01T00:00:00Z", { ilmd: { "gs1:expirationDate": "2026-03-01" } }), shipped("s", "2026-04-02T12:00:00Z", { bizStep: "storing" })], {}],
  ["a piece seen before it was made", [piece("m", "2026-01-02T00:00:00Z", SHANGHAI, { action: "ADD" }), piece("s", "2026-01-01T00:00:00Z", SHANGHAI)], { s: [`before-it-was-made /eventTime ${pieceText} was first made later, says event urn:uuid:m`] }],
  ["a piece seen at the instant at which it was made", [piece("m", "2026-01-01T00:00:00Z", SHANGHAI, { action: "ADD" }), piece("s", "2026-01-01T00:00:00Z", SHANGHAI)], {}],
  ["a piece made twice, both times after it was seen", [piece("m", "2026-01-03T00:00:00Z", SHANGHAI, { action: "ADD" }), piece("n", "2026-01-02T00:00:00Z", SHANGHAI, { action: "ADD" }), piece("s", "2026-01-01T00:00:00Z", SHANGHAI)],
    { s: [`before-it-was-made /eventTime ${pieceText} was first made later, says event urn:uuid:n`] }],
  ["a piece made twice, once before it was seen", [piece("m", "2026-01-02T00:00:00Z", SHANGHAI, { action: "ADD" }), piece("n", "2025-12-31T00:00:00Z", SHANGHAI, { action: "ADD" }), piece("s", "2026-01-01T00:00:00Z", SHANGHAI)], {}],
  ["a piece in Bordeaux and nine hours later in Shanghai", [piece("a", "2026-01-01T00:00:00Z", BORDEAUX), piece("b", "2026-01-01T09:00:00Z", SHANGHAI)],
    { a: [`two-places-at-once /readPoint/id ${pieceText} is seen elsewhere by event urn:uuid:b, farther than can be travelled in between`], b: [`two-places-at-once /readPoint/id ${pieceText} is seen elsewhere by event urn:uuid:a, farther than can be travelled in between`] }],
  ["a piece in Bordeaux and ten hours later in Shanghai", [piece("a", "2026-01-01T00:00:00Z", BORDEAUX), piece("b", "2026-01-01T10:00:00Z", SHANGHAI)], {}],
  ["a piece in Shanghai and in Pudong at once", [piece("a", "2026-01-01T00:00:00Z", SHANGHAI), piece("b", "2026-01-01T00:00:00Z", SUBURB)], {}],
  ["a piece at two unknown places at once", [piece("a", "2026-01-01T00:00:00Z", UNKNOWN), piece("b", "2026-01-01T00:00:00Z", ELSEWHERE, { action: "DELETE" })],
    { a: [`two-places-at-once /readPoint/id ${pieceText} is seen elsewhere by event urn:uuid:b, farther than can be travelled in between`], b: [`two-places-at-once /readPoint/id ${pieceText} is seen elsewhere by event urn:uuid:a, farther than can be travelled in between`] }],
  ["a piece at two unknown places a second apart", [piece("a", "2026-01-01T00:00:00Z", UNKNOWN), piece("b", "2026-01-01T00:00:01Z", ELSEWHERE)], {}],
  ["a piece at two places, one of them declared to be in error", [piece("a", "2026-01-01T00:00:00Z", UNKNOWN), piece("b", "2026-01-01T00:00:00Z", ELSEWHERE), wrong(piece("a", "2026-01-01T00:00:00Z", UNKNOWN))],
    { a: [`two-places-at-once /readPoint/id ${pieceText} is seen elsewhere by event urn:uuid:b, farther than can be travelled in between`] }],
  ["a box in a crate in a ship", [packed("a", "2026-01-01T00:00:00Z", CRATE, BOX), packed("b", "2026-01-02T00:00:00Z", SHIP, CRATE)], {}],
  ["a box in a crate that is in the box", [packed("a", "2026-01-01T00:00:00Z", CRATE, BOX), packed("b", "2026-01-02T00:00:00Z", BOX, CRATE)], { b: [`cyclic-aggregation /parentID ${box} would lie within itself`] }],
  ["a ship in a box in a crate in the ship", [packed("a", "2026-01-01T00:00:00Z", CRATE, BOX), packed("b", "2026-01-02T00:00:00Z", SHIP, CRATE), packed("c", "2026-01-03T00:00:00Z", BOX, SHIP)], { c: [`cyclic-aggregation /parentID ${box} would lie within itself`] }],
  ["a box that was taken out of the crate before the crate went into it", [packed("a", "2026-01-01T00:00:00Z", CRATE, BOX), packed("o", "2026-01-01T12:00:00Z", CRATE, BOX, { action: "DELETE" }), packed("b", "2026-01-02T00:00:00Z", BOX, CRATE)], {}],
];

describe("what is doubtful about the events of", () => {
  describe.each(STORIES)("%s", (_what, events, wanted) => {
    const all = Object.fromEntries(events.filter((each) => !("errorDeclaration" in each)).map(({ eventID }) => [String(eventID).slice(9), wanted[String(eventID).slice(9)] ?? []]));

    it.each(
      orders(events).map(
        (order) =>
          [order.map(({ eventID, errorDeclaration }) => `${errorDeclaration === undefined ? "" : "the error of "}${String(eventID).slice(9)}`).join(", then "), order] as const,
      ),
    )("does not depend on their order: %s", async (_order, order) => {
      for (const each of order) await arrive([each]);
      await settle();
      expect(await doubts()).toEqual(all);
    });

    it("does not depend on whether they come in one document", async () => {
      await arrive(events);
      expect(await doubts()).toEqual(all);
    });
  });
});

describe("events that two senders send at one instant", () => {
  it.each([1, 2, 3])("are doubted as if one had come after the other (%d)", async (round) => {
    const many = (id: string, gln: string, from: number) => Array.from({ length: 200 }, (_, n) => piece(`${id}${n}`, "2026-01-01T00:00:00Z", gln, { epcList: [`urn:epc:id:sgtin:3012345.012345.${from + n}`] }));
    await Promise.all([arrive(many("a", UNKNOWN, 1000 * round)), arrive(many("b", ELSEWHERE, 1000 * round + 100), other)]);
    await settle();
    const found = await doubts();
    expect(
      Object.entries(found)
        .filter(([, problems]) => problems.length === 1)
        .map(([id]) => id)
        .toSorted(),
    ).toEqual([...Array.from({ length: 100 }, (_, n) => `a${n + 100}`), ...Array.from({ length: 100 }, (_, n) => `b${n}`)].toSorted());
  });

  it("are not asked for again with a payload that is none", async () => {
    await expect(recheckOverlap({ own: "1", others: [] })).rejects.toMatchObject({ code: "invalid-input" });
  });
});

describe("what is looked at again", () => {
  it("is nothing while events come in order and agree, and nothing that a document repeats", async () => {
    for (let n = 0; n < 2; n++) {
      await arrive([made(`m${n}`, "2026-01-01T00:00:00Z"), piece(`p${n}`, "2026-01-01T00:00:00Z", SHANGHAI, { action: "ADD" }), packed(`a${n}`, "2026-01-01T00:00:00Z", CRATE, BOX)]);
      await arrive([shipped(`s${n}`, "2026-01-02T00:00:00Z"), piece(`q${n}`, "2026-01-02T00:00:00Z", BORDEAUX)]);
      expect(await settle()).toBe(0);
    }
  });

  it("is refused with a payload that is none", async () => {
    await expect(recheckTruth({ lots: "all" })).rejects.toMatchObject({ code: "invalid-input" });
  });
});
