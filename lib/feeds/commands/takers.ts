import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Worker } from "node:worker_threads";
import { takeDocument } from "./taking.ts";
import type { Taken } from "./taking.ts";

/** What became of a document; its outcomes where they are at hand. Undefined when it did not wait any more. */
export type Fate = Pick<Taken, "success" | "failure"> & { readonly outcomes?: Taken["outcomes"] };

/** Documents up to this size are read in a few milliseconds, here; larger ones by a thread, so that screens do not wait for them. */
const QUICK_BYTES = 64_000;
/** Half as many again as cores: while one waits for the database to write, another reads. */
const MOST_THREADS = Math.min(8, Math.ceil(availableParallelism() * 1.5));
const IDLE_MS = 5 * 60_000;
/** A document that needs more ends its thread, and not the process. */
const THREAD_MEGABYTES = 768;
/** Room for the events of one document, so that the collector finds them gone and not old. */
const YOUNG_MEGABYTES = 48;

/** What a thread answers. */
export type Answer = { readonly fate: Fate | undefined } | { readonly error: string; readonly code: string };

type Errand = { readonly id: string; resolve(fate: Fate | undefined): void; reject(error: Error): void };
type Thread = { readonly worker: Worker; errand: Errand | undefined; idle: NodeJS.Timeout | undefined };
type Pool = { readonly threads: Set<Thread>; readonly waiting: Errand[] };

const held = globalThis as typeof globalThis & { tallyhouseTakers?: Pool };
const pool = (): Pool => (held.tallyhouseTakers ??= { threads: new Set(), waiting: [] });

/** Asked for at run time: a bundler would take the threads' program for a part of its bundle. */
const threading = () => process.getBuiltinModule("node:worker_threads");

/** Where the threads' program lies: beside the running house, which hands its folder down. */
const folder = (): string | undefined => (threading().isMainThread ? process.env["TALLYHOUSE_ROOT"] : undefined);

/** Whether a document sent now would be begun soon; else it waits for the worker, and its sender does not. */
export function hasRoom(): boolean {
  return pool().waiting.length < MOST_THREADS;
}

/** Takes a document in, in a thread where there are some and it is not small. */
export async function takeSomewhere(id: string, size: number, now?: Date): Promise<Fate | undefined> {
  const root = folder();
  if (root === undefined || size <= QUICK_BYTES) return takeDocument(id, now);
  return new Promise((resolve, reject) => {
    pool().waiting.push({ id, resolve, reject });
    hand(root);
  });
}

/** Gives waiting errands to idle threads, the oldest first, and starts threads while there are fewer than there may be. */
function hand(root: string): void {
  const { threads, waiting } = pool();
  while (waiting.length > 0) {
    const thread = [...threads].find(({ errand }) => errand === undefined) ?? (threads.size < MOST_THREADS ? start(root) : undefined);
    const errand = thread === undefined ? undefined : waiting.shift();
    if (thread === undefined || errand === undefined) return;
    clearTimeout(thread.idle);
    thread.errand = errand;
    thread.worker.ref();
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread of this process is no window
    thread.worker.postMessage(errand.id);
  }
}

function start(root: string): Thread {
  const program = join(root, "scripts", "worker", "taker.ts");
  const worker = new (threading().Worker)(program, { execArgv: [], resourceLimits: { maxOldGenerationSizeMb: THREAD_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES } });
  const thread: Thread = { worker, errand: undefined, idle: undefined };
  pool().threads.add(thread);
  const settle = (use: (errand: Errand) => void): void => {
    const { errand } = thread;
    thread.errand = undefined;
    if (errand !== undefined) use(errand);
    hand(root);
  };
  worker.on("message", (answer: Answer) => {
    worker.unref();
    thread.idle = setTimeout(() => void worker.terminate(), IDLE_MS).unref();
    settle((errand) => ("fate" in answer ? errand.resolve(answer.fate) : errand.reject(Object.assign(new Error(answer.error), { code: answer.code }))));
  });
  const gone = (error?: Error): void => {
    pool().threads.delete(thread);
    settle((errand) => errand.reject(error ?? new Error("the thread that took the document in has ended")));
  };
  worker.on("error", gone);
  worker.on("exit", () => gone());
  worker.unref();
  return thread;
}
