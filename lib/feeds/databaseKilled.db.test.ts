import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { closeConnection } from "#db/client";
import { migrate } from "#db/migrate";
import { startServer } from "#db/server";
import type { EmbeddedServer } from "#db/server";
import { alive, until } from "#db/server/process";
import { serverFolder } from "#db/testing/ground";
import { bundledProgram } from "#db/testing/program";
import { takeWaiting } from "./commands/waiting.ts";

const [KILLS, EVENTS] = [10, 60];

let folder: string;
let file: string;
let server: EmbeddedServer;

async function start(): Promise<void> {
  server = await startServer(folder);
  process.env["TALLYHOUSE_DB_OWNER"] = server.owner;
  process.env["TALLYHOUSE_DB_APP"] = server.app;
}

beforeAll(async () => {
  folder = mkdtempSync(join(serverFolder(), "tallyhouse-killed-"));
  chmodSync(folder, 0o711);
  file = await bundledProgram(program);
  await start();
  await migrate(server.owner);
});
afterAll(async () => {
  await closeConnection();
  await server.stop();
  rmSync(server.home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
  rmSync(dirname(file), { recursive: true });
});

/** Sends documents by three at once, from a number on; one that was not answered is sent again, as senders do. Says each number that was answered. */
const program = `
  import { captureDocument } from "#lib/feeds/commands/capture";
  const feed = { kind: "key", id: 1, name: "winery feed", role: "feed", organisation: 41 };
  const eventOf = (document, at) => ({
    type: "ObjectEvent", eventID: "urn:uuid:" + document + "-" + at, eventTime: "2024-03-02T08:00:00+01:00", eventTimeZoneOffset: "+01:00", action: "OBSERVE", bizStep: "shipping",
    quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.D" + document, quantity: at + 1 }],
  });
  let next = Number(process.argv[2]);
  let ended = false;
  process.on("SIGTERM", () => (ended = true));
  await Promise.all([1, 2, 3].map(async () => {
    while (!ended) {
      const number = next++;
      const body = JSON.stringify({ "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"], type: "EPCISDocument", schemaVersion: "2.0", creationDate: "2024-03-03T00:00:00Z", epcisBody: { eventList: Array.from({ length: ${EVENTS} }, (_, at) => eventOf(number, at)) } });
      while (!(await captureDocument(feed, { body, contentType: "application/json" }).then(() => true, () => false))) await new Promise((again) => setTimeout(again, 20));
      process.stdout.write(number + "\\n");
    }
  }));
  process.exit(0);`;

/** The sending process, begun anew when it ends with its database: what it was about to send is for its sender to send again. */
class Sending {
  readonly answered: number[] = [];
  private ended = false;
  private child: ChildProcess | undefined;

  begin(from: number): void {
    const child = spawn(process.execPath, [file, String(from)], { env: { ...process.env, TALLYHOUSE_DB_OWNER: server.owner, TALLYHOUSE_DB_APP: server.app }, stdio: ["ignore", "pipe", "ignore"] });
    this.child = child;
    child.stdout.on("data", (part: Buffer) => this.answered.push(...part.toString().trim().split("\n").map(Number)));
    child.on("exit", () => {
      if (!this.ended) this.begin(from + 1_000_000);
    });
  }

  async end(): Promise<void> {
    this.ended = true;
    const { child } = this;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.on("exit", resolve));
    child.kill("SIGTERM");
    await gone;
  }
}

/** Ends the server as a power cut does, and starts it again over what it left. */
async function kill(): Promise<void> {
  const { pid } = server;
  process.kill(pid, "SIGKILL");
  await until(() => !alive(pid), 10_000);
  await start();
}

describe("a database that is killed", () => {
  it("ten times while documents come in keeps every one that was answered, whole and once", async () => {
    const sending = new Sending();
    sending.begin(0);
    for (let kills = 0; kills < KILLS; kills++) {
      const before = sending.answered.length;
      await until(() => sending.answered.length > before, 10_000);
      await pause((kills * 17) % 40);
      await kill();
    }
    await until(() => false, 200);
    await sending.end();
    const sql = postgres(server.owner, { max: 1 });
    await sql`select set_config('app.scope', 'all', false)`;
    await sql`update feed_documents set begun_at = null where state = 'waiting'`;
    for (const { id } of await sql<{ id: string }[]>`select id from feed_documents where state = 'waiting' order by started_at`) await takeWaiting({ id });
    const kept =
      await sql`select document, count(*)::int as events, count(distinct event_id)::int as ids from (select event_id, split_part(split_part(event_id, ':', 3), '-', 1)::int as document from feed_events) as e group by 1 order by 1`;
    const [others] =
      await sql`select count(*)::int as items, (select count(*)::int from lot_movements) as movements, (select count(*)::int from quarantined) as quarantined, (select count(*)::int from feed_documents where state <> 'taken' or not success) as unfinished from event_items`;
    await sql.end();
    expect(kept.filter(({ events, ids }) => events !== EVENTS || ids !== EVENTS)).toEqual([]);
    const there = new Set(kept.map(({ document }) => document));
    expect(sending.answered.filter((number) => !there.has(number))).toEqual([]);
    expect(others).toEqual({ items: kept.length * EVENTS, movements: kept.length * EVENTS, quarantined: 0, unfinished: 0 });
    expect(sending.answered.length).toBeGreaterThan(KILLS);
  }, 120_000);
});
