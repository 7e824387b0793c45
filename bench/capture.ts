import { closeConnection } from "#db/client";
import { sendAll, untilTaken, withReceiver } from "./capture/product.ts";
import { supplyDocument } from "./capture/supply.ts";
import { copyRate, CONNECTIONS, layYardstick, rowsOf } from "./capture/yardstick.ts";
import { percentile, report } from "./ground.ts";

/** Capture end to end: documents sent over HTTP on loopback to the running product, until each is validated, hashed, deduplicated, linked and durable. */
const DOCUMENTS = Number(process.argv[2] ?? 24);
const EVENTS = 5000;
const ROUNDS = 5;
/** Documents before the first round: programs are warm then, and both sets of tables hold the same. */
const WARM_UP = 40;
/** Senders at once: while one document is taken in, the next is on its way. */
const SENDERS = 8;
const ASKED = 0.5;

await withReceiver(async (receiver) => {
  await layYardstick(receiver.owner);
  const first = await sendAll(receiver, Array.from({ length: WARM_UP }, (_, at) => supplyDocument(9000 + at, EVENTS)), SENDERS);
  await untilTaken(receiver, { jobs: true });
  await copyRate(receiver.owner, await rowsOf(receiver.owner, first), WARM_UP * EVENTS);
  const rounds: { readonly ours: number; readonly copy: number }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const documents = Array.from({ length: DOCUMENTS }, (_, at) => supplyDocument(round * DOCUMENTS + at, EVENTS));
    await untilTaken(receiver, { jobs: true });
    const begun = performance.now();
    const ids = await sendAll(receiver, documents, SENDERS);
    await untilTaken(receiver, { jobs: false });
    const ours = (DOCUMENTS * EVENTS) / ((performance.now() - begun) / 1000);
    await untilTaken(receiver, { jobs: true });
    const copy = await copyRate(receiver.owner, await rowsOf(receiver.owner, ids), DOCUMENTS * EVENTS);
    rounds.push({ ours, copy });
    console.log(`round ${round + 1}: ${ours.toFixed(0)} and ${copy.toFixed(0)} events/s, ${(ours / copy).toFixed(2)}`);
  }
  const share = percentile(rounds.map(({ ours, copy }) => ours / copy), 0.5);
  const [ours, copy] = [percentile(rounds.map((round) => round.ours), 0.5), percentile(rounds.map((round) => round.copy), 0.5)];
  report(
    `capture over HTTP, ${DOCUMENTS} documents of ${EVENTS} events`,
    `${ours.toFixed(0)} events/s (${share.toFixed(2)} of the yardstick of its round, in the middle)`,
    `${copy.toFixed(0)} events/s by COPY of the same rows into the same indexed tables, ${CONNECTIONS} connections`,
    share >= ASKED,
  );
  await closeConnection();
});
