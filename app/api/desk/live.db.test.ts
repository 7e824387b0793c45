import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { issueApiKey, revokeApiKey } from "#lib/access/commands/key";
import { changePerson, createPerson, setDisabled } from "#lib/access/commands/person";
import { signOut } from "#lib/access/commands/session";
import { signIn } from "#lib/access/commands/sign-in";
import { personByLogin, type PersonActor } from "#lib/access/queries";
import { hashOfToken } from "#lib/access/token";
import { GET } from "./live/route.ts";

const HOUSE: Actor = { kind: "system", name: "test" };
const PASSWORD = "seven grey horses";
/** Well under a heartbeat. */
const AT_ONCE_MS = 5000;

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});
afterAll(async () => {
  await test.close();
});

/** Opens the stream and answers what it says until it ends. */
async function heardBy(headers: Record<string, string>): Promise<{ readonly all: Promise<string> }> {
  const answer = await GET(new Request("http://127.0.0.1:3000/api/desk/live", { headers }));
  expect(answer.status).toBe(200);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  const first = await reader?.read();
  const rest = async (text: string): Promise<string> => {
    const part = await reader?.read();
    return part?.value === undefined ? text : rest(text + part.value);
  };
  return { all: rest(first?.value ?? "") };
}

async function officer(login: string): Promise<{ readonly actor: PersonActor; readonly headers: Record<string, string>; readonly session: string }> {
  await createPerson(HOUSE, { login, name: login, nameZh: login, role: "customs_officer", password: PASSWORD });
  const { token } = await signIn({ login, password: PASSWORD, code: undefined, address: "192.0.2.1", agent: "" });
  const found = await personByLogin(login);
  if (!found) throw new Error(`${login} is missing`);
  return { actor: found.actor, headers: { cookie: `tallyhouse-session=${token}` }, session: hashOfToken(token) };
}

describe("what happens is told no longer, at once,", () => {
  it("to who was disabled", async () => {
    const { actor, headers } = await officer("live.disabled");
    const heard = await heardBy(headers);
    await setDisabled(HOUSE, { id: actor.id, disabled: true });
    expect(await heard.all).toContain("event: ended");
  }, AT_ONCE_MS);

  it("to a browser that signed out, and still to another of the same person", async () => {
    const { actor, headers, session } = await officer("live.signs.out");
    const elsewhere = await signIn({ login: actor.login, password: PASSWORD, code: undefined, address: "192.0.2.1", agent: "" });
    const [here, there] = [await heardBy(headers), await heardBy({ cookie: `tallyhouse-session=${elsewhere.token}` })];
    await signOut(actor, { session });
    expect(await here.all).toContain("event: ended");
    await signOut(actor, { session: hashOfToken(elsewhere.token) });
    expect(await there.all).toMatch(/: still here[^]*event: ended/);
  }, AT_ONCE_MS);

  it("under a role that somebody no longer has", async () => {
    const { actor, headers } = await officer("live.moves");
    const heard = await heardBy(headers);
    await changePerson(HOUSE, { id: actor.id, version: 1, name: actor.name, nameZh: actor.name, role: "partner" });
    expect(await heard.all).not.toContain("event: ended");
  }, AT_ONCE_MS);

  it("to a key that was revoked", async () => {
    const { id, key } = await issueApiKey(HOUSE, { role: "customs_officer" });
    const heard = await heardBy({ authorization: `Bearer ${key}` });
    await revokeApiKey(HOUSE, { id });
    expect(await heard.all).toContain("event: ended");
  }, AT_ONCE_MS);
});
