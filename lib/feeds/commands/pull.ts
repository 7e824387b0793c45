import { and, eq, isNull, lt, sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { feedSources, sourceCaptures, sourceFiles, sourceGaps, sourceRuns } from "#db/schema/feeds-sources";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading, writeEntries } from "#lib/audit/command";
import type { EndpointCursor, EpcisCursor, FolderCursor, NewGap, PullSettings, SourceCursor } from "../source.ts";
import { failureOf, PullFailure, type PullProblem } from "../sourceProblem.ts";
import { afterFailure, breakerState, nextRun } from "../sourceSchedule.ts";
import { captureDocument } from "./capture.ts";
import { pullEndpoint } from "./pull-endpoint.ts";
import { pullEpcis } from "./pull-epcis.ts";
import { reachWith } from "./pull-fetch.ts";
import { pullFolder } from "./pull-folder.ts";
import { guardOf, type Guard } from "./pull-guard.ts";
import type { FileTaken, Hands, Piece, Progress, TakenPiece } from "./pull-hands.ts";
import { opened } from "./source-secret.ts";

const WORKER: Actor = { kind: "system", name: "worker" };

/** How much one run reads at most before others have their turn: pieces, and milliseconds. */
const RUN = { pieces: 200, ms: 60_000 } as const;

/** How a run was asked for, and with what tests replace: the network's guard, chance, the clock, and the limits of an answer. */
export type RunOptions = {
  readonly reason?: "schedule" | "by-hand";
  readonly guard?: Guard;
  readonly spread?: number;
  readonly now?: () => Date;
  readonly limits?: { readonly bytes?: number; readonly ms?: number };
  readonly pieces?: number;
};

/** What came of a run; undefined where there was nothing to do: the source is off, pushes, is unknown, or its breaker is open. */
export type Ran = { readonly runId: number; readonly outcome: "read" | "more" | "nothing" | "failed" | "interrupted"; readonly problem: PullProblem | null; readonly nextRunAt: Date | null };

/** What a run has read so far: pages or files captured, and their bytes. */
type Tally = { pages: number; bytes: number };

type Begun = { readonly source: typeof feedSources.$inferSelect; readonly runId: number; readonly actor: Actor };

/**
 * Reads a source once: from where its cursor stands, each piece captured before the cursor moves, until all is read or the run's share is.
 * What fails is written on the source with the time of the next try; the next run is queued in every case. Never throws for what a source does.
 */
export async function runSource(id: number, options: RunOptions = {}): Promise<Ran | undefined> {
  const now = options.now ?? (() => new Date());
  const begun = await reading(WORKER, "system.run", (tx) => begin(tx, id, options.reason ?? "schedule", now()));
  if (begun === undefined) return undefined;
  const tally: Tally = { pages: 0, bytes: 0 };
  let progress: Progress | null = null;
  let problem: PullProblem | null = null;
  try {
    progress = await read(begun, options, now, tally);
  } catch (error) {
    const failure = error instanceof Refusal ? new PullFailure("document-refused", { refusal: error.code }) : failureOf(error);
    if (failure.problem.code === "unexpected") console.error(`source ${begun.source.code}:`, error);
    ({ problem } = failure);
  }
  return reading(WORKER, "system.run", (tx) => finish(tx, begun, { progress, problem, tally, spread: options.spread ?? Math.random(), now: now() }));
}

async function begin(tx: Transaction, id: number, reason: "schedule" | "by-hand", now: Date): Promise<Begun | undefined> {
  const [source] = await tx.select().from(feedSources).where(eq(feedSources.id, id)).for("update");
  if (source === undefined || source.state === "off" || source.settings.kind === "push") return undefined;
  if (reason === "schedule" && breakerState(source.breakerUntil, now) === "open") {
    await queueRun(tx, id, source.breakerUntil ?? now);
    return undefined;
  }
  await tx.update(sourceRuns).set({ finishedAt: now, outcome: "interrupted" }).where(and(eq(sourceRuns.sourceId, id), isNull(sourceRuns.finishedAt)));
  const [run] = await tx.insert(sourceRuns).values({ sourceId: id, reason, startedAt: now, seenAt: now, cursorBefore: source.cursor }).returning({ id: sourceRuns.id });
  if (run === undefined) throw new Error("A run was not written.");
  await tx.update(feedSources).set({ runId: run.id }).where(eq(feedSources.id, id));
  return { source, runId: run.id, actor: { kind: "system", name: `source ${source.code}`, organisation: source.organisationId, source: id } };
}

async function read(begun: Begun, options: RunOptions, now: () => Date, tally: Tally): Promise<Progress> {
  const { source } = begun;
  const secret = source.secret === null ? null : opened(source.secret, source.code);
  const reach = reachWith(options.guard ?? guardOf(), secret, options.limits);
  const until = performance.now() + RUN.ms;
  let steps = 0;
  const hands: Hands = {
    reach,
    now,
    goesOn: () => steps++ < (options.pieces ?? RUN.pieces) && performance.now() < until,
    take: async (piece) => {
      tally.pages += 1;
      tally.bytes += piece.body.length;
      return take(begun, piece, now());
    },
    keep: async (cursor, noted = {}) => {
      await reading(WORKER, "system.run", (tx) => keep(tx, begun, cursor, noted, tally, now()));
    },
    fileVersions: (names) => reading(WORKER, "system.run", (tx) => fileVersions(tx, source.id, names)),
  };
  try {
    return await readKind(hands, source.settings as PullSettings, source.cursor);
  } finally {
    await reach.close();
  }
}

/** Reads a source of a kind from where it stands. A cursor of another kind is that of settings long gone. */
async function readKind(hands: Hands, settings: PullSettings, cursor: SourceCursor | null): Promise<Progress> {
  const standing = <Kind extends SourceCursor["kind"]>(kind: Kind): Extract<SourceCursor, { kind: Kind }> | null => (cursor?.kind === kind ? (cursor as Extract<SourceCursor, { kind: Kind }>) : null);
  switch (settings.kind) {
    case "epcis":
      return pullEpcis(hands, settings, standing("epcis") satisfies EpcisCursor | null);
    case "json":
    case "csv":
      return pullEndpoint(hands, settings, standing("endpoint") satisfies EndpointCursor | null);
    case "sftp":
    case "s3":
      return pullFolder(hands, settings, standing("folder") satisfies FolderCursor | null);
  }
}

/** Captures a piece on behalf of the source's organisation. A document that cannot be taken in is told, and the rest goes on. */
async function take({ source, runId, actor }: Begun, piece: Piece, now: Date): Promise<TakenPiece> {
  try {
    const { captureId, outcomes } = await captureDocument(actor, { ...piece, errorBehaviour: "proceed", sourceId: source.id }, now);
    await reading(WORKER, "system.run", (tx) => tx.insert(sourceCaptures).values({ documentId: captureId, sourceId: source.id, runId, at: now }).onConflictDoUpdate({ target: sourceCaptures.documentId, set: { runId } }));
    return { documentId: captureId, outcomes };
  } catch (error) {
    if (error instanceof Refusal) return { documentId: null, problem: { code: "document-refused", facts: { refusal: error.code, detail: error.errors[0]?.detail.slice(0, 200) ?? "" } } };
    throw error;
  }
}

/** Moves the cursor with what was noted, unless another run has begun meanwhile: then this one has nothing more to say. */
async function keep(
  tx: Transaction,
  { source, runId }: Begun,
  cursor: SourceCursor,
  { gaps = [], file }: { readonly gaps?: readonly NewGap[]; readonly file?: FileTaken },
  tally: Readonly<Tally>,
  now: Date,
): Promise<void> {
  const moved = await tx.update(feedSources).set({ cursor }).where(and(eq(feedSources.id, source.id), eq(feedSources.runId, runId))).returning({ id: feedSources.id });
  if (moved.length === 0) throw new PullFailure("overtaken");
  await tx.update(sourceRuns).set({ cursorAfter: cursor, seenAt: now, ...tally }).where(eq(sourceRuns.id, runId));
  if (gaps.length > 0) await tx.insert(sourceGaps).values(gaps.map((gap) => ({ ...gap, sourceId: source.id, runId, at: now })));
  if (file !== undefined) await tx.insert(sourceFiles).values({ ...file, sourceId: source.id, takenAt: now }).onConflictDoNothing();
}

async function fileVersions(tx: Transaction, sourceId: number, names: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await tx.select({ name: sourceFiles.name, version: sourceFiles.version }).from(sourceFiles).where(and(eq(sourceFiles.sourceId, sourceId), sql`${sourceFiles.name} = any(${sql.param([...names])}::text[])`));
  return new Set(rows.map(({ name, version }) => `${name} ${version}`));
}

type Ended = { readonly progress: Progress | null; readonly problem: PullProblem | null; readonly tally: Readonly<Tally>; readonly spread: number; readonly now: Date };

async function finish(tx: Transaction, { source, runId, actor }: Begun, { progress, problem, tally, spread, now }: Ended): Promise<Ran> {
  const [standing] = await tx
    .select({ runId: feedSources.runId, state: feedSources.state, schedule: feedSources.schedule, failures: feedSources.failures })
    .from(feedSources)
    .where(eq(feedSources.id, source.id))
    .for("update");
  if (standing?.runId !== runId) return { runId, outcome: "interrupted", problem: { code: "overtaken", facts: {} }, nextRunAt: null };
  const outcome = problem !== null ? "failed" : progress === "more" ? "more" : tally.pages === 0 ? "nothing" : "read";
  await tx.update(sourceRuns).set({ finishedAt: now, seenAt: now, outcome, problem, pages: tally.pages, bytes: tally.bytes }).where(eq(sourceRuns.id, runId));
  const failures = problem === null ? 0 : standing.failures + 1;
  const after = problem === null
    ? { nextRunAt: progress === "more" ? now : nextRun(standing.schedule, now), breakerUntil: null }
    : afterFailure({ failures, retryAfterSeconds: problem.retryAfterSeconds ?? null, when: standing.schedule, spread, now });
  await tx.update(feedSources).set({ failures, problem, ...after, ...(problem === null ? { lastSuccessAt: now } : {}) }).where(eq(feedSources.id, source.id));
  if (standing.state === "on") await queueRun(tx, source.id, after.nextRunAt);
  if (outcome !== "nothing")
    await writeEntries(tx, actor, now, [
      {
        action: "source.run",
        subject: { kind: "source", id: source.code },
        facts: { run: runId, outcome, pages: tally.pages, bytes: tally.bytes, ...(problem === null ? {} : { problem: problem.code, failures }) },
      },
    ]);
  return { runId, outcome, problem, nextRunAt: after.nextRunAt };
}

/** Queues the next reading of a source in place of the one that waits. Sources share two queues, so that slow ones never take all of a worker's hands. */
export async function queueRun(tx: Transaction, id: number, runAt: Date, reason: "schedule" | "by-hand" = "schedule"): Promise<void> {
  await queueJob(tx, "pull-source", { id, reason }, { jobKey: `pull-source:${id}`, runAt, queue: `pull-${id % 2}` });
}

/** Takes out runs and counts that are older than what screens look back to. Answers how many rows went. */
export async function tidySources(tx: Transaction, before: Date): Promise<number> {
  const runs = await tx.delete(sourceRuns).where(lt(sourceRuns.startedAt, before)).returning({ id: sourceRuns.id });
  const captures = await tx.delete(sourceCaptures).where(lt(sourceCaptures.at, before)).returning({ id: sourceCaptures.documentId });
  return runs.length + captures.length;
}
