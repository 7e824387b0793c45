import { sql } from "drizzle-orm";
import { z } from "zod";
import { lotBalances } from "#db/schema/trace";
import type { Actor } from "#lib/access/actor";
import { command, reading } from "#lib/audit/command";
import { declarationsNaming, reckonFrom } from "./commands/balance.ts";
import { chargeSourcesOf } from "./commands/sources.ts";
import { lotsAhead } from "./queries/genealogy.ts";

const WORKER: Actor = { kind: "system", name: "worker" };

const lotInput = z.object({ gtin: z.string(), lot: z.string() });

const reckon = command("system.run", lotInput, async ({ tx, now }, key) => {
  const changed = await reckonFrom(tx, key, now);
  return { result: changed.length, audit: { action: "trace.reckon", subject: { kind: "lot", id: `${key.gtin}/${key.lot}` }, facts: { changed: changed.length } } };
});

/** Task `transformation-known` {gtin, lot}: an event told how a lot was made; its mass balance, and those that rest on it, are reckoned anew. */
export async function transformationKnown(payload: unknown, now?: Date): Promise<void> {
  await reckon(WORKER, payload, now);
  await sourcesKnown(payload, now);
}

/** Task `lot-known` {gtin, lot}, besides what the ledger does: the site or date of a lot is known now, so what went into others may be charged to its site. */
export async function sourcesKnown(payload: unknown, now?: Date): Promise<void> {
  const key = lotInput.parse(payload);
  const declarations = await reading(WORKER, "system.run", async (tx) => {
    const ahead = await lotsAhead(tx, [key]);
    return ahead.length === 1 && !(await isTransformed(tx, key)) ? [] : declarationsNaming(tx, ahead);
  });
  if (declarations.length > 0) await chargeSourcesOf(declarations, now);
}

/** Task `yield-changed`: every balance is reckoned by the yields that hold now. */
export async function yieldChanged(): Promise<void> {
  const keys = await reading(WORKER, "system.run", (tx) => tx.select({ gtin: lotBalances.gtin, lot: lotBalances.lot }).from(lotBalances));
  for (const key of keys) await transformationKnown(key);
}

async function isTransformed(tx: Parameters<typeof lotsAhead>[0], { gtin, lot }: z.infer<typeof lotInput>): Promise<boolean> {
  const rows = await tx.execute(sql`select 1 from event_items where gtin = ${gtin} and lot = ${lot} and role = 'output' limit 1`);
  return rows.length > 0;
}
