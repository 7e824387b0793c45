import { parentPort } from "node:worker_threads";
import type { Actor } from "#lib/access/actor";
import { sweepStretch } from "#lib/triage/commands/sweep";
import type { SweepAnswer, SweepErrand } from "#lib/triage/commands/sweepers";

const HOUSE: Actor = { kind: "system", name: "assessment" };

/** A thread that assesses stretches of declarations as they are handed to it, on connections of its own. */
parentPort?.on("message", (errand: SweepErrand) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the thread that asked is no window
  void answerTo(errand).then((answer) => parentPort?.postMessage(answer));
});

async function answerTo({ from, to, open, cause }: SweepErrand): Promise<SweepAnswer> {
  try {
    return { from, swept: await sweepStretch(HOUSE, { from, to, open, cause }) };
  } catch (error) {
    return { from, error: error instanceof Error ? `${error.message}${error.cause instanceof Error ? `: ${error.cause.message}` : ""}` : String(error) };
  }
}
