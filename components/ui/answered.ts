import { unstable_rethrow } from "next/navigation";
import type { Outcome } from "../../app/outcome.ts";

/**
 * What the house answers to an action. Where no answer comes, because the network is gone or the house is being started anew, a refusal that
 * says so: what was typed stays, what was shown too early is taken back, and the same can be sent again. A way to another page is followed.
 */
export async function answered<Result>(asked: Promise<Outcome<Result>>): Promise<Outcome<Result>> {
  try {
    return await asked;
  } catch (error) {
    unstable_rethrow(error);
    return { state: "refused", code: "no-answer", facts: {}, fields: [], id: "" };
  }
}
