import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { reading } from "#lib/audit/command";
import type { Actor } from "../actor.ts";
import { keyActorBy, listKeys, listOrganisations, listPeople, ownAccount, personById, personByLogin, signedInBy } from "../queries.ts";
import type { PersonActor, PersonRow } from "../queries.ts";
import { hashOfToken } from "../token.ts";
import { issueApiKey, revokeApiKey } from "./key.ts";
import { changeOrganisation, putOffice } from "./organisation.ts";
import { changeOwnPassword, chooseLanguage, confirmTotp, enrolTotp, removeTotp } from "./own.ts";
import { changePerson, createPerson, resetPassword, setDisabled } from "./person.ts";
import { signIn } from "./sign-in.ts";

const HOUSE: Actor = { kind: "system", name: "test" };
const PASSWORD = "seven grey horses";
let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
  await putOffice(HOUSE, { code: "2248", nameEn: "Yangshan", nameZh: "洋山港区海关", verified: true });
});
afterAll(async () => {
  await test.close();
});

async function person(login: string, role: string, more: object = {}): Promise<PersonActor> {
  await createPerson(HOUSE, { login, name: login, nameZh: login, role, password: PASSWORD, ...more });
  const found = await personByLogin(login);
  if (!found) throw new Error(`${login} is missing`);
  return found.actor;
}

async function rowOf(id: number): Promise<PersonRow> {
  const row = await reading(HOUSE, "people.manage", (tx) => personById(tx, id));
  if (!row) throw new Error(`Person ${id} is missing`);
  return row;
}

const sessionOf = async (login: string, password = PASSWORD) => hashOfToken((await signIn({ login, password, address: login, agent: "" })).token);

describe("a person", () => {
  it("belongs to the organisation of the role, and decides at an office", async () => {
    const actor = await person("officer", "customs_officer", { office: "2248" });
    expect(actor).toMatchObject({ role: "customs_officer", office: "2248", locale: "zh-CN" });
    expect(await rowOf(actor.id)).toMatchObject({ organisationCode: "CUSTOMS", organisationZh: "海关", hasPassword: true, hasSecondFactor: false });
  });

  it("is refused with a login that is taken, an office nobody knows, and a poor password", async () => {
    await person("first", "partner");
    await expect(person(" FIRST", "partner")).rejects.toMatchObject({ kind: "conflict", code: "login-taken" });
    await expect(person("lost", "customs_officer", { office: "9999" })).rejects.toMatchObject({ kind: "unprocessable", code: "office-unknown" });
    await expect(person("weak", "partner", { password: "short" })).rejects.toMatchObject({ code: "password-too-short", errors: [{ pointer: "/password" }] });
  });

  it("is changed by administrators alone", async () => {
    const partner = await person("plain", "partner");
    const supervisor = await person("boss", "supervisor");
    for (const actor of [partner, supervisor]) {
      await expect(createPerson(actor, {})).rejects.toMatchObject({ code: "not-permitted" });
      await expect(changePerson(actor, {})).rejects.toMatchObject({ code: "not-permitted" });
      await expect(setDisabled(actor, {})).rejects.toMatchObject({ code: "not-permitted" });
      await expect(resetPassword(actor, {})).rejects.toMatchObject({ code: "not-permitted" });
      await expect(putOffice(actor, {})).rejects.toMatchObject({ code: "not-permitted" });
      await expect(changeOrganisation(actor, {})).rejects.toMatchObject({ code: "not-permitted" });
    }
  });

  it("has a new role with the next request, while two who change one person at once get one winner", async () => {
    const actor = await person("moving", "customs_officer");
    const session = await sessionOf("moving");
    const { version } = await rowOf(actor.id);
    const change = (role: string) => changePerson(HOUSE, { id: actor.id, version, name: "moving", nameZh: "moving", role });
    const outcomes = await Promise.allSettled([change("supervisor"), change("market_regulator")]);
    expect(outcomes.map((one) => one.status).toSorted()).toEqual(["fulfilled", "rejected"]);
    expect(outcomes.find((one) => one.status === "rejected")).toMatchObject({ reason: { kind: "precondition", code: "changed-meanwhile" } });
    expect((await signedInBy(session, new Date()))?.actor.role).not.toBe("customs_officer");
  });

  it("stays while it is the last administrator, and nobody disables themselves", async () => {
    const only = await person("root.one", "administrator");
    await expect(setDisabled(HOUSE, { id: only.id, disabled: true })).rejects.toMatchObject({ code: "last-administrator" });
    await expect(changePerson(HOUSE, { id: only.id, version: 1, name: "x", nameZh: "x", role: "partner" })).rejects.toMatchObject({ code: "last-administrator" });
    const other = await person("root.two", "administrator");
    await expect(setDisabled(only, { id: only.id, disabled: true })).rejects.toMatchObject({ code: "own-account" });
    const outcomes = await Promise.allSettled([setDisabled(only, { id: other.id, disabled: true }), setDisabled(other, { id: only.id, disabled: true })]);
    expect(outcomes.filter((one) => one.status === "fulfilled")).toHaveLength(1);
  });

  it("gets a new password from an administrator, and is signed out by it", async () => {
    const actor = await person("forgot", "partner");
    const session = await sessionOf("forgot");
    await resetPassword(HOUSE, { id: actor.id, password: "eight white geese" });
    expect(await signedInBy(session, new Date())).toBeUndefined();
    await expect(sessionOf("forgot")).rejects.toMatchObject({ code: "sign-in-refused" });
    expect(await sessionOf("forgot", "eight white geese")).toMatch(/^[0-9a-f]{64}$/);
  });

  it("is found by the beginning of the login or either name, a page at a time", async () => {
    for (const login of ["list.a", "list.b", "list.c"]) await createPerson(HOUSE, { login, name: "Wang 100%", nameZh: "王", role: "partner" });
    const found = (q: string, after?: string) => reading(HOUSE, "people.manage", async (tx) => (await listPeople(tx, { q, after, limit: 2 })).map((row) => row.login));
    expect(await found("list")).toEqual(["list.a", "list.b"]);
    expect(await found("list", "list.b")).toEqual(["list.c"]);
    expect(await found("WANG 100%")).toEqual(["list.a", "list.b"]);
    expect(await found("%")).toEqual([]);
  });
});

describe("the own account", () => {
  it("changes its password when the present one is known, and ends the other sessions", async () => {
    const actor = await person("own", "partner");
    const [here, there] = [await sessionOf("own"), await sessionOf("own")];
    await expect(changeOwnPassword(actor, { present: "wrong", wanted: "eight white geese", session: here })).rejects.toMatchObject({ code: "password-wrong", errors: [{ pointer: "/present" }] });
    await expect(changeOwnPassword(actor, { present: PASSWORD, wanted: "geese", session: here })).rejects.toMatchObject({ code: "password-too-short" });
    await changeOwnPassword(actor, { present: PASSWORD, wanted: "eight white geese", session: here });
    expect(await signedInBy(here, new Date())).toBeDefined();
    expect(await signedInBy(there, new Date())).toBeUndefined();
  });

  it("takes a second factor on and off", async () => {
    const actor = await person("factor", "partner");
    await expect(confirmTotp(actor, { code: "123456" })).rejects.toMatchObject({ code: "second-factor-not-begun" });
    const secret = await enrolTotp(actor, {});
    await expect(confirmTotp(actor, { code: "12345" })).rejects.toMatchObject({ code: "code-refused" });
    const { authenticator } = await import("otplib");
    await confirmTotp(actor, { code: authenticator.generate(secret) });
    await expect(enrolTotp(actor, {})).rejects.toMatchObject({ code: "second-factor-there" });
    await expect(removeTotp(actor, { present: "wrong" })).rejects.toMatchObject({ code: "password-wrong" });
    await removeTotp(actor, { present: PASSWORD });
    expect(await reading(actor, "own.sign-in", (tx) => ownAccount(tx, actor.id))).toMatchObject({ secondFactorSince: null, pendingSecret: null });
  });

  it("chooses its language", async () => {
    const actor = await person("tongue", "partner");
    await chooseLanguage(actor, { locale: "en" });
    expect((await personByLogin("tongue"))?.actor.locale).toBe("en");
  });

  it("is no account of a system's key", async () => {
    const key: Actor = { kind: "key", id: 1, name: "partner", role: "partner", organisation: 1 };
    await expect(changeOwnPassword(key, { present: "", wanted: "", session: "" })).rejects.toMatchObject({ code: "not-a-person" });
    await expect(enrolTotp(key, {})).rejects.toMatchObject({ code: "not-a-person" });
  });
});

describe("an API key", () => {
  it("acts for the role's own organisation, which is made when missing", async () => {
    const { key } = await issueApiKey(HOUSE, { role: "inspector" });
    expect(key).toMatch(/^th_[A-Za-z0-9_-]{43}$/);
    const actor = (await keyActorBy(hashOfToken(key)))?.actor;
    expect(actor).toMatchObject({ kind: "key", role: "inspector", name: "inspector" });
    const made = await reading(HOUSE, "people.manage", (tx) => listOrganisations(tx, { q: "inspection", limit: 10 }));
    expect(made).toMatchObject([{ id: actor?.organisation, kind: "inspection_body", verified: true }]);
  });

  it("acts for a named organisation, taken in unverified when it is new, and the same for two keys", async () => {
    const [first, second] = await Promise.all([issueApiKey(HOUSE, { role: "partner", organisation: "3100000001" }), issueApiKey(HOUSE, { role: "partner", organisation: "3100000001", name: "ERP" })]);
    const actors = (await Promise.all([first, second].map(({ key }) => keyActorBy(hashOfToken(key))))).map((found) => found?.actor);
    expect(actors[0]?.organisation).toBe(actors[1]?.organisation);
    expect(await reading(HOUSE, "people.manage", (tx) => listOrganisations(tx, { q: "3100000001", limit: 10 }))).toMatchObject([{ kind: "importer", verified: false }]);
  });

  it("is kept as its hash alone, and dies when it is revoked", async () => {
    const { id, key } = await issueApiKey(HOUSE, { role: "feed", name: "Gateway" });
    const [row] = await reading(HOUSE, "key.manage", (tx) => listKeys(tx, { limit: 1 }));
    expect(row).toMatchObject({ id, name: "Gateway", role: "feed", revokedAt: null });
    const [kept] = await test.sql`select key_hash from api_keys where id = ${id}`;
    expect(kept?.["key_hash"]).toBe(hashOfToken(key));
    await revokeApiKey(HOUSE, { id });
    expect(await keyActorBy(hashOfToken(key))).toBeUndefined();
    await expect(revokeApiKey(HOUSE, { id })).rejects.toMatchObject({ code: "key-revoked-already" });
  });

  it("is issued and revoked by administrators alone, for a role there is", async () => {
    const supervisor = await person("keyless", "supervisor");
    await expect(issueApiKey(supervisor, { role: "feed" })).rejects.toMatchObject({ code: "not-permitted" });
    await expect(revokeApiKey(supervisor, { id: 1 })).rejects.toMatchObject({ code: "not-permitted" });
    await expect(issueApiKey(HOUSE, { role: "emperor" })).rejects.toMatchObject({ kind: "bad-input", errors: [{ pointer: "/role" }] });
  });
});
