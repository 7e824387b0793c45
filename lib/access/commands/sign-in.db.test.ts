import { authenticator } from "otplib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "../actor.ts";
import { IDLE_MINUTES, SESSION_HOURS } from "../lifetime.ts";
import { personByLogin, signedInBy, type PersonActor } from "../queries.ts";
import { Refusal } from "../refusal.ts";
import { hashOfToken } from "../token.ts";
import { changeOwnPassword, confirmTotp, enrolTotp } from "./own.ts";
import { createPerson, setDisabled } from "./person.ts";
import { endSessions, signOut, signOutElsewhere } from "./session.ts";
import { signIn, signInByProvider } from "./sign-in.ts";

const HOUSE: Actor = { kind: "system", name: "test" };
const PASSWORD = "seven grey horses";
const WRONG = "seven grey donkeys";
const start = new Date("2026-03-02T08:00:00Z");
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);

let test: TestDatabase;
let address = 0;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(async () => {
  await test.close();
});

async function person(login: string, role = "customs_officer"): Promise<PersonActor> {
  await createPerson(HOUSE, { login, name: login, nameZh: login, role, password: PASSWORD }, start);
  const found = await personByLogin(login);
  if (!found) throw new Error(`${login} is missing`);
  return found.actor;
}

const from = () => ({ address: `192.0.2.${++address}`, agent: "Browser" });
const attempt = (login: string, password: string, now: Date, code?: string, at = from()) => signIn({ login, password, code, ...at }, now);
const codeOf = (outcome: Promise<unknown>) => outcome.then(() => "let in", (error: unknown) => (error instanceof Refusal ? error.code : error));

describe("signing in", () => {
  it("opens a session that names the person, and keeps only its hash", async () => {
    const actor = await person("li.wei");
    const { token, expiresAt } = await attempt(" LI.Wei ", PASSWORD, start);
    expect(expiresAt).toEqual(later(SESSION_HOURS * 60));
    expect((await signedInBy(hashOfToken(token), later(1)))?.actor).toEqual(actor);
    const kept = await test.sql`select token_hash from sessions where person_id = ${actor.id}`;
    expect(kept.map((row) => row["token_hash"])).toEqual([hashOfToken(token)]);
  });

  it("says that a password given by somebody else is to be changed, until it is", async () => {
    await createPerson(HOUSE, { login: "given", name: "Given", nameZh: "给", role: "administrator", password: PASSWORD, temporary: true }, start);
    const { token } = await attempt("given", PASSWORD, start);
    const temporary = async () => (await signedInBy(hashOfToken(token), later(1)))?.passwordTemporary;
    expect(await temporary()).toBe(true);
    const given = await personByLogin("given");
    await changeOwnPassword(given?.actor ?? HOUSE, { present: PASSWORD, wanted: "eight grey horses", session: hashOfToken(token) });
    expect(await temporary()).toBe(false);
  });

  it("is told from others that are asked for at the same instant", async () => {
    const [anna, ben] = [await person("same.instant.a"), await person("same.instant.b")];
    const [one, other] = [hashOfToken((await attempt("same.instant.a", PASSWORD, start)).token), hashOfToken((await attempt("same.instant.b", PASSWORD, start)).token)];
    const asked = [[one, later(1)], [other, later(1)], [one, later(IDLE_MINUTES)], [hashOfToken("nobody's"), later(1)], [one, later(1)]] as const;
    const found = await Promise.all(asked.map(([session, now]) => signedInBy(session, now)));
    expect(found.map((each) => each?.actor.login)).toEqual([anna.login, ben.login, undefined, undefined, anna.login]);
  });

  it("is over after its hours, and sooner when nobody uses it", async () => {
    await person("night.shift");
    const { token } = await attempt("night.shift", PASSWORD, start);
    const session = hashOfToken(token);
    expect(await signedInBy(session, later(IDLE_MINUTES - 1))).toBeDefined();
    expect(await signedInBy(session, later(IDLE_MINUTES))).toBeUndefined();
    await test.sql`update sessions set last_seen_at = ${later(SESSION_HOURS * 60 - 1)} where token_hash = ${session}`;
    expect(await signedInBy(session, later(SESSION_HOURS * 60 - 1))).toBeDefined();
    expect(await signedInBy(session, later(SESSION_HOURS * 60))).toBeUndefined();
  });

  it("answers an unknown login and a wrong password alike", async () => {
    await person("known");
    expect(await codeOf(attempt("known", WRONG, start))).toBe("sign-in-refused");
    expect(await codeOf(attempt("unknown", WRONG, start))).toBe("sign-in-refused");
  });

  it("is refused to a disabled person who knows the password, and to a role of systems", async () => {
    const actor = await person("gone");
    await setDisabled(HOUSE, { id: actor.id, disabled: true }, start);
    expect(await codeOf(attempt("gone", PASSWORD, start))).toBe("person-disabled");
    expect(await codeOf(attempt("gone", WRONG, start))).toBe("sign-in-refused");
    await expect(person("machine", "feed")).rejects.toMatchObject({ code: "invalid-input", errors: [{ pointer: "/role", code: "role-for-keys" }] });
  });

  it("is recorded with how and from where", async () => {
    await person("recorded");
    await attempt("recorded", PASSWORD, start, undefined, { address: "198.51.100.4", agent: "Browser" });
    const entries = await test.sql`select action, facts from audit_entries where subject_id = 'recorded' and action <> 'person.create' order by id`;
    expect(entries).toEqual([
      { action: "sign-in.attempt", facts: { address: "198.51.100.4" } },
      { action: "session.open", facts: { how: "password", address: "198.51.100.4", agent: "Browser" } },
    ]);
  });
});

describe("too many failures", () => {
  it("close a login for what is left of the quarter of an hour, even to the right password", async () => {
    await person("guessed");
    for (let minute = 0; minute < 5; minute++) expect(await codeOf(attempt("guessed", WRONG, later(minute)))).toBe("sign-in-refused");
    await expect(attempt("guessed", PASSWORD, later(5))).rejects.toMatchObject({ kind: "too-many", code: "sign-in-throttled", facts: { minutes: 10 } });
    expect(await codeOf(attempt("guessed", PASSWORD, later(15)))).toBe("let in");
  });

  it("are forgotten by a success", async () => {
    await person("clumsy");
    for (let round = 0; round < 3; round++) {
      for (let failure = 0; failure < 4; failure++) await codeOf(attempt("clumsy", WRONG, later(round)));
      expect(await codeOf(attempt("clumsy", PASSWORD, later(round)))).toBe("let in");
    }
  });

  it("close an address whatever the logins", async () => {
    const at = { address: "203.0.113.1", agent: "" };
    for (let guess = 0; guess < 30; guess++) expect(await codeOf(attempt(`guess${guess}`, WRONG, start, undefined, at))).toBe("sign-in-refused");
    expect(await codeOf(attempt("guess31", WRONG, start, undefined, at))).toBe("sign-in-throttled");
  });

  it("cannot be outrun by guessing twenty times at one instant", async () => {
    await person("raced");
    const answers = await Promise.all(Array.from({ length: 20 }, () => codeOf(attempt("raced", WRONG, start))));
    expect(answers.filter((code) => code === "sign-in-refused")).toHaveLength(5);
    expect(answers.filter((code) => code === "sign-in-throttled")).toHaveLength(15);
  });
});

describe("the second factor", () => {
  it("is asked for once confirmed, and its code is taken once", async () => {
    const actor = await person("careful");
    const secret = await enrolTotp(actor, {}, start);
    const code = (at: Date) => authenticator.clone({ epoch: at.getTime() }).generate(secret);
    expect(await codeOf(attempt("careful", PASSWORD, start))).toBe("let in");
    await confirmTotp(actor, { code: code(start) }, start);
    expect(await codeOf(attempt("careful", PASSWORD, later(1)))).toBe("code-required");
    expect(await codeOf(attempt("careful", PASSWORD, start, code(start)))).toBe("code-refused");
    expect(await codeOf(attempt("careful", PASSWORD, later(1), code(later(1))))).toBe("let in");
    expect(await codeOf(attempt("careful", PASSWORD, later(1), code(later(1))))).toBe("code-refused");
  });

  it("lets one of two in who use the same code at the same instant", async () => {
    const actor = await person("twins");
    const secret = await enrolTotp(actor, {}, start);
    await confirmTotp(actor, { code: authenticator.clone({ epoch: start.getTime() }).generate(secret) }, start);
    const code = authenticator.clone({ epoch: later(2).getTime() }).generate(secret);
    const answers = await Promise.all([attempt("twins", PASSWORD, later(2), code), attempt("twins", PASSWORD, later(2), code)].map(codeOf));
    expect(answers).toEqual(expect.arrayContaining(["code-refused", "let in"]));
  });

  it("does not count asking for the code as a failure", async () => {
    const actor = await person("slow");
    const secret = await enrolTotp(actor, {}, start);
    await confirmTotp(actor, { code: authenticator.clone({ epoch: start.getTime() }).generate(secret) }, start);
    for (let round = 0; round < 8; round++) expect(await codeOf(attempt("slow", PASSWORD, later(1)))).toBe("code-required");
  });
});

describe("a provider's word", () => {
  it("lets in the person of the verified address, and from then on the same subject", async () => {
    const actor = await person("zhang@customs.example");
    const opened = await signInByProvider({ subject: "https://id.example|77", email: "Zhang@customs.example", ...from() }, start);
    expect(opened.person).toBe(actor.id);
    expect((await signInByProvider({ subject: "https://id.example|77", ...from() }, start)).person).toBe(actor.id);
  });

  it("is refused for somebody unknown, and for another subject of a bound address", async () => {
    expect(await codeOf(signInByProvider({ subject: "https://id.example|78", email: "nobody@customs.example", ...from() }, start))).toBe("oidc-person-unknown");
    expect(await codeOf(signInByProvider({ subject: "https://id.example|79", email: "zhang@customs.example", ...from() }, start))).toBe("oidc-person-unknown");
  });
});

describe("a session ends at once", () => {
  const alive = async (token: string) => (await signedInBy(hashOfToken(token), later(1))) !== undefined;
  const opened = async (login: string) => ({ actor: await person(login), first: (await attempt(login, PASSWORD, start)).token, second: (await attempt(login, PASSWORD, start)).token });

  it("by signing out, of this browser alone", async () => {
    const { actor, first, second } = await opened("ends.own");
    await signOut(actor, { session: hashOfToken(first) }, start);
    expect([await alive(first), await alive(second)]).toEqual([false, true]);
  });

  it("by signing out elsewhere", async () => {
    const { actor, first, second } = await opened("ends.others");
    expect(await signOutElsewhere(actor, { session: hashOfToken(first) }, start)).toBe(1);
    expect([await alive(first), await alive(second)]).toEqual([true, false]);
  });

  it("by disabling the person; enabling them again brings none back", async () => {
    const { actor, first, second } = await opened("ends.disabled");
    await setDisabled(HOUSE, { id: actor.id, disabled: true }, start);
    expect([await alive(first), await alive(second)]).toEqual([false, false]);
    await setDisabled(HOUSE, { id: actor.id, disabled: false }, start);
    expect([await alive(first), await alive(second)]).toEqual([false, false]);
  });

  it("by an administrator, and by nobody else", async () => {
    const { actor, first } = await opened("ends.by-other");
    const { actor: colleague } = await opened("colleague");
    await expect(endSessions(colleague, { person: actor.id }, start)).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
    await signOut(colleague, { session: hashOfToken(first) }, start);
    expect(await alive(first)).toBe(true);
    expect(await endSessions(HOUSE, { person: actor.id }, start)).toBe(2);
    expect(await alive(first)).toBe(false);
  });
});
