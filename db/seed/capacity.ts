import type { CertificatePaper } from "./house.ts";
import { SORTS } from "./goods.ts";
import { gln, gtin } from "./keys.ts";
import type { BodyCode } from "./people.ts";
import { PRODUCERS, type Producer } from "./producers.ts";
import { itemNumber, type Arrival } from "./trade.ts";
import { Chance } from "./chance.ts";

/** A certificate of the background trade and the day it is submitted, YYYY-MM-DD; `waiting`: submitted lately, and not decided on yet. */
export type YearCertificate = { readonly paper: CertificatePaper; readonly on: string; readonly waiting: boolean };

/**
 * A certificate for each producer and year of production that the trade needs, as large as the share of it that is to be used up
 * asks for. Producers that were never certified have none, and of some the latest waits for its decision.
 */
export function certificatesFor(trade: readonly Arrival[]): YearCertificate[] {
  const taken = new Map<string, number>();
  for (const { producer, year, units } of trade.flatMap(({ trades }) => trades.flatMap((one) => one.taken))) taken.set(`${producer.prefix}/${year}`, (taken.get(`${producer.prefix}/${year}`) ?? 0) + units);
  return PRODUCERS.flatMap((producer, index) => {
    const years = [...taken.keys()].filter((key) => key.startsWith(`${producer.prefix}/`)).map((key) => Number(key.slice(8))).toSorted((a, b) => a - b);
    const latest = years.at(-1);
    return years.flatMap((year) => {
      const share = shareOf(producer, year, year === latest);
      const waiting = producer.certified === "not-yet" && year === latest;
      return share === undefined ? [] : [{ ...certificate(producer, 101 + index, year, (taken.get(`${producer.prefix}/${year}`) ?? 0) / share), waiting }];
    });
  });
}

/** How much of a year's certificate is used up; undefined where there is none. Earlier years were never quite used up. */
function shareOf({ prefix, certified }: Producer, year: number, latest: boolean): number | undefined {
  if (certified === "never") return undefined;
  if (certified !== "not-yet" && latest) return certified.share;
  return 0.45 + 0.4 * new Chance(`${prefix} ${year}`).share();
}

function certificate(producer: Producer, serial: number, year: number, units: number): Omit<YearCertificate, "waiting"> {
  const sort = SORTS[producer.sort];
  const pieces = ["XBO", "XTN", "H87"].includes(sort.certified);
  const scope = pieces ? { gtins: sort.names.map((_, item) => gtin(producer.prefix, itemNumber(item))) } : { category: sort.category };
  const vintage = sort.dated === "vintage";
  return {
    paper: {
      number: `${producer.country}-${bodyNumber(producer.body)}-${vintage ? year + 1 : year}-${String(serial).padStart(4, "0")}`,
      site: gln(producer.prefix),
      body: producer.body,
      scope,
      quantity: { value: rounded(amountOf(producer, units)), unit: sort.certified },
      from: `${year}-01-01`,
      to: `${year + 1}-01-01`,
    },
    on: vintage ? `${year}-12-20` : `${year}-01-01`,
  };
}

/** Consumer units in the unit that certificates of these goods are written in. */
function amountOf({ sort: name }: Producer, units: number): number {
  const { net, certified } = SORTS[name];
  const whole = net.unit === "MLT" || net.unit === "GRM" ? 0.001 : 1;
  const measured = units * Number(net.value) * whole;
  switch (certified) {
    case "HLT":
      return measured / 100;
    case "TNE":
      return measured / 1000;
    case "LTR":
    case "KGM":
      return measured;
    case "XBO":
    case "XTN":
    case "H87":
      return units;
  }
}

/** Three digits that count, never fewer than asked for. */
function rounded(amount: number): string {
  const step = 10 ** Math.max(Math.floor(Math.log10(Math.max(amount, 1))) - 2, 0);
  return String(Math.ceil(Math.max(amount, 100) / step) * step);
}

function bodyNumber(body: BodyCode): string {
  return body.slice(-3);
}
