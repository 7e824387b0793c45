import { desc, eq } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { selectionSettings } from "#db/schema/selection";
import type { SelectionSetting } from "../selection.ts";

/** A setting as it was proposed and answered. */
export type SettingRow = typeof selectionSettings.$inferSelect;

/** The settings in force, by office. */
export async function settingsInForce(tx: Transaction): Promise<ReadonlyMap<string, SelectionSetting>> {
  const t = selectionSettings;
  const rows = await tx
    .selectDistinctOn([t.officeCode], { office: t.officeCode, id: t.id, redRate: t.redRate, yellowRate: t.yellowRate, randomRate: t.randomRate, examinationsPerDay: t.examinationsPerDay })
    .from(t)
    .where(eq(t.state, "confirmed"))
    .orderBy(t.officeCode, desc(t.id));
  return new Map(rows.map(({ office, ...setting }) => [office, setting]));
}
