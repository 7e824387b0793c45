import { and, eq, lt, sql } from "drizzle-orm";
import { randomBytes } from "node:crypto";
import { z } from "zod";
import { people, sessions, signInAttempts } from "#db/schema/access";
import { command, type Work } from "#lib/audit/command";
import type { Actor } from "../actor.ts";
import { expiryOf } from "../lifetime.ts";
import { foldLogin } from "../login.ts";
import { passwordIs } from "../password.ts";
import { personByLogin, personByOidc, recentFailures, type SignInPerson } from "../queries.ts";
import { Refusal } from "../refusal.ts";
import { openTotp } from "../sealing.ts";
import { minutesToWait, windowStart } from "../throttle.ts";
import { hashOfToken } from "../token.ts";
import { stepOfCode } from "../totp.ts";

/** From where somebody signs in: the network address and the browser's name for itself. */
export type Origin = { readonly address: string; readonly agent: string };
/** A session just begun: the random id for the cookie, known to nobody else, and when it ends at the latest. */
export type Opened = { readonly token: string; readonly expiresAt: Date; readonly person: number };

const GATE: Actor = { kind: "system", name: "sign-in" };
const KEPT_DAYS = 30;
const origin = { address: z.string().max(100), agent: z.string().transform((text) => text.slice(0, 300)) };

const admit = command("system.run", z.object({ login: z.string().max(200), address: z.string().max(100) }), async ({ tx, now }, { login, address }) => {
  await tx.execute(sql`select pg_advisory_xact_lock(1, hashtext(${login}))`);
  await tx.execute(sql`select pg_advisory_xact_lock(2, hashtext(${address}))`);
  const minutes = minutesToWait(await recentFailures(tx, { login, address, since: windowStart(now) }), now);
  if (minutes > 0) throw new Refusal("too-many", "sign-in-throttled", { minutes });
  const [attempt] = await tx.insert(signInAttempts).values({ login, address, succeeded: false, at: now }).returning({ id: signInAttempts.id });
  if (!attempt) throw new Error("An attempt was not written.");
  return { result: attempt.id, audit: { action: "sign-in.attempt", subject: { kind: "login", id: login }, facts: { address } } };
});

const askCode = command("own.sign-in", z.object({ attempt: z.number() }), async ({ tx, actor }, { attempt }) => {
  await tx.delete(signInAttempts).where(eq(signInAttempts.id, attempt));
  return { result: undefined, audit: { action: "sign-in.ask-code", subject: personSubject(actor) } };
});

const open = command(
  "own.sign-in",
  z.object({ ...origin, login: z.string(), how: z.enum(["password", "password-and-code", "oidc"]), attempt: z.number().optional(), step: z.number().optional(), subject: z.string().optional() }),
  async ({ tx, actor, now }, { login, address, agent, how, attempt, step, subject }) => {
    if (actor.kind !== "person") throw new Refusal("forbidden", "not-a-person");
    if (step !== undefined) await takeStep(tx, actor.id, step);
    if (subject !== undefined) await tx.update(people).set({ oidcSubject: subject }).where(eq(people.id, actor.id));
    const token = randomBytes(32).toString("base64url");
    const expiresAt = expiryOf(now);
    await tx.insert(sessions).values({ tokenHash: hashOfToken(token), personId: actor.id, startedAt: now, lastSeenAt: now, expiresAt, agent, address });
    if (attempt !== undefined) await tx.delete(signInAttempts).where(eq(signInAttempts.id, attempt));
    await tx.insert(signInAttempts).values({ login, address, succeeded: true, at: now });
    await tx.delete(signInAttempts).where(and(eq(signInAttempts.login, login), lt(signInAttempts.at, new Date(now.getTime() - KEPT_DAYS * 86_400_000))));
    const opened: Opened = { token, expiresAt, person: actor.id };
    return { result: opened, audit: { action: "session.open", subject: personSubject(actor), facts: { how, address, agent } } };
  },
);

/**
 * Signs a person in by login and password, and by a code where a second factor is enrolled; answers the session's random id.
 * Refuses with `sign-in-refused` for an unknown login and a wrong password alike, `code-required`, `code-refused`,
 * `person-disabled`, and `sign-in-throttled` with the minutes to wait.
 */
export async function signIn(input: { readonly login: string; readonly password: string; readonly code?: string | undefined } & Origin, now: Date = new Date()): Promise<Opened> {
  const login = foldLogin(input.login);
  const attempt = await admit(GATE, { login, address: input.address }, now);
  const person = await personByLogin(login);
  const right = await passwordIs(input.password, person?.passwordHash ?? null);
  if (!person || !right) throw new Refusal("signed-out", "sign-in-refused");
  if (person.disabled) throw new Refusal("forbidden", "person-disabled");
  const step = await secondFactor(person, input.code, attempt, now);
  return open(person.actor, { login, attempt, step, address: input.address, agent: input.agent, how: step === undefined ? "password" : "password-and-code" }, now);
}

/**
 * Signs in a person whom the configured provider vouches for. `subject` is the provider's own lasting name for them; an e-mail
 * address the provider has verified binds it at the first sign-in. Refuses `oidc-person-unknown` and `person-disabled`.
 */
export async function signInByProvider(input: { readonly subject: string; readonly email?: string | undefined } & Origin, now: Date = new Date()): Promise<Opened> {
  const email = input.email === undefined ? undefined : foldLogin(input.email);
  const person = await personByOidc(input.subject, email);
  if (!person) throw new Refusal("forbidden", "oidc-person-unknown", { login: email ?? input.subject });
  if (person.disabled) throw new Refusal("forbidden", "person-disabled");
  return open(person.actor, { login: person.actor.login, subject: input.subject, address: input.address, agent: input.agent, how: "oidc" }, now);
}

async function secondFactor(person: SignInPerson, code: string | undefined, attempt: number, now: Date): Promise<number | undefined> {
  if (person.totpSecret === null) return undefined;
  if (!code) {
    await askCode(person.actor, { attempt }, now);
    throw new Refusal("signed-out", "code-required");
  }
  const secret = openTotp(person.totpSecret, person.actor.id);
  const step = secret === null ? undefined : stepOfCode(secret, code, now, person.totpLastStep);
  if (step === undefined) throw new Refusal("signed-out", "code-refused");
  return step;
}

async function takeStep(tx: Work["tx"], person: number, step: number): Promise<void> {
  const taken = await tx.update(people).set({ totpLastStep: step }).where(and(eq(people.id, person), sql`coalesce(${people.totpLastStep}, -1) < ${step}`)).returning({ id: people.id });
  if (taken.length === 0) throw new Refusal("signed-out", "code-refused");
}

function personSubject(actor: Actor): { kind: string; id: string } {
  return { kind: "person", id: actor.kind === "person" ? actor.login : actor.name };
}
