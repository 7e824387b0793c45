import type { LaneReason, Selected } from "./lane.ts";

/** What is counted of one office and day. `passedOver` are hits for the red lane without room, `passedOverYellow` those for the yellow lane. */
export const COUNTS = ["arrivals", "mandatory", "scored", "random", "toppedUp", "passedOver", "passedOverYellow", "yellow"] as const;
export type Counts = Readonly<Record<(typeof COUNTS)[number], number>>;

/** A place in the counts: an office's day. */
export type CountedDay = { readonly office: string; readonly day: string };

/** How a declaration stands in the counts: the day it arrived; the day it was taken for examination, null while it is not; and the day it became yellow, null where that is the day it arrived. */
export type Counted = Selected & { readonly office: string; readonly day: string; readonly selectedOn: string | null; readonly yellowOn: string | null };

const TAKEN: Readonly<Record<LaneReason, keyof Counts | undefined>> = { mandatory: "mandatory", score: "scored", random: "random", "top-up": "toppedUp", "passed-over": undefined };
const NOTHING: Counts = { arrivals: 0, mandatory: 0, scored: 0, random: 0, toppedUp: 0, passedOver: 0, passedOverYellow: 0, yellow: 0 };

/** What changes in the counts when declarations come to stand otherwise; `from` is undefined for an arrival. Days where nothing changes are left out. */
export function countChanges(moves: readonly { readonly from: Counted | undefined; readonly to: Counted }[]): (CountedDay & Counts)[] {
  const days = new Map<string, CountedDay & { -readonly [Name in keyof Counts]: number }>();
  const add = (office: string, day: string, name: keyof Counts, change: number) => {
    const key = `${office}|${day}`;
    const at = days.get(key) ?? { office, day, ...NOTHING };
    at[name] += change;
    days.set(key, at);
  };
  for (const { from, to } of moves) {
    if (from === undefined) add(to.office, to.day, "arrivals", 1);
    else weigh(from, -1, add);
    weigh(to, 1, add);
  }
  return [...days.values()].filter((day) => COUNTS.some((name) => day[name] !== 0)).toSorted((a, b) => (a.office + a.day < b.office + b.day ? -1 : 1));
}

function weigh({ office, day, lane, by, selectedOn, yellowOn }: Counted, weight: 1 | -1, add: (office: string, day: string, name: keyof Counts, change: number) => void): void {
  const taken = TAKEN[by];
  if (lane === "red" && selectedOn !== null && taken !== undefined) add(office, selectedOn, taken, weight);
  if (lane === "yellow") add(office, yellowOn ?? day, "yellow", weight);
  if (by === "passed-over") add(office, day, lane === "green" ? "passedOverYellow" : "passedOver", weight);
}
