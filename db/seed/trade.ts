import { Chance } from "./chance.ts";
import { after, chinaDate, chinaTime, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import { SORTS, type Sort } from "./goods.ts";
import { importers, type Importer } from "./importers.ts";
import { caseGtin, gln, gtin } from "./keys.ts";
import { entryNumber, type Paper, type PaperLine } from "./paper.ts";
import { PRODUCERS, type Producer } from "./producers.ts";

/** How much of a producer's production of a year a line takes, in consumer units. */
export type Taken = { readonly producer: Producer; readonly year: number; readonly units: number };

/** A declaration of the background trade. `waiting`: nobody is through with it yet. */
export type Trade = { readonly paper: Paper; readonly taken: readonly Taken[]; readonly waiting: boolean };

/** Declarations that arrive together, at the instant the last of them arrives. */
export type Arrival = { readonly at: Date; readonly trades: readonly Trade[] };

const OLDEST_DAY = 545;
/** Offices have worked in the house since then; of the trade before, the single window told each week what had been released. */
export const WORKED_SINCE = 120;
const A_WEEK = 7;
const TOLD_WEEKLY = 22;
/** How many declarations arrive on a day, by how many days ago it is: steady on the two days a week that ships came in, then daily, as one office after the other joined. */
const DAILY: readonly (readonly [daysAgo: number, declarations: number])[] = [[WORKED_SINCE, 11.4], [61, 11.4], [60, 6], [21, 18], [7, 50], [2, 64]];
const SHIP_DAYS = [2, 5];
const SHIPS_UNTIL = 61;
const WEEKEND_SHARE = 0.12;
/** What arrived in the last day and a half: minutes ago, how many, and how likely nobody is through with one of them. */
const LATELY: readonly { readonly from: number; readonly to: number; readonly every: number; readonly declarations: number; readonly waiting: number }[] = [
  { from: 36 * 60, to: 9 * 60, every: 90, declarations: 110, waiting: 0.35 },
  { from: 9 * 60, to: 4 * 60, every: 60, declarations: 110, waiting: 0.6 },
  { from: 4 * 60, to: 8, every: 20, declarations: 290, waiting: 0.94 },
];

/** The trade of a year and a half up to the clock's hour, in the order of its arrival. */
export function tradeUntil(clock: Clock): Arrival[] {
  const chance = new Chance("trade");
  const desk = new TradeDesk(chance);
  const told = Array.from({ length: Math.floor((OLDEST_DAY - WORKED_SINCE) / A_WEEK) }, (_, week): Arrival => {
    const at = daysAgo(clock, OLDEST_DAY - (week + 1) * A_WEEK, "17:30");
    return { at, trades: desk.together(at, howMany(chance, TOLD_WEEKLY), 6 * 24 * 60, () => false).map(releasedElsewhere) };
  });
  const past = Array.from({ length: WORKED_SINCE - 1 }, (_, index) => WORKED_SINCE - index).flatMap((day) => {
    const many = howMany(chance, dailyRate(day) * shareOfDay(day, daysAgo(clock, day)));
    const rounds = Math.ceil(many / 24);
    return Array.from({ length: rounds }, (_, round): Arrival => {
      const at = daysAgo(clock, day, `${9 + round * 3}:${chance.whole(10, 59)}`);
      return { at, trades: desk.together(at, Math.floor((many + round) / rounds), 100, () => chance.happens(day <= 6 ? 0.1 : 0)) };
    });
  });
  const lately = LATELY.flatMap(({ from, to, every, declarations, waiting }) => {
    const rounds = Math.floor((from - to) / every);
    return Array.from({ length: rounds }, (_, round): Arrival => {
      const at = minutesAgo(clock, from - (round + 1) * every);
      return { at, trades: desk.together(at, Math.floor((declarations + round) / rounds), every - 1, () => chance.happens(waiting)) };
    });
  });
  return [...told, ...past, ...lately].filter(({ trades }) => trades.length > 0);
}

function releasedElsewhere(trade: Trade): Trade {
  return { ...trade, paper: { ...trade.paper, status: "released" } };
}

/** Writes declarations: who imports what, from whom, how much of it. */
class TradeDesk {
  private readonly chance: Chance;
  private readonly importers: readonly Importer[];
  private serial = 100_000;

  constructor(chance: Chance) {
    this.chance = chance;
    this.importers = importers(chance);
  }

  /** Some declarations that arrive within a span of minutes before an instant. */
  together(at: Date, many: number, span: number, waiting: () => boolean): Trade[] {
    const minutes = Array.from({ length: many }, () => this.chance.whole(2, Math.max(span, 3))).toSorted((a, b) => b - a);
    return minutes.map((before) => this.one(after(at, -before), waiting()));
  }

  private one(at: Date, waiting: boolean): Trade {
    const { chance } = this;
    const importer = chance.weighed(this.importers.map((one) => [one, one.weight] as const));
    const office = importer.offices[0] !== undefined && chance.happens(0.7) ? importer.offices[0] : chance.one(importer.offices);
    const choice = PRODUCERS.filter(({ sort }) => importer.sorts.includes(sort)).map((one) => [one, one.weight] as const);
    const first = chance.weighed(choice);
    const tradeMode = tradeModeOf(chance, SORTS[first.sort], waiting);
    const producers = [first, ...Array.from({ length: chance.weighed([[0, 74], [1, 19], [2, 7]]) }, () => (chance.happens(0.6) ? first : chance.weighed(choice)))];
    const lines = producers.map((producer) => this.line(producer, at));
    const counts = COUNTS[tradeMode] ?? 1;
    this.serial += chance.whole(1, 60);
    return {
      paper: { number: entryNumber(office, at, this.serial), at, office, importer, tradeMode, lines: lines.map(({ line }) => line) },
      taken: lines.map(({ taken }) => ({ ...taken, units: taken.units * counts })),
      waiting,
    };
  }

  private line(producer: Producer, at: Date): { readonly line: PaperLine; readonly taken: Taken } {
    const { chance } = this;
    const sort: Sort = SORTS[producer.sort];
    const item = chance.whole(0, sort.names.length - 1);
    const amount = Math.round(between(chance, sort.amount) / sort.round) * sort.round;
    const units = sort.declared === "mass" ? amount / Number(sort.net.value) : amount;
    const inCases = sort.declared === "packs" && chance.happens(0.45);
    const produced = producedOn(chance, sort, at);
    const made = sort.dated === "vintage" ? { vintage: produced.year } : { productionDate: produced.date };
    const pack = between(chance, sort.price);
    const price = sort.declared === "mass" ? pack / Number(sort.net.value) : pack * (inCases ? sort.inCase : 1);
    const lots = Array.from({ length: chance.weighed([[0, 6], [1, 84], [2, 10]]) }, () => lotOf(chance, sort, produced));
    const line: PaperLine = {
      gtin: (inCases ? caseGtin : gtin)(producer.prefix, itemNumber(item)),
      hsCode: sort.hsCode,
      site: chance.happens(0.14) ? (producer.alias ?? producer.name) : gln(producer.prefix),
      value: inCases ? String(Math.ceil(amount / sort.inCase)) : String(amount),
      unit: sort.declared === "mass" ? "KGM" : inCases ? "XCS" : sort.pack,
      lots: [...new Set(lots)],
      ...made,
      price: price.toFixed(2),
      origin: producer.country,
    };
    return { line, taken: { producer, year: produced.year, units: inCases ? Math.ceil(amount / sort.inCase) * sort.inCase : units } };
  }
}

/** The item number of a producer's nth product. */
export const itemNumber = (index: number): number => 100 + index;

type Produced = { readonly year: number; readonly date: string };

function producedOn(chance: Chance, sort: Sort, at: Date): Produced {
  if (sort.dated === "vintage") {
    const year = Number(chinaTime(at).slice(0, 4)) - chance.weighed([[1, 25], [2, 50], [3, 25]]);
    return { year, date: `${year}-09-20` };
  }
  const date = chinaDate(after(at, -chance.whole(sort.lag[0], sort.lag[1]) * 24 * 60));
  return { year: Number(date.slice(0, 4)), date };
}

function lotOf(chance: Chance, sort: Sort, { year, date }: Produced): string {
  if (sort.dated === "vintage") return `L${String(year).slice(2)}-${String(chance.whole(101, 980)).padStart(4, "0")}`;
  return `${date.slice(2, 4)}${date.slice(5, 7)}${date.slice(8, 10)}${chance.one(["A", "B", "C", "D", "K"])}${chance.whole(1, 9)}`;
}

/** What counts towards capacity, for sizing certificates; every other trade mode counts once. */
const COUNTS: Readonly<Record<string, number>> = { "1200": 0, "4561": -1 };

function tradeModeOf(chance: Chance, sort: Sort, waiting: boolean): string {
  if (["infant-formula", "cosmetics", "honey"].includes(sort.category)) return chance.weighed([["0110", 46], ["1210", 37], ["9610", 14], ["1200", 3]]);
  return chance.weighed([["0110", 93], ["1210", 3], ["1233", 3], ["4561", waiting ? 0 : 1]]);
}

function dailyRate(day: number): number {
  const at = DAILY.findIndex(([days]) => days <= day);
  const [[later, more], [earlier, less]] = [DAILY[at] ?? [0, 0], DAILY[Math.max(at - 1, 0)] ?? [0, 0]];
  return earlier === later ? more : less + ((more - less) * (earlier - day)) / (earlier - later);
}

function howMany(chance: Chance, rate: number): number {
  const varied = rate * (0.6 + chance.share() * 0.8);
  return Math.floor(varied) + (chance.happens(varied % 1) ? 1 : 0);
}

function shareOfDay(day: number, at: Date): number {
  const weekday = new Date(`${chinaDate(at)}T00:00:00Z`).getUTCDay();
  if (day >= SHIPS_UNTIL) return SHIP_DAYS.includes(weekday) ? 1 : 0;
  return weekday === 0 || weekday === 6 ? WEEKEND_SHARE : 1;
}

/** More often a small amount than a large one. */
function between(chance: Chance, [least, most]: readonly [number, number]): number {
  return least + (most - least) * chance.share() ** 1.7;
}
