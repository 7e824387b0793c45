import { database } from "#db/client";
import { queueJob } from "#db/jobs";
import type { Actor } from "#lib/access/actor";
import { checkFigures, dayBefore, foldFigures, rebuildFigures } from "./commands/fold.ts";

const WORKER: Actor = { kind: "system", name: "worker" };
const EVERY_SECONDS = 15;

/** Task `fold-figures`: counts what changed, and is back after a quarter of a minute; the clock starts it anew should it ever be lost. */
export async function foldFiguresJob(): Promise<void> {
  await foldFigures();
  await database().transaction((tx) => queueJob(tx, "fold-figures", {}, { jobKey: "fold-figures", runAt: new Date(Date.now() + EVERY_SECONDS * 1000) }));
}

/** Task `check-figures`, every night: recounts the day before and what stands now; a difference is logged by name and kept with the check. */
export async function checkFiguresJob(): Promise<void> {
  const { differences } = await checkFigures(WORKER, { day: dayBefore(new Date()) });
  for (const { kind, day, office, a, b, recorded, recounted } of differences) console.error(`figures: ${kind} ${a} ${b} of office ${office}, ${day}: recorded ${recorded}, recounted ${recounted}`);
}

/** Task `rebuild-figures`, by hand: makes every figure anew. */
export async function rebuildFiguresJob(): Promise<void> {
  await rebuildFigures(WORKER, {});
  await foldFigures();
}
