import { Refusal } from "#lib/access/refusal";
import { confirmModel, proposeModel, trainModel } from "#lib/risk/commands/models";
import { act, type Act } from "./act.ts";
import { after, daysAgo } from "./clock.ts";
import type { House } from "./house.ts";

const SEED = 1;

/** A model learned from the outcomes of the past, which two supervisors let run in shadow; where too few had been examined by then, there is none. */
export function learned(house: House): Act[] {
  const asked = daysAgo(house.clock, 14, "09:40");
  let model: number | undefined;
  return [
    act(asked, (now) =>
      unlessRefused(async () => {
        model = (await trainModel(house.person("wang"), { seed: SEED }, now)).id;
      }),
    ),
    act(after(asked, 90), (now) =>
      unlessRefused(async () => {
        if (model === undefined) return;
        await proposeModel(house.person("wang"), { id: model, mode: "shadow", reason: "先与规则并行试运行一个季度，再计入评分。" }, now);
        await confirmModel(house.person("zhou"), { id: model, note: "同意；届时结合随机抽查结果再议。" }, after(now, 180));
      }),
    ),
  ];
}

/** The house says no to learning from too little, and the demo heeds it. */
async function unlessRefused(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
  }
}
