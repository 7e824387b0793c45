import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { closeConnection } from "#db/client";
import { connections } from "#db/connection";
import { receiveDocument } from "#lib/feeds/commands/receiving";
import { withProduct } from "../scripts/test/product.ts";
import { supplyDocument } from "./capture/supply.ts";
import { percentile, report } from "./ground.ts";
import { signedIn } from "./served/session.ts";

/** A backlog of a million events, in documents of 5,000: it is taken in the oldest first, in flat memory, while the desk is asked over and over. */
const DOCUMENTS = Number(process.argv[2] ?? 200);
const EVENTS = 5000;
const DESK_MS = 1000;
/** How much more memory the last fifth of the work may take than the second, and how many places a document may be early: as many as are taken at once. */
const [MOST_GROWTH, MOST_EARLY] = [1.25, 8];

type Look = { readonly web: number; readonly worker: number; readonly left: number };

await withProduct(async ({ url, dataDir }) => {
  const { owner, app } = connections({ DATA_DIR: dataDir, NODE_ENV: "production" });
  process.env["TALLYHOUSE_DB_OWNER"] = owner;
  process.env["TALLYHOUSE_DB_APP"] = app;
  const house = url.replace("localhost", "127.0.0.1");
  const cookie = await signedIn(house);
  const sql = postgres(owner, { max: 2 });
  const desk: number[] = [];
  const looks: Look[] = [];
  for (let number = 0; number < DOCUMENTS; number++) await receiveDocument({ kind: "system", name: "bench", organisation: 1 }, { body: supplyDocument(number, EVENTS), contentType: "application/json", turn: "later" });
  const begun = performance.now();
  const from = await left();
  for (let waiting = from; waiting > 0; waiting = await left()) {
    desk.push(await asked(`${house}/en/desk`, cookie), await asked(`${house}/api/desk/rows?lang=en`, cookie));
    looks.push({ web: memory(dataDir, "web"), worker: memory(dataDir, "worker"), left: waiting });
    await pause(200);
  }
  const seconds = (performance.now() - begun) / 1000;
  const early = await mostEarly();
  await sql.end();
  await closeConnection();
  const peak = (which: "web" | "worker", share: readonly [number, number]) => Math.max(...looks.filter(({ left: n }) => n <= from * (1 - share[0]) && n >= from * (1 - share[1])).map((look) => look[which]));
  const [workerThen, workerLast] = [peak("worker", [0.2, 0.4]), peak("worker", [0.8, 1])];
  const [webThen, webLast] = [peak("web", [0.2, 0.4]), peak("web", [0.8, 1])];
  report(
    `${(from * EVENTS).toLocaleString("en")} waiting events: the desk meanwhile`,
    `p95 ${percentile(desk, 0.95).toFixed(0)} ms, worst ${Math.max(...desk).toFixed(0)} ms of ${desk.length}`,
    `${DESK_MS} ms`,
    percentile(desk, 1) < DESK_MS,
  );
  report("  memory of the worker", `${workerLast} MB in the last fifth`, `${workerThen} MB in the second`, workerLast <= workerThen * MOST_GROWTH);
  report("  memory of the web process", `${webLast} MB in the last fifth`, `${webThen} MB in the second`, webLast <= webThen * MOST_GROWTH);
  report("  order", `at most ${early} documents begun before an older one was done`, `${MOST_EARLY}`, early <= MOST_EARLY);
  console.log(`  taken in at ${((from * EVENTS) / seconds).toFixed(0)} events/s`);

  async function left(): Promise<number> {
    const [row] = await sql.begin(async (tx) => {
      await tx`select set_config('app.scope', 'all', true)`;
      return tx<{ n: number }[]>`select count(*)::int as n from feed_documents where state = 'waiting'`;
    });
    return row?.n ?? 0;
  }

  /** How many places a document was ahead of its own, at the most. */
  async function mostEarly(): Promise<number> {
    const [row] = await sql.begin(async (tx) => {
      await tx`select set_config('app.scope', 'all', true)`;
      return tx<{ early: number }[]>`select coalesce(max(place - done), 0)::int as early from (
        select row_number() over (order by started_at) as place, row_number() over (order by finished_at) as done from feed_documents where source = 'system:bench') as ranked`;
    });
    return row?.early ?? 0;
  }
});

/** How long an address takes to answer in full, in milliseconds; more than a minute is no answer. */
async function asked(address: string, cookie: string): Promise<number> {
  const begun = performance.now();
  const answer = await fetch(address, { headers: { cookie }, signal: AbortSignal.timeout(60_000) });
  await answer.arrayBuffer();
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
  return performance.now() - begun;
}

/** Resident memory of a process of the house, in megabytes. */
function memory(dataDir: string, role: string): number {
  const members = JSON.parse(readFileSync(join(dataDir, "processes.json"), "utf8")) as { role: string; pid: number }[];
  const pid = members.find((member) => member.role === role)?.pid ?? 0;
  const resident = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Math.round(Number(resident) / 1024);
}
