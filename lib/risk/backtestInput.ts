import { z } from "zod";
import { RULE_MODES } from "./rule.ts";

const id = z.int().positive();

/** A variation as it is asked for. Thresholds that are not given are as they are set. */
const variation = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("rule"), rule: z.string().min(1).max(100), mode: z.enum(RULE_MODES).default("live"), values: z.record(z.string().max(60), z.number()).default({}) }),
  z.strictObject({ kind: z.literal("profile"), id }),
  z.strictObject({ kind: z.literal("model"), id }),
]);

/** A back-test as it is asked for: one setting, another to hold it against or null for what is in force, and days of lodging, both included. */
export const backtestInput = z.strictObject({ first: variation, second: variation.nullable().default(null), from: z.iso.date(), to: z.iso.date() });
