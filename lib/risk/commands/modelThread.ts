import { join } from "node:path";
import type { TrainingStep } from "../modelRecord.ts";
import { trainedOn, type Training, type TrainingGround } from "../modelTraining.ts";

/** What a training thread says: where it is, what came of it, or the error that ended it. */
export type Said = { readonly step: TrainingStep } | { readonly training: Training } | { readonly error: string };

/** A training that needs more ends its thread, and not the process. */
const THREAD_MEGABYTES = 4096;

/** Asked for at run time: a bundler would take the thread's program for a part of its bundle. */
const threading = () => process.getBuiltinModule("node:worker_threads");

/** Trains in a thread where the house hands its folder down, so that other jobs do not wait for it; else here. */
export async function trainSomewhere(ground: TrainingGround, tell: (step: TrainingStep) => void): Promise<Training> {
  const root = threading().isMainThread ? process.env["TALLYHOUSE_ROOT"] : undefined;
  if (root === undefined) return trainedOn(ground, tell);
  const worker = new (threading().Worker)(join(root, "scripts", "worker", "trainer.ts"), { execArgv: [], workerData: ground, resourceLimits: { maxOldGenerationSizeMb: THREAD_MEGABYTES } });
  try {
    return await new Promise<Training>((resolve, reject) => {
      worker.on("message", (said: Said) => {
        if ("step" in said) tell(said.step);
        else if ("training" in said) resolve(said.training);
        else reject(new Error(said.error));
      });
      worker.on("error", reject);
      worker.on("exit", () => reject(new Error("the thread that trained a model has ended")));
    });
  } finally {
    await worker.terminate();
  }
}
