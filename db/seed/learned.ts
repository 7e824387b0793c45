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
        await proposeModel(house.person("wang"), { id: model, mode: "shadow", reason: "Let it run beside the rules for a quarter before it counts." }, now);
        await confirmModel(house.person("zhou"), { id: model, note: "Agreed; we look at it again with what the random draws found." }, after(now, 180));
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
