import { z } from "zod";
import type { Actor } from "#lib/access/actor";
import { assessAtCounter } from "./commands/counter.ts";
import { keepDraws } from "./commands/seeds.ts";
import { topUpAll } from "./commands/top-up.ts";

const HOUSE: Actor = { kind: "system", name: "selection" };

const payload = z.object({ declarations: z.array(z.int().positive()), cause: z.string().min(1) });

/** The job `assess`: judges declarations by the rules as things are known now; jobs that wait are done together. Safe to repeat. */
export async function assess(input: unknown): Promise<void> {
  const { declarations, cause } = payload.parse(input);
  await assessAtCounter(declarations, cause);
}

/** The job `keep-draws`: commits the seeds of today and tomorrow where they are missing, and shows those of days that ended. Safe to repeat. */
export async function keepDrawsJob(): Promise<void> {
  await keepDraws(HOUSE, {});
}

/** The job `top-up`: fills what every office can still examine today. Safe to repeat. */
export async function topUpJob(): Promise<void> {
  await topUpAll(new Date());
}
