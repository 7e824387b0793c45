import { setTimeout as pause } from "node:timers/promises";
import postgres from "postgres";
import { closeConnection } from "#db/client";
import { connections } from "#db/connection";
import { assessDeclarations } from "#lib/triage/commands/assess";
import { lodge } from "#lib/lodging/commands/combine";
import { withProduct } from "../scripts/test/product.ts";
import { declarationOf, hotAccount, percentile, report } from "./ground.ts";
import { signedIn } from "./served/session.ts";

/** One declaration after the other is lodged in the running product while an officer's screen listens: how long from the answer to its lodging until the screen is told of it, and how long the assessment alone takes. */
const LODGED = Number(process.argv[2] ?? 400);
const PER_SECOND = 20;
const ALONE = 200;
const [TOLD_MS, ASSESSED_MS] = [250, 20];

await withProduct(async ({ url, dataDir }) => {
  const { owner, app } = connections({ DATA_DIR: dataDir, NODE_ENV: "production" });
  process.env["TALLYHOUSE_DB_OWNER"] = owner;
  process.env["TALLYHOUSE_DB_APP"] = app;
  const house = url.replace("localhost", "127.0.0.1");
  const { feed } = await hotAccount("1000000000");
  const told = new Map<number, number>();
  const ears = new AbortController();
  const listening = await listen(`${house}/api/desk/live`, await signedIn(house), ears.signal, (ids) => {
    for (const id of ids) if (!told.has(id)) told.set(id, performance.now());
  });
  const answered = new Map<string, number>();
  await settle(owner);
  for (let at = 0; at < LODGED; at++) {
    const due = performance.now() + 1000 / PER_SECOND;
    const number = `BENCH-LIVE-${at}`;
    void lodge(feed, declarationOf(number, 1 + (at % 40))).then(() => answered.set(number, performance.now()));
    await pause(Math.max(0, due - performance.now()));
  }
  await settle(owner);
  await pause(1000);
  ears.abort();
  await listening.ended;
  const ids = await idsOf(owner);
  const waits = [...answered].flatMap(([number, at]) => {
    const id = ids.get(number);
    const heard = id === undefined ? undefined : told.get(id);
    return heard === undefined ? [] : [Math.max(0, heard - at)];
  });
  const alone: number[] = [];
  for (const id of [...ids.values()].slice(0, ALONE)) {
    const begun = performance.now();
    await assessDeclarations([id], "bench", new Date());
    alone.push(performance.now() - begun);
  }
  await closeConnection();
  report(
    `${waits.length} of ${LODGED} declarations, ${PER_SECOND} a second, from the answer to their lodging to a screen told`,
    shown(waits),
    `p95 under ${TOLD_MS} ms`,
    waits.length === LODGED && percentile(waits, 0.95) < TOLD_MS,
  );
  report("  the assessment of one alone", shown(alone), `p95 under ${ASSESSED_MS} ms`, percentile(alone.slice(ALONE / 10), 0.95) < ASSESSED_MS);
});

function shown(times: readonly number[]): string {
  return `p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms, worst ${Math.max(...times).toFixed(0)} ms`;
}

/** Hears the desk's server-sent events until the signal; resolves once the house listens; `ended` when it does no more. */
async function listen(address: string, cookie: string, signal: AbortSignal, hear: (ids: readonly number[]) => void): Promise<{ readonly ended: Promise<void> }> {
  const answer = await fetch(address, { headers: { cookie }, signal });
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (!answer.ok || reader === undefined) throw new Error(`${address} answered ${answer.status}`);
  const begun = Promise.withResolvers<undefined>();
  const ended = (async () => {
    let text = "";
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      begun.resolve(undefined);
      text += part.value;
      const events = text.split("\n\n");
      text = events.pop() ?? "";
      for (const event of events) {
        const [, data] = /^event: desk\ndata: (.*)$/m.exec(event) ?? [];
        if (data === undefined) continue;
        const { arrived, changed } = JSON.parse(data) as { readonly arrived: readonly number[]; readonly changed: readonly number[] };
        hear([...arrived, ...changed]);
      }
    }
  })().catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
  await begun.promise;
  return { ended };
}

/** Waits until nothing is left to be assessed. */
async function settle(owner: string): Promise<void> {
  const sql = postgres(owner, { max: 1 });
  for (let due = true; due; await pause(100)) due = (await sql<{ due: boolean }[]>`select jobs_due('assess') as due`)[0]?.due === true;
  await sql.end();
}

async function idsOf(owner: string): Promise<Map<string, number>> {
  const sql = postgres(owner, { max: 1 });
  const rows = await sql.begin(async (tx) => {
    await tx`select set_config('app.scope', 'all', true)`;
    return tx<{ number: string; id: string }[]>`select number, id::text as id from declarations where number like 'BENCH-LIVE-%' order by id`;
  });
  await sql.end();
  return new Map(rows.map((row) => [row.number, Number(row.id)]));
}
