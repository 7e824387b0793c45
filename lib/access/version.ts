import { Refusal } from "./refusal.ts";

/**
 * Keeps a change from being made to something else than its author saw (`If-Match`): refuses `changed-meanwhile` where a version is expected
 * and another stands. 0, or undefined, stands for what is not recorded yet; without an expectation nothing is asked.
 */
export function demandVersion(expected: number | undefined, standing = 0): void {
  if (expected !== undefined && expected !== standing) throw new Refusal("precondition", "changed-meanwhile", { expected, standing });
}
