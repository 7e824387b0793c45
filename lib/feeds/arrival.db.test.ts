import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { sql } from "drizzle-orm";
import { captureDocument } from "./commands/capture.ts";
import type { Captured } from "./commands/capture.ts";

const feed: Actor = { kind: "key", id: 1, name: "winery feed", role: "feed", organisation: 41 };
const other: Actor = { kind: "key", id: 2, name: "shop feed", role: "feed", organisation: 42 };
const house: Actor = { kind: "system", name: "test" };
const now = new Date("2026-03-02T08:00:00Z");
const DAY = 86_400_000;
const [WINERY, SHOP] = ["3012345000017", "4012345000023"];
const PIECE = "urn:epc:id:sgtin:3012345.012345.77";
const lotOf = (lot: string) => `urn:epc:class:lgtin:3012345.012345.${lot}`;

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  await test.owner`insert into sites (name, country, kind) values ('Château Exemple', 'FR', 'winery'), ('Weinladen', 'DE', 'shop')`;
  await test.owner`insert into site_identifiers (value, scheme, site_id) select v, 'gln', id from sites join (values ('Château Exemple', ${WINERY}), ('Weinladen', ${SHOP})) as g(n, v) on n = name`;
});
const empty = async () => {
  await test.owner`truncate lots, lot_statements, lot_movements, shipments_elsewhere, event_items, feed_events, feed_documents, quarantined cascade`;
  await test.owner`delete from graphile_worker._private_jobs`;
};
beforeEach(empty);
afterAll(async () => test.close());

type Sent = Readonly<Record<string, unknown>>;
const event = (id: string, eventTime: string, change: Sent): Sent => ({
  type: "ObjectEvent",
  eventID: `urn:uuid:${id}`,
  eventTime,
  eventTimeZoneOffset: "+01:00",
  readPoint: { id: `https://id.gs1.org/414/${WINERY}` },
  ...change,
});
const made = (id: string, lot: string, eventTime: string, produced: string | undefined, change: Sent = {}): Sent =>
  event(id, eventTime, { action: "ADD", bizStep: "commissioning", quantityList: [{ epcClass: lotOf(lot), quantity: 12000 }], ilmd: { "gs1:productionDate": produced }, ...change });
const abroad = { action: "OBSERVE", bizStep: "shipping", destinationList: [{ type: "location", destination: `https://id.gs1.org/414/${SHOP}` }] };
const shipped = (id: string, lot: string, quantity: number): Sent => event(id, "2024-03-02T08:00:00+01:00", { ...abroad, quantityList: [{ epcClass: lotOf(lot), quantity }] });
const wrong = (one: Sent): Sent => ({ ...one, errorDeclaration: { declarationTime: "2024-04-01T00:00:00Z", reason: "incorrect_data" } });

const send = (events: readonly Sent[], { actor = feed, at = now }: { readonly actor?: Actor; readonly at?: Date } = {}): Promise<Captured> =>
  captureDocument(
    actor,
    {
      body: JSON.stringify({
        "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
        type: "EPCISDocument",
        schemaVersion: "2.0",
        creationDate: "2024-03-03T00:00:00Z",
        epcisBody: { eventList: events },
      }),
      contentType: "application/json",
      errorBehaviour: "proceed",
    },
    at,
  );
const kinds = ({ outcomes }: Captured) => outcomes.map(({ outcome }) => outcome);

/** All that events left behind but the hour and the number of their coming, as one text. */
async function endState(): Promise<string> {
  const rows = await reading(house, "event.read", (tx) => tx.execute<{ row: string }>(sql`
    select jsonb_build_object('event', event_id, 'error', declares_error, 'hash', hash)::text as row from feed_events
    union all select (to_jsonb(i) - 'event_pk' || jsonb_build_object('of', event_id, 'error', declares_error))::text from event_items i join feed_events e on e.id = i.event_pk
    union all select (to_jsonb(m) - 'event_pk')::text from lot_movements m
    union all select to_jsonb(s)::text from lot_statements s
    union all select (to_jsonb(l) - 'recorded_at')::text from lots l
    union all select (to_jsonb(s) - 'event_pk' - 'recorded_at' || jsonb_build_object('of', event_id))::text from shipments_elsewhere s join feed_events e on e.id = s.event_pk where site_id <> 0
    order by 1`));
  return rows.map(({ row }) => row).join("\n");
}

function ordersOf<Each>(some: readonly Each[]): Each[][] {
  return some.length === 0 ? [[]] : some.flatMap((first, at) => ordersOf(some.filter((_, place) => place !== at)).map((rest) => [first, ...rest]));
}

describe("every order of arrival leaves one end state", () => {
  const early = made("early", "A", "2024-01-01T08:00:00+01:00", "2023-10-14");
  const mistaken = made("mistaken", "A", "2023-12-01T08:00:00+01:00", "2022-09-01");
  const onePiece = made("piece", "B", "2024-01-03T08:00:00+01:00", "2023-11-01", { quantityList: undefined, epcList: [PIECE], ilmd: { "gs1:productionDate": "2023-11-01", "cbvmda:lotNumber": "B" } });
  const otherLot = made("other", "C", "2024-01-02T08:00:00+01:00", "2023-08-01", { quantityList: undefined, epcList: [PIECE], ilmd: { "gs1:productionDate": "2023-08-01", "cbvmda:lotNumber": "C" } });
  const sold = event("sold", "2024-05-01T10:00:00+01:00", { ...abroad, epcList: [PIECE] });
  const late = made("late", "A", "2022-11-20T08:00:00+01:00", undefined, { readPoint: { id: `https://id.gs1.org/414/${SHOP}` } });

  it.each([
    ["a declaration of error before its original, and shipments before what made them", [[early, shipped("s1", "A", 1200)], [mistaken], [wrong(mistaken)], [shipped("s2", "A", 7)]]],
    ["pieces that two events give to two lots, one of them in error", [[onePiece], [otherLot], [sold], [wrong(otherLot)]]],
    ["an event 400 days before the others", [[early], [late], [shipped("s1", "A", 1200)], [made("again", "A", "2024-02-01T08:00:00+01:00", "2024-01-15")]]],
  ])("%s", async (_what, documents) => {
    let first: string | undefined;
    for (const order of ordersOf(documents)) {
      await empty();
      for (const events of order) expect(kinds(await send(events))).not.toContain("rejected");
      first ??= await endState();
      expect(await endState()).toBe(first);
    }
    expect(first).toContain('"quantity_value"');
  });
});

describe("a message that comes again", () => {
  const events = [made("1", "A", "2024-01-01T08:00:00+01:00", "2023-10-14"), shipped("2", "A", 1200)];

  it("changes nothing, three times over, from its sender or from somebody else", async () => {
    await send(events);
    const [before, jobs] = [await endState(), await test.owner`select count(*) from graphile_worker._private_jobs`];
    for (const actor of [feed, other, feed]) expect(kinds(await send(events, { actor }))).toEqual(["duplicate", "duplicate"]);
    expect(await endState()).toBe(before);
    expect(await test.owner`select count(*) from graphile_worker._private_jobs`).toEqual(jobs);
  });

  it("in the same document counts once", async () => {
    const [first = {}] = events;
    expect(kinds(await send([first, first, first]))).toEqual(["accepted", "duplicate", "duplicate"]);
  });

  it("with another body under the same id stands in quarantine, and the first is kept", async () => {
    await send(events);
    const before = await endState();
    const forged = [shipped("2", "A", 9), shipped("3", "A", 1)];
    expect(await send(forged)).toMatchObject({ success: false, outcomes: [{ outcome: "rejected", problems: [{ code: "id-used-with-another-body" }] }, { outcome: "accepted" }] });
    expect((await endState()).split("\n")).toEqual(expect.arrayContaining(before.split("\n").filter((row) => !row.includes("quantity_value"))));
    const kept = await reading(house, "event.read", (tx) =>
      tx.execute(sql`select event_index, event_id, state, problems -> 0 ->> 'code' as code, body::jsonb -> 'quantityList' -> 0 ->> 'quantity' as quantity from quarantined`),
    );
    expect(kept).toEqual([{ event_index: 0, event_id: "urn:uuid:2", state: "open", code: "id-used-with-another-body", quantity: "9" }]);
  });
});

describe("a clock that is a day off", () => {
  const timed = (ahead: number): Sent => event("clock", new Date(now.getTime() + ahead).toISOString(), { action: "OBSERVE", bizStep: "shipping", quantityList: [{ epcClass: lotOf("A"), quantity: 1 }] });

  it.each([["ahead", DAY, ["in-the-future"]], ["behind", -DAY, []]] as const)("%s is taken in, and told of", async (_what, ahead, codes) => {
    const { outcomes } = await send([timed(ahead)]);
    expect(outcomes[0]?.problems.map(({ code }) => code)).toEqual(codes);
    expect(outcomes[0]?.outcome).not.toBe("rejected");
  });

  it("here does not make an event of today a duplicate of itself, nor another one", async () => {
    await send([timed(0)], { at: new Date(now.getTime() - DAY) });
    expect(kinds(await send([timed(0)], { at: new Date(now.getTime() + DAY) }))).toEqual(["duplicate"]);
  });
});
