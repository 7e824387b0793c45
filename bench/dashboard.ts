import { sql } from "drizzle-orm";
import { database, openPool, type Transaction } from "#db/client";
import { dateIn } from "#lib/measures/period";
import { reading } from "#lib/audit/command";
import type { Actor } from "#lib/access/actor";
import { foldFigures } from "#lib/dashboards/commands/fold";
import { figureViewOf } from "#lib/dashboards/figure-view";
import { listAskedIn } from "#lib/dashboards/list-asked";
import { listed } from "#lib/dashboards/queries/list";
import { overviewOf } from "#lib/dashboards/queries/overview";
import { officesToChoose, sectionOf } from "#lib/dashboards/queries/section";
import { SECTIONS } from "#lib/dashboards/section";
import { loadBase, loadFigures } from "./dashboard/load.ts";
import { paintings } from "./dashboard/paint.ts";
import { onGround, percentile, report } from "./ground.ts";

/** Declarations that the figures stand for, declarations that are there in full, days and offices: `node bench/dashboard.ts 50000000 200000 365 40`. The product that is opened in Chromium at the end is the one that was built last. */
const [DECLARATIONS = 50_000_000, BASE = 200_000, DAYS = 365, OFFICES = 40] = process.argv.slice(2).map(Number);
const PAINT_MS = 1_000;
const ROUNDS = 5;
const ADDRESSES = ["", "days=365", "days=365&with=before", "days=30&office=2100&with=before", "days=90&office=2100&with=0500"];
const SUPERVISOR: Actor = { kind: "person", id: 1, login: "bench", name: "bench", role: "supervisor", organisation: 1, office: null, locale: "en" };

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

const owned = (work: (tx: Transaction) => Promise<unknown>) => database().transaction(async (tx) => {
  await tx.execute(sql`select set_config('app.scope', 'all', true)`);
  await work(tx);
});

/** Counts a base from nothing, then again after each of its declarations changed, beside what writing those rows alone costs. */
async function folding(): Promise<void> {
  await owned((tx) => loadBase(tx, BASE, 0));
  const first = await timed(() => foldFigures(Number.POSITIVE_INFINITY));
  const written = await timed(() => owned((tx) => tx.execute(sql`update consignments set lane = case lane when 'green' then 'yellow' else 'green' end`)));
  const again = await timed(() => foldFigures(Number.POSITIVE_INFINITY));
  const rate = (ms: number) => `${Math.round((BASE / ms) * 1_000).toLocaleString("en")}/s`;
  report(`counting ${BASE.toLocaleString("en")} declarations for the first time`, rate(first), "2,000/s, a year of 50 million in 7 hours", BASE / first >= 2);
  report("counting them again after each changed its lane", rate(again), `2,000/s; ${rate(written)} for the change alone`, BASE / again >= 2);
}

/** What a supervisor waits for in a browser, in front of the product on this very database. */
async function shown(owner: string): Promise<void> {
  const visits = await paintings(owner, ROUNDS);
  for (const what of ["firstPaint", "figures"] as const) {
    const times = visits.map((visit) => visit[what]);
    const [slowest] = visits.toSorted((a, b) => b[what] - a[what]);
    const p95 = percentile(times, 0.95);
    report(
      what === "firstPaint" ? "first paint of any page of the dashboards, in Chromium" : "its first figure readable",
      `p50 ${percentile(times, 0.5).toFixed(0)} ms, p95 ${p95.toFixed(0)} ms, slowest ${slowest?.[what].toFixed(0)} ms (/dashboards${slowest?.page ?? ""})`,
      `under ${PAINT_MS} ms`,
      p95 < PAINT_MS,
    );
  }
}

/** The longest that any page of the dashboards waits for its figures, over the tables as they are. */
async function painting(): Promise<void> {
  const now = new Date();
  const times: { readonly page: string; readonly ms: number }[] = [];
  for (const address of ADDRESSES) {
    const view = figureViewOf(new URLSearchParams(address), dateIn(now));
    const pages = [["now", (tx: Transaction) => overviewOf(tx, view, now)] as const, ...SECTIONS.map((id) => [id, (tx: Transaction) => sectionOf(tx, id, { view, locale: "en", now })] as const)];
    for (const [name, page] of pages) {
      for (let round = 0; round < ROUNDS; round++) times.push({ page: `${name}?${address}`, ms: await timed(() => reading(SUPERVISOR, "figure.read", (tx) => Promise.all([page(tx), officesToChoose(tx, "en")]))) });
    }
  }
  const all = times.map(({ ms }) => ms);
  const [slowest] = times.toSorted((a, b) => b.ms - a.ms);
  report(
    "figures of any page, from asking to in hand",
    `p50 ${percentile(all, 0.5).toFixed(0)} ms, p95 ${percentile(all, 0.95).toFixed(0)} ms, slowest ${slowest?.ms.toFixed(0)} ms (${slowest?.page})`,
    `under ${PAINT_MS} ms, first paint and all`,
    (slowest?.ms ?? PAINT_MS) < PAINT_MS / 2,
  );
}

/** Lists behind figures of many and of few declarations, over those that are there in full. */
async function listing(): Promise<void> {
  const year = `from=${dateIn(new Date(Date.now() - 364 * 86_400_000))}&until=${dateIn(new Date(Date.now() + 86_400_000))}`;
  const times: { readonly list: string; readonly ms: number }[] = [];
  for (const named of ["of=arrived", "of=rule&a=rule-3&b=unknown", "of=overrun&a=50", "of=closed&a=released&office=2100"]) {
    const asked = listAskedIn(new URLSearchParams(`${named}&${year}`));
    if (asked === undefined) throw new Error(`${named} is no list`);
    for (let round = 0; round < ROUNDS; round++) times.push({ list: named, ms: await timed(() => reading(SUPERVISOR, "figure.read", (tx) => listed(tx, asked, { limit: 50, after: undefined, locale: "en" }))) });
  }
  const [slowest] = times.toSorted((a, b) => b.ms - a.ms);
  report(
    `the list behind a figure, of ${BASE.toLocaleString("en")} declarations`,
    `p50 ${percentile(
      times.map(({ ms }) => ms),
      0.5,
    ).toFixed(0)} ms, slowest ${slowest?.ms.toFixed(0)} ms (${slowest?.list})`,
    `under ${PAINT_MS} ms`,
    (slowest?.ms ?? PAINT_MS) < PAINT_MS,
  );
}

await onGround(async ({ owner }) => {
  await folding();
  await listing();
  const plain = await timed(() => owned((tx) => tx.execute(sql`select office_code, lane, lane_by, count(*) from consignments where lodged_at >= now() - interval '30 days' group by 1, 2, 3`)));
  const pool = openPool(owner, 1);
  let rows = 0;
  const loading = await timed(() => pool.db.transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.scope', 'all', true), setseed(0.42)`);
    rows = await loadFigures(tx, { declarations: DECLARATIONS, days: DAYS, offices: OFFICES });
  }));
  await pool.sql`vacuum (analyze) figures`;
  await pool.sql`vacuum (analyze) figure_sums`;
  await pool.sql.end();
  console.log(
    `made: the figures alone of ${DECLARATIONS.toLocaleString("en")} declarations over ${DAYS} days at ${OFFICES} offices, ${rows.toLocaleString("en")} rows, in ${(loading / 1_000).toFixed(0)} s; ${BASE.toLocaleString("en")} declarations in full`,
  );
  console.log(
    `one count of ${BASE.toLocaleString("en")} declarations by office, lane and reason without figures: ${plain.toFixed(0)} ms, ${((plain * DECLARATIONS) / BASE / 1_000).toFixed(0)} s at ${DECLARATIONS.toLocaleString("en")} by the same rate`,
  );
  await painting();
  await shown(owner);
});
