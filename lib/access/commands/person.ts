import { and, eq, isNull, ne, sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { people } from "#db/schema/access";
import { offices } from "#db/schema/places";
import { command } from "#lib/audit/command";
import type { Actor } from "../actor.ts";
import { foldLogin, LOGIN } from "../login.ts";
import { hashPassword, passwordProblem } from "../password.ts";
import { mayRole, ROLES, type Role } from "../permission.ts";
import { Refusal } from "../refusal.ts";
import { ensureOrganisationOfCode, ensureRoleOrganisation } from "./organisation.ts";
import { endAll, tellAccess } from "./session.ts";

const login = z.string().transform(foldLogin).refine((text) => LOGIN.test(text), { params: { code: "login-shape" } });
const name = z.string().trim().min(1).max(100);
const role = z.enum(ROLES).refine((one) => mayRole(one, "own.sign-in"), { params: { code: "role-for-keys" } });
const code = z.string().trim().min(1).max(40);
const place = { role, organisation: code.optional(), office: code.optional() };

/** Takes a person in. Without a password they come by the single sign-on alone; a `temporary` one they have to change first. Answers the id. Refuses `login-taken` and a poor password. */
export const createPerson = command(
  "people.manage",
  z.object({ login, name, nameZh: name, ...place, locale: z.enum(["en", "zh-CN"]).default("zh-CN"), password: z.string().max(400).optional(), temporary: z.boolean().default(false) }),
  async ({ tx, now }, input) => {
    const { organisationId, officeCode } = await placed(tx, input);
    const passwordHash = input.password === undefined ? null : await hashOfNew(input.password, input.login);
    const values = { login: input.login, name: input.name, nameZh: input.nameZh, role: input.role, locale: input.locale, organisationId, officeCode, passwordHash, passwordTemporary: input.temporary, recordedAt: now };
    const [row] = await tx.insert(people).values(values).onConflictDoNothing({ target: people.login }).returning({ id: people.id });
    if (!row) throw new Refusal("conflict", "login-taken", { login: input.login }, [{ pointer: "/login", code: "login-taken", detail: input.login }]);
    return { result: { id: row.id }, audit: { action: "person.create", subject: { kind: "person", id: input.login }, facts: { role: input.role, organisation: organisationId, office: officeCode } } };
  },
);

/** Changes a person's names, role, organisation and office. It acts on their next request. `version` is the one that was read. */
export const changePerson = command("people.manage", z.object({ id: z.number(), version: z.number(), name, nameZh: name, ...place }), async ({ tx, actor }, input) => {
  const person = await locked(tx, input.id);
  if (person.role === "administrator" && input.role !== "administrator") await refuseLastAdministrator(tx, actor, person.id);
  const { organisationId, officeCode } = await placed(tx, input);
  const changes = { name: input.name, nameZh: input.nameZh, role: input.role, organisationId, officeCode };
  const changed = await tx.update(people).set({ ...changes, version: sql`${people.version} + 1` }).where(and(eq(people.id, input.id), eq(people.version, input.version))).returning({ id: people.id });
  if (changed.length === 0) throw new Refusal("precondition", "changed-meanwhile");
  await tellAccess(tx, { kind: "person", id: input.id });
  const before = { name: person.name, nameZh: person.nameZh, role: person.role, organisationId: person.organisationId, officeCode: person.officeCode };
  return { result: undefined, audit: { action: "person.change", subject: { kind: "person", id: person.login }, facts: { before, after: changes } } };
});

/** Disables a person, which ends their sessions at once, or lets them in again. Nobody disables themselves or the last administrator. */
export const setDisabled = command("people.manage", z.object({ id: z.number(), disabled: z.boolean() }), async ({ tx, actor, now }, { id, disabled }) => {
  const person = await locked(tx, id);
  if (disabled && person.role === "administrator") await refuseLastAdministrator(tx, actor, id);
  await tx.update(people).set({ disabledAt: disabled ? now : null, version: sql`${people.version} + 1` }).where(eq(people.id, id));
  const ended = disabled ? await endAll(tx, id, now) : 0;
  return { result: undefined, audit: { action: disabled ? "person.disable" : "person.enable", subject: { kind: "person", id: person.login }, facts: { ended } } };
});

const resetPasswordInput = z.object({ id: z.number(), password: z.string().max(400), secondFactor: z.boolean().default(false) });

/** Gives a person a new password, and with `secondFactor` takes their second factor away; their sessions end. */
export const resetPassword = command("people.manage", resetPasswordInput, async ({ tx, now }, { id, password, secondFactor }) => {
  const person = await locked(tx, id);
  const passwordHash = await hashOfNew(password, person.login);
  const cleared = secondFactor ? { totpSecret: null, totpConfirmedAt: null, totpLastStep: null } : {};
  await tx.update(people).set({ passwordHash, ...cleared, version: sql`${people.version} + 1` }).where(eq(people.id, id));
  const ended = await endAll(tx, id, now);
  return { result: undefined, audit: { action: "person.reset-password", subject: { kind: "person", id: person.login }, facts: { ended, secondFactor } } };
});

async function locked(tx: Transaction, id: number): Promise<typeof people.$inferSelect> {
  const [row] = await tx.select().from(people).where(eq(people.id, id)).for("update");
  if (!row) throw new Refusal("not-found", "person-unknown");
  return row;
}

async function refuseLastAdministrator(tx: Transaction, actor: Actor, id: number): Promise<void> {
  if (actor.kind === "person" && actor.id === id) throw new Refusal("conflict", "own-account");
  const others = await tx.select({ id: people.id }).from(people).where(and(eq(people.role, "administrator"), isNull(people.disabledAt), ne(people.id, id))).for("update");
  if (others.length === 0) throw new Refusal("conflict", "last-administrator");
}

async function placed(tx: Transaction, input: { readonly role: Role; readonly organisation?: string | undefined; readonly office?: string | undefined }): Promise<{ organisationId: number; officeCode: string | null }> {
  const organisationId = input.organisation === undefined ? await ensureRoleOrganisation(tx, input.role) : await ensureOrganisationOfCode(tx, input.organisation, input.role);
  if (input.office === undefined) return { organisationId, officeCode: null };
  const [office] = await tx.select({ code: offices.code }).from(offices).where(eq(offices.code, input.office));
  if (!office) throw new Refusal("unprocessable", "office-unknown", { code: input.office }, [{ pointer: "/office", code: "office-unknown", detail: input.office }]);
  return { organisationId, officeCode: office.code };
}

async function hashOfNew(password: string, owner: string): Promise<string> {
  const problem = passwordProblem(password, owner);
  if (problem) throw new Refusal("bad-input", problem, {}, [{ pointer: "/password", code: problem, detail: problem }]);
  return hashPassword(password);
}
