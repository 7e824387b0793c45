import { sql } from "drizzle-orm";
import postgres from "postgres";
import { database, type Transaction } from "#db/client";
import type { Actor } from "#lib/access/actor";
import { deskCounts, deskPage } from "#lib/triage/queries/desk";
import type { DeskView } from "#lib/triage/view";
import { loadDesk } from "./desk/load.ts";
import { anyView, dice } from "./desk/views.ts";
import { onGround, percentile, report } from "./ground.ts";

const ROWS = Number(process.argv[2] ?? 1_000_000);
const TRIES = 600;
const YARDSTICK_MS = 50;
const NOW = new Date("2026-11-22T08:00:00+08:00");
const OFFICER: Actor = { kind: "person", id: 17, login: "bench", name: "bench", role: "customs_officer", organisation: 1, office: "0100", locale: "en" };

/** The time a piece of work takes, in milliseconds. */
async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const shown = (times: readonly number[]) => `p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`;

/** The place of a row drawn at random in the order of a view: a page that begins there is as deep as any. */
async function anyPlace(tx: Transaction, view: DeskView, id: number): Promise<string> {
  const column = { score: "score", due: "due_at", lodged: "lodged_at", used: "used_order", importer: "importer_name", producer: "site_name", office: "office_code", number: "number" }[view.sort];
  const [row] = await tx.execute<{ place: string }>(sql`select ${sql.identifier(column)}::text as place from consignments where id = ${id}`);
  return Buffer.from(JSON.stringify([row?.place ?? "", String(id)])).toString("base64url");
}

async function measure(tx: Transaction): Promise<void> {
  await tx.execute(sql`select set_config('app.scope', 'all', true), set_config('app.organisation', '', true)`);
  const roll = dice(7);
  const top: number[] = [];
  const deep: number[] = [];
  const counts: number[] = [];
  const read: number[] = [];
  for (let at = 0; at < TRIES; at++) {
    const view = anyView(roll, at % 4);
    const id = 1 + Math.floor(roll() * ROWS);
    const after = at % 2 === 0 ? undefined : await anyPlace(tx, view, id);
    (after === undefined ? top : deep).push(await timed(() => deskPage(tx, view, OFFICER, { limit: 100, after, locale: "en", now: NOW })));
    if (at % 3 === 0) counts.push(await timed(() => deskCounts(tx, view.filter, OFFICER, NOW)));
    read.push(await timed(() => tx.execute(sql`select * from consignments where id = ${id}`)));
  }
  const pages = [...top, ...deep];
  console.log(`first pages ${shown(top)}; deep pages ${shown(deep)}; one row by its key ${shown(read)}`);
  const [p95, topMedian, deepMedian] = [percentile(pages, 0.95), percentile(top, 0.5), percentile(deep, 0.5)];
  report(`any filter, sort or page at ${ROWS.toLocaleString("en")} open consignments`, shown(pages), `p95 under ${YARDSTICK_MS} ms`, p95 < YARDSTICK_MS);
  report("the counts above the desk", shown(counts), `p95 under ${YARDSTICK_MS} ms`, percentile(counts, 0.95) < YARDSTICK_MS);
  report("a page begun at a row drawn at random", `p50 ${deepMedian.toFixed(1)} ms`, `twice the first page's p50 of ${topMedian.toFixed(1)} ms`, deepMedian < 2 * topMedian);
}

await onGround(async ({ owner }) => {
  const loader = postgres(owner, { max: 1, onnotice: () => undefined });
  await loader`select setseed(0.42)`;
  const loading = await timed(() => loadDesk(loader, ROWS));
  await loader.end();
  console.log(`loaded in ${(loading / 1_000).toFixed(0)} s; ${TRIES} views drawn at random, 0 to 3 filters, any sort, 100 rows, from asking to rows in hand`);
  await database().transaction(measure);
});
