import { and, eq, isNull, lt, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { queueJob } from "#db/jobs";
import { apiKeys } from "#db/schema/access";
import { feedSources, sourceFiles, sourceGaps, sourceRuns } from "#db/schema/feeds-sources";
import { bindKeys, writeKey } from "#lib/access/commands/key";
import { ensureOrganisationOfCode } from "#lib/access/commands/organisation";
import { Refusal } from "#lib/access/refusal";
import { demandVersion } from "#lib/access/version";
import { sealed } from "#lib/access/sealing";
import { command } from "#lib/audit/command";
import { placeOf, sourceBody, sourceCode, type SourceBody, type SourceCursor } from "../source.ts";
import { queueRun } from "./pull.ts";

type SourceRow = typeof feedSources.$inferSelect;

/** A run that said nothing for this long is taken for dead. Milliseconds. */
const RUN_IS_DEAD = 300_000;

const putSourceInput = sourceBody.extend({ code: sourceCode, expectedVersion: z.int().optional(), isNew: z.boolean().optional() });

/**
 * Connects a source, or changes one. What is read from another place than before is read from its beginning. With `isNew` a code that is taken is
 * refused (`source-exists`); `expectedVersion` refuses `changed-meanwhile`; a kind never changes (`source-kind-stays`).
 */
export const putSource = command("source.manage", putSourceInput, async ({ tx, now }, { code, expectedVersion, isNew, ...body }) => {
  const organisationId = await ensureOrganisationOfCode(tx, body.organisation, "feed");
  const [before] = await tx.select().from(feedSources).where(eq(feedSources.code, code)).for("update");
  if (isNew === true && before !== undefined) throw new Refusal("conflict", "source-exists", { code }, [{ pointer: "/code", code: "source-exists", detail: "There is a source of this code." }]);
  demandVersion(expectedVersion, before?.version);
  if (before !== undefined && before.kind !== body.settings.kind) throw new Refusal("conflict", "source-kind-stays", { code, kind: before.kind });
  const values = { ...valuesOf(body, code, before), organisationId, ...(before?.state === body.state ? {} : { stateSince: now }) };
  const row = before === undefined ? await insert(tx, { ...values, code, stateSince: now, recordedAt: now }) : await change(tx, before, values, now);
  if (row.kind === "push") await bindKeys(tx, row.id, { certificate: row.settings.kind === "push" ? (row.settings.certificate ?? null) : null, organisationId });
  else if (row.state === "on") await queueRun(tx, row.id, now);
  const facts = {
    kind: row.kind,
    name: row.name,
    organisation: body.organisation,
    state: row.state,
    settings: row.settings,
    schedule: row.schedule,
    staleAfterMinutes: row.staleAfterMinutes,
    ...(body.secret === undefined ? {} : { secret: body.secret === null ? "taken away" : "given" }),
  };
  return { result: { created: before === undefined, code, version: row.version }, audit: { action: before === undefined ? "source.connect" : "source.change", subject: { kind: "source", id: code }, facts } };
});

/** Turns a source on or off. Off, nothing is read and its keys are refused; what it has sent stays. */
export const setSourceState = command("source.manage", z.object({ code: sourceCode, state: z.enum(["on", "off"]) }), async ({ tx, now }, { code, state }) => {
  const [row] = await tx
    .update(feedSources)
    .set({ state, stateSince: now, version: sql`${feedSources.version} + 1`, ...(state === "on" ? { failures: 0, breakerUntil: null, nextRunAt: now } : { nextRunAt: null }) })
    .where(and(eq(feedSources.code, code), ne(feedSources.state, state)))
    .returning();
  if (row === undefined) throw await unknownOr(tx, code, new Refusal("conflict", "source-stands-so", { code, state }));
  if (state === "on" && row.kind !== "push") await queueRun(tx, row.id, now);
  return { result: undefined, audit: { action: state === "on" ? "source.turn-on" : "source.turn-off", subject: { kind: "source", id: code } } };
});

/** Reads a source now, also while its breaker is open: a person may try. Refuses `source-off`, `source-pushes` and `source-under-way`. */
export const requestRun = command("source.manage", z.object({ code: sourceCode }), async ({ tx, now }, { code }) => {
  const row = await pulled(tx, code);
  if (row.state === "off") throw new Refusal("conflict", "source-off", { code });
  const [running] = await tx
    .select({ id: sourceRuns.id })
    .from(sourceRuns)
    .where(and(eq(sourceRuns.sourceId, row.id), isNull(sourceRuns.finishedAt), sql`${sourceRuns.seenAt} > ${new Date(now.getTime() - RUN_IS_DEAD).toISOString()}::timestamptz`))
    .limit(1);
  if (running !== undefined) throw new Refusal("conflict", "source-under-way", { code });
  await tx.update(feedSources).set({ nextRunAt: now }).where(eq(feedSources.id, row.id));
  await queueRun(tx, row.id, now, "by-hand");
  return { result: { code }, audit: { action: "source.run-now", subject: { kind: "source", id: code } } };
});

/** Reads a source from its beginning again; what is known already counts as duplicate. It shows as a gap, with the reason. */
export const resetCursor = command("source.manage", z.object({ code: sourceCode, reason: z.string().trim().min(1).max(500) }), async ({ tx, actor, now }, { code, reason }) => {
  const row = await pulled(tx, code);
  await forget(tx, row, { reason, by: actor.name }, now);
  if (row.state === "on") await queueRun(tx, row.id, now, "by-hand");
  return { result: undefined, audit: { action: "source.reset", subject: { kind: "source", id: code }, facts: { reason, cursor: row.cursor } } };
});

/** Issues a key with which a source pushes. It acts for the source's organisation, counts on the source, and is shown this once. */
export const issueSourceKey = command("source.manage", z.object({ code: sourceCode }), async ({ tx, now }, { code }) => {
  const row = await known(tx, code);
  if (row.settings.kind !== "push") throw new Refusal("conflict", "source-is-read", { code });
  const { id, key } = await writeKey(tx, { role: "feed", organisationId: row.organisationId, name: row.name, recordedAt: now, sourceId: row.id, certificate: row.settings.certificate ?? null });
  return { result: key, audit: { action: "key.issue", subject: { kind: "key", id: String(id) }, facts: { role: "feed", organisation: row.organisationId, source: code } } };
});

/** Revokes a key of a source at once and for good. */
export const revokeSourceKey = command("source.manage", z.object({ code: sourceCode, id: z.int() }), async ({ tx, now }, { code, id }) => {
  const row = await known(tx, code);
  const [revoked] = await tx.update(apiKeys).set({ revokedAt: now }).where(and(eq(apiKeys.id, id), eq(apiKeys.sourceId, row.id), isNull(apiKeys.revokedAt))).returning({ name: apiKeys.name });
  if (revoked === undefined) throw new Refusal("conflict", "key-revoked-already");
  return { result: undefined, audit: { action: "key.revoke", subject: { kind: "key", id: String(id) }, facts: { name: revoked.name, source: code } } };
});

function valuesOf(body: SourceBody, code: string, before: SourceRow | undefined) {
  const kept = before?.secret ?? null;
  return {
    name: body.name,
    kind: body.settings.kind,
    settings: body.settings,
    secret: body.secret === undefined ? kept : body.secret === null ? null : sealed(body.secret, code),
    schedule: body.settings.kind === "push" ? null : (body.schedule ?? before?.schedule ?? { everySeconds: 300 }),
    state: body.state,
    staleAfterMinutes: body.staleAfterMinutes,
  };
}

async function insert(tx: Transaction, values: typeof feedSources.$inferInsert): Promise<SourceRow> {
  const [row] = await tx.insert(feedSources).values(values).returning();
  if (row === undefined) throw new Error("A source was not written.");
  return row;
}

async function change(tx: Transaction, before: SourceRow, values: Partial<typeof feedSources.$inferInsert>, now: Date): Promise<SourceRow> {
  const [row] = await tx.update(feedSources).set({ ...values, version: sql`${feedSources.version} + 1`, failures: 0, breakerUntil: null, problem: null }).where(eq(feedSources.id, before.id)).returning();
  if (row === undefined) throw new Error("A source was not written.");
  if (placeOf(row.settings) !== placeOf(before.settings)) await forget(tx, before, { reason: placeOf(before.settings), by: "" }, now);
  return row;
}

/** Forgets how far a source was read, and says so. A run under way may not move the new cursor. */
async function forget(tx: Transaction, row: SourceRow, facts: Readonly<Record<string, string>>, now: Date): Promise<void> {
  await tx.update(feedSources).set({ cursor: null, runId: null, failures: 0, breakerUntil: null }).where(eq(feedSources.id, row.id));
  await tx.update(sourceFiles).set({ version: sql`${sourceFiles.version} || ' ' || ${now.toISOString()}` }).where(and(eq(sourceFiles.sourceId, row.id), lt(sourceFiles.takenAt, now)));
  await tx.insert(sourceGaps).values({ sourceId: row.id, kind: "reset", at: now, from: reachedBy(row.cursor), to: now, facts });
}

function reachedBy(cursor: SourceCursor | null): Date | null {
  if (cursor?.kind === "epcis") return cursor.recordTime === null ? null : new Date(cursor.recordTime);
  return cursor?.kind === "folder" ? new Date(cursor.modifiedAt) : null;
}

async function known(tx: Transaction, code: string): Promise<SourceRow> {
  const [row] = await tx.select().from(feedSources).where(eq(feedSources.code, code)).for("update");
  if (row === undefined) throw new Refusal("not-found", "source-unknown", { code });
  return row;
}

async function pulled(tx: Transaction, code: string): Promise<SourceRow> {
  const row = await known(tx, code);
  if (row.kind === "push") throw new Refusal("conflict", "source-pushes", { code });
  return row;
}

async function unknownOr(tx: Transaction, code: string, other: Refusal): Promise<Refusal> {
  await known(tx, code);
  return other;
}

/** Queues again what should have been read by now and of which no job is left. */
export async function queueForgotten(tx: Transaction, now: Date): Promise<number> {
  const overdue = await tx.select({ id: feedSources.id }).from(feedSources).where(and(eq(feedSources.state, "on"), ne(feedSources.kind, "push"), lt(feedSources.nextRunAt, new Date(now.getTime() - RUN_IS_DEAD))));
  for (const { id } of overdue) await queueJob(tx, "pull-source", { id, reason: "schedule" }, { jobKey: `pull-source:${id}`, runAt: now, queue: `pull-${id % 2}` });
  return overdue.length;
}
