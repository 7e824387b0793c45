import type { Arrival, LaneSorter } from "#lib/risk/backtest";
import { addDays, type PlainDate } from "#lib/measures/period";
import { byScore, sorted, WINDOW_DAYS, type Candidate, type Room, type SelectionSetting } from "./selection.ts";

/** So many days are carried from one block to the next: what arrives later than that behind the others finds none of its days counted. */
const KEPT_DAYS = 3 * WINDOW_DAYS;

const NOTHING = { arrivals: 0, taken: 0, today: 0, yellow: 0 };

/**
 * Sorts declarations of past days one by one in the order they came, as their offices' settings would: by their rates and examinations of the day. `drawn` are
 * those that were drawn then. Top-ups and what people decided are not run again, so what a rate left out stays out.
 */
export function pastSorter(settings: ReadonlyMap<string, SelectionSetting>, drawn: ReadonlySet<number>): LaneSorter {
  return (arrivals, before) => {
    const days = new Map(Object.entries(before).map(([office, of]) => [office, new Map(Object.entries(of))]));
    const lanes = new Map<number, string>();
    for (const one of arrivals) {
      const [setting, candidate] = [settings.get(one.office), candidateOf(one, drawn)];
      lanes.set(one.declaration, (setting === undefined ? byScore(candidate) : sortedInto(days, one, candidate, setting)).lane);
    }
    return { lanes, days: Object.fromEntries([...days].map(([office, own]) => [office, Object.fromEntries(own)])) };
  };
}

function candidateOf({ declaration: id, score, mandatory, broken: failed }: Arrival, drawn: ReadonlySet<number>): Candidate {
  return { id, score, mandatory, failed, drawn: drawn.has(id), selected: false, yellow: false, before: undefined };
}

type Days = Map<string, Map<string, Room>>;

function sortedInto(days: Days, { office, day }: Arrival, candidate: Candidate, setting: SelectionSetting) {
  const own = days.get(office) ?? new Map<string, Room>();
  days.set(office, own);
  for (const at of own.keys()) if (at < addDays(day, -KEPT_DAYS)) own.delete(at);
  const today = own.get(day) ?? NOTHING;
  own.set(day, { ...today, arrivals: today.arrivals + 1 });
  const selected = sorted([candidate], setting, roomOn(own, day)).get(candidate.id);
  if (selected === undefined) throw new Error(`declaration ${candidate.id} was not sorted`);
  const { lane, by } = selected;
  own.set(day, {
    arrivals: today.arrivals + 1,
    taken: today.taken + (lane === "red" && by !== "random" ? 1 : 0),
    today: today.today + (lane === "red" ? 1 : 0),
    yellow: today.yellow + (lane === "yellow" ? 1 : 0),
  });
  return selected;
}

/** What an office has sorted in the window that ends with a day. */
function roomOn(own: ReadonlyMap<string, Room>, day: PlainDate): Room {
  const [first, room] = [addDays(day, 1 - WINDOW_DAYS), { ...NOTHING }];
  for (const [at, of] of own) {
    if (at < first || at > day) continue;
    room.arrivals += of.arrivals;
    room.taken += of.taken;
    room.yellow += of.yellow;
  }
  return { ...room, today: own.get(day)?.today ?? 0 };
}
