import { sql } from "drizzle-orm";
import postgres from "postgres";
import { database } from "#db/client";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { queryOfAddress } from "#lib/feeds/query";
import { listEvents } from "#lib/feeds/queries/events";
import { dice } from "./desk/views.ts";
import { onGround, percentile, report } from "./ground.ts";
import { BEGIN, EVENTS_OF_LOT, EVENTS_OF_ORDER, EVENTS_OF_PIECE, loadEvents, lotKey, orderUri, pieceKey, placeGln, PLACES, SPAN_DAYS } from "./queries/load.ts";

const EVENTS = Number(process.argv[2] ?? 200_000);
const TRIES = 200;
const PAGE = 100;
const YARDSTICK_MS = 25;
const OFFICER: Actor = { kind: "key", id: 1, name: "bench", role: "customs_officer", organisation: 1 };
const PRODUCER: Actor = { kind: "key", id: 2, name: "bench", role: "feed", organisation: 7 };

const roll = dice(11);
const below = (count: number) => Math.floor(roll() * count);
const day = (days: number) => new Date(BEGIN.getTime() + days * 86_400_000).toISOString();
const link = (key: string) => `https://id.gs1.org/${key}`;
const place = () => placeGln(Math.floor(roll() ** 2 * PLACES));

/** Each kind of question, drawn anew each time: its parameters, and who asks. */
const QUESTIONS: Readonly<Record<string, { readonly by: Actor; readonly draw: () => Record<string, string> }>> = {
  "a piece": { by: OFFICER, draw: () => ({ MATCH_anyEPC: link(pieceKey(below(EVENTS / EVENTS_OF_PIECE))) }) },
  "a lot": { by: OFFICER, draw: () => ({ MATCH_anyEPCClass: link(lotKey(below(EVENTS / EVENTS_OF_LOT))) }) },
  "an hour to a month": { by: OFFICER, draw: () => timeWindow() },
  "a time, the latest first": { by: OFFICER, draw: () => ({ ...timeWindow(), orderBy: "eventTime" }) },
  "recorded since": { by: OFFICER, draw: () => ({ GE_recordTime: day(below(SPAN_DAYS)) }) },
  "a read point": { by: OFFICER, draw: () => ({ EQ_readPoint: link(`414/${place()}`) }) },
  "a place with its parts": { by: OFFICER, draw: () => ({ WD_readPoint: link(`414/${place()}`) }) },
  "three places and a time": { by: OFFICER, draw: () => ({ ...timeWindow(), EQ_bizLocation: [place(), place(), place()].map((gln) => link(`414/${gln}`)).join("|") }) },
  "a place and a step": { by: OFFICER, draw: () => ({ EQ_bizLocation: link(`414/${place()}`), EQ_bizStep: "inspecting" }) },
  "recalled goods": { by: OFFICER, draw: () => ({ EQ_disposition: "recalled", GE_eventTime: day(below(SPAN_DAYS)) }) },
  "an order": { by: OFFICER, draw: () => ({ EQ_bizTransaction_po: orderUri(below(EVENTS / EVENTS_OF_ORDER)) }) },
  "an order no event knows": { by: OFFICER, draw: () => ({ EQ_bizTransaction_po: orderUri(EVENTS + below(EVENTS)) }) },
  "a producer's own": { by: PRODUCER, draw: () => timeWindow() },
};

function timeWindow(): Record<string, string> {
  const from = roll() * SPAN_DAYS;
  return { GE_eventTime: day(from), LT_eventTime: day(from + 30 ** (roll() * 2 - 1)) };
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ readonly result: Result; readonly ms: number }> {
  const start = performance.now();
  const result = await work();
  return { result, ms: performance.now() - start };
}

const shown = (times: readonly number[]) => `p50 ${percentile(times, 0.5).toFixed(1)} ms, p95 ${percentile(times, 0.95).toFixed(1)} ms, p99 ${percentile(times, 0.99).toFixed(1)} ms`;

/** A page and the one after it, where there is one; and the same rows by their keys alone. */
async function ask(question: { readonly by: Actor; readonly draw: () => Record<string, string> }): Promise<{ readonly pages: number[]; readonly bare: number; readonly rows: number }> {
  const query = queryOfAddress(new URLSearchParams(question.draw()));
  const page = (token?: string) => timed(() => reading(question.by, "event.read", (tx, scope) => listEvents(tx, query, { limit: PAGE, token }, scope)));
  const first = await page();
  const next = first.result.next === null ? [] : [await page(first.result.next)];
  const keys = first.result.rows.map(({ pk }) => pk);
  const bare = await timed(() =>
    reading(OFFICER, "event.read", (tx) =>
      tx.execute(
        sql`select id, body::text from feed_events where id in (${
          keys.length === 0
            ? 0
            : sql.join(
                keys.map((key) => sql`${key}`),
                sql`, `,
              )
        })`,
      ),
    ),
  );
  return { pages: [first.ms, ...next.map(({ ms }) => ms)], bare: bare.ms, rows: keys.length };
}

await onGround(async ({ owner }) => {
  const loader = postgres(owner, { max: 1, onnotice: () => undefined });
  await loader`select setseed(0.42)`;
  const { ms } = await timed(() => loadEvents(loader, EVENTS));
  await loader.end();
  await database().execute(sql`select 1`);
  console.log(`${EVENTS.toLocaleString("en")} events in ${(ms / 1_000).toFixed(0)} s; ${TRIES} questions of each kind, pages of ${PAGE}, from asking to rows in hand`);
  const all: number[] = [];
  const bare: number[] = [];
  for (const [what, question] of Object.entries(QUESTIONS)) {
    const asked = [];
    for (let at = 0; at < TRIES; at++) asked.push(await ask(question));
    const times = asked.flatMap(({ pages }) => pages);
    all.push(...times);
    bare.push(...asked.map((one) => one.bare));
    console.log(`  ${what.padEnd(26)} ${shown(times)}; ${(asked.reduce((sum, { rows }) => sum + rows, 0) / TRIES).toFixed(0)} rows`);
  }
  const p95 = percentile(all, 0.95);
  report(`EPCIS queries at ${EVENTS.toLocaleString("en")} events`, shown(all), `p95 under ${YARDSTICK_MS} ms; the same rows by their keys ${shown(bare)}`, p95 < YARDSTICK_MS);
});
