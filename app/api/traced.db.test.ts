import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { captureDocument } from "#lib/feeds/commands/capture";
import { putTransportDocument } from "./operations/transport.ts";
import { call, callerOf, type Caller } from "./testing/caller.ts";

let test: TestDatabase;
let feed: Caller;
let officer: Caller;
const hub: Actor = { kind: "key", id: 1, name: "hub", role: "feed", organisation: 41 };
const LOT = "https://id.gs1.org/01/03012345000024/10/L1";

beforeAll(async () => {
  test = await testDatabase();
  feed = await callerOf("feed");
  officer = await callerOf("customs_officer");
});
afterAll(() => test.close());

describe("transport documents", () => {
  const { body } = putTransportDocument;
  const path = { number: "BL/2026 7" };
  const send = (headers: Readonly<Record<string, string>> = {}, change: object = {}) => feed.call("putTransportDocument", { path, headers, body: { ...(body?.example as object), ...change } });

  it("are made with 201, repeated with 200 and the same version, replaced under If-Match", async () => {
    const made = await send();
    expect([made.status, made.headers.get("etag"), made.headers.get("location")]).toEqual([201, '"1"', "/api/v1/transport-documents/BL%2F2026%207"]);
    expect([(await send()).status, (await send()).headers.get("etag")]).toEqual([200, '"1"']);
    expect((await send({ "if-match": '"1"' }, { carrier: "Other Line" })).headers.get("etag")).toBe('"2"');
    expect([(await send({ "if-match": '"1"' })).status, (await send({ "if-match": '"1"' })).body["code"]]).toEqual([412, "changed-meanwhile"]);
    expect((await officer.call("getTransportDocument", { path })).body).toMatchObject({ number: "BL/2026 7", carrier: "Other Line", portOfLoading: "FRLEH", version: 2 });
  });

  it("are read by their own sender and by the authorities, and by nobody else", async () => {
    const other = await callerOf("partner", "OTHER");
    expect((await other.call("getTransportDocument", { path })).status).toBe(404);
    expect((await officer.call("putTransportDocument", { path, body: body?.example })).status).toBe(403);
    expect((await call("getTransportDocument", { path })).status).toBe(401);
  });

  it("point at what is wrong in them", async () => {
    const refused = await send({}, { portOfLoading: "Le Havre", items: [{ description: "wine", quantity: { value: "1,000", unit: "XBO" } }] });
    expect([refused.status, refused.body["errors"]]).toMatchObject([
      400,
      expect.arrayContaining([expect.objectContaining({ pointer: "/portOfLoading", code: "not-locode" }), expect.objectContaining({ pointer: "/items/0/quantity/value" })]),
    ]);
  });
});

describe("the state of an item", () => {
  beforeAll(async () => {
    const event = {
      type: "ObjectEvent",
      eventTime: "2026-01-05T09:00:00+08:00",
      eventTimeZoneOffset: "+08:00",
      action: "ADD",
      bizStep: "commissioning",
      disposition: "active",
      quantityList: [{ epcClass: LOT, quantity: 600 }],
      readPoint: { id: "urn:un:unece:uncefact:identifier:locode:FRLEH" },
    };
    const body = JSON.stringify({
      "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
      type: "EPCISDocument",
      schemaVersion: "2.0",
      creationDate: "2026-01-06T00:00:00Z",
      epcisBody: { eventList: [event] },
    });
    await captureDocument(hub, { body, contentType: "application/json" });
  });

  it.each([LOT, "urn:epc:class:lgtin:3012345.000002.L1", "(01)03012345000024(10)L1"])("is told by %s", async (id) => {
    const told = await officer.call("getState", { query: `id=${encodeURIComponent(id)}` });
    expect(told.status).toBe(200);
    expect(told.body).toMatchObject({
      id: "01/03012345000024/10/L1",
      kind: "lot",
      where: { place: { country: "FR", name: { zh: "勒阿弗尔" } }, basis: "read-point" },
      businessStep: "commissioning",
      disposition: "active",
      quantities: [{ unit: "H87", made: "600", left: "600" }],
      notKnown: [],
    });
  });

  it("is 404 for what no event names, and 400 for what is no identifier", async () => {
    expect((await officer.call("getState", { query: "id=(01)03012345000024(10)L2" })).status).toBe(404);
    expect((await officer.call("getState", { query: "id=L1" })).body).toMatchObject({ code: "bad-identifier" });
    expect((await officer.call("getState")).status).toBe(400);
  });
});
