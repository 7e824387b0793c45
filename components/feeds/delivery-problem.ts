import { PULL_PROBLEMS, type PullProblem } from "#lib/feeds/sourceProblem";
import type { DeliveryProblem } from "#lib/feeds/subscription";

/** Why a receiver was not reached, as the words of sources have it. */
export function problemOf({ code, facts }: Pick<DeliveryProblem, "code" | "facts">): PullProblem {
  return { code: PULL_PROBLEMS.find((one) => one === code) ?? "unexpected", facts };
}
