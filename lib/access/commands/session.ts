import { and, eq, isNull, ne } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { notify } from "#db/live";
import { people, sessions } from "#db/schema/access";
import { command } from "#lib/audit/command";
import { Refusal } from "../refusal.ts";

/** Ends one of the actor's own sessions: sign-out, or another browser. It is over with the next request. `session` is its hash. */
export const signOut = command("own.sign-in", z.object({ session: z.string() }), async ({ tx, actor, now }, { session }) => {
  if (actor.kind !== "person") throw new Refusal("forbidden", "not-a-person");
  await tx.update(sessions).set({ endedAt: now }).where(and(eq(sessions.tokenHash, session), eq(sessions.personId, actor.id), isNull(sessions.endedAt)));
  await tellAccess(tx, { kind: "person", id: actor.id });
  return { result: undefined, audit: { action: "session.end", subject: { kind: "person", id: actor.login } } };
});

/** Ends the actor's own sessions but the one in use; answers how many. */
export const signOutElsewhere = command("own.sign-in", z.object({ session: z.string() }), async ({ tx, actor, now }, { session }) => {
  if (actor.kind !== "person") throw new Refusal("forbidden", "not-a-person");
  const ended = await endAll(tx, actor.id, now, session);
  return { result: ended, audit: { action: "session.end-others", subject: { kind: "person", id: actor.login }, facts: { ended } } };
});

/** Ends every session of a person; answers how many. */
export const endSessions = command("people.manage", z.object({ person: z.number() }), async ({ tx, now }, { person }) => {
  const [row] = await tx.select({ login: people.login }).from(people).where(eq(people.id, person));
  if (!row) throw new Refusal("not-found", "person-unknown");
  const ended = await endAll(tx, person, now);
  return { result: ended, audit: { action: "session.end-all", subject: { kind: "person", id: row.login }, facts: { ended } } };
});

/** Ends the open sessions of a person, but for `kept`; answers how many ended. */
export async function endAll(tx: Transaction, person: number, now: Date, kept?: string): Promise<number> {
  const others = kept === undefined ? undefined : ne(sessions.tokenHash, kept);
  const ended = await tx.update(sessions).set({ endedAt: now }).where(and(eq(sessions.personId, person), isNull(sessions.endedAt), others)).returning({ session: sessions.tokenHash });
  await tellAccess(tx, { kind: "person", id: person });
  return ended.length;
}

/** Tells what is open on behalf of a person or a key to look at once whether it still may be. */
export async function tellAccess(tx: Transaction, whose: { readonly kind: "person" | "key"; readonly id: number }): Promise<void> {
  await notify(tx, "access", whose);
}
