import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { dirname } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { bundledProgram } from "#db/testing/program";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { sourceByCode, sourceRunsOf } from "../queries/sources.ts";
import { putSource } from "./sources.ts";
import { takeDocument } from "./taking.ts";

const house: Actor = { kind: "system", name: "test" };
const PAGES = 60;
const KILLS = 6;

/** A remote server of so many pages of two events; it hears what is asked of it, and says so. */
const asked: number[] = [];
let onAsked: (page: number) => void = () => undefined;
const server = createServer((request, response) => {
  const page = Number(new URL(request.url ?? "", "http://remote").searchParams.get("nextPageToken") ?? "0");
  asked.push(page);
  onAsked(page);
  const events = [0, 1].map((at) => {
    const number = page * 2 + at;
    return {
      type: "ObjectEvent",
      eventID: `urn:uuid:00000000-0000-4000-8000-${String(number).padStart(12, "0")}`,
      eventTime: "2026-03-01T08:00:00Z",
      eventTimeZoneOffset: "+00:00",
      recordTime: new Date(Date.UTC(2026, 2, 2, 0, number)).toISOString(),
      action: "OBSERVE",
      bizStep: "shipping",
      quantityList: [{ epcClass: "urn:epc:class:lgtin:3012345.012345.A", quantity: number + 1 }],
    };
  });
  if (page + 1 < PAGES) response.setHeader("link", `</epcis/events?nextPageToken=${page + 1}>; rel="next"`);
  response.setHeader("content-type", "application/json");
  response.end(
    JSON.stringify({
      "@context": ["https://ref.gs1.org/standards/epcis/2.0.0/epcis-context.jsonld"],
      type: "EPCISQueryDocument",
      schemaVersion: "2.0",
      creationDate: "2026-03-02T08:00:00Z",
      epcisBody: { queryResults: { queryName: "q", resultsBody: { eventList: events } } },
    }),
  );
});

let test: TestDatabase;
let id = 0;

beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] ??= "a secret of this test alone";
  test = await testDatabase();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  await putSource(house, { code: "remote", name: "Remote", organisation: "REMOTE", settings: { kind: "epcis", address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/epcis`, perPage: 2 } });
  id = (await sourceOf()).id;
});
afterAll(async () => {
  server.closeAllConnections();
  server.close();
  await test.close();
});

async function sourceOf() {
  const source = await reading(house, "source.read", (tx) => sourceByCode(tx, "remote", new Date()));
  if (source === undefined) throw new Error("The source is not there.");
  return source;
}

/** A worker of its own that reads the source once. Answers the signal that ended it, or null when it came to its end. */
async function worker(file: string, killed: (kill: () => void) => void): Promise<string | null> {
  const child = spawn(process.execPath, [file], { env: { ...process.env, FEED_PRIVATE_HOSTS: "127.0.0.1", NODE_COMPILE_CACHE: dirname(file) }, stdio: ["ignore", "ignore", "inherit"] });
  killed(() => child.kill("SIGKILL"));
  return new Promise((resolve) => child.on("exit", (_code, signal) => resolve(signal)));
}

it(`is read to its end by workers that are killed ${KILLS} times in between: no event is missed, none is there twice`, async () => {
  const file = await bundledProgram(`import { runSource } from "#lib/feeds/commands/pull"; await runSource(${id}); process.exit(0);`);
  for (let kill = 1; kill <= KILLS; kill++) {
    const at = asked.length + 2 + kill;
    const signal = await worker(file, (end) => {
      onAsked = () => {
        if (asked.length >= at) setTimeout(end, kill * 7);
      };
    });
    expect(signal).toBe("SIGKILL");
  }
  onAsked = () => undefined;
  expect(await worker(file, () => undefined)).toBeNull();
  rmSync(dirname(file), { recursive: true });
  const waiting = await reading(house, "event.read", (tx) => tx.execute<{ id: string }>("select id from feed_documents where state = 'waiting' order by started_at"));
  for (const document of waiting) await takeDocument(document.id);
  const counted = await reading(house, "event.read", async (tx) => (await tx.execute<{ n: number; distinct: number }>("select count(*)::int as n, count(distinct event_id)::int as distinct from feed_events"))[0]);
  const source = await sourceOf();
  const runs = await reading(house, "source.read", (tx) => sourceRunsOf(tx, id, { limit: 50 }));
  expect([counted, source.cursor, source.day.accepted]).toMatchObject([{ n: PAGES * 2, distinct: PAGES * 2 }, { window: null }, PAGES * 2]);
  expect(runs.rows.map(({ outcome }) => outcome)).toEqual(["read", ...Array.from({ length: KILLS }, () => "interrupted")]);
  expect(asked.length, "pages asked for again after a kill").toBeLessThanOrEqual(PAGES + KILLS * 2);
}, 120_000);
