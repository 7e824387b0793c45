import { createHash } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { WebSocket } from "ws";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { captureDocument } from "#lib/feeds/commands/capture";
import { defineQuery } from "#lib/feeds/commands/named-query";
import { serveSockets } from "./sockets.ts";

const KEYS = { feed: `th_${"f".repeat(43)}`, inspector: `th_${"i".repeat(43)}` };
let house: TestDatabase;
let server: Server;
let feed: Actor = { kind: "system", name: "test" };
const open: WebSocket[] = [];

beforeAll(async () => {
  house = await testDatabase();
  const [organisation] = await house.owner`insert into organisations (code, name_en, name_zh, kind) values ('FEED', 'Feed', '数据源', 'producer') returning id`;
  for (const [name, role] of [["feed", "feed"], ["inspector", "inspector"]] as const) {
    const [key] = await house.owner`insert into api_keys (key_hash, name, role, organisation_id) values (${createHash("sha256").update(KEYS[name]).digest("hex")}, ${name}, ${role}, ${organisation?.["id"]}) returning id`;
    if (role === "feed") feed = { kind: "key", id: Number(key?.["id"]), name, role, organisation: Number(organisation?.["id"]) };
  }
  await defineQuery(feed, { name: "shipped", query: { EQ_bizStep: ["shipping"] } });
  serveSockets();
  // As Next does: without anybody who hears of upgrades, Node takes a handshake for a plain request.
  server = createServer((_request, response) => response.writeHead(404).end()).on("upgrade", (_request, connection) => connection.destroy());
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
});
afterAll(async () => {
  for (const client of open) client.terminate();
  await new Promise((closed) => server.close(closed));
  await house.close();
});

async function capture(...lots: readonly string[]): Promise<void> {
  const context = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"];
  const eventList = lots.map((lot) => ({
    type: "ObjectEvent",
    eventTime: "2026-03-02T08:00:00+01:00",
    eventTimeZoneOffset: "+01:00",
    action: "OBSERVE",
    bizStep: "shipping",
    quantityList: [{ epcClass: `urn:epc:class:lgtin:3012345.012345.${lot}`, quantity: 6 }],
  }));
  await captureDocument(feed, {
    body: JSON.stringify({ "@context": context, type: "EPCISDocument", schemaVersion: "2.0", creationDate: "2026-03-03T00:00:00Z", epcisBody: { eventList } }),
    contentType: "application/json",
  });
}

function socket(query: string, key: string | null = KEYS.feed, name = "shipped"): WebSocket {
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}/epcis/queries/${name}/events?${query}`, { headers: key === null ? {} : { authorization: `Bearer ${key}` } });
  open.push(client);
  return client;
}

/** The lots told over a socket until there are `count`. */
function told(client: WebSocket, count: number): Promise<string[]> {
  const lots: string[] = [];
  return new Promise((enough, fail) => {
    client.on("error", fail);
    client.on("close", (code) => fail(new Error(`closed with ${code} after ${lots.join(",")}`)));
    client.on("message", (data: Buffer) => {
      lots.push(...[...data.toString("utf8").matchAll(/lgtin:3012345\.012345\.(\w+)/g)].map(([, lot]) => lot ?? ""));
      if (lots.length >= count) enough(lots);
    });
  });
}

const opened = (client: WebSocket) => new Promise((done, fail) => client.on("open", done).on("error", fail));

describe("a query is followed over a socket", () => {
  test("which tells of each event as it is stored, in order and once", async () => {
    const client = socket("stream=true");
    const lots = told(client, 3);
    await opened(client);
    await capture("A", "B");
    await capture("C");
    expect((await lots).toSorted()).toEqual(["A", "B", "C"]);
    expect((await lots).at(-1)).toBe("C");
  });

  test("from an earlier record time on", async () => {
    expect((await told(socket("stream=true&initialRecordTime=2020-01-01T00:00:00Z"), 3)).toSorted()).toEqual(["A", "B", "C"]);
  });

  test("by a schedule", async () => {
    const client = socket("second=*");
    const lots = told(client, 1);
    await opened(client);
    await capture("D");
    expect(await lots).toEqual(["D"]);
  });

  test("until its key is revoked", async () => {
    const client = socket("stream=true");
    await opened(client);
    await house.owner`update api_keys set revoked_at = now() where name = 'feed'`;
    const closed = new Promise((done) => client.on("close", done));
    await capture("E");
    expect(await closed).toBe(1008);
    await house.owner`update api_keys set revoked_at = null where name = 'feed'`;
  });
});

describe("a handshake is refused", () => {
  test.each([
    ["without a key", "stream=true", null, "shipped", 401],
    ["to whoever may not read events", "stream=true", KEYS.inspector, "shipped", 403],
    ["without stream or schedule", "", KEYS.feed, "shipped", 400],
    ["with both", "stream=true&hour=1", KEYS.feed, "shipped", 400],
    ["with a parameter of the query language", "stream=true&EQ_action=ADD", KEYS.feed, "shipped", 400],
    ["for an unknown query", "stream=true", KEYS.feed, "none", 404],
  ])("%s", async (_what, query, key, name, status) => {
    const client = socket(query, key, name);
    client.on("error", () => undefined);
    expect(await new Promise((answered) => client.on("unexpected-response", (_request, response) => answered(response.statusCode)))).toBe(status);
  });
});
