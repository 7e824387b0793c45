import { parentPort } from "node:worker_threads";
import { sqlState } from "#lib/audit/command";
import { takeDocument } from "#lib/feeds/commands/taking";
import type { Answer } from "#lib/feeds/commands/takers";
import { inBrief } from "#lib/feeds/commands/waiting";

/** A thread that takes in one document after another, by their ids, on a connection of its own. */
parentPort?.on("message", (id: string) => {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- the thread that asked is no window
  void answerTo(id).then((answer) => parentPort?.postMessage(answer));
});

async function answerTo(id: string): Promise<Answer> {
  try {
    const taken = await takeDocument(id);
    return { fate: taken && { success: taken.success, ...(taken.failure ? { failure: taken.failure } : {}) } };
  } catch (error) {
    return { error: inBrief(error), code: sqlState(error) };
  }
}
