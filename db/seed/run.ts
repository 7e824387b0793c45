import { foldFigures } from "#lib/dashboards/commands/fold";
import type { Act } from "./act.ts";
import { background } from "./background.ts";
import { bottler } from "./bottler.ts";
import { clockAt, daysAgo } from "./clock.ts";
import { crab } from "./crab.ts";
import { elsewhere } from "./elsewhere.ts";
import { formula } from "./formula.ts";
import { openHouse, type House } from "./house.ts";
import { inquiries } from "./inquiries.ts";
import { learned } from "./learned.ts";
import { names } from "./names.ts";
import { past } from "./past.ts";
import { promotion } from "./promotion.ts";
import { proposals } from "./proposals.ts";
import { PastWorker } from "./queue.ts";
import { revisions } from "./revisions.ts";
import { ruleChanges } from "./rule-changes.ts";
import { selection } from "./selection.ts";
import { succession } from "./succession.ts";
import { suspension } from "./suspension.ts";
import { unclear } from "./unclear.ts";
import { views } from "./views.ts";
import { watching } from "./watching.ts";
import { wine } from "./wine.ts";

/** The days of the house's past: it was furnished so many days ago. */
const FIRST_DAY = 550;

type Story = (house: House) => readonly Act[];

/** The stories without the trade around them. */
export const STORIES: readonly Story[] = [wine, formula, promotion, crab, bottler, names, revisions, suspension, succession, unclear, elsewhere, proposals, inquiries, views, selection, ruleChanges, watching];

/**
 * Fills an empty house with the demo: its people, its stories, and the trade of a year and a half around them. Everything is done by
 * the commands that people and systems use, each at its own instant, and counted for the dashboards. The same `instant` makes the same demo, but for ids, secrets, and whom the daily draw
 * takes: its seed is random here as it is anywhere.
 */
export async function seedDemo(instant: Date = new Date(), stories: readonly Story[] = [background, past, learned, ...STORIES]): Promise<void> {
  const clock = clockAt(instant);
  const worker = new PastWorker();
  try {
    const house = await openHouse(clock, worker, daysAgo(clock, FIRST_DAY, "09:00"));
    const acts = stories.flatMap((story) => story(house)).filter(({ at }) => at <= clock.now);
    await inOrder(acts.toSorted((a, b) => a.at.getTime() - b.at.getTime()), worker);
    await worker.tidy();
    await foldFigures();
  } finally {
    await worker.end();
  }
}

async function inOrder(acts: readonly Act[], worker: PastWorker): Promise<void> {
  let beside: Promise<void> = Promise.resolve();
  for (const { at, run } of acts) {
    const rest = await run(at);
    await worker.run(at);
    if (rest === undefined) continue;
    await beside;
    beside = rest();
    beside.catch(() => undefined); // it is thrown where it is awaited
  }
  await beside;
}
