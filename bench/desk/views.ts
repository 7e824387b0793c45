import type { DeskFilter, DeskSort, DeskView } from "#lib/triage/view";
import { DESK_SORTS } from "#lib/triage/view";

/** Numbers in [0, 1) that are the same on every run (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Roll = () => number;
const pick = <T>(roll: Roll, of: readonly T[]): T => of[Math.floor(roll() * of.length)] as T;
const some = <T>(roll: Roll, of: readonly T[]): T[] => [...new Set(Array.from({ length: 1 + Math.floor(roll() * 3) }, () => pick(roll, of)))];
const office = (roll: Roll) => String(100 + Math.floor(roll() ** 3 * 300)).padStart(4, "0");

/** Each filter of the desk with a value drawn as the rows were. */
const FILTERS: readonly ((roll: Roll) => DeskFilter)[] = [
  (roll) => ({ lane: some(roll, ["red", "yellow", "blue", "green"] as const) }),
  (roll) => ({ status: some(roll, ["to-triage", "held", "correction-requested", "examination-ordered", "release-proposed"] as const) }),
  (roll) => ({ verdict: some(roll, ["exceeds", "suspended", "cannot-compare", "unknown", "near", "within"] as const) }),
  (roll) => ({ office: Array.from({ length: 1 + Math.floor(roll() * 3) }, () => office(roll)) }),
  (roll) => ({ category: some(roll, ["wine", "infant-formula", "crab", "cosmetics", "honey", "nothing-like-it"]) }),
  (roll) => ({ country: some(roll, ["FR", "IT", "JP", "VN", "KE"]) }),
  (roll) => ({ tradeMode: some(roll, ["0110", "1210", "9610", "0300"]) }),
  (roll) => ({ assignee: pick(roll, ["me", "nobody", 17, 250, 999] as const) }),
  (roll) => ({ overdue: roll() < 0.7 }),
  (roll) => ({ site: 1 + Math.floor(roll() ** 3 * 9000) }),
  (roll) => ({ importer: 1 + Math.floor(roll() ** 3 * 6000) }),
  (roll) => ({ q: pick(roll, ["B00", "b0123", "importer 0", "Importer 3f", "producer a", "Producer 7b1", "zzz", "i"]) }),
];

/** A view with `filters` filters drawn at random, any sort, either way. */
export function anyView(roll: Roll, filters: number): DeskView {
  const filter = Array.from({ length: filters }, () => pick(roll, FILTERS)(roll)).reduce((all, one) => ({ ...all, ...one }), {});
  return { filter, sort: pick<DeskSort>(roll, DESK_SORTS), descending: roll() < 0.5 };
}
