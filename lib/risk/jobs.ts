import { z } from "zod";
import { refreshBodies } from "./commands/bodies.ts";
import { refreshPeers } from "./commands/peers.ts";
import { lookAgainAtCarried, lookAgainAtLots, lookAgainAtSite } from "./commands/look-again.ts";
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

const lotKnown = z.object({ lot: z.string() });

/** The job `lot-known` {lot}, after the ledger's part of it: what is open with the lot is assessed by what an event or a report says of it. Safe to repeat. */
export async function lotSeenJob(input: unknown): Promise<void> {
  await lookAgainAtLots({ kind: "system", name: "worker" }, { lots: [lotKnown.parse(input).lot] });
}

const lotsSeen = z.object({ lots: z.array(z.string()) });

/** The job `lots-seen` {lots}: what is open with one of the lots is assessed again, for events tell of them. Safe to repeat. */
export async function lotsSeenJob(input: unknown): Promise<void> {
  await lookAgainAtLots({ kind: "system", name: "worker" }, lotsSeen.parse(input));
}

/** The job `ways-known`, every five minutes: what is open whose goods are in something that new events tell of is assessed again. Safe to repeat. */
export async function waysKnownJob(): Promise<void> {
  await lookAgainAtCarried({ kind: "system", name: "worker" }, { minutes: 7 });
}

/** The job `rejudge-site` {siteId}, after the ledger's part of it: what is open with goods of the site is assessed by its certificates of now. Safe to repeat. */
export async function siteKnownJob(input: unknown): Promise<void> {
  await lookAgainAtSite({ kind: "system", name: "worker" }, input);
}
