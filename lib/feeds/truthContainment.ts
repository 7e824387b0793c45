import type { Doubts, Sighting } from "./truthHistory.ts";

/** That one thing was put into another by an event, and until when it stayed there (Infinity while it still does). */
export type Containment = { readonly item: string; readonly container: string; readonly from: number; readonly until: number; readonly hash: string };

/** How many containers one in another are followed. */
const DEEPEST = 10;

const puts = (seen: Sighting): boolean => (seen.type === "AggregationEvent" || seen.type === "AssociationEvent") && seen.action === "ADD" && !seen.declaresError;

/** The container and contents of an event that puts things into one; undefined for any other. */
export function filling(seen: Sighting): { readonly container: string; readonly contents: readonly string[] } | undefined {
  const container = puts(seen) ? seen.items.find(({ role }) => role === "parent")?.item : undefined;
  const contents = seen.items.flatMap(({ role, item }) => (role === "child" ? [item] : []));
  return container === undefined || contents.length === 0 ? undefined : { container, contents };
}

/**
 * Doubts about events that put a container, over others, into itself: from its container upwards along what was in what at that instant, one of its own contents is met.
 * Hands back the things of every circle, also of one that does not stand at that instant, so that the events that close it can be looked at again.
 */
export function circles(sightings: readonly Sighting[], stored: readonly Containment[], doubts: Doubts): string[] {
  const fillings = sightings.flatMap((seen) => {
    const filled = filling(seen);
    return filled === undefined ? [] : [{ seen, ...filled }];
  });
  const containers = new Set(fillings.map(({ container }) => container));
  const removals = sightings.filter(({ action, declaresError }) => action === "DELETE" && !declaresError);
  const own = fillings.flatMap(({ seen, container, contents }) =>
    contents.filter((item) => containers.has(item)).map((item) => ({ item, container, from: seen.at, until: emptiedAt(removals, item, container, seen.at), hash: seen.hash })),
  );
  const above = Map.groupBy([...own, ...stored], ({ item }) => item);
  const met: string[] = [];
  for (const { seen, container, contents } of above.size === 0 ? [] : fillings) {
    const wanted = new Set(contents);
    const way = wayUp(above, container, wanted, seen);
    if (way === undefined) continue;
    met.push(...way);
    if (wayUp(above, container, wanted, seen, seen.at) !== undefined) doubts.add(seen.key, "cyclic-aggregation", container, "");
  }
  return met;
}

/** The things passed on the way up from a container to one of the wanted; at an instant only what was in what then. Undefined when none is met. */
function wayUp(above: ReadonlyMap<string, readonly Containment[]>, start: string, wanted: ReadonlySet<string>, self: Sighting, at?: number): readonly string[] | undefined {
  const ways: (readonly string[])[] = [[start]];
  const passed = new Set([start]);
  for (const way of ways) {
    if (way.length > DEEPEST) return undefined;
    for (const { container, from, until, hash } of above.get(way.at(-1) ?? "") ?? []) {
      if (hash === self.hash || (at !== undefined && (from > at || until <= at))) continue;
      if (wanted.has(container)) return [...way, container];
      if (!passed.has(container)) ways.push([...way, container]);
      passed.add(container);
    }
  }
  return undefined;
}

/** When one of these removals takes an item out of its container, or everything out of it; Infinity when none does. */
function emptiedAt(removals: readonly Sighting[], item: string, container: string, from: number): number {
  const times = removals.filter((seen) => {
    if (seen.at < from || !seen.items.some((one) => one.role === "parent" && one.item === container)) return false;
    const contents = seen.items.filter(({ role }) => role === "child");
    return contents.length === 0 || contents.some((one) => one.item === item);
  });
  return Math.min(...times.map(({ at }) => at), Number.POSITIVE_INFINITY);
}
