import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { captureDocument } from "#lib/feeds/commands/capture";
import { callerOf, type Caller } from "./testing/caller.ts";

let test: TestDatabase;
let feed: Caller;
let other: Caller;
let officer: Caller;

const broken = { type: "ObjectEvent", eventID: "urn:uuid:q", eventTime: "2026-03-01T08:00:00Z", eventTimeZoneOffset: "+01:00", action: "MOVE", epcList: ["urn:x:1"] };

beforeAll(async () => {
  test = await testDatabase();
  feed = await callerOf("feed", "41");
  other = await callerOf("feed", "42");
  officer = await callerOf("customs_officer");
  const me = await test.owner<{ organisation: bigint }[]>`select organisation_id as organisation from api_keys order by id limit 1`;
  const body = JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2026-03-01T09:00:00Z",
    epcisBody: { eventList: [broken] },
  });
  await captureDocument({ kind: "key", id: 1, name: "winery feed", role: "feed", organisation: Number(me[0]?.organisation) }, { body, contentType: "application/json", errorBehaviour: "proceed" });
});
afterAll(async () => test.close());

describe("the quarantine", () => {
  it("is listed to its own sender, whole, a page at a time", async () => {
    const listed = await feed.call("listQuarantine", { query: "limit=1&code=unknown-action" });
    expect(listed).toMatchObject({ status: 200, body: { items: [{ index: 0, eventID: "urn:uuid:q", state: "open", encoding: "text", problems: [{ pointer: "/action", code: "unknown-action" }] }], next: null } });
    expect((await other.call("listQuarantine")).body["items"]).toEqual([]);
    expect(await officer.call("listQuarantine")).toMatchObject({ status: 403 });
    expect(await feed.call("listQuarantine", { query: "after=x" })).toMatchObject({ status: 400, body: { code: "after-unreadable" } });
  });

  it("is sent again once it is right, by its own sender", async () => {
    const [found] = (await feed.call("listQuarantine")).body["items"] as readonly { readonly id: number }[];
    const path = { id: String(found?.id) };
    expect(await feed.call("postQuarantineResend", { path, body: {} })).toMatchObject({ status: 422, body: { code: "still-wrong", errors: [{ pointer: "/action", code: "unknown-action" }] } });
    expect(await other.call("postQuarantineResend", { path, body: {} })).toMatchObject({ status: 404 });
    expect(await feed.call("postQuarantineResend", { path: { id: "x" }, body: {} })).toMatchObject({ status: 404 });
    const body = JSON.stringify({ ...broken, action: "OBSERVE" });
    const sent = await feed.call("postQuarantineResend", { path, body: { body } });
    expect(sent).toMatchObject({ status: 200, body: { id: found?.id, outcome: "accepted" } });
    expect(await feed.call("postQuarantineResend", { path, body: { body } })).toMatchObject({ status: 409, body: { code: "quarantine-resolved" } });
    expect((await feed.call("listQuarantine", { query: "state=resent" })).body["items"]).toMatchObject([{ resentAs: sent.body["captureID"] }]);
  });
});
