import { kineticsOf, USUAL_ENERGY, type Kinetics } from "./kinetics.ts";
import { deviationsFrom, portionPrice, unitPriceOf, type PeerPrices, type UnitPrice } from "./peerPrice.ts";
import { minorPerUnit } from "#lib/measures/money";
import { instant, records, record, texts, whole, type Fields } from "./profileRead.ts";
import type { Relation } from "./relation.ts";
import { declaredRoute, detourOf, handledElsewhere, openedOn, stopsOf, strangeSeals } from "./route.ts";
import type { SerialSeen } from "./serials.ts";
import type { Subject, SubjectLine } from "./subject.ts";
import type { KeptAt, LotWay } from "./way.ts";

const DAY = 86_400_000;

/** Two readings up to so many hours apart are of one record, and so small a spread of prices is reckoned with at the least, in percent: as the rules are delivered. */
const [GAP, SPREAD] = [12, 10];

type Beside = { readonly price: UnitPrice; readonly peers: PeerPrices };

/** Prices in whole units of the currency; of a currency that is not known in hundredths. */
export const PEERS: Fields<Beside> = {
  lines: ({ peers }) => whole(peers.lines),
  importers: ({ peers }) => whole(peers.importers),
  median: ({ price, peers }) => Number(portionPrice(peers.median, price.dimension).minor) / (minorPerUnit(price.currency) ?? 100),
  ratio: ({ price, peers }) => Math.exp(price.log - peers.median),
  deviations: ({ price, peers }) => deviationsFrom(price.log, peers, SPREAD),
};

/** A relation of importer and producer, as conditions read it. */
export const RELATION: Fields<{ readonly relation: Relation; readonly lodgedAt: Date }> = {
  pairSince: ({ relation }) => instant(relation.pairSince),
  siteSince: ({ relation }) => instant(relation.siteSince),
  pairDays: ({ relation, lodgedAt }) => daysFrom(relation.pairSince, lodgedAt),
  siteDays: ({ relation, lodgedAt }) => daysFrom(relation.siteSince, lodgedAt),
  recordDays: ({ relation, lodgedAt }) => daysFrom(relation.recordsSince, lodgedAt),
};

const daysFrom = (since: Date, to: Date): bigint => whole((to.getTime() - since.getTime()) / DAY);

/** The way of a lot beside the line it is of and the limits of its goods; what is reckoned over its steps and readings is kept. */
class OneWay {
  readonly way: LotWay;
  readonly #line: SubjectLine;
  readonly #limit: KeptAt | undefined;
  #warmth: Kinetics | null | undefined;
  #detour: ReturnType<typeof detourOf> | undefined;

  constructor(way: LotWay, line: SubjectLine, limit: KeptAt | undefined) {
    this.way = way;
    this.#line = line;
    this.#limit = limit;
  }

  get route() {
    return declaredRoute(this.#line);
  }

  get warmth(): Kinetics | null {
    if (this.#warmth === undefined)
      this.#warmth = kineticsOf(this.way.readings, {
        lowest: degrees(this.#limit?.lowest),
        highest: degrees(this.#limit?.highest),
        energy: this.#limit?.activationEnergy ?? USUAL_ENERGY,
        gap: GAP,
      });
    return this.#warmth;
  }

  /** The warmth where the goods have such a limit. */
  within(side: "lowest" | "highest"): Kinetics | undefined {
    return this.#limit?.[side] == null ? undefined : (this.warmth ?? undefined);
  }

  get detour() {
    if (this.#detour === undefined) this.#detour = detourOf(this.way);
    return this.#detour;
  }
}

const degrees = (thousandths: number | null | undefined): number | null => (thousandths == null ? null : thousandths / 1_000);
const countries = (steps: LotWay["steps"]) => texts([...new Set(steps.flatMap(({ place }) => place?.country ?? []))]);

/** The way of a lot, as conditions read it; degrees in Celsius, hours and days as broken numbers. */
export const WAY: Fields<OneWay> = {
  lot: ({ way }) => way.lot,
  countries: ({ way }) => countries(way.steps),
  handledIn: ({ way, route }) => countries(handledElsewhere(way, route)),
  opened: ({ way, route }) => openedOn(way, route).length > 0,
  strangeSeal: ({ way, route }) => strangeSeals(way, route).length > 0,
  longestStop: ({ way }) => stopsOf(way)[0]?.days,
  kilometres: ({ detour }) => detour?.way,
  detour: ({ detour }) => (detour === null ? undefined : detour.way / detour.straight),
  readings: ({ way }) => whole(way.readings.length),
  coldest: ({ warmth }) => warmth?.lowest,
  warmest: ({ warmth }) => warmth?.highest,
  meanKinetic: ({ warmth }) => warmth?.mean,
  hoursAbove: (one) => one.within("highest")?.above,
  hoursBelow: (one) => one.within("lowest")?.below,
};

/** A piece seen too often, as conditions read it. */
export const SERIAL: Fields<SerialSeen> = {
  lot: ({ lot }) => lot,
  item: ({ item }) => item,
  places: ({ places }) => whole(places),
  made: ({ made }) => whole(made),
  leapKilometres: ({ leaps }) => leaps[0]?.kilometres,
  leapHours: ({ leaps }) => leaps[0]?.hours,
};

/** A marker measured of a lot, as conditions read it. */
export const MARKER: Fields<{ readonly lot: string; readonly marker: { readonly name: string; readonly value: number; readonly unit: string } }> = {
  lot: ({ lot }) => lot,
  name: ({ marker }) => marker.name,
  value: ({ marker }) => marker.value,
  unit: ({ marker }) => marker.unit,
};

/** Another declaration of the same importer and producer, as conditions read it. */
export const LODGING: Fields<Subject["facts"]["recent"][number]> = {
  number: ({ number }) => number,
  site: ({ siteId }) => whole(siteId),
  lodgedAt: ({ lodgedAt }) => instant(lodgedAt),
  value: ({ value }) => (value === null ? undefined : Number(value) / 100),
};

/** How an inspection body's certificates turned out, as conditions read it. */
export const BODY: Fields<Subject["facts"]["bodies"][number]> = {
  name: ({ body }) => body.en,
  certificates: ({ certificates }) => whole(certificates),
  contradicted: ({ contradicted }) => whole(contradicted),
};

/** Two certificates that overlap, as conditions read them. */
export const OVERLAP: Fields<Subject["facts"]["overlaps"][number]> = { first: ({ first }) => first.number, second: ({ second }) => second.number };

/** What the groups of facts tell of one line, under the names it has there. */
export const LINE_FOUND: Fields<{ readonly line: SubjectLine; readonly subject: Subject }> = {
  goodsPeers: ({ line, subject }) => peersOf("goods", line, subject),
  kindPeers: ({ line, subject }) => peersOf("kind", line, subject),
  relation: ({ line, subject }) => {
    const { site } = line;
    const relation = site.kind === "site" ? subject.facts.relations.find(({ siteId }) => siteId === site.id) : undefined;
    return relation === undefined ? undefined : record(RELATION, { relation, lodgedAt: subject.lodgedAt });
  },
  ways: ({ line, subject: { facts } }) => {
    const limit = facts.ways.limits.find(({ category }) => category === line.category);
    return records(WAY, facts.ways.lots.filter((way) => way.line === line.no).map((way) => new OneWay(way, line, limit)));
  },
  serials: ({ line, subject }) => records(SERIAL, subject.facts.serials.seen.filter((one) => one.line === line.no)),
  markers: ({ line, subject }) => records(MARKER, subject.facts.origins.measurements.filter((one) => one.line === line.no).flatMap(({ lot, markers }) => markers.map((marker) => ({ lot, marker })))),
};

function peersOf(which: "goods" | "kind", line: SubjectLine, { facts }: Subject) {
  const [peers, price] = [facts.peers.find((one) => one.line === line.no)?.[which], unitPriceOf(line)];
  return peers == null || price === null ? undefined : record(PEERS, { price, peers });
}

/** The longest list of what the groups of facts tell. */
export function longestFound({ facts: { recent, bodies, overlaps, ways, serials, origins } }: Subject): number {
  return Math.max(
    recent.length,
    bodies.length,
    overlaps.length,
    ways.lots.length,
    ...ways.lots.map(({ steps }) => steps.length),
    serials.seen.length,
    origins.measurements.reduce((sum, { markers }) => sum + markers.length, 0),
  );
}
