import { and, eq, isNull, sql } from "drizzle-orm";
import { authenticator } from "otplib";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { people } from "#db/schema/access";
import { command } from "#lib/audit/command";
import type { Actor } from "../actor.ts";
import { hashPassword, passwordIs, passwordProblem } from "../password.ts";
import type { PersonActor } from "../queries.ts";
import { Refusal } from "../refusal.ts";
import { openTotp, sealed, totpOf } from "../sealing.ts";
import { stepOfCode } from "../totp.ts";
import { endAll } from "./session.ts";

const SECRET_BYTES = 20;

const changeOwnPasswordInput = z.object({ present: z.string().max(400), wanted: z.string().max(400), session: z.string() });

/** Changes the own password; the present one is asked for, and every session but the one in use (`session`, its hash) ends. */
export const changeOwnPassword = command("own.sign-in", changeOwnPasswordInput, async ({ tx, actor, now }, { present, wanted, session }) => {
  const person = await own(tx, actor);
  await confirmPassword(person, present);
  const problem = passwordProblem(wanted, person.login);
  if (problem) throw new Refusal("bad-input", problem, {}, [{ pointer: "/wanted", code: problem, detail: problem }]);
  await tx.update(people).set({ passwordHash: await hashPassword(wanted), passwordTemporary: false }).where(eq(people.id, person.id));
  const ended = await endAll(tx, person.id, now, session);
  return { result: undefined, audit: { action: "person.change-password", subject: subject(person), facts: { ended } } };
});

/** Begins a second factor: a new secret that counts once a code from it is confirmed. Answers the secret (base32). */
export const enrolTotp = command("own.sign-in", z.object({}), async ({ tx, actor }) => {
  const person = await own(tx, actor);
  if (person.totpConfirmedAt !== null) throw new Refusal("conflict", "second-factor-there");
  const secret = authenticator.generateSecret(SECRET_BYTES);
  await tx.update(people).set({ totpSecret: sealed(secret, totpOf(person.id)), totpLastStep: null }).where(and(eq(people.id, person.id), isNull(people.totpConfirmedAt)));
  return { result: secret, audit: { action: "second-factor.begin", subject: subject(person) } };
});

/** Confirms the second factor by a code from it: from now on sign-in asks for one. */
export const confirmTotp = command("own.sign-in", z.object({ code: z.string().max(20) }), async ({ tx, actor, now }, { code }) => {
  const person = await own(tx, actor);
  if (person.totpConfirmedAt !== null) throw new Refusal("conflict", "second-factor-there");
  const secret = openTotp(person.totpSecret, person.id);
  if (secret === null) throw new Refusal("conflict", "second-factor-not-begun");
  const step = stepOfCode(secret, code, now, null);
  if (step === undefined) throw new Refusal("bad-input", "code-refused", {}, [{ pointer: "/code", code: "code-refused", detail: "code" }]);
  await tx.update(people).set({ totpConfirmedAt: now, totpLastStep: step }).where(eq(people.id, person.id));
  return { result: undefined, audit: { action: "second-factor.confirm", subject: subject(person) } };
});

/** Takes the second factor away; the password is asked for. */
export const removeTotp = command("own.sign-in", z.object({ present: z.string().max(400) }), async ({ tx, actor }, { present }) => {
  const person = await own(tx, actor);
  await confirmPassword(person, present);
  await tx.update(people).set({ totpSecret: null, totpConfirmedAt: null, totpLastStep: null }).where(eq(people.id, person.id));
  return { result: undefined, audit: { action: "second-factor.remove", subject: subject(person) } };
});

/** Chooses the language of the own screens and of what one is told. */
export const chooseLanguage = command("own.sign-in", z.object({ locale: z.enum(["en", "zh-CN"]) }), async ({ tx, actor }, { locale }) => {
  const person = await own(tx, actor);
  await tx.update(people).set({ locale }).where(eq(people.id, person.id));
  return { result: undefined, audit: { action: "person.choose-language", subject: subject(person), facts: { locale } } };
});

type Person = typeof people.$inferSelect;

async function own(tx: Transaction, actor: Actor): Promise<Person> {
  const { id } = asPerson(actor);
  const [row] = await tx.select().from(people).where(and(eq(people.id, id), sql`${people.disabledAt} is null`)).for("update");
  if (!row) throw new Refusal("not-found", "person-unknown");
  return row;
}

function asPerson(actor: Actor): PersonActor {
  if (actor.kind !== "person") throw new Refusal("forbidden", "not-a-person");
  return actor;
}

async function confirmPassword(person: Person, present: string): Promise<void> {
  if (await passwordIs(present, person.passwordHash)) return;
  throw new Refusal("bad-input", "password-wrong", {}, [{ pointer: "/present", code: "password-wrong", detail: "password" }]);
}

function subject(person: Person): { kind: string; id: string } {
  return { kind: "person", id: person.login };
}
