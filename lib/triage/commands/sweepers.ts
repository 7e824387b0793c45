import { availableParallelism, totalmem } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { z } from "zod";
import { connection } from "#db/client";
import type { Actor } from "#lib/access/actor";
import { Course, type Stretch, type Sweep, type Swept } from "../sweep.ts";
import { beginSweep, moveSweep, STRETCH, sweepStretch } from "./sweep.ts";

const HOUSE: Actor = { kind: "system", name: "assessment" };

/** A stretch of a sweep, as a thread is handed it, and what it answers of the stretch that begins there. */
export type SweepErrand = Stretch & Pick<Sweep, "open" | "cause">;
export type SweepAnswer = { readonly from: number } & ({ readonly swept: Swept } | { readonly error: string });

type Sweeper = { readonly sweep: (errand: SweepErrand) => Promise<Swept>; readonly end: () => Promise<void> };

/**
 * A thread that needs more ends, and not the process: a quarter of the machine's memory, two gigabytes at the most. From two on the collector lets a heap
 * grow to four times what lives in it before it marks again; below, it marks twice as often, which took a fifth of an assessment's processor time.
 */
const MOST_THREAD_MEGABYTES = 2048;
/** The share of it that is room for the facts of one block, so that the collector finds them gone and not old. */
const YOUNG_SHARE = 1 / 8;

/** Asked for at run time: a bundler would take the threads' program for a part of its bundle. */
const threading = () => process.getBuiltinModule("node:worker_threads");

const asked = z.object({ cause: z.string().min(1).max(60), open: z.boolean().default(false) });

/** How many threads sweep while nothing else is to be done, in a house that hands its folder down, and how many stretches each has in hand (one where it is not said). */
export type SweepForce = { readonly root: string | undefined; readonly threads: number; readonly abreast?: number };

/** While one stretch is judged the database reads and writes others. */
const ABREAST = 3;

/**
 * The threads of this house: one core stays for what is lodged; of the others half judge and half are the database's. Each thread compiles the whole
 * program for itself, so that few with several stretches in hand cost less than many with one.
 */
export function ownForce(): SweepForce {
  const cores = Math.max(1, availableParallelism() - 1);
  return { root: threading().isMainThread ? process.env["TALLYHOUSE_ROOT"] : undefined, threads: Math.ceil(cores / 2), abreast: cores === 1 ? 1 : ABREAST };
}

/**
 * The job `reassess-all`: assesses every declaration anew by what is in force, or every open one. It goes on where it was when its worker was killed;
 * a newer one takes over what is left. While declarations that were lodged wait for their assessment, it goes on with one stretch at a time.
 */
export async function reassessAll(payload: unknown, job: string, force: SweepForce = ownForce()): Promise<void> {
  const { cause, open } = asked.parse(payload);
  const sweep = await beginSweep(HOUSE, { job, cause, open });
  const course = new Course(sweep.place, sweep.last, STRETCH);
  const { root } = force;
  const sweepers = root === undefined ? [here()] : Array.from({ length: force.threads }, () => threadIn(root));
  const hands = root === undefined ? sweepers : Array.from({ length: force.abreast ?? 1 }, () => sweepers).flat();
  let counts = true;
  const work = async (sweeper: Sweeper, first: boolean): Promise<void> => {
    while (counts) {
      if (!first && !course.isHandedOut() && (await isBusy())) {
        await new Promise((go) => setTimeout(go, STAND_BACK_MS));
        continue;
      }
      const stretch = course.take();
      if (stretch === undefined) return;
      const past = course.finish(stretch, await sweeper.sweep({ ...stretch, open: sweep.open, cause }));
      if (past !== undefined && !(await moveSweep(HOUSE, { sweep: sweep.id, ...past }))) counts = false;
    }
  };
  try {
    const ends = await Promise.allSettled(hands.map((sweeper, at) => work(sweeper, at === 0).catch((error: unknown) => {
      counts = false;
      throw error;
    })));
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    if (sweep.place > sweep.last) await moveSweep(HOUSE, { sweep: sweep.id, place: sweep.place, assessed: 0, changed: 0, failed: 0 });
  } finally {
    await Promise.all(sweepers.map((sweeper) => sweeper.end()));
  }
}

const STAND_BACK_MS = 200;

/** Whether declarations that were lodged or changed wait for their assessment. */
async function isBusy(): Promise<boolean> {
  const [row] = await connection()<{ due: boolean }[]>`select jobs_due('assess') as due`;
  return row?.due === true;
}

function here(): Sweeper {
  return { sweep: (errand) => sweepStretch(HOUSE, errand), end: async () => undefined };
}

function threadLimits(): { readonly maxOldGenerationSizeMb: number; readonly maxYoungGenerationSizeMb: number } {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY) / 2 ** 20;
  const old = Math.min(MOST_THREAD_MEGABYTES, Math.floor(memory / 4));
  return { maxOldGenerationSizeMb: old, maxYoungGenerationSizeMb: Math.floor(old * YOUNG_SHARE) };
}

function threadIn(root: string): Sweeper {
  const worker: Worker = new (threading().Worker)(join(root, "scripts", "worker", "sweeper.ts"), { execArgv: [], resourceLimits: threadLimits() });
  const waiting = new Map<number, { readonly resolve: (swept: Swept) => void; readonly reject: (error: Error) => void }>();
  const fail = (error: Error): void => {
    for (const { reject } of waiting.values()) reject(error);
  };
  worker.on("message", (answer: SweepAnswer) => {
    const asker = waiting.get(answer.from);
    waiting.delete(answer.from);
    if ("swept" in answer) asker?.resolve(answer.swept);
    else asker?.reject(new Error(answer.error));
  });
  worker.on("error", fail);
  worker.on("exit", () => fail(new Error("a thread that assessed declarations has ended")));
  return {
    sweep: (errand) => new Promise((resolve, reject) => {
      waiting.set(errand.from, { resolve, reject });
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of this process is no window
      worker.postMessage(errand);
    }),
    end: async () => {
      await worker.terminate();
    },
  };
}
