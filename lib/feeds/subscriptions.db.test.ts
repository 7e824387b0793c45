import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import type { IncomingHttpHeaders, Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { captureDocument } from "./commands/capture.ts";
import { deliverSubscription } from "./commands/delivering.ts";
import { defineQuery, deleteQuery } from "./commands/named-query.ts";
import { guardOf } from "./commands/pull-guard.ts";
import { pauseSubscription, resumeSubscription, trySubscription } from "./commands/subscription-acts.ts";
import { subscribe, unsubscribe } from "./commands/subscriptions.ts";
import { shownQuery } from "./queries/named.ts";
import { deliveriesOf, shownSubscription } from "./queries/subscribed.ts";
import { subscriptionById } from "./queries/subscriptions.ts";

type Sent = { readonly body: string; readonly headers: IncomingHttpHeaders };

const officer: Actor = { kind: "key", id: 9, name: "officer", role: "customs_officer", organisation: 1 };
const loopback = guardOf("127.0.0.1");
let feed: Actor = officer;
let other: Actor = officer;
let house: TestDatabase;
let receiver: Server;
let dest = "";
let answers: number[] = [];
let sent: Sent[] = [];

beforeAll(async () => {
  house = await testDatabase();
  process.env["NEXTAUTH_SECRET"] ??= "a secret of the tests";
  process.env["FEED_PRIVATE_HOSTS"] = "127.0.0.1";
  const keyOf = async (code: string): Promise<Actor> => {
    const [organisation] = await house.owner`insert into organisations (code, name_en, name_zh, kind) values (${code}, ${code}, ${code}, 'producer') returning id`;
    const [key] = await house.owner`insert into api_keys (key_hash, name, role, organisation_id) values (${code}, ${code}, 'feed', ${organisation?.["id"]}) returning id`;
    return { kind: "key", id: Number(key?.["id"]), name: code, role: "feed", organisation: Number(organisation?.["id"]) };
  };
  [feed, other] = [await keyOf("WINERY"), await keyOf("SHOP")];
  receiver = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => { body += String(chunk); });
    request.on("end", () => {
      sent.push({ body, headers: request.headers });
      response.writeHead(answers.shift() ?? 200).end();
    });
  });
  await new Promise<void>((ready) => receiver.listen(0, "127.0.0.1", ready));
  dest = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/events`;
  await defineQuery(feed, { name: "shipped", query: { EQ_bizStep: ["shipping"] } });
});
beforeEach(async () => {
  [answers, sent] = [[], []];
  await house.owner`truncate feed_subscriptions, event_items, feed_events, feed_documents cascade`;
  await house.owner`delete from graphile_worker._private_jobs`;
});
afterAll(async () => {
  delete process.env["FEED_PRIVATE_HOSTS"];
  await new Promise((closed) => receiver.close(closed));
  await house.close();
});

async function capture(lot: string, { bizStep = "shipping", actor = feed }: { bizStep?: string; actor?: Actor } = {}): Promise<void> {
  const event = { type: "ObjectEvent", eventTime: "2026-03-02T08:00:00+01:00", eventTimeZoneOffset: "+01:00", action: "OBSERVE", bizStep, quantityList: [{ epcClass: `urn:epc:class:lgtin:3012345.012345.${lot}`, quantity: 6 }] };
  const context = ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"];
  await captureDocument(actor, { body: JSON.stringify({ "@context": context, type: "EPCISDocument", schemaVersion: "2.0", creationDate: "2026-03-03T00:00:00Z", epcisBody: { eventList: [event] } }), contentType: "application/json" });
}

type Reader = Parameters<Parameters<TestDatabase["owner"]["begin"]>[1]>[0];
const asHouse = <Row>(read: (tx: Reader) => PromiseLike<Row[]>): Promise<Row[]> => house.owner.begin(async (tx) => {
  await tx`select set_config('app.scope', 'all', true)`;
  return read(tx);
}) as Promise<Row[]>;
const subscribed = async (body: object = {}): Promise<string> => (await subscribe(feed, { queryName: "shipped", dest, stream: true, ...body })).id;
/** Other files' transactions run in the same cluster: what is stored is safe to tell once those that are older have ended. */
const settled = () => vi.waitFor(async () => {
  const [row] = await asHouse((tx) => tx<{ unsettled: boolean }[]>`select exists (select 1 from feed_events where positioned >= pg_snapshot_xmin(pg_current_snapshot())) as unsettled`);
  expect(row?.unsettled).toBe(false);
}, { timeout: 15_000, interval: 20 });
const deliverNow = (id: string) => deliverSubscription({ id }, loopback);
const deliver = async (id: string): Promise<void> => {
  await settled();
  await deliverNow(id);
};
const lotsOf = ({ body }: Sent): string[] => [...body.matchAll(/lgtin:3012345\.012345\.(\w+)/g)].map(([, lot]) => lot ?? "");
const toldLots = () => sent.map(lotsOf);
const stateOf = (id: string) => reading(feed, "event.read", (tx) => subscriptionById(tx, "shipped", id));
const shown = (id: string) => reading(feed, "event.read", (tx) => shownSubscription(tx, id));
const kept = () => asHouse((tx) => tx<{ token: string }[]>`select token from feed_subscriptions`);
const waiting = async (): Promise<string[]> => (await house.owner`select key from graphile_worker.jobs where task_identifier = 'deliver-subscription' order by key`).map(({ key }) => String(key));

describe("a stream", () => {
  test("tells of each event that its query is about, once", async () => {
    await capture("BEFORE");
    const id = await subscribed();
    await house.owner`delete from graphile_worker._private_jobs`;
    await capture("A");
    await capture("MADE", { bizStep: "commissioning" });
    expect(await waiting()).toEqual([`subscription:${id}`]);
    await deliver(id);
    await deliver(id);
    expect(toldLots()).toEqual([["A"]]);
    expect(JSON.parse(sent[0]?.body ?? "")).toMatchObject({ type: "EPCISQueryDocument", epcisBody: { queryResults: { subscriptionID: id, queryName: "shipped" } } });
  });

  test("tells of what was recorded before it, when it asks for that", async () => {
    await capture("A");
    await deliver(await subscribed({ initialRecordTime: "2020-01-01T00:00:00Z" }));
    expect(toldLots()).toEqual([["A"]]);
  });

  test("moves on only when the receiver answered 2xx, and sends the same message under the same id until then", async () => {
    const id = await subscribed();
    await capture("A");
    answers = [500, 429];
    await deliver(id);
    await deliver(id);
    expect(await stateOf(id)).toMatchObject({ failures: 2, lastNotifiedAt: null, problem: { code: "asked-to-wait", facts: { status: 429 } } });
    await deliver(id);
    await deliver(id);
    expect(toldLots()).toEqual([["A"], ["A"], ["A"]]);
    expect(new Set(sent.map(({ headers }) => headers["webhook-id"])).size).toBe(1);
    expect(await stateOf(id)).toMatchObject({ failures: 0, problem: null });
  });

  test("halves its messages for a receiver that finds them too large", async () => {
    const id = await subscribed();
    for (const lot of ["A", "B", "C"]) await capture(lot);
    answers = [413];
    await deliver(id);
    await deliver(id);
    expect(toldLots()).toEqual([["A", "B", "C"], ["A"], ["B"], ["C"]]);
  });

  test("is signed with the receiver's token, in the standard's header and in that of Standard Webhooks", async () => {
    const id = await subscribed({ signatureToken: "token of the receiver" });
    await capture("A");
    await deliver(id);
    const [{ body, headers } = { body: "", headers: {} as IncomingHttpHeaders }] = sent;
    const mac = (text: string) => createHmac("sha256", "token of the receiver").update(text).digest("base64");
    expect(headers["gs1-signature"]).toBe(mac(body));
    expect(headers["webhook-signature"]).toBe(`v1,${mac(`${String(headers["webhook-id"])}.${String(headers["webhook-timestamp"])}.${body}`)}`);
    const [{ token } = { token: "" }] = await kept();
    expect(token).toMatch(/^[\w-]{40,}$/);
    expect(Buffer.from(token, "base64url").toString("latin1")).not.toContain("receiver");
  });

  test("tells a feed of its own organisation's events alone", async () => {
    const id = await subscribed();
    await capture("MINE");
    await capture("THEIRS", { actor: other });
    await deliver(id);
    expect(toldLots()).toEqual([["MINE"]]);
  });

  test("waits for a transaction that is older than its events, and skips nothing of it", async () => {
    const id = await subscribed();
    const slow = await house.owner.reserve();
    await slow`begin`;
    await slow`insert into organisations (code, name_en, name_zh, kind) values ('SLOW', 'Slow', '慢', 'producer')`;
    await capture("A");
    await deliverNow(id);
    expect(toldLots()).toEqual([]);
    expect(await waiting()).toEqual([`subscription:${id}`]);
    await slow`rollback`;
    slow.release();
    await deliver(id);
    expect(toldLots()).toEqual([["A"]]);
  });

  test("ends with the key it was made by, with its query, and when it is unsubscribed", async () => {
    const [first, second] = [await subscribed(), await subscribed()];
    await capture("A");
    await unsubscribe(feed, { queryName: "shipped", id: first });
    await deliver(first);
    await house.owner`update api_keys set revoked_at = now() where name = 'WINERY'`;
    await deliver(second);
    await house.owner`update api_keys set revoked_at = null where name = 'WINERY'`;
    expect(toldLots()).toEqual([]);
    expect(await kept()).toHaveLength(1);
    await deleteQuery(feed, { name: "shipped" });
    expect(await kept()).toEqual([]);
    await defineQuery(feed, { name: "shipped", query: { EQ_bizStep: ["shipping"] } });
  });
});

describe("a scheduled subscription", () => {
  test("is told at its times, also of nothing when it asks for that, and waits for the next", async () => {
    const id = await subscribed({ stream: undefined, schedule: { minute: "5", hour: "1" }, reportIfEmpty: true });
    await deliver(id);
    await capture("A");
    await deliver(id);
    expect(toldLots()).toEqual([[], ["A"]]);
    const jobs = await house.owner<{ run_at: Date }[]>`select run_at from graphile_worker.jobs where key = ${`subscription:${id}`}`;
    expect(jobs.map(({ run_at }) => run_at.toISOString().slice(11, 19))).toEqual(["01:05:00"]);
  });
});

describe("a subscription that somebody has rest", () => {
  test("is told nothing until it goes on, and then of all that was stored meanwhile", async () => {
    const id = await subscribed();
    expect(await pauseSubscription(feed, { id })).toMatchObject({ standing: "paused", nextRunAt: null });
    await house.owner`delete from graphile_worker._private_jobs`;
    await capture("A");
    expect(await waiting()).toEqual([]);
    await deliver(id);
    expect(toldLots()).toEqual([]);
    expect(await pauseSubscription(feed, { id }), "twice is once").toMatchObject({ standing: "paused" });
    expect(await resumeSubscription(feed, { id })).toMatchObject({ standing: "active", pausedAt: null });
    expect(await waiting()).toEqual([`subscription:${id}`]);
    await deliver(id);
    expect(toldLots()).toEqual([["A"]]);
  });

  test("waits for its next time when it is told by a schedule", async () => {
    const id = await subscribed({ stream: undefined, schedule: { minute: "5", hour: "1" } });
    await pauseSubscription(feed, { id });
    const { nextRunAt } = await resumeSubscription(feed, { id }, new Date("2026-03-02T08:00:00Z"));
    expect(nextRunAt?.toISOString()).toBe("2026-03-03T01:05:00.000Z");
  });

  test("is told at once after failures, whatever pause they led to", async () => {
    const id = await subscribed({ stream: undefined, schedule: { minute: "5", hour: "1" } });
    await capture("A");
    answers = [500];
    await deliver(id);
    expect(await shown(id)).toMatchObject({ standing: "failing" });
    const now = new Date("2026-03-02T08:00:00Z");
    expect(await resumeSubscription(feed, { id }, now)).toMatchObject({ standing: "active", nextRunAt: now, failures: 0, problem: null });
  });
});

describe("a trial", () => {
  test("sends a signed message without events, and moves nothing on", async () => {
    const id = await subscribed({ signatureToken: "token of the receiver" });
    await capture("A");
    expect(await trySubscription(feed, { id }, loopback)).toEqual({ status: 200, problem: null });
    const [{ body, headers } = { body: "", headers: {} as IncomingHttpHeaders }] = sent;
    expect(headers["tallyhouse-trial"]).toBe("true");
    expect(headers["gs1-signature"]).toBe(createHmac("sha256", "token of the receiver").update(body).digest("base64"));
    expect(await stateOf(id)).toMatchObject({ lastExecutedAt: null });
    await deliver(id);
    expect(toldLots()).toEqual([[], ["A"]]);
  });

  test("says what stands in the way, and counts as no failure", async () => {
    const id = await subscribed();
    answers = [500];
    expect(await trySubscription(feed, { id }, loopback)).toEqual({ status: null, problem: { code: "status", facts: { status: 500 } } });
    expect(await shown(id)).toMatchObject({ standing: "active", failures: 0 });
  });
});

describe("what was sent", () => {
  const sentTo = (id: string, after?: string) => reading(feed, "event.read", (tx) => deliveriesOf(tx, id, { limit: 2, after }));

  test("stands with each message's events or problem, the newest first, trials among them, in pages", async () => {
    const id = await subscribed();
    await capture("A");
    answers = [500];
    await deliver(id);
    await deliver(id);
    await trySubscription(feed, { id }, loopback);
    const first = await sentTo(id);
    expect(first?.rows).toMatchObject([{ trial: true, events: null, problem: null }, { trial: false, events: 1, problem: null }]);
    const second = await sentTo(id, first?.next ?? "");
    expect(second).toMatchObject({ rows: [{ trial: false, events: null, problem: { code: "status", facts: { status: 500 } } }], next: null });
  });

  test("counts on its query, which tells how many rest and how many fail", async () => {
    const [resting, failing] = [await subscribed(), await subscribed()];
    await pauseSubscription(feed, { id: resting });
    await capture("A");
    answers = [500];
    await deliver(failing);
    expect(await reading(feed, "event.read", (tx) => shownQuery(tx, "shipped"))).toMatchObject({ subscriptions: 2, paused: 1, failing: 1, definedByName: "WINERY" });
    expect(await reading(other, "event.read", (tx) => shownQuery(tx, "shipped"))).toBeUndefined();
  });
});

describe("is refused", () => {
  test.each<[string, () => Promise<unknown>, string]>([
    ["to whoever may not subscribe", () => subscribe(officer, { queryName: "shipped", dest, stream: true }), "not-permitted"],
    ["to an unknown query", () => subscribe(feed, { queryName: "none", dest, stream: true }), "unknown-query"],
    ["to an address of a private network", () => subscribe(feed, { queryName: "shipped", dest: "http://10.0.0.1/", stream: true }), "dest-refused"],
    ["to end another organisation's", async () => unsubscribe(other, { queryName: "shipped", id: await subscribed() }), "unknown-subscription"],
    ["to try for whoever may not subscribe", () => trySubscription(officer, { id: "x" }, loopback), "not-permitted"],
    ["to end for whoever may not subscribe", () => unsubscribe(officer, { queryName: "shipped", id: "x" }), "not-permitted"],
  ])("%s", async (_what, attempt, code) => {
    const error = await attempt().then(() => undefined, (refused: unknown) => refused);
    expect(error).toBeInstanceOf(Refusal);
    expect((error as Refusal).code).toBe(code);
  });
});
