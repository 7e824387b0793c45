import { z } from "zod";
import { SEVERITIES } from "./finding.ts";
import { CONDITION_LIMITS } from "./profileCondition.ts";

const words = (most: number) => z.strictObject({ en: z.string().trim().min(1).max(most), zh: z.string().trim().min(1).max(most) });

/** What a profile is written as. Instants are RFC 3339 with offset; `from` null is from when it is confirmed. */
export const profileInput = z.strictObject({
  name: words(120),
  next: words(400),
  severity: z.enum(SEVERITIES),
  points: z.int().min(0).max(100),
  condition: z.string().trim().min(1).max(CONDITION_LIMITS.length),
  offices: z.array(z.string().trim().min(1).max(20)).max(200).transform((codes) => [...new Set(codes)].toSorted()),
  from: z.iso.datetime({ offset: true }).nullable().default(null),
  until: z.iso.datetime({ offset: true }),
  mode: z.enum(["shadow", "live"]),
  reason: z.string().trim().min(1).max(2_000),
});
export type ProfileInput = z.infer<typeof profileInput>;

/** A profile ends within this many days of being proposed. */
export const LONGEST_PROFILE_DAYS = 366;
