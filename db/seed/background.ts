import { act, type Act, type Beside } from "./act.ts";
import { certificatesFor } from "./capacity.ts";
import { Chance } from "./chance.ts";
import { after, daysAgo } from "./clock.ts";
import { SORTS } from "./goods.ts";
import type { House } from "./house.ts";
import { caseGtin, gln, gtin } from "./keys.ts";
import { PRODUCERS, type Producer } from "./producers.ts";
import { workThrough } from "./routine.ts";
import { itemNumber, tradeUntil, type Arrival, type Trade } from "./trade.ts";

/** Of the declarations of the last weeks, how many come with a pre-shipment report, and how many of those say another quantity. */
const REPORTED = { days: 45, share: 0.08, differing: 0.4 };

/** A year and a half of plausible trade: producers of a dozen countries, their certificates, and what importers declare of them. */
export function background(house: House): Act[] {
  const { clock } = house;
  const arrivals = tradeUntil(clock);
  const opening = daysAgo(clock, 549, "09:00");
  const certificates = certificatesFor(arrivals).flatMap(({ paper, on, waiting }, index): Act[] => {
    if (waiting) return [act(daysAgo(clock, 2 + (index % 5), "15:05"), (now) => house.submit(paper, now))];
    const submitted = new Date(Math.max(Date.parse(`${on}T01:30:00Z`), after(opening, 60).getTime()));
    const why = "已审阅审核报告和生产记录，数量与该生产单位相符。";
    return [
      act(submitted, (now) => house.submit(paper, now)),
      act(after(submitted, 26 * 60), (now) => house.decide(paper.number, "approve", paper.from, why, now, new Chance(paper.number).one(["zhao", "qian"]))),
    ];
  });
  return [
    ...PRODUCERS.map((producer) => act(opening, (now) => register(house, producer, now))),
    ...certificates,
    ...arrivals.map((arrival) => act(arrival.at, (now) => arrive(house, arrival, now))),
  ];
}

async function register(house: House, { prefix, name, alias, country, lat, lon, sort: sortName }: Producer, now: Date): Promise<void> {
  const sort = SORTS[sortName];
  await house.site({ id: gln(prefix), name, country, kind: sort.kind, aliases: alias === undefined ? [] : [alias], location: { lat, lon } }, now);
  for (const [index, [en, zh]] of sort.names.entries()) {
    const item = itemNumber(index);
    await house.product({
      gtin: gtin(prefix, item), en: `${name}, ${en[0]?.toLowerCase() ?? ""}${en.slice(1)}`, zh: `${alias ?? name} ${zh}`, hsCode: sort.hsCode, category: sort.category, net: sort.net,
      inCase: { gtin: caseGtin(prefix, item), quantity: sort.inCase },
    }, now);
  }
}

async function arrive(house: House, { trades }: Arrival, now: Date): Promise<Beside | undefined> {
  const recent = now > daysAgo(house.clock, REPORTED.days);
  for (const trade of recent ? trades : []) await reportBefore(house, trade, now);
  await house.lodge(trades.map(({ paper }) => paper), now);
  return trades.every(({ paper }) => paper.status === "released") ? undefined : () => workThrough(house, trades, after(now, 2));
}

/** Some goods were inspected before they were shipped; now and then the report says fewer than are declared. */
async function reportBefore(house: House, { paper, taken }: Trade, now: Date): Promise<void> {
  const chance = new Chance(`report ${paper.number}`);
  const [line] = paper.lines;
  const producer = taken[0]?.producer;
  if (!chance.happens(REPORTED.share) || paper.lines.length > 1 || line?.lots === undefined || line.lots.length === 0 || producer === undefined) return;
  const less = chance.happens(REPORTED.differing) ? Math.round(Number(line.value) * 0.9) : Number(line.value);
  await house.report(producer.body, {
    number: `PSI-${producer.country}-${paper.number.slice(-6)}`, kind: "pre-shipment", site: gln(producer.prefix), gtin: line.gtin, lots: line.lots,
    ...(line.productionDate === undefined ? {} : { productionDate: line.productionDate }),
    quantity: { value: String(less), unit: line.unit }, results: { labels: "conform", lots: "conform" },
  }, after(now, -20 * 60));
}
