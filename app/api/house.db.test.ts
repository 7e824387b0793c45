import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { markPeers } from "./kernel/peer.ts";
import { call, callerOf } from "./testing/caller.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});

afterAll(async () => {
  await test.close();
});

describe("the house", () => {
  it("is up", async () => {
    expect(await call("health", {})).toMatchObject({ status: 200, body: { status: "up" } });
  });

  it("can serve only once every column it reads is there", async () => {
    await test.owner`alter table products rename column hs_code to hs_code_before`;
    expect(await call("ready", {})).toMatchObject({ status: 503, body: { status: "not-ready", database: "reachable", schema: "behind" } });
    await test.owner`alter table products rename column hs_code_before to hs_code`;
    expect(await call("ready", {})).toMatchObject({ status: 200, body: { status: "ready", schema: "migrated" } });
  });

  it("describes its interface to everybody", async () => {
    expect((await call("openapi", {})).body).toMatchObject({ openapi: "3.1.1" });
  });

  it("shows its figures on this machine and to an administrator, and to nobody else", async () => {
    expect((await call("metrics", {})).status).toBe(401);
    const feed = await callerOf("feed");
    expect(await feed.call("metrics")).toMatchObject({ status: 403, body: { code: "metrics-not-here" } });
    const administrator = await callerOf("administrator");
    expect((await administrator.call("metrics")).text).toMatch(/^tallyhouse_database_connections\{state="active"\} \d+$/m);
    markPeers();
    expect((await call("metrics", { headers: { "x-tallyhouse-peer": "127.0.0.1" } })).text).toContain('tallyhouse_http_requests_total{method="GET",route="/api/health",status="200"}');
  });
});
