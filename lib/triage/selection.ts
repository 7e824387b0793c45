import { WHOLE } from "./draw.ts";
import { LANE_FLOOR, laneOf, type Selected } from "./lane.ts";

/** So many days, today's among them, an office's red rate is counted over. */
export const WINDOW_DAYS = 7;

/** What an office can look at: rates in hundredths of a percent of arrivals. The random share is part of the red rate. */
export type SelectionSetting = { readonly id: number; readonly redRate: number; readonly yellowRate: number; readonly randomRate: number; readonly examinationsPerDay: number };

/** What an office has sorted: arrivals, hits taken by criteria or score and those in the yellow lane in the window, and all that was taken for examination today. */
export type Room = { readonly arrivals: number; readonly taken: number; readonly today: number; readonly yellow: number };

/** What was made of a declaration before. `decided`: it is no longer to triage, for a person decided on it or its declarant took it back. */
export type Standing = Selected & { readonly decided: boolean };

/**
 * A declaration to be sorted: `failed` where a rule could not be applied to it, `drawn` is the outcome of its random draw, `selected` whether it has its place among
 * those taken for examination, `yellow` whether it has one in the yellow lane.
 */
export type Candidate = {
  readonly id: number;
  readonly score: number;
  readonly mandatory: boolean;
  readonly failed: boolean;
  readonly drawn: boolean;
  readonly selected: boolean;
  readonly yellow: boolean;
  readonly before: Standing | undefined;
};

/** How many hits by criteria and score the rate allows of so many arrivals; the random share has its own part of the rate. */
export function allowance({ redRate, randomRate }: SelectionSetting, arrivals: number): number {
  return Math.ceil(((redRate - randomRate) * arrivals) / WHOLE);
}

/** How many of so many arrivals the rate allows in the yellow lane. */
export function yellowAllowance({ yellowRate }: SelectionSetting, arrivals: number): number {
  return Math.ceil((yellowRate * arrivals) / WHOLE);
}

/** How many places are left for hits by score: by the rate over the window, and by what the office can examine today. */
export function placesLeft(setting: SelectionSetting, room: Room): number {
  return Math.max(0, Math.min(allowance(setting, room.arrivals) - room.taken, setting.examinationsPerDay - room.today));
}

/**
 * Sorts declarations into lanes in the order of selectivity: what must be examined; hits by score, the highest first, while the office's rate
 * has room; then those drawn at random. A hit left out is yellow and says so. Of the scores below, the highest are yellow while the yellow rate has room; one left
 * out is green and says so. What has its place keeps it, what a person decided stays.
 */
export function sorted(candidates: readonly Candidate[], setting: SelectionSetting, room: Room): ReadonlyMap<number, Selected> {
  const lanes = new Map<number, Selected>();
  const settle = (of: readonly Candidate[], how: (one: Candidate) => Selected | undefined) => {
    for (const one of of) {
      const selected = lanes.has(one.id) ? undefined : how(one);
      if (selected !== undefined) lanes.set(one.id, selected);
    }
  };
  const highestFirst = candidates.toSorted((a, b) => b.score - a.score || a.id - b.id);
  settle(candidates, settledBefore);
  settle(candidates, ({ mandatory }) => (mandatory ? { lane: "red", by: "mandatory" } : undefined));
  settle(candidates, keeps);
  let left = placesLeft(setting, roomAfter(candidates, lanes, room));
  settle(highestFirst, (one) => {
    if (one.score < LANE_FLOOR.red || one.selected || left === 0) return undefined;
    left -= 1;
    return { lane: "red", by: "score" };
  });
  settle(candidates, outside);
  settle(candidates, keepsYellow);
  let yellow = yellowLeft(setting, room, candidates, lanes);
  settle(highestFirst, () => {
    if (yellow <= 0) return { lane: "green", by: "passed-over" };
    yellow -= 1;
    return { lane: "yellow", by: "score" };
  });
  return lanes;
}

/** Whether any of these would stand otherwise than before with all the room there can be, or with none. */
export function maySortOtherwise(candidates: readonly Candidate[], setting: SelectionSetting): boolean {
  const [most, least] = [
    sorted(candidates, { ...setting, examinationsPerDay: Number.MAX_SAFE_INTEGER }, { arrivals: WHOLE * candidates.length, taken: 0, today: 0, yellow: 0 }),
    sorted(candidates, setting, { arrivals: 0, taken: 0, today: 0, yellow: 0 }),
  ];
  return candidates.some(({ id, before }) => [most, least].some((lanes) => lanes.get(id)?.lane !== before?.lane || lanes.get(id)?.by !== before?.by));
}

/** The lane without a setting: by the score alone, save for what an office that has one drew or took up before, and what was red before a rule broke. */
export function byScore(one: Candidate): Selected {
  return one.score >= LANE_FLOOR.red ? { lane: "red", by: "score" } : ((one.failed ? keeps(one) : undefined) ?? outside(one) ?? { lane: "yellow", by: "score" });
}

const RANK = { green: 0, yellow: 1, blue: 1, red: 2 } as const;

/** What a person decided on is out of the selection: neither rate nor draw changes it; what becomes known since may raise it. */
function settledBefore({ before, score, mandatory }: Candidate): Selected | undefined {
  if (before === undefined || !before.decided) return undefined;
  const now: Selected = mandatory ? { lane: "red", by: "mandatory" } : { lane: laneOf(score), by: "score" };
  return RANK[now.lane] > RANK[before.lane] ? now : { lane: before.lane, by: before.by };
}

/**
 * A hit that was red by its score, or by a criterion that is gone, keeps its place while its score is one of a hit. Where a rule could not be applied it keeps what it had: the rule
 * that broke may be the one that made it red.
 */
function keeps({ before, score, failed }: Candidate): Selected | undefined {
  if (before?.lane !== "red" || (before.by !== "score" && before.by !== "mandatory")) return undefined;
  if (score >= LANE_FLOOR.red) return { lane: "red", by: "score" };
  return failed ? { lane: "red", by: before.by } : undefined;
}

/** What neither criteria nor score took: drawn at random, taken up before, or passed over; what its score says where that is green, and undefined where it is one of the yellow lane. */
function outside({ before, drawn, score }: Candidate): Selected | undefined {
  if (before?.by === "top-up") return { lane: "red", by: "top-up" };
  if (drawn) return { lane: "red", by: "random" };
  if (score >= LANE_FLOOR.red) return { lane: "yellow", by: "passed-over" };
  return score >= LANE_FLOOR.yellow ? undefined : { lane: "green", by: "score" };
}

/** What is yellow beside the rate: what a rule could not be applied to, and what was yellow before and still scores as such. */
function keepsYellow({ before, failed }: Candidate): Selected | undefined {
  return failed || before?.lane === "yellow" ? { lane: "yellow", by: "score" } : undefined;
}

/** How many places the yellow rate leaves, once hits that were passed over and what is yellow beside the rate have theirs. */
function yellowLeft(setting: SelectionSetting, room: Room, candidates: readonly Candidate[], lanes: ReadonlyMap<number, Selected>): number {
  const fresh = candidates.filter(({ id, yellow, before }) => lanes.get(id)?.lane === "yellow" && !yellow && before?.decided !== true);
  return yellowAllowance(setting, room.arrivals) - room.yellow - fresh.length;
}

/** The room once criteria, and those drawn or kept, have theirs: what is taken and was not before takes from it. */
function roomAfter(candidates: readonly Candidate[], lanes: ReadonlyMap<number, Selected>, room: Room): Room {
  const fresh = candidates.filter(({ id, selected, before }) => lanes.get(id)?.lane === "red" && !selected && before?.decided !== true);
  return { ...room, taken: room.taken + fresh.length, today: room.today + fresh.length };
}

/** What a top-up did: the declarations it took up, in the order they were chosen, and how many examinations of the day are left. */
export type ToppedUp = { readonly office: string; readonly taken: readonly string[]; readonly left: number };
