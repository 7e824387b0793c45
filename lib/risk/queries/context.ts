import type { Transaction } from "#db/client";
import type { Context } from "../assess.ts";
import { modelsInForce } from "./models.ts";
import { profilesInForce } from "./profiles.ts";
import { rulesInForce } from "./settings.ts";
import { snoozesInForce } from "./snoozes.ts";

/** What an assessment stands on now: rules as they are set, profiles, snoozes and models in force. */
export async function contextNow(tx: Transaction, now: Date): Promise<Context> {
  const [rules, profiles, snoozes, models] = await Promise.all([rulesInForce(tx), profilesInForce(tx, now), snoozesInForce(tx, now), modelsInForce(tx)]);
  return { rules: [...rules, ...profiles], snoozes, models, now };
}
