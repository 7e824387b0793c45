import { refreshBodies } from "./commands/bodies.ts";
import { refreshPeers } from "./commands/peers.ts";
import { snoozeOver } from "./commands/snooze.ts";

/** The job `snooze-over`: a snooze's date has come. Safe to repeat. */
export async function snoozeOverJob(input: unknown): Promise<void> {
  await snoozeOver({ kind: "system", name: "worker" }, input);
}

/** The job `refresh-goods` {whole}: prices of peers and records of inspection bodies follow what was declared and what came of it; with `whole`, reckoned anew. Safe to repeat. */
export async function refreshGoodsJob(input: unknown): Promise<void> {
  await refreshPeers({ kind: "system", name: "worker" }, input);
  await refreshBodies({ kind: "system", name: "worker" }, {});
}
