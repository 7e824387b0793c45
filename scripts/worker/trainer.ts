import { parentPort, workerData } from "node:worker_threads";
import type { Said } from "#lib/risk/commands/modelThread";
import { trainedOn, type TrainingGround } from "#lib/risk/modelTraining";

/** A thread that trains one model on the ground it was started with, says where it is, and ends. */
function say(said: Said): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the thread that asked is no window
  parentPort?.postMessage(said);
}

try {
  say({ training: trainedOn(workerData as TrainingGround, (step) => say({ step })) });
} catch (error) {
  say({ error: error instanceof Error ? (error.stack ?? error.message).slice(0, 2000) : String(error) });
}
