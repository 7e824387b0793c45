import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { issueSourceKey } from "#lib/feeds/commands/sources";
import { POST as capture } from "../epcis/capture/route.ts";
import { call, callerOf, type Caller } from "./testing/caller.ts";

const path = { code: "chateau" };
const body = { name: "Château", organisation: "CHATEAU", settings: { kind: "epcis", address: "https://epcis.example.com/epcis", signIn: { kind: "bearer" } }, secret: "s3cret", schedule: { everySeconds: 300 } };
const house = { kind: "system", name: "test" } as const;

let test: TestDatabase;
let administrator: Caller;
let supervisor: Caller;
let feed: Caller;

beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] ??= "a secret of this test alone";
  test = await testDatabase();
  [administrator, supervisor, feed] = await Promise.all([callerOf("administrator"), callerOf("supervisor"), callerOf("feed")]);
});
afterAll(async () => {
  delete process.env["FEED_CLIENT_CERT_HEADER"];
  await test.close();
});

describe("a source over the interface", () => {
  it("is connected with 201, changed under If-Match, and shown without its secret", async () => {
    const made = await administrator.call("putSource", { path, body });
    expect([made.status, made.headers.get("etag"), made.headers.get("location")]).toEqual([201, '"1"', "/api/v1/sources/chateau"]);
    expect(made.body).toMatchObject({ code: "chateau", kind: "epcis", hasSecret: true, state: "on", health: "new", settings: { overlapMinutes: 10, lookBackHours: 24 }, lastDay: { accepted: 0, delaySeconds: null } });
    expect(JSON.stringify(made.body)).not.toContain("s3cret");
    expect(await administrator.call("putSource", { path, body, headers: { "if-match": '"7"' } })).toMatchObject({ status: 412, body: { code: "changed-meanwhile" } });
    const changed = await administrator.call("putSource", { path, body: { ...body, secret: undefined, name: "Château Exemple" }, headers: { "if-match": '"1"' } });
    expect(changed).toMatchObject({ status: 200, body: { name: "Château Exemple", hasSecret: true, version: 2 } });
    expect((await supervisor.call("getSource", { path })).body).toMatchObject({ version: 2 });
    expect((await supervisor.call("listSources", {})).body).toMatchObject({ items: [{ code: "chateau" }], next: null });
  });

  it("is read now when an administrator asks", async () => {
    expect(await administrator.call("postSourceRun", { path, body: {} })).toMatchObject({ status: 202, body: { code: "chateau" } });
  });

  it.each<[string, () => Promise<{ status: number; body: Record<string, unknown> }>, number, string]>([
    ["by a supervisor", () => supervisor.call("putSource", { path, body }), 403, "not-permitted"],
    ["looked at by a feed", () => feed.call("listSources", {}), 403, "not-permitted"],
    ["at an address of files", () => administrator.call("putSource", { path, body: { ...body, settings: { kind: "json", address: "file:///etc/passwd" } } }), 400, "invalid-input"],
    ["that nobody connected", () => administrator.call("getSource", { path: { code: "nobody" } }), 404, "source-unknown"],
    ["read though nobody connected it", () => administrator.call("postSourceRun", { path: { code: "nobody" }, body: {} }), 404, "source-unknown"],
  ])("%s is refused", async (_case, asking, status, code) => expect(await asking()).toMatchObject({ status, body: { code } }));
});

describe("a key of a source", () => {
  const event = {
    type: "ObjectEvent",
    eventTime: "2026-03-01T08:00:00Z",
    eventTimeZoneOffset: "+00:00",
    action: "OBSERVE",
    bizStep: "shipping",
    quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: 1 }],
  };
  const document = (quantity: number) =>
    JSON.stringify({
      "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
      type: "EPCISDocument",
      schemaVersion: "2.0",
      creationDate: "2026-03-02T08:00:00Z",
      epcisBody: { eventList: [1, 2].map((n) => ({ ...event, quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: quantity * 10 + n }] })) },
    });
  const push = (settings: object) => administrator.call("putSource", { path: { code: "push" }, body: { name: "Push", organisation: "PUSH", settings: { kind: "push", ...settings } } });
  const send = (key: string, quantity: number, headers: Record<string, string> = {}) =>
    capture(
      new Request("http://127.0.0.1/epcis/capture", {
        method: "POST",
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json", ...headers },
        body: document(quantity),
      }),
    );

  it("is told by 429 and Retry-After to wait when its source sent too much", async () => {
    await push({ eventsPerMinute: 1 });
    const key = await issueSourceKey(house, { code: "push" });
    expect((await send(key, 1)).status).toBe(202);
    const refused = await send(key, 2);
    expect([refused.status, Number(refused.headers.get("retry-after")) >= 1, await refused.json()]).toMatchObject([429, true, { code: "source-limit" }]);
  });

  it("that is bound to a certificate is heeded only with it, and only where a header is agreed on", async () => {
    const print = "ab".repeat(32);
    await push({ certificate: print });
    const key = await issueSourceKey(house, { code: "push" });
    const refused = async (headers: Record<string, string>) => ((await (await send(key, 3, headers)).json()) as { readonly code: string }).code;
    expect(await refused({ "x-client-cert": print })).toBe("certificate-differs");
    process.env["FEED_CLIENT_CERT_HEADER"] = "x-client-cert";
    expect([await refused({}), await refused({ "x-client-cert": "cd".repeat(32) }), await refused({ "x-client-cert": print, "x-tallyhouse-peer": "203.0.113.9" })]).toEqual([
      "certificate-differs",
      "certificate-differs",
      "certificate-differs",
    ]);
    expect((await send(key, 4, { "x-client-cert": print, "x-tallyhouse-peer": "127.0.0.1" })).status).toBe(202);
    expect(await call("getMe", {}, key)).toMatchObject({ status: 401 });
  });
});
