import { z } from "zod";
import type { Actor } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import type { Decided } from "../decided.ts";
import { decide, decisionInput } from "./decide.ts";
import { MOST_ROWS, forEachRow, type RowOutcome } from "./each.ts";

const manyInput = decisionInput.omit({ number: true, expectedVersion: true }).extend({ numbers: z.array(z.string().min(1)).min(1).max(MOST_ROWS) });

/** Makes one decision on many consignments, each for itself; the answer is per row, in order. Throws Refusal for input that cannot be read. */
export async function decideMany(actor: Actor, input: unknown, now?: Date): Promise<RowOutcome<Decided>[]> {
  const { numbers, ...decision } = parsed(manyInput, input);
  return forEachRow(numbers, (number) => decide(actor, { ...decision, number }, now));
}
