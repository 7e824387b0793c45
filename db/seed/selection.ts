import { createHash } from "node:crypto";
import { z } from "zod";
import { drawSeeds } from "#db/schema/selection";
import type { Actor } from "#lib/access/actor";
import { sealed } from "#lib/access/sealing";
import { command } from "#lib/audit/command";
import { addDays, dateIn } from "#lib/measures/period";
import { setDuty } from "#lib/triage/commands/duty";
import { keepDraws, seedPurpose } from "#lib/triage/commands/seeds";
import { confirmSelection, proposeSelection } from "#lib/triage/commands/selection";
import { topUp } from "#lib/triage/commands/top-up";
import { commitmentOf } from "#lib/triage/draw";
import { act, type Act } from "./act.ts";
import { after, daysAgo, minutesAgo, type Clock } from "./clock.ts";
import type { House } from "./house.ts";
import { gln, gtin } from "./keys.ts";
import { entryNumber } from "./paper.ts";
import { dateAgo, lodging, priceOf } from "./scene.ts";
import { TRADERS } from "./traders.ts";

const HOUSE: Actor = { kind: "system", name: "selection" };

/** Two offices sort by what they can examine: one at ease, one so short of people that its red lane is the draw alone. */
const SET = [
  { office: "4201", redRate: 600, yellowRate: 2_500, randomRate: 200, examinationsPerDay: 5, reason: "日班两组，每日最多开箱五柜。" },
  { office: "3104", redRate: 100, yellowRate: 2_000, randomRate: 100, examinationsPerDay: 2, reason: "新关员培训期间仅一人，余量用于随机抽取。" },
];

/** So many days ago they came into force. */
const SINCE = 20;
const DAY = 86_400_000;

/** What offices can examine, proposed by one supervisor and confirmed by another; the draws of every day since; who is on duty; and a proposal that waits. */
export function selection(house: House): Act[] {
  const { clock } = house;
  const [wang, zhou] = [house.person("wang"), house.person("zhou")];
  const nights = Array.from({ length: SINCE + 2 }, (_, index) => daysAgo(clock, SINCE - index, "23:02"));
  return [
    ...SET.map((setting, index) => act(daysAgo(clock, SINCE, `08:0${index}`), async (now) => {
      const { id } = await proposeSelection(wang, setting, new Date(now.getTime() - DAY));
      await fixedSeed(HOUSE, { office: setting.office, day: dateIn(now) }, now);
      await confirmSelection(zhou, { id }, now);
    })),
    ...nights.map((at) => act(at, async (now) => {
      for (const { office } of SET) await fixedSeed(HOUSE, { office, day: addDays(dateIn(now), 1) }, now);
    })),
    ...nights.map((at) => act(after(at, 60), async (now) => {
      await keepDraws(HOUSE, {}, now);
    })),
    ...leftOut(house),
    act(minutesAgo(clock, 50), async (now) => {
      await topUp(HOUSE, { office: "4201" }, now);
    }),
    act(minutesAgo(clock, 40), async (now) => {
      await proposeSelection(wang, { office: "2248", redRate: 400, yellowRate: 2_000, randomRate: 50, examinationsPerDay: 12, reason: "第二台机检设备启用后，洋山人工查验率为百分之三。" }, now);
    }),
    act(minutesAgo(clock, 1), async (now) => {
      const [from, to] = [dateIn(now), addDays(dateIn(now), 6)];
      for (const office of ["2248", "2225"]) await setDuty(wang, { office, from, to, people: house.officers(office).map(({ id }) => ({ person: id, examinations: 4 })) }, now);
    }),
  ];
}

const NAMELESS = "5609914";
const BOTTLE = gtin(NAMELESS, 1);

/** The entry number of the hit that its office had no room for. */
export function leftOutNumber(clock: Clock): string {
  return entryNumber("3104", minutesAgo(clock, 170), 41_207);
}

/** Wine of a producer nobody certified, below any cost: a hit, at the office that has room for the draw alone. */
function leftOut(house: House): Act[] {
  const { clock } = house;
  return [
    act(daysAgo(clock, 40, "11:00"), async (now) => {
      await house.site({ id: gln(NAMELESS), name: "Adega do Vale Fundo", country: "PT", kind: "winery", location: { lat: 41.1, lon: -7.6 } }, now);
      await house.product({ gtin: BOTTLE, en: "Vale Fundo, red wine, 750 mL", zh: "深谷干红葡萄酒 750毫升", hsCode: "2204210000", category: "wine", net: { value: "750", unit: "MLT" } }, now);
    }),
    lodging(house, {
      number: leftOutNumber(clock), at: minutesAgo(clock, 170), office: "3104", importer: TRADERS.yunqi,
      lines: [{ gtin: BOTTLE, hsCode: "2204210000", site: gln(NAMELESS), value: "24000", unit: "XBO", lots: ["VF-0117"], vintage: Number(dateAgo(clock, 500).slice(0, 4)), price: priceOf(640), origin: "PT" }],
    }),
  ];
}

/** Commits a seed of the demo for a day: made of the office and the day, so that the same instant makes the same demo. */
const fixedSeed = command("system.run", z.strictObject({ office: z.string(), day: z.string() }), async ({ tx, now }, { office, day }) => {
  const seed = createHash("sha256").update(`demo ${office} ${day}`).digest("hex");
  const late = dateIn(now) >= day;
  await tx.insert(drawSeeds).values({ officeCode: office, day, commitment: commitmentOf(seed), sealedSeed: sealed(seed, seedPurpose(office, day)), committedAt: now, late }).onConflictDoNothing();
  return { result: undefined, audit: { action: "draw.commit", subject: { kind: "draw", id: `${office}:${day}` }, facts: { commitment: commitmentOf(seed), late } } };
});
