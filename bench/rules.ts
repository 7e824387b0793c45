import { join } from "node:path";
import { sql } from "drizzle-orm";
import postgres from "postgres";
import { database } from "#db/client";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { assess, type Context } from "#lib/risk/assess";
import { contextNow } from "#lib/risk/queries/context";
import { subjectsOf } from "#lib/risk/queries/subjects";
import type { Subject } from "#lib/risk/subject";
import { ownForce, reassessAll } from "#lib/triage/commands/sweepers";
import { latestSweep } from "#lib/triage/queries/sweep";
import { onGround, report } from "./ground.ts";
import { loadDeclarations } from "./rules/load.ts";
import { processorTime, type ProcessorTime } from "./rules/processorTime.ts";

/** Every live rule over many declarations by the job that does it: evaluation alone over subjects in memory, then all of them assessed anew with what changed stored. */
const DECLARATIONS = Number(process.argv[2] ?? 1_000_000);
const [ALONE, STORED] = [80_000, 25_000];
const SAMPLE = Math.min(DECLARATIONS, 30_000);
const ROUNDS = 5;
const SYSTEM: Actor = { kind: "system", name: "bench" };

await onGround(async ({ owner, pid }) => {
  const loader = postgres(owner, { max: 1, onnotice: () => undefined });
  console.log(`loaded in ${(await timed(() => loadDeclarations(loader, DECLARATIONS))).toFixed(0)} s`);
  await evaluatedAlone();
  const force = { ...ownForce(), root: join(import.meta.dirname, "..") };
  const before = processorTime(pid);
  const seconds = await timed(() => reassessAll({ cause: "rule-set" }, "bench-first", force));
  const stored = processorTime(pid);
  const swept = await reading(SYSTEM, "system.run", (tx) => latestSweep(tx));
  const [found] = await loader.begin(async (tx) => {
    await tx`select set_config('app.scope', 'all', true)`;
    return tx<{ findings: number; declarations: number }[]>`select count(*)::int as findings, count(distinct declaration_id)::int as declarations from findings where cleared_at is null`;
  });
  const share = ((found?.declarations ?? 0) * 100) / DECLARATIONS;
  const bare = DECLARATIONS / (await timed(() => readBare(loader)));
  report(
    `all live rules over ${DECLARATIONS.toLocaleString("en")} declarations, ${(found?.findings ?? 0).toLocaleString("en")} findings on ${share.toFixed(1)}% stored, ${swept?.changed ?? 0} rewritten, ${force.threads} threads`,
    `${rate(seconds)}/s`,
    `${STORED.toLocaleString("en")}/s; ${bare.toFixed(0)}/s to read their heads, lines, answers and postings bare, by one connection`,
    DECLARATIONS / seconds > STORED,
  );
  console.log(`  ${spent(before, stored)}`);
  const beforeAgain = processorTime(pid);
  const again = await timed(() => reassessAll({ cause: "again" }, "bench-again", force));
  const second = await reading(SYSTEM, "system.run", (tx) => latestSweep(tx));
  report("  the same again", `${rate(again)}/s, ${second?.changed ?? 0} rewritten`, `${STORED.toLocaleString("en")}/s, and nothing written`, DECLARATIONS / again > STORED && second?.changed === 0);
  console.log(`  ${spent(beforeAgain, processorTime(pid))}`);
  await loader.end();
});

/** The processor time of a declaration between two instants, which says how many a core can do however busy the machine is. */
function spent(from: ProcessorTime, to: ProcessorTime): string {
  const [node, server] = [(to.node - from.node) / DECLARATIONS, (to.postgres - from.postgres) / DECLARATIONS];
  return `processor time per declaration: ${node.toFixed(1)} µs in Node, ${server.toFixed(1)} µs in Postgres, ${(node + server).toFixed(1)} µs together`;
}

function rate(seconds: number): string {
  return (DECLARATIONS / seconds).toFixed(0);
}

/** The rules alone, on one core, over subjects that are in memory. */
async function evaluatedAlone(): Promise<void> {
  const { subjects, context } = await database().transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.scope', 'all', true)`);
    const known = await contextNow(tx, new Date());
    return { context: known, subjects: await subjectsOf(tx, Array.from({ length: SAMPLE }, (_, at) => 1 + Math.floor((at * DECLARATIONS) / SAMPLE)), known) };
  });
  evaluated(subjects, context);
  const seconds = await timed(async () => {
    for (let round = 0; round < ROUNDS; round++) evaluated(subjects, context);
  });
  const perSecond = (subjects.length * ROUNDS) / seconds;
  report(`${context.rules.length} live rules alone, on one core`, `${perSecond.toFixed(0)}/s`, `${ALONE.toLocaleString("en")}/s`, perSecond > ALONE);
}

function evaluated(subjects: readonly Subject[], context: Context): number {
  return subjects.reduce((sum, subject) => sum + assess(subject, context).findings.length, 0);
}

/** Reads every row that an assessment cannot do without, as text, and drops it. */
async function readBare(loader: postgres.Sql): Promise<void> {
  for (const table of ["declarations", "declaration_lines", "line_answers", "postings", "consignments"]) {
    const stream = await loader.unsafe(`copy (select * from ${table}) to stdout`).readable();
    for await (const _ of stream);
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return (performance.now() - begun) / 1000;
}
