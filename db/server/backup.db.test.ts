import { appendFileSync, chmodSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { serverFolder } from "#db/testing/ground";
import { backUpServer, restoreServer, startServer } from "../server.ts";
import type { EmbeddedServer } from "../server.ts";
import { Keeper } from "./keeper.ts";
import { alive } from "./process.ts";

const folder = mkdtempSync(join(serverFolder(), "tallyhouse-backup-"));
const [house, copy, again] = [join(folder, "house"), join(folder, "copy"), join(folder, "again")];
let server: EmbeddedServer;
let sql: postgres.Sql;

beforeAll(async () => {
  chmodSync(folder, 0o711);
  server = await startServer(house, { durable: false });
  sql = postgres(server.owner, { max: 4 });
  await sql`create table written (id int primary key, filler text not null)`;
});
afterAll(async () => {
  await sql.end();
  await server.stop();
  rmSync(server.home, { recursive: true, force: true });
  rmSync(folder, { recursive: true, force: true });
});

/** Writes one row after the other until told to stop; the number of the last that was answered. */
function writing(): { readonly answered: () => number; readonly stop: () => Promise<void> } {
  const ending = new AbortController();
  let last = 0;
  const write = async (): Promise<void> => {
    if (ending.signal.aborted) return;
    await sql`insert into written values (${last + 1}, ${"x".repeat(2000)})`;
    last += 1;
    return write();
  };
  const done = write();
  return { answered: () => last, stop: () => (ending.abort(), done) };
}

test("a house that works on is backed up whole: everything answered before is in it, and of what came meanwhile no part is missing", async () => {
  const writer = writing();
  await expect.poll(writer.answered).toBeGreaterThan(50);
  const before = writer.answered();
  await backUpServer(house, copy);
  await writer.stop();
  await restoreServer(again, copy);
  const restored = await startServer(again, { durable: false });
  const reader = postgres(restored.owner, { max: 1 });
  const [found] = await reader<{ n: number; last: number }[]>`select count(*)::int as n, max(id) as last from written`;
  await reader.end();
  await restored.stop();
  rmSync(restored.home, { recursive: true, force: true });
  expect(found?.n).toBe(found?.last);
  expect(found?.n).toBeGreaterThanOrEqual(before);
  expect(restored.home).not.toBe(server.home);
}, 60_000);

test("a backup goes into a new folder alone, and is restored where no house is", async () => {
  await expect(backUpServer(house, copy)).rejects.toThrow(/holds something already/);
  await expect(restoreServer(house, copy)).rejects.toThrow(/There is a house in .* already/);
  await expect(backUpServer(join(folder, "nowhere"), join(folder, "other"))).rejects.toThrow(/There is no house/);
});

test("a backup that was changed or not completed is not restored, and leaves no house behind", async () => {
  const to = join(folder, "never");
  appendFileSync(join(copy, "postgres", "data", "PG_VERSION"), "x");
  await expect(restoreServer(to, copy)).rejects.toThrow(/is damaged: postgres\/data\/PG_VERSION is not as it was written/);
  rmSync(join(copy, "backup.json"));
  await expect(restoreServer(to, copy)).rejects.toThrow(/is no complete backup/);
  expect(existsSync(to)).toBe(false);
});

test("a server that is told to stop while it still starts is not left behind", async () => {
  await sql.end();
  await server.stop();
  const keeper = new Keeper(house, { durable: false });
  const starting = keeper.start();
  await keeper.stop();
  expect(alive((await starting).pid)).toBe(false);
});
