import { recordPastOutcomes } from "#lib/risk/commands/past-outcome";
import { act, type Act } from "./act.ts";
import { Chance } from "./chance.ts";
import { after, chinaTime, daysAgo } from "./clock.ts";
import type { House } from "./house.ts";
import { WORKED_SINCE, tradeUntil } from "./trade.ts";
import { isWrong, whatWasFound } from "./wrong.ts";

/** Of what was cleared before offices worked here, how many had been examined; as many outcomes are taken in at once. */
const EXAMINED = 0.6;
const AT_ONCE = 500;

/** What the earlier system knows of its examinations, taken in by a supervisor when the offices began to work here. */
export function past(house: House): Act[] {
  const begun = daysAgo(house.clock, WORKED_SINCE - 1, "08:15");
  const examined = tradeUntil(house.clock)
    .flatMap(({ at, trades }) => (at < begun ? trades.map(({ paper }) => paper) : []))
    .filter(({ number }) => new Chance(`examined ${number}`).happens(EXAMINED));
  const outcomes = examined.map((paper, index) => {
    const wrong = isWrong(paper);
    return {
      number: paper.number,
      reference: `EX-${String(index + 1).padStart(5, "0")}`,
      result: wrong ? "confirmed" : "not-confirmed",
      examinedAt: chinaTime(after(paper.at, 20 * 60)),
      note: wrong ? whatWasFound(paper.number) : "",
    };
  });
  return Array.from({ length: Math.ceil(outcomes.length / AT_ONCE) }, (_, block) =>
    act(after(begun, block), async (now) => void (await recordPastOutcomes(house.person("wang"), { outcomes: outcomes.slice(block * AT_ONCE, (block + 1) * AT_ONCE) }, now))));
}
