import { sql as statement } from "drizzle-orm";
import type { ZodType } from "zod";
import { database, type Transaction } from "#db/client";
import { insertRows } from "#db/rows";
import { actorKey, may, scopeOf, type Actor, type Scope } from "#lib/access/actor";
import { parsed } from "#lib/access/parsing";
import type { Permission } from "#lib/access/permission";
import { Refusal } from "#lib/access/refusal";
import type { AuditEntry, Done } from "./entry.ts";

/** What the work of a command stands on: one transaction under the actor's scope, and the instant it happens. */
export type Work = { readonly tx: Transaction; readonly actor: Actor; readonly scope: Scope; readonly now: Date };

/** A change of state: who, and the raw input. `now` is given by the seed and by tests. */
export type Command<Result> = (actor: Actor, input: unknown, now?: Date) => Promise<Result>;

const RETRIED = new Set(["40001", "40P01"]);

/**
 * Makes a change of state. Checks the permission, parses the input, opens one transaction under the actor's scope, and writes
 * the audit entry in it: work that hands back no entry does not compile, and a change whose entry fails does not happen.
 * Throws Refusal for every expected no; deadlocks and serialisation failures are tried three times.
 */
export function command<Input, Result>(permission: Permission, schema: ZodType<Input>, work: (context: Work, input: Input) => Promise<Done<Result>>): Command<Result> {
  return async (actor, input, now = new Date()) => {
    requirePermission(actor, permission);
    const read = parsed(schema, input);
    for (let attempt = 1; ; attempt++) {
      try {
        return await inScope(actor, async (tx, scope) => {
          const done = await work({ tx, actor, scope, now }, read);
          await Promise.all([...(done.last ?? []), writeEntries(tx, actor, now, Array.isArray(done.audit) ? done.audit : [done.audit as AuditEntry])]);
          return done.result;
        });
      } catch (error) {
        if (attempt >= 3 || !RETRIED.has(sqlState(error))) throw error;
      }
    }
  };
}

/** A read under the actor's permission and scope. With `entry` the reading itself is recorded (cases, consignments, exports); what is read may say that it is not. */
export async function reading<Result>(actor: Actor, permission: Permission, work: (tx: Transaction, scope: Scope) => Promise<Result>, entry?: AuditEntry | ((result: Result) => AuditEntry | undefined)): Promise<Result> {
  requirePermission(actor, permission);
  return inScope(actor, async (tx, scope) => {
    const result = await work(tx, scope);
    const read = typeof entry === "function" ? entry(result) : entry;
    if (read !== undefined) await writeEntries(tx, actor, new Date(), [read]);
    return result;
  });
}

/**
 * Lets work inside a transaction see every organisation's rows, whoever started it: for what the house itself keeps true, such as
 * the accounts of a site. What it finds must not be handed out unfiltered. The caller's scope is back afterwards.
 */
export async function asHouse<Result>(tx: Transaction, work: () => Promise<Result>): Promise<Result> {
  const [before] = await tx.execute<{ scope: string; organisation: string }>(statement`
    select coalesce(current_setting('app.scope', true), '') as scope, coalesce(current_setting('app.organisation', true), '') as organisation, set_config('app.scope', 'all', true)`);
  const result = await work();
  await tx.execute(statement`select set_config('app.scope', ${before?.scope ?? ""}, true), set_config('app.organisation', ${before?.organisation ?? ""}, true)`);
  return result;
}

/** The SQLSTATE behind an error, through drizzle's wrapper; empty when the database did not raise it. */
export function sqlState(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return typeof cause === "object" && cause !== null && "code" in cause && typeof cause.code === "string" ? cause.code : "";
}

function requirePermission(actor: Actor, permission: Permission): void {
  if (!may(actor, permission)) throw new Refusal("forbidden", "not-permitted", { permission });
}

/** Opens a transaction whose first statement sets the scope; the work's own statements follow it down the same connection without waiting. */
async function inScope<Result>(actor: Actor, work: (tx: Transaction, scope: Scope) => Promise<Result>): Promise<Result> {
  const scope = scopeOf(actor);
  return database().transaction(async (tx) => {
    const scoped = tx
      .execute(
        statement`select set_config('app.scope', ${scope.all ? "all" : "organisation"}, true), set_config('app.organisation', ${scope.all ? "" : String(scope.organisation)}, true)`,
      )
      .then(() => undefined);
    const [result] = await Promise.all([work(tx, scope), scoped]);
    return result;
  });
}

/** Writes audit entries in the transaction of the change they record. */
export async function writeEntries(tx: Transaction, actor: Actor, now: Date, entries: readonly AuditEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const by = {
    at: now.toISOString(),
    actor_kind: actor.kind,
    actor_id: actorKey(actor),
    actor_name: actor.name,
    role: actor.kind === "system" ? null : actor.role,
    organisation_id: actor.kind === "system" ? null : actor.organisation,
  };
  await insertRows(tx, [{ table: "audit_entries", rows: entries.map((entry) => ({ ...by, action: entry.action, subject_kind: entry.subject.kind, subject_id: entry.subject.id, facts: entry.facts ?? {} })) }]);
}
