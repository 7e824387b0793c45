import { addDays, dateIn } from "#lib/measures/period";
import { startBacktest } from "#lib/risk/commands/backtests";
import { confirmSetting, declineSetting, proposeSetting } from "#lib/risk/commands/settings";
import { act, type Act } from "./act.ts";
import { daysAgo, minutesAgo } from "./clock.ts";
import type { House } from "./house.ts";

const DAY = 86_400_000;

/** Rules that were set otherwise: one change in force, one declined, one that waits, and what was tried before it was proposed. */
export function ruleChanges(house: House): Act[] {
  const { clock } = house;
  const [wang, zhou] = [house.person("wang"), house.person("zhou")];
  const period = (now: Date) => ({ from: addDays(dateIn(now), -90), to: dateIn(now) });
  return [
    act(daysAgo(clock, 60, "15:20"), async (now) => {
      const { id } = await proposeSetting(wang, { rule: "three-papers", mode: "live", values: { packages: 5 }, reason: "Carriers count bags and platforms count boxes; the number of packages alone has not led to anything." }, new Date(now.getTime() - DAY));
      await confirmSetting(zhou, { id }, now);
    }),
    act(daysAgo(clock, 34, "10:05"), async (now) => {
      const { id } = await proposeSetting(zhou, { rule: "no-certificate", mode: "shadow", reason: "It fires on every producer that is new to us." }, new Date(now.getTime() - DAY));
      await declineSetting(wang, { id, note: "A new producer without a certificate is what it is there for. Ask the body instead of turning it off." }, now);
    }),
    act(minutesAgo(clock, 95), async (now) => {
      await startBacktest(zhou, { first: { kind: "rule", rule: "document-mismatch", values: { difference: 2, less: 0 } }, second: { kind: "rule", rule: "document-mismatch", mode: "shadow" }, ...period(now) }, now);
    }),
    act(minutesAgo(clock, 90), async (now) => {
      await startBacktest(zhou, { first: { kind: "rule", rule: "price-below-cost", values: { wine: 1_500 } }, ...period(now) }, now);
    }),
    act(minutesAgo(clock, 80), async (now) => {
      await proposeSetting(zhou, { rule: "price-below-cost", mode: "live", values: { wine: 1_500 }, reason: "Bulk wine, bottle, cork and freight come to fifteen yuan since the freight of this spring; the back-test shows what it would have taken in." }, now);
    }),
  ];
}
