import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { POST as define } from "../epcis/queries/route.ts";
import { POST as subscribe } from "../epcis/queries/[name]/subscriptions/route.ts";
import { callerOf, type Caller } from "./testing/caller.ts";

let test: TestDatabase;
let receiver: Server;
let feed: Caller;
let officer: Caller;
let stranger: Caller;
let id = "";

const post = (address: string, key: string, body: object) =>
  new Request(`http://127.0.0.1${address}`, { method: "POST", headers: { authorization: `Bearer ${key}`, "content-type": "application/json" }, body: JSON.stringify(body) });

beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] ??= "a secret of this test alone";
  process.env["FEED_PRIVATE_HOSTS"] = "127.0.0.1";
  test = await testDatabase();
  [feed, officer, stranger] = await Promise.all([callerOf("feed", "WINERY"), callerOf("customs_officer"), callerOf("feed", "SHOP")]);
  receiver = createServer((request, response) => request.resume().on("end", () => response.writeHead(204).end()));
  await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
  const dest = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`;
  await define(post("/epcis/queries", feed.key, { name: "shipped", query: { EQ_bizStep: ["shipping"] } }));
  const made = await subscribe(post("/epcis/queries/shipped/subscriptions", feed.key, { dest, stream: true, signatureToken: "s3cret" }));
  id = ((await made.json()) as { subscriptionID: string }).subscriptionID;
});
afterAll(async () => {
  delete process.env["FEED_PRIVATE_HOSTS"];
  await new Promise((closed) => receiver.close(closed));
  await test.close();
});

describe("a subscription over the interface", () => {
  it("is listed with how it stands and without its secret, to its organisation and to those who see everything", async () => {
    const { body, text } = await feed.call("listSubscriptions", { query: "query=shipped" });
    expect(body).toMatchObject({ items: [{ id, query: "shipped", signed: true, standing: "active", schedule: null }], next: null });
    expect(text).not.toContain("s3cret");
    expect((await officer.call("listSubscriptions")).body).toMatchObject({ items: [{ id }] });
    expect((await stranger.call("listSubscriptions")).body).toMatchObject({ items: [] });
  });

  it("rests, goes on, and is tried, each as often as it is asked", async () => {
    const ask = (operation: string) => feed.call(operation, { path: { id }, body: {} });
    for (const _ of [1, 2]) expect((await ask("postSubscriptionPause")).body).toMatchObject({ standing: "paused" });
    for (const _ of [1, 2]) expect((await ask("postSubscriptionResume")).body).toMatchObject({ standing: "active", pausedAt: null });
    expect((await ask("postSubscriptionTrial")).body).toEqual({ status: 204, problem: null });
    expect((await feed.call("listSubscriptionDeliveries", { path: { id } })).body).toMatchObject({ items: [{ trial: true, problem: null }], next: null });
  });

  it.each(["postSubscriptionPause", "postSubscriptionResume", "postSubscriptionTrial"])("is refused %s by an officer, and is not there for another organisation", async (operation) => {
    expect(await officer.call(operation, { path: { id }, body: {} })).toMatchObject({ status: 403, body: { code: "not-permitted" } });
    expect(await stranger.call(operation, { path: { id }, body: {} })).toMatchObject({ status: 404, body: { code: "unknown-subscription" } });
  });

  it("is shut out once the key that made it is revoked, and says so", async () => {
    const revoked = (at: string) => test.owner.unsafe(`update api_keys set revoked_at = ${at} where organisation_id = (select id from organisations where code = 'WINERY')`);
    await revoked("now()");
    expect((await officer.call("listSubscriptions")).body).toMatchObject({ items: [{ id, standing: "shut-out" }] });
    await revoked("null");
  });

  it("shows what was sent to nobody of another organisation", async () => {
    expect(await stranger.call("listSubscriptionDeliveries", { path: { id } })).toMatchObject({ status: 404, body: { code: "unknown-subscription" } });
  });
});
