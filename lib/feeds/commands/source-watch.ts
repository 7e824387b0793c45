import { and, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { notify } from "#db/live";
import { sourceSilences } from "#db/schema/feeds-sources";
import type { Actor } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import type { AuditEntry } from "#lib/audit/entry";
import { command, reading, writeEntries } from "#lib/audit/command";
import { isSilent, silentSince } from "../sourceHealth.ts";
import { watchedSources } from "../queries/sources.ts";
import { runSource, tidySources } from "./pull.ts";
import { queueForgotten } from "./sources.ts";

const WORKER: Actor = { kind: "system", name: "worker" };
const DAYS_KEPT = 90;

/** Task `pull-source` {id, reason}: reads a source once, and queues the next reading. */
export async function pullSource(payload: unknown): Promise<void> {
  const { id, reason } = parsed(z.object({ id: z.number(), reason: z.enum(["schedule", "by-hand"]).default("schedule") }), payload);
  await runSource(id, { reason });
}

/**
 * Task `watch-sources`, every minute: a source from which nothing new came for longer than it may be silent raises an alert, once for each
 * silence; one that is heard again, or turned off, has it no longer. Readings that were lost are queued again.
 */
export async function watchSources(_payload?: unknown, now: Date = new Date()): Promise<{ readonly silent: number; readonly heard: number }> {
  return reading(WORKER, "system.run", async (tx) => {
    const entries: AuditEntry[] = [];
    let [silent, heard] = [0, 0];
    for (const source of await watchedSources(tx)) {
      const quiet = isSilent(source, now);
      const subject = { kind: "source", id: source.code };
      if (quiet && source.silence === null) {
        const since = silentSince(source);
        const begun = await tx.insert(sourceSilences).values({ sourceId: source.id, since, noticedAt: now }).onConflictDoNothing().returning({ id: sourceSilences.id });
        if (begun.length === 0) continue;
        entries.push({ action: "source.silent", subject, facts: { since: since.toISOString(), staleAfterMinutes: source.staleAfterMinutes } });
        await notify(tx, "source", { id: source.id, kind: "silent" });
        silent += 1;
      } else if (!quiet && source.silence !== null) {
        await tx.update(sourceSilences).set({ endedAt: now }).where(and(eq(sourceSilences.id, source.silence), isNull(sourceSilences.endedAt)));
        entries.push({ action: "source.heard-again", subject, facts: { state: source.state } });
        await notify(tx, "source", { id: source.id, kind: "heard" });
        heard += 1;
      }
    }
    await queueForgotten(tx, now);
    await writeEntries(tx, WORKER, now, entries);
    return { silent, heard };
  });
}

/** Task `tidy-sources`, every night: runs and counts of sources are kept for 90 days. */
export async function tidySourceRuns(): Promise<void> {
  await tidy(WORKER, {});
}

const tidy = command("system.run", z.object({}), async ({ tx, now }) => {
  const rows = await tidySources(tx, new Date(now.getTime() - DAYS_KEPT * 86_400_000));
  return { result: rows, audit: { action: "source.tidy", subject: { kind: "source", id: "all" }, facts: { rows, days: DAYS_KEPT } } };
});
