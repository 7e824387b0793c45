import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "#db/testing";
import type { TestDatabase } from "#db/testing";
import { bundledProgram } from "#db/testing/program";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { captureDocument } from "./commands/capture.ts";
import { receiveDocument } from "./commands/receiving.ts";
import { takeDocument } from "./commands/taking.ts";
import { queueForgotten, takeWaiting } from "./commands/waiting.ts";

const feed: Actor = { kind: "key", id: 1, name: "winery feed", role: "feed", organisation: 41 };
const house: Actor = { kind: "system", name: "test" };
const LOT = "urn:epc:class:lgtin:3012345.012345.";

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
});
beforeEach(async () => {
  await test.owner`drop trigger if exists poison on feed_events`;
  await test.owner`truncate lots, lot_statements, lot_movements, shipments_elsewhere, event_items, feed_events, feed_documents, quarantined cascade`;
  await test.owner`delete from graphile_worker._private_jobs`;
});
afterAll(async () => test.close());

const eventOf = (document: string, at: number): object => ({
  type: "ObjectEvent", eventID: `urn:uuid:${document}-${at}`, eventTime: new Date(Date.UTC(2024, 0, 1) + at * 1000).toISOString(), eventTimeZoneOffset: "+01:00",
  ...(at % 20 === 0 ? { action: "ADD", bizStep: "commissioning", ilmd: { "gs1:productionDate": "2023-10-14" } } : { action: "OBSERVE", bizStep: "shipping" }),
  quantityList: [{ epcClass: `${LOT}${document}x${Math.floor(at / 20)}`, quantity: 12 }], epcList: [`urn:epc:id:sgtin:3012345.012345.${document}${at}`],
});
const bodyOf = (document: string, events: number): string =>
  JSON.stringify({
    "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
    type: "EPCISDocument",
    schemaVersion: "2.0",
    creationDate: "2024-03-03T00:00:00Z",
    epcisBody: { eventList: Array.from({ length: events }, (_, at) => eventOf(document, at)) },
  });
const receive = async (document: string, events: number, turn: "later" | "queue" = "later"): Promise<string> => (await receiveDocument(feed, { body: bodyOf(document, events), contentType: "application/json", turn })).id;
const rows = async (query: SQL): Promise<readonly Record<string, unknown>[]> => [...(await reading(house, "event.read", (tx) => tx.execute(query)))];
const statesOf = async (): Promise<string[]> => (await rows(sql`select state from feed_documents order by started_at, id`)).map(({ state }) => String(state));
/** Whoever began with a document and does not end has had its time. */
const endLeases = () => test.owner.begin(async (tx) => {
  await tx`select set_config('app.scope', 'all', true)`;
  await tx`update feed_documents set begun_at = begun_at - interval '61 seconds' where state = 'waiting'`;
});

describe("a worker that is killed", () => {
  const [DOCUMENTS, EVENTS, KILLS] = [12, 200, 50];
  const program = `
    import { connection } from "#db/client";
    import { takeWaiting } from "#lib/feeds/commands/waiting";
    for (;;) {
      const [next] = await connection().begin(async (tx) => {
        await tx\`select set_config('app.scope', 'all', true)\`;
        return tx\`select id from feed_documents where state = 'waiting' and begun_at is null or state = 'waiting' and begun_at < now() - interval '60 seconds' order by started_at, id limit 1\`;
      });
      if (next === undefined) break;
      process.stdout.write("begun\\n");
      await takeWaiting({ id: next.id });
    }
    process.stdout.write("done\\n");
    process.exit(0);`;

  /** A worker of its own process. Killed so many milliseconds after it first began with a document, or left to its end. */
  function worker(file: string, killAfter: number | undefined): Promise<"killed" | "done"> {
    const child = spawn(process.execPath, [file], {
      env: { ...process.env, TALLYHOUSE_DB_OWNER: test.urls.owner, TALLYHOUSE_DB_APP: test.urls.app, NODE_COMPILE_CACHE: dirname(file) },
      stdio: ["ignore", "pipe", "inherit"],
    });
    return new Promise((resolve, reject) => {
      let said = "";
      child.stdout.on("data", (part: Buffer) => {
        const first = said === "";
        said += part.toString();
        if (first && killAfter !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfter);
      });
      child.on("error", reject);
      child.on("exit", (code, signal) => {
        if (signal === "SIGKILL") resolve("killed");
        else if (code === 0 && said.includes("done")) resolve("done");
        else reject(new Error(`the worker ended with ${code ?? signal}`));
      });
    });
  }

  it("fifty times in the middle of its work loses nothing and doubles nothing", async () => {
    const file = await bundledProgram(program);
    for (let number = 0; number < DOCUMENTS; number++) await receive(`k${number}`, EVENTS);
    let kills = 0;
    while (kills < KILLS) {
      const ends = await Promise.all([0, 1].map((which) => worker(file, 5 + ((kills + which) * 7) % 60)));
      kills += ends.filter((end) => end === "killed").length;
      await endLeases();
      if (ends.includes("done")) for (let more = 0; more < 2; more++) await receive(`m${kills}-${more}`, EVENTS);
    }
    expect(await worker(file, undefined)).toBe("done");
    rmSync(dirname(file), { recursive: true });
    const states = await statesOf();
    const [counted] = await rows(sql`
      select count(*)::int as events, count(distinct event_id)::int as ids, (select count(*)::int from event_items) as items, (select count(*)::int from lot_statements) as statements,
        (select count(*)::int from lot_movements) as movements, (select count(*)::int from lots) as lots, (select count(*)::int from quarantined) as quarantined,
        (select count(*)::int from feed_documents where success and counts ->> 'accepted' = ${String(EVENTS)}) as whole from feed_events`);
    const all = states.length * EVENTS;
    expect(new Set(states)).toEqual(new Set(["taken"]));
    expect(counted).toEqual({ events: all, ids: all, items: 2 * all, statements: all / 20, movements: (2 * all * 19) / 20, lots: all / 20, quarantined: 0, whole: states.length });
  }, 120_000);
});

describe("a document that two take", () => {
  it("at once is taken once", async () => {
    const id = await receive("two", 50);
    const fates = await Promise.all([takeDocument(id), takeDocument(id), takeDocument(id)]);
    expect(fates.filter((fate) => fate !== undefined)).toMatchObject([{ success: true }]);
    expect(await rows(sql`select count(*)::int as n from feed_events`)).toEqual([{ n: 50 }]);
  });

  it("is left alone while somebody is busy with it, and looked at again when that one's time is over", async () => {
    const id = await receive("busy", 3, "queue");
    await takeWaiting({ id });
    expect(await statesOf()).toEqual(["waiting"]);
    const [job] = await test.owner`select run_at > now() + interval '30 seconds' as later from graphile_worker._private_jobs`;
    expect(job).toEqual({ later: true });
    await endLeases();
    await takeWaiting({ id });
    expect(await statesOf()).toEqual(["taken"]);
    expect(await takeDocument(id)).toBeUndefined();
    expect(await test.owner`select 1 from graphile_worker._private_jobs where key is not null`).toHaveLength(0);
  });

  it("waits behind older ones of its sender, and for nobody else's", async () => {
    const old = await receive("old", 3);
    expect(await captureDocument(feed, { body: bodyOf("new", 3), contentType: "application/json" })).toMatchObject({ running: true, outcomes: [] });
    expect(await captureDocument({ ...feed, organisation: 42 }, { body: bodyOf("else", 3), contentType: "application/json" })).toMatchObject({ running: false, success: true });
    await takeWaiting({ id: old });
    expect((await statesOf()).toSorted()).toEqual(["taken", "taken", "waiting"]);
  });
});

describe("a poison document", () => {
  it("goes into quarantine after three tries, and the rest goes on", async () => {
    await test.owner.unsafe(
      `create or replace function poison() returns trigger language plpgsql as $$ begin if new.event_id like 'urn:uuid:poison-%' then raise exception 'nobody can store this'; end if; return new; end $$`,
    );
    await test.owner.unsafe("create trigger poison before insert on feed_events for each row execute function poison()");
    const [poison, good] = [await receive("poison", 3), await receive("good", 3)];
    for (let attempt = 0; attempt < 3; attempt++) {
      await expect(takeWaiting({ id: poison })).rejects.toThrow(/^document .{36} was not taken in: nobody can store this/);
      expect(await statesOf()).toContain("waiting");
    }
    await takeWaiting({ id: good });
    await takeWaiting({ id: poison });
    expect(await rows(sql`select id, state, success, failures from feed_documents order by started_at`)).toEqual([
      { id: poison, state: "failed", success: false, failures: 3 },
      { id: good, state: "taken", success: true, failures: 0 },
    ]);
    expect(await rows(sql`select document_id as id, event_index as index, problems -> 0 ->> 'code' as code, body like '{"@context"%' as whole from quarantined`)).toEqual([
      { id: poison, index: null, code: "could-not-be-taken", whole: true },
    ]);
  });

  it("sent just now is durable, and its sender need not send it again", async () => {
    await test.owner.unsafe("create trigger poison before insert on feed_events for each row execute function poison()");
    const sent = await captureDocument(feed, { body: bodyOf("poison", 1), contentType: "application/json" });
    expect(sent).toMatchObject({ running: true, success: false });
    await test.owner`drop trigger poison on feed_events`;
    await takeWaiting({ id: sent.captureId });
    expect(await statesOf()).toEqual(["taken"]);
  });
});

describe("a document whose job is lost", () => {
  it("is found by the clock", async () => {
    await receive("lost", 3);
    await test.owner`delete from graphile_worker._private_jobs`;
    await queueForgotten();
    expect(await test.owner`select 1 from graphile_worker._private_jobs`).toHaveLength(0);
    await test.owner.begin(async (tx) => {
      await tx`select set_config('app.scope', 'all', true)`;
      await tx`update feed_documents set started_at = started_at - interval '6 minutes'`;
    });
    await queueForgotten();
    await queueForgotten();
    expect(await test.owner`select task_identifier as task from graphile_worker.jobs`).toEqual([{ task: "take-document" }]);
  });
});

describe("taking documents in is refused", () => {
  it("for a job that names none", async () => {
    await expect(takeWaiting({})).rejects.toThrow(/id/);
    expect(await takeDocument("no such document")).toBeUndefined();
  });
});
