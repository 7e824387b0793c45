import type { Act } from "./act.ts";
import { background } from "./background.ts";
import { clockAt, daysAgo } from "./clock.ts";
import { openHouse, type House } from "./house.ts";
import { PastWorker } from "./queue.ts";
import { wine } from "./wine.ts";

/** The days of the house's past: it was furnished so many days ago. */
const FIRST_DAY = 550;

const STORIES: readonly ((house: House) => readonly Act[])[] = [wine, background];

/**
 * Fills an empty house with the demo: its people, its stories, and the trade of a year and a half around them. Everything is done by
 * the commands that people and systems use, each at its own instant. The same `instant` makes the same demo.
 */
export async function seedDemo(instant: Date = new Date()): Promise<void> {
  const clock = clockAt(instant);
  const worker = new PastWorker();
  try {
    const house = await openHouse(clock, worker, daysAgo(clock, FIRST_DAY, "09:00"));
    const acts = STORIES.flatMap((story) => story(house)).filter(({ at }) => at <= clock.now).toSorted((a, b) => a.at.getTime() - b.at.getTime());
    for (const { at, run } of acts) {
      await run(at);
      await worker.run(at);
    }
  } finally {
    await worker.end();
  }
}
