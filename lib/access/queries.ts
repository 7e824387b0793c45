import { and, asc, count, desc, eq, gt, isNull, like, lt, or, sql, type SQL } from "drizzle-orm";
import { connection, database, type Transaction } from "#db/client";
import { together } from "#db/together";
import { apiKeys, people, sessions, signInAttempts } from "#db/schema/access";
import { organisations } from "#db/schema/parties";
import { offices } from "#db/schema/places";
import type { Actor } from "./actor.ts";
import type { ChineseNames } from "./called.ts";
import { IDLE_MINUTES } from "./lifetime.ts";
import type { Role } from "./permission.ts";
import { Refusal } from "./refusal.ts";
import { openTotp } from "./sealing.ts";
import { THROTTLE } from "./throttle.ts";

/** A person behind a session, as an actor. */
export type PersonActor = Extract<Actor, { kind: "person" }>;
/** A key of another system, as an actor. */
export type KeyActor = Extract<Actor, { kind: "key" }>;

/** Somebody signed in: who, the Chinese name, the session by its hash, when it was last seen, and whether the password has to be changed first. */
export type SignedIn = { readonly actor: PersonActor; readonly nameZh: string; readonly session: string; readonly lastSeenAt: Date; readonly passwordTemporary: boolean };

type SessionRow = {
  token_hash: string;
  expires_at: Date;
  last_seen_at: Date;
  id: bigint;
  login: string;
  name: string;
  name_zh: string;
  role: Role;
  organisation_id: bigint;
  office_code: string | null;
  locale: "en" | "zh-CN";
  password_temporary: boolean;
};

/**
 * Who a session belongs to at `now`; undefined once it ended, ran out, lay idle, or its person was disabled. Those asked for in one
 * turn of the process share one statement, which leaves after the last of them was asked for: what ended before is never let in.
 */
export async function signedInBy(session: string, now: Date): Promise<SignedIn | undefined> {
  const row = await sessionRow(session);
  if (row === undefined || row.expires_at <= now || row.last_seen_at.getTime() <= now.getTime() - IDLE_MINUTES * 60_000) return undefined;
  const actor: PersonActor = { kind: "person", id: Number(row.id), login: row.login, name: row.name, role: row.role, organisation: Number(row.organisation_id), office: row.office_code, locale: row.locale };
  return { actor, nameZh: row.name_zh, session, lastSeenAt: row.last_seen_at, passwordTemporary: row.password_temporary };
}

const sessionRow = together(async (asked: readonly string[]) => {
  const rows = await connection()<SessionRow[]>`
    select s.token_hash, s.expires_at, s.last_seen_at, p.id, p.login, p.name, p.name_zh, p.role, p.organisation_id, p.office_code, p.locale, p.password_temporary
    from sessions s join people p on p.id = s.person_id
    where s.token_hash = any(${[...asked]}) and s.ended_at is null and p.disabled_at is null`;
  return new Map(rows.map((row) => [row.token_hash, row]));
});

/** The system behind an API key's hash, with the certificate it has to show; undefined when the key is unknown or revoked. */
export async function keyActorBy(keyHash: string): Promise<{ readonly actor: KeyActor; readonly certificate: string | null } | undefined> {
  const [row] = await connection()<{ id: bigint; name: string; role: Role; organisation_id: bigint; source_id: bigint | null; certificate: string | null }[]>`
    select id, name, role, organisation_id, source_id, certificate from api_keys where key_hash = ${keyHash} and revoked_at is null`;
  if (!row) return undefined;
  const actor: KeyActor = { kind: "key", id: Number(row.id), name: row.name, role: row.role, organisation: Number(row.organisation_id), ...(row.source_id === null ? {} : { source: Number(row.source_id) }) };
  return { actor, certificate: row.certificate };
}

/** Notes that a session is in use. */
export async function touchSession(session: string, now: Date): Promise<void> {
  await connection()`update sessions set last_seen_at = ${now} where token_hash = ${session} and last_seen_at < ${now}`;
}

/** What sign-in needs of a person. `totpSecret` is null until the second factor is confirmed. */
export type SignInPerson = { readonly actor: PersonActor; readonly passwordHash: string | null; readonly totpSecret: string | null; readonly totpLastStep: number | null; readonly disabled: boolean };

/** The person of a folded login. */
export async function personByLogin(login: string): Promise<SignInPerson | undefined> {
  const [row] = await database().select().from(people).where(eq(people.login, login));
  return row && signInPerson(row);
}

/** The person a provider vouches for: by its lasting subject, or by a verified address that is the login of somebody not yet bound. */
export async function personByOidc(subject: string, email: string | undefined): Promise<SignInPerson | undefined> {
  const byAddress = email === undefined ? undefined : and(eq(people.login, email), isNull(people.oidcSubject));
  const [row] = await database().select().from(people).where(or(eq(people.oidcSubject, subject), byAddress)).orderBy(sql`${people.oidcSubject} nulls last`).limit(1);
  return row && signInPerson(row);
}

function signInPerson(row: typeof people.$inferSelect): SignInPerson {
  const actor: PersonActor = { kind: "person", id: row.id, login: row.login, name: row.name, role: row.role, organisation: row.organisationId, office: row.officeCode, locale: row.locale };
  return { actor, passwordHash: row.passwordHash, totpSecret: row.totpConfirmedAt === null ? null : row.totpSecret, totpLastStep: row.totpLastStep, disabled: row.disabledAt !== null };
}

/** Failed attempts since an instant, newest first: of a login since it last succeeded, and of a network address. */
export async function recentFailures(tx: Transaction, { login, address, since }: { readonly login: string; readonly address: string; readonly since: Date }): Promise<{ login: Date[]; address: Date[] }> {
  const failed = (whose: SQL | undefined, most: number) =>
    tx.select({ at: signInAttempts.at }).from(signInAttempts).where(and(whose, eq(signInAttempts.succeeded, false), gt(signInAttempts.at, since))).orderBy(desc(signInAttempts.at)).limit(most);
  const lastSuccess = sql`coalesce((select max(id) from sign_in_attempts where login = ${login} and succeeded), 0)`;
  const ofLogin = await failed(and(eq(signInAttempts.login, login), gt(signInAttempts.id, lastSuccess)), THROTTLE.perLogin);
  const ofAddress = await failed(eq(signInAttempts.address, address), THROTTLE.perAddress);
  return { login: ofLogin.map((row) => row.at), address: ofAddress.map((row) => row.at) };
}

/** One browser a person is signed in with. */
export type OpenSession = { readonly session: string; readonly startedAt: Date; readonly lastSeenAt: Date; readonly agent: string; readonly address: string };

/** Where a person is signed in now, the latest used first. */
export async function openSessions(tx: Transaction, person: number, now: Date): Promise<OpenSession[]> {
  const idleSince = new Date(now.getTime() - IDLE_MINUTES * 60_000);
  return tx
    .select({ session: sessions.tokenHash, startedAt: sessions.startedAt, lastSeenAt: sessions.lastSeenAt, agent: sessions.agent, address: sessions.address })
    .from(sessions)
    .where(and(eq(sessions.personId, person), isNull(sessions.endedAt), gt(sessions.expiresAt, now), gt(sessions.lastSeenAt, idleSince)))
    .orderBy(desc(sessions.lastSeenAt));
}

/** A person as the own account page shows: how sign-in is protected. `pendingSecret` is a second factor begun and not confirmed. */
export type OwnAccount = {
  readonly login: string;
  readonly name: string;
  readonly nameZh: string;
  readonly office: { readonly code: string; readonly en: string; readonly zh: string } | null;
  readonly locale: "en" | "zh-CN";
  readonly hasPassword: boolean;
  readonly secondFactorSince: Date | null;
  readonly pendingSecret: string | null;
};

/** A person's own account, as they see it. Refuses `person-unknown`. */
export async function ownAccount(tx: Transaction, person: number): Promise<OwnAccount> {
  const [found] = await tx.select({ row: people, office: offices }).from(people).leftJoin(offices, eq(offices.code, people.officeCode)).where(eq(people.id, person));
  if (!found) throw new Refusal("not-found", "person-unknown");
  const { row, office } = found;
  return {
    login: row.login,
    name: row.name,
    nameZh: row.nameZh,
    office: office === null ? null : { code: office.code, en: office.nameEn, zh: office.nameZh },
    locale: row.locale,
    hasPassword: row.passwordHash !== null,
    secondFactorSince: row.totpConfirmedAt,
    pendingSecret: row.totpConfirmedAt === null ? openTotp(row.totpSecret, row.id) : null,
  };
}

const personColumns = {
  id: people.id,
  login: people.login,
  name: people.name,
  nameZh: people.nameZh,
  role: people.role,
  locale: people.locale,
  officeCode: people.officeCode,
  organisationId: people.organisationId,
  organisationCode: organisations.code,
  organisationEn: organisations.nameEn,
  organisationZh: organisations.nameZh,
  hasPassword: sql<boolean>`${people.passwordHash} is not null`,
  hasSecondFactor: sql<boolean>`${people.totpConfirmedAt} is not null`,
  disabledAt: people.disabledAt,
  version: people.version,
  lastSeenAt: sql<Date | null>`(select max(last_seen_at) from sessions where person_id = ${people.id})`.mapWith(sessions.lastSeenAt),
};

/** People in the order of their logins, `limit` after a login, those whose login or name begins with `q`. */
export async function listPeople(tx: Transaction, { q, after, limit }: { readonly q?: string | undefined; readonly after?: string | undefined; readonly limit: number }) {
  const begins = q ? `${escapeLike(q.toLowerCase())}%` : undefined;
  const found = begins ? or(like(people.login, begins), like(sql`lower(${people.name})`, begins), like(people.nameZh, begins)) : undefined;
  return tx
    .select(personColumns)
    .from(people)
    .innerJoin(organisations, eq(organisations.id, people.organisationId))
    .where(and(found, after === undefined ? undefined : gt(people.login, after)))
    .orderBy(asc(people.login))
    .limit(limit);
}

/** How many people there are, and how many of them are disabled. */
export async function countPeople(tx: Transaction): Promise<{ people: number; disabled: number }> {
  const [row] = await tx.select({ people: count(), disabled: count(people.disabledAt) }).from(people);
  return row ?? { people: 0, disabled: 0 };
}

/** How people are called on screens of a language: their Chinese names by the recorded ones; none in English, where the record's stand. */
export async function namesFor(tx: Transaction, locale: string): Promise<ChineseNames> {
  if (locale === "en") return new Map();
  const rows = await tx.select({ name: people.name, nameZh: sql<string>`min(${people.nameZh})` }).from(people).groupBy(people.name).having(sql`count(distinct ${people.nameZh}) = 1`);
  return new Map(rows.map(({ name, nameZh }) => [name, nameZh]));
}

/** One person for the administrator. */
export async function personById(tx: Transaction, id: number) {
  const [row] = await tx.select(personColumns).from(people).innerJoin(organisations, eq(organisations.id, people.organisationId)).where(eq(people.id, id));
  return row;
}

/** So many people, and so many keys, are offered to choose from. */
const CHOSEN_FROM = 500;

/** People and keys as the record knows them, for choosing one: the people by their logins, then the keys that came last; 500 at most of either. */
export async function actorsToChoose(tx: Transaction): Promise<{ readonly key: string; readonly name: string; readonly nameZh: string; readonly note: string }[]> {
  const known = await tx.select({ id: people.id, name: people.name, nameZh: people.nameZh, login: people.login }).from(people).orderBy(asc(people.login)).limit(CHOSEN_FROM);
  const keys = await tx.select({ id: apiKeys.id, name: apiKeys.name }).from(apiKeys).orderBy(desc(apiKeys.id)).limit(CHOSEN_FROM);
  return [
    ...known.map(({ id, name, nameZh, login }) => ({ key: `person:${id}`, name, nameZh, note: login })),
    ...keys.map(({ id, name }) => ({ key: `key:${id}`, name, nameZh: name, note: `key:${id}` })),
  ];
}

/** A person as the administrator sees them. */
export type PersonRow = Awaited<ReturnType<typeof listPeople>>[number];

/** API keys, the newest first, with the organisation they act for. */
export async function listKeys(tx: Transaction, { after, limit }: { readonly after?: number | undefined; readonly limit: number }) {
  return tx
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      role: apiKeys.role,
      organisationCode: organisations.code,
      organisationEn: organisations.nameEn,
      organisationZh: organisations.nameZh,
      recordedAt: apiKeys.recordedAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .innerJoin(organisations, eq(organisations.id, apiKeys.organisationId))
    .where(after === undefined ? undefined : lt(apiKeys.id, after))
    .orderBy(desc(apiKeys.id))
    .limit(limit);
}

/** Organisations in the order of their codes, those whose code or name begins with `q`. */
export async function listOrganisations(tx: Transaction, { q, after, limit }: { readonly q?: string | undefined; readonly after?: string | undefined; readonly limit: number }) {
  const begins = q ? `${escapeLike(q.toLowerCase())}%` : undefined;
  const found = begins ? or(like(sql`lower(${organisations.code})`, begins), like(sql`lower(${organisations.nameEn})`, begins), like(organisations.nameZh, begins)) : undefined;
  return tx
    .select()
    .from(organisations)
    .where(and(found, after === undefined ? undefined : gt(organisations.code, after)))
    .orderBy(asc(organisations.code))
    .limit(limit);
}

/** One organisation by its code. */
export async function organisationByCode(tx: Transaction, code: string) {
  const [row] = await tx.select().from(organisations).where(eq(organisations.code, code));
  return row;
}

/** How many organisations there are, and how many of them nobody has verified. */
export async function countOrganisations(tx: Transaction): Promise<{ organisations: number; unverified: number }> {
  const [row] = await tx.select({ organisations: count(), unverified: sql<number>`(count(*) filter (where not ${organisations.verified}))::int` }).from(organisations);
  return row ?? { organisations: 0, unverified: 0 };
}

/** How many keys are in force, and how many were revoked. */
export async function countKeys(tx: Transaction): Promise<{ inForce: number; revoked: number }> {
  const [row] = await tx.select({ inForce: sql<number>`(count(*) filter (where ${apiKeys.revokedAt} is null))::int`, revoked: count(apiKeys.revokedAt) }).from(apiKeys);
  return row ?? { inForce: 0, revoked: 0 };
}

/** Customs offices in the order of their codes. */
export async function listOffices(tx: Transaction) {
  return tx.select().from(offices).orderBy(asc(offices.code));
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`);
}
