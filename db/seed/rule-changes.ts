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
      const { id } = await proposeSetting(wang, { rule: "three-papers", mode: "live", values: { packages: 5 }, reason: "物流按袋计、平台按盒计，仅件数不一致从未查出问题。" }, new Date(now.getTime() - DAY));
      await confirmSetting(zhou, { id }, now);
    }),
    act(daysAgo(clock, 34, "10:05"), async (now) => {
      const { id } = await proposeSetting(zhou, { rule: "no-certificate", mode: "shadow", reason: "对每一家新的生产企业都会命中。" }, new Date(now.getTime() - DAY));
      await declineSetting(wang, { id, note: "无证书的新生产企业正是该规则所针对的，应向检验机构核实，而不是停用。" }, now);
    }),
    act(minutesAgo(clock, 95), async (now) => {
      await startBacktest(zhou, { first: { kind: "rule", rule: "document-mismatch", values: { difference: 2, less: 0 } }, second: { kind: "rule", rule: "document-mismatch", mode: "shadow" }, ...period(now) }, now);
    }),
    act(minutesAgo(clock, 90), async (now) => {
      await startBacktest(zhou, { first: { kind: "rule", rule: "price-below-cost", values: { wine: 1_500 } }, ...period(now) }, now);
    }),
    act(minutesAgo(clock, 80), async (now) => {
      await proposeSetting(zhou, { rule: "price-below-cost", mode: "live", values: { wine: 1_500 }, reason: "今春运费上涨后，散酒、瓶、塞与运费合计已达十五元；回溯测试列明了将命中的报关单。" }, now);
    }),
  ];
}
