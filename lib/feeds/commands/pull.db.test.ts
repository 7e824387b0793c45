import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { sourceByCode, sourceGapsOf, sourceRunsOf } from "../queries/sources.ts";
import { guardOf } from "./pull-guard.ts";
import { runSource, type RunOptions } from "./pull.ts";
import { putSource, requestRun, resetCursor, setSourceState } from "./sources.ts";

const admin: Actor = { kind: "person", id: 1, login: "admin", name: "Admin", role: "administrator", organisation: 1, office: null, locale: "en" };
const guard = guardOf("127.0.0.1/32");
const start = Date.parse("2026-03-02T08:00:00Z");
const recorded = (minute: number) => new Date(start + minute * 60_000).toISOString();
const event = (number: number, minute = number) => ({
  type: "ObjectEvent", eventID: `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, "0")}`, eventTime: "2026-03-01T08:00:00+01:00", eventTimeZoneOffset: "+01:00", recordTime: recorded(minute), action: "OBSERVE", bizStep: "shipping",
  quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: number + 1 }], readPoint: { id: "urn:epc:id:sgln:3012345.00001.0" },
});
type RemoteEvent = ReturnType<typeof event>;

/** A remote EPCIS server in memory: its events, how it pages, and what it does instead of answering. */
const remote = { events: [] as RemoteEvent[], perPage: 2, asked: [] as string[], skip: new Set<string>(), instead: undefined as ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined };

function answer(request: IncomingMessage, response: ServerResponse): void {
  remote.asked.push(request.url ?? "");
  if (remote.instead?.(request, response) !== true) serveFrom(request, response);
}

function serveFrom(request: IncomingMessage, response: ServerResponse): void {
  const { searchParams } = new URL(request.url ?? "", "http://remote");
  const from = searchParams.get("GE_recordTime") ?? "";
  const at = Number(searchParams.get("nextPageToken") ?? "0");
  const found = remote.events.filter(({ recordTime, eventID }) => recordTime >= from && !remote.skip.has(eventID)).toSorted((a, b) => (a.recordTime < b.recordTime ? -1 : 1));
  const page = found.slice(at, at + remote.perPage);
  if (at + remote.perPage < found.length) {
    searchParams.set("nextPageToken", String(at + remote.perPage));
    response.setHeader("link", `</epcis/events?${searchParams.toString()}>; rel="next"`);
  }
  pageOf(response, page);
}

function pageOf(response: ServerResponse, events: readonly object[]): void {
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], type: "EPCISQueryDocument", schemaVersion: "2.0", creationDate: "2026-03-02T08:00:00Z", epcisBody: { queryResults: { queryName: "SimpleEventQuery", resultsBody: { eventList: events } } } }));
}

const server = createServer(answer);
let test: TestDatabase;
let address = "";
let clock = start + 3_600_000;

beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] ??= "a secret of this test alone";
  test = await testDatabase();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/epcis`;
});
beforeEach(async () => {
  await test.owner`truncate lots, lot_statements, lot_movements, shipments_elsewhere, event_items, feed_events, feed_documents, source_captures, source_gaps, source_files, source_silences, source_meters, source_runs, feed_sources restart identity cascade`;
  await test.owner`delete from graphile_worker._private_jobs`;
  Object.assign(remote, { events: [], perPage: 2, asked: [], skip: new Set(), instead: undefined });
  clock = start + 3_600_000;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await test.close();
});

const connect = (settings: object = {}, more: object = {}) =>
  putSource(admin, { code: "remote", name: "Remote", organisation: "REMOTE", settings: { kind: "epcis", address, perPage: 2, ...settings }, schedule: { everySeconds: 300 }, ...more }, new Date(clock));
/** A statement as the owner of the tables, who sees no row without a scope either. */
async function owner(statement: string): Promise<Record<string, unknown> | undefined> {
  const rows = await test.owner.begin(async (tx) => (await tx`select set_config('app.scope', 'all', true)`, tx.unsafe(statement)));
  return rows[0];
}
const idOf = async () => Number((await owner("select id from feed_sources where code = 'remote'"))?.["id"]);
const run = async (options: RunOptions = {}) => runSource(await idOf(), { guard, spread: 0, now: () => new Date(clock), ...options });
const stored = async () => Number((await owner("select count(*) as n from feed_events"))?.["n"]);
const source = () => reading(admin, "source.read", (tx) => sourceByCode(tx, "remote", new Date(clock)));
const gaps = async () => reading(admin, "source.read", async (tx) => sourceGapsOf(tx, await idOf(), 10));
const runs = async () => (await reading(admin, "source.read", async (tx) => sourceRunsOf(tx, await idOf(), { limit: 10 }))).rows;
const nextJob = async () => (await test.owner`select run_at from graphile_worker.jobs where task_identifier = 'pull-source'`)[0]?.["run_at"] as Date | undefined;
const serve = (...numbers: readonly number[]) => remote.events.push(...numbers.map((number) => event(number)));

describe("a remote EPCIS server", () => {
  it("is read page by page to its end, and then by what is new alone", async () => {
    await connect();
    serve(0, 1, 2, 3, 4);
    expect(await run()).toMatchObject({ outcome: "read", problem: null, nextRunAt: new Date(clock + 300_000) });
    expect([await stored(), (await source())?.cursor, await nextJob()]).toMatchObject([5, { recordTime: recorded(4), tail: [event(4).eventID], window: null }, new Date(clock + 300_000)]);
    serve(5);
    remote.asked.length = 0;
    expect(await run()).toMatchObject({ outcome: "read" });
    expect([await stored(), remote.asked[0]]).toEqual([6, `/epcis/events?GE_recordTime=${encodeURIComponent(recorded(-6))}&perPage=2`]);
    expect(await gaps()).toEqual([]);
    expect((await source())?.day).toMatchObject({ accepted: 6, rejected: 0 });
  });

  it("that says nothing new leaves no document behind", async () => {
    await connect();
    serve(0, 1);
    await run();
    expect(await run()).toMatchObject({ outcome: "nothing" });
    expect((await source())?.day.documents).toBe(1);
  });

  it("is read on from the same page when a run had its share", async () => {
    await connect();
    serve(0, 1, 2, 3, 4);
    expect(await run({ pieces: 1 })).toMatchObject({ outcome: "more", nextRunAt: new Date(clock) });
    expect([await stored(), remote.asked.length]).toEqual([2, 1]);
    expect(await run()).toMatchObject({ outcome: "read" });
    expect([await stored(), remote.asked.map((url) => new URL(url, "http://r").searchParams.get("nextPageToken"))]).toEqual([5, [null, "2", "4"]]);
  });

  it("is read again from the last page that was kept when a worker was killed, and nothing is counted twice", async () => {
    await connect();
    serve(0, 1, 2, 3);
    await test.owner`create function die() returns trigger language plpgsql as $$ begin if new.cursor is not null then raise exception 'killed'; end if; return new; end $$`;
    await test.owner`create trigger die before update on feed_sources for each row execute function die()`;
    expect(await run()).toMatchObject({ outcome: "failed", problem: { code: "unexpected" } });
    await test.owner`drop function die() cascade`;
    expect(await stored()).toBe(2);
    expect(await run()).toMatchObject({ outcome: "read" });
    expect([await stored(), (await source())?.day]).toMatchObject([4, { accepted: 4, duplicate: 2 }]);
  });

  it("is left to the run that began last", async () => {
    await connect();
    serve(0, 1, 2, 3);
    let overtaking: Promise<unknown> | undefined;
    let held: (() => void) | undefined;
    remote.instead = (request, response) => {
      if (remote.asked.length === 2) {
        held = () => serveFrom(request, response);
        overtaking = run();
      } else if (remote.asked.length === 3) held?.();
      return remote.asked.length === 2;
    };
    expect(await run()).toMatchObject({ outcome: "interrupted" });
    await overtaking;
    expect([await stored(), (await runs()).map(({ outcome }) => outcome)]).toMatchObject([4, ["read", "interrupted"]]);
  });
});

describe("a gap", () => {
  it("shows when a page was skipped, once a day later the look back has found it", async () => {
    await connect({ overlapMinutes: 1 });
    serve(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    remote.skip = new Set([event(4).eventID, event(5).eventID]);
    await run();
    remote.skip.clear();
    await run();
    expect([await stored(), await gaps()]).toEqual([8, []]);
    clock += 86_400_000;
    await run();
    expect([await stored(), await gaps()]).toMatchObject([10, [{ kind: "came-late", from: new Date(recorded(4)), to: new Date(recorded(5)), facts: { events: 2 } }]]);
  });

  it("shows when the server was put back and no longer has what it had", async () => {
    await connect();
    serve(0, 1, 2);
    await run();
    remote.events = [event(0)];
    await run();
    expect(await gaps()).toMatchObject([{ kind: "went-back", facts: { missing: 1 } }]);
  });

  it("shows when a page token is no longer known; the window is read anew and nothing is missed", async () => {
    await connect();
    serve(0, 1, 2, 3);
    await run({ pieces: 1 });
    let refused = false;
    remote.instead = (request, response) => {
      if (refused || !(request.url ?? "").includes("nextPageToken")) return false;
      refused = true;
      response.writeHead(400).end("{}");
      return true;
    };
    expect(await run()).toMatchObject({ outcome: "read" });
    expect([await stored(), await gaps()]).toMatchObject([4, [{ kind: "page-lost", facts: { page: 2 } }]]);
  });

  it("shows with its reason when an administrator has a source read from its beginning, which counts nothing twice", async () => {
    await connect();
    serve(0, 1, 2);
    await run();
    await resetCursor(admin, { code: "remote", reason: "their clock was wrong" }, new Date(clock));
    await run();
    expect([await stored(), await gaps(), (await source())?.day]).toMatchObject([3, [{ kind: "reset", from: new Date(recorded(2)), facts: { reason: "their clock was wrong", by: "Admin" } }], { accepted: 3, duplicate: 3 }]);
  });
});

describe("pages that lead nowhere", () => {
  it.each([
    { case: "the same link again and again", link: () => "/epcis/events?nextPageToken=1", events: (page: number) => [event(page)], code: "page-loop" },
    { case: "the same events under ever new links", link: (page: number) => `/epcis/events?nextPageToken=${page}`, events: () => [event(1)], code: "page-loop" },
    { case: "empty pages for ever", link: (page: number) => `/epcis/events?nextPageToken=${page}`, events: () => [], code: "endless-pages" },
  ])("$case: the run ends and says so, and the source is tried again later", async ({ link, events, code }) => {
    await connect();
    let page = 0;
    remote.instead = (_request, response) => {
      page += 1;
      response.setHeader("link", `<${link(page)}>; rel="next"`);
      pageOf(response, events(page));
      return true;
    };
    expect(await run()).toMatchObject({ outcome: "failed", problem: { code }, nextRunAt: new Date(clock + 15_000) });
    expect(remote.asked.length).toBeLessThan(10);
    expect((await source())?.cursor).toMatchObject({ recordTime: null, window: null });
  });

  it("an endless row of new events is read a share at a time", async () => {
    await connect();
    remote.instead = (_request, response) => {
      const page = remote.asked.length;
      response.setHeader("link", `</epcis/events?nextPageToken=${page}>; rel="next"`);
      pageOf(response, [event(page)]);
      return true;
    };
    expect(await run({ pieces: 5 })).toMatchObject({ outcome: "more" });
    expect([await stored(), remote.asked.length]).toEqual([5, 5]);
  });
});

describe("a source that fails", () => {
  const failWith = (status: number, headers: Record<string, string> = {}) => (remote.instead = (_request, response) => (response.writeHead(status, headers).end("no"), true));

  it("is left alone for as long as it asks", async () => {
    await connect();
    failWith(429, { "retry-after": "1800" });
    expect(await run()).toMatchObject({ outcome: "failed", problem: { code: "asked-to-wait", facts: { status: 429, seconds: 1800 } }, nextRunAt: new Date(clock + 1_800_000) });
    expect(await nextJob()).toEqual(new Date(clock + 1_800_000));
  });

  it("is read ever more seldom, then not at all until its breaker is half open, and is well with the first reading that goes well", async () => {
    await connect();
    serve(0);
    failWith(503);
    for (let failure = 1; failure <= 5; failure++) await run();
    expect(await source()).toMatchObject({ failures: 5, breakerUntil: new Date(clock + 600_000), problem: { code: "asked-to-wait" } });
    remote.asked.length = 0;
    expect(await run()).toBeUndefined();
    expect([remote.asked.length, await nextJob()]).toEqual([0, new Date(clock + 600_000)]);
    clock += 600_000;
    expect(await run()).toMatchObject({ outcome: "failed", nextRunAt: new Date(clock + 1_200_000) });
    expect(await source()).toMatchObject({ failures: 6 });
    remote.instead = undefined;
    expect(await run({ reason: "by-hand" })).toMatchObject({ outcome: "read" });
    expect(await source()).toMatchObject({ failures: 0, breakerUntil: null, problem: null, lastSuccessAt: new Date(clock) });
  });

  it.each([
    { case: "a page cut off in the middle", answer: '{"epcisBody":{"queryResults":{"resultsBody":{"eventList":[{"ty', code: "not-a-page" },
    { case: "a page for people", answer: "<!doctype html><title>Sign in</title>", code: "not-a-page" },
  ])("by $case keeps its cursor", async ({ answer: body, code }) => {
    await connect();
    serve(0);
    await run();
    const before = (await source())?.cursor;
    remote.instead = (_request, response) => (response.end(body), true);
    expect([await run(), (await source())?.cursor]).toMatchObject([{ outcome: "failed", problem: { code } }, before]);
  });

  it("at a private address is never asked", async () => {
    await connect();
    expect(await run({ guard: guardOf("") })).toMatchObject({ outcome: "failed", problem: { code: "address-refused" } });
    expect(remote.asked).toEqual([]);
  });

  it("whose secret cannot be opened says so", async () => {
    await connect({ signIn: { kind: "bearer" } }, { secret: "s3cret" });
    await owner("update feed_sources set secret = 'AAAA'");
    expect(await run()).toMatchObject({ outcome: "failed", problem: { code: "secret-unreadable" } });
  });
});

describe("a run", () => {
  it("is not made of a source that is off, and of one that is on again at once", async () => {
    await connect();
    await setSourceState(admin, { code: "remote", state: "off" }, new Date(clock));
    expect(await run()).toBeUndefined();
    await expect(requestRun(admin, { code: "remote" })).rejects.toMatchObject({ code: "source-off" });
    await setSourceState(admin, { code: "remote", state: "on" }, new Date(clock));
    expect(await run()).toMatchObject({ outcome: "nothing" });
  });

  it("shows the secret to its server and to nobody else", async () => {
    await connect({ signIn: { kind: "bearer" } }, { secret: "s3cret" });
    const shown: (string | undefined)[] = [];
    remote.instead = (request) => shown.push(request.headers.authorization) === 0;
    await run();
    expect(shown).toEqual(["Bearer s3cret"]);
    const kept = await owner("select (select jsonb_agg(s) from feed_sources s)::text || (select jsonb_agg(a) from audit_entries a)::text as text");
    expect(kept?.["text"]).toEqual(expect.not.stringContaining("s3cret"));
    expect(JSON.stringify(await source())).not.toMatch(/s3cret|"secret"/);
  });
});
