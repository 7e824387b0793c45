import type { SubjectLine } from "./subject.ts";
import { kilometresBetween, type LotWay, type WayStep } from "./way.ts";

/** The way as declared: countries of origin, producer, loading and destination, and the containers and seals that transport documents and inspection reports name. */
export type DeclaredRoute = { readonly countries: readonly string[]; readonly containers: readonly string[]; readonly seals: readonly string[] };

const DESTINATION = "CN";

/** Steps that do something to goods, not to what carries them; at a port the weaker ones are part of any voyage. */
const HANDLES = new Set(["packing", "unpacking", "repackaging", "commissioning", "creating_class_instance", "assembling", "disassembling", "installing", "retail_selling", "destroying", "killing", "removing"]);
const KEEPS = new Set(["storing", "stocking", "holding", "receiving", "accepting", "shipping", "consigning", "picking"]);
const OPENS = new Set(["unpacking", "repackaging", "disassembling", "removing"]);
const LEAVES = new Set(["departing", "shipping"]);

const plain = (text: string): string => text.toUpperCase().replace(/[^A-Z0-9]/g, "");

/** The way a line declares: its countries, ports and containers, from the declaration, the transport documents that name it and the reports on its lots. */
export function declaredRoute(line: SubjectLine): DeclaredRoute {
  const documents = line.transports.filter(({ linkedBy }) => linkedBy === "declaration");
  const reports = line.reports.filter(({ linkedBy, kind }) => linkedBy === "lot" && kind !== "label-approval");
  const countries = [
    line.originCountry,
    ...(line.site.kind === "site" ? [line.site.country] : []),
    ...reports.map(({ country }) => country),
    ...documents.flatMap(({ loadedAt }) => loadedAt?.slice(0, 2) ?? []),
    DESTINATION,
  ];
  return {
    countries: [...new Set(countries)],
    containers: [...new Set([...documents, ...reports].flatMap(({ container }) => container ?? []))],
    seals: [...new Set([...documents, ...reports].flatMap(({ seals }) => seals))],
  };
}

/** Whether what carried a lot is known to have brought the declared goods: the documents name it, or it was seen in the country of destination. Another part of a lot may go elsewhere. */
function carriersOf(way: LotWay, { containers }: DeclaredRoute): ReadonlySet<string> {
  const known = containers.map(plain);
  const carriers = [...new Set(way.steps.flatMap(({ via }) => via ?? []))];
  return new Set(carriers.filter((via) => known.some((container) => plain(via).endsWith(container)) || way.steps.some((step) => step.via === via && step.place?.country === DESTINATION)));
}

/** The steps that handled the goods in a country that is not of the declared way; a lot's making counts, and of what was done to parts of it what its own carriers saw. */
export function handledElsewhere(way: LotWay, route: DeclaredRoute): WayStep[] {
  const carriers = carriersOf(way, route);
  return way.steps.filter(({ place, via, bizStep, type }) => {
    if (place?.country == null || route.countries.includes(place.country) || bizStep === null) return false;
    if (via === null) return bizStep === "commissioning" || (type === "TransformationEvent" && HANDLES.has(bizStep));
    return carriers.has(via) && (HANDLES.has(bizStep) || (KEEPS.has(bizStep) && !place.port));
  });
}

/** The steps that opened a sealed container of the goods between its departure and its arrival in the country of destination. */
export function openedOn(way: LotWay, route: DeclaredRoute): WayStep[] {
  if (route.seals.length === 0) return [];
  const carriers = carriersOf(way, route);
  return way.steps.filter(({ via, at, bizStep, type, action, joins, place }) => {
    if (via === null || !carriers.has(via) || !route.containers.some((container) => plain(via).endsWith(plain(container))) || place?.country === DESTINATION) return false;
    const own = way.steps.filter((step) => step.via === via);
    const left = own.find((step) => step.bizStep !== null && LEAVES.has(step.bizStep))?.at;
    const arrived = own.find((step) => step.place?.country === DESTINATION)?.at ?? Number.POSITIVE_INFINITY;
    const opens = (joins && type === "AggregationEvent" && (action === "DELETE" || action === "ADD")) || (bizStep !== null && OPENS.has(bizStep));
    return opens && left !== undefined && at > left && at < arrived;
  });
}

/** The steps at which a carrier of the goods bore seals of which the documents name none. */
export function strangeSeals(way: LotWay, route: DeclaredRoute): WayStep[] {
  if (route.seals.length === 0) return [];
  const [known, carriers] = [new Set(route.seals.map(plain)), carriersOf(way, route)];
  return way.steps.filter(({ seals, via }) => via !== null && carriers.has(via) && seals.length > 0 && seals.every((seal) => !known.has(plain(seal))));
}

const DAY = 86_400_000;

/** Steps that follow each other at one spot count as one stop. */
const SPOT = 50;

/** The steps of the goods and of their carriers with a known position, from the first departure to the arrival in the country of destination. */
function onTheWay({ steps }: LotWay): WayStep[] {
  const left = steps.find(({ bizStep }) => bizStep !== null && LEAVES.has(bizStep));
  if (left === undefined) return [];
  const arrived = steps.find(({ at, place }) => at >= left.at && place?.country === DESTINATION)?.at ?? Number.POSITIVE_INFINITY;
  return steps.filter(({ at, place }) => at >= left.at && at <= arrived && place?.position != null);
}

/** The times for which goods that had set out were seen at one spot and went on from it, longest first. */
export function stopsOf(way: LotWay): { readonly from: WayStep; readonly to: WayStep; readonly days: number }[] {
  const runs: WayStep[][] = [];
  for (const step of onTheWay(way)) {
    const last = runs.at(-1);
    if (last?.[0] !== undefined && apart(last[0], step) <= SPOT) last.push(step);
    else runs.push([step]);
  }
  return runs.slice(1, -1).flatMap((run) => {
    const [from, to] = [run[0], run.at(-1)];
    return from === undefined || to === undefined || from === to ? [] : [{ from, to, days: (to.at - from.at) / DAY }];
  }).toSorted((a, b) => b.days - a.days);
}

/** How far the goods went from place to place against the straight line from where they set out to where they were seen last; null where that is no distance. */
export function detourOf(way: LotWay): { readonly way: number; readonly straight: number; readonly over: readonly WayStep[] } | null {
  const seen = onTheWay(way).filter((step, at, all) => at === 0 || apart(all[at - 1] ?? step, step) > SPOT);
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined || seen.length < 3) return null;
  const straight = apart(first, last);
  return straight <= SPOT ? null : { way: seen.slice(1).reduce((sum, step, at) => sum + apart(seen[at] ?? step, step), 0), straight, over: seen.slice(1, -1) };
}

function apart(a: WayStep, b: WayStep): number {
  return a.place?.position == null || b.place?.position == null ? 0 : kilometresBetween(a.place.position, b.place.position);
}
