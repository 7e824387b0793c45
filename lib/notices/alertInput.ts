import { z } from "zod";
import { ROLES } from "#lib/access/permission";
import { COMPARISONS } from "./alert.ts";

/** What an alert is written as. A figure's name and what it takes are checked against the figures there are by who knows them. */
export const alertInput = z.strictObject({
  id: z.int().positive().optional(),
  expectedVersion: z.int().positive().optional(),
  name: z.strictObject({ en: z.string().trim().min(1).max(120), zh: z.string().trim().min(1).max(120) }),
  figure: z.string().trim().min(1).max(60),
  filter: z.record(z.string().min(1).max(30), z.union([z.string().trim().min(1).max(60), z.int().min(1).max(366)])).default({}),
  comparison: z.enum(COMPARISONS),
  value: z.number().min(0).max(1e12),
  audience: z.strictObject({
    roles: z.array(z.enum(ROLES)).max(ROLES.length).default([]),
    people: z.array(z.int().positive()).max(200).default([]),
    webhooks: z.array(z.int().positive()).max(20).default([]),
    email: z.boolean().default(false),
  }),
  coolDownMinutes: z.int().min(1).max(10_080).default(60),
  on: z.boolean().default(true),
});
export type AlertInput = z.infer<typeof alertInput>;

const address = z
  .string()
  .trim()
  .max(500)
  .refine((text) => URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).username === "", { params: { code: "not-an-address" } });

/** A webhook as it is taken in. */
export const webhookInput = z.strictObject({ name: z.string().trim().min(1).max(80), address });
