import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { listen } from "#db/live";
import { sessions } from "#db/schema/access";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, type ExampleHouse } from "#db/testing/exampleHouse";
import { expiryOf } from "#lib/access/lifetime";
import { hashOfToken } from "#lib/access/token";
import { assign } from "#lib/triage/commands/assign";
import { saveView } from "#lib/triage/commands/saved-view";
import type { Officer } from "#lib/triage/officer";
import { DEFAULT_VIEW } from "#lib/triage/view";
import { GET as rows } from "../api/desk/rows/route.ts";
import { deskDocument } from "./desk.ts";
import { isDrawing, type drawn } from "./drawing.ts";
import { stencilOf } from "./stencil.ts";

const HOUSE = "http://127.0.0.1:3000";
let test: TestDatabase;
let house: ExampleHouse;
let drawings: string[];

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await house.lodged("HELD-1", "10000");
});
beforeEach(() => void (drawings = []));
afterAll(() => test.close());

/** A session of a person that is open now, as a cookie holds it. */
async function sessionOf({ id }: Officer): Promise<string> {
  const token = randomBytes(16).toString("hex");
  const now = new Date();
  await test.db.insert(sessions).values({ tokenHash: hashOfToken(token), personId: id, startedAt: now, lastSeenAt: now, expiresAt: expiryOf(now) });
  return `tallyhouse-session=${token}`;
}

/** Draws as the server does, with the rows of who asks, and notes that it did. */
const draw: typeof drawn = async (path, { cookie }) => {
  const nonce = freshNonce();
  const shown = await (await rows(new Request(`${HOUSE}/api/desk/rows?lang=en${path.replace(/^[^?]*\??/, "&")}`, { headers: { cookie } }))).text();
  drawings.push(path);
  const stencil = stencilOf(Buffer.from(`<html><head></head><body><script nonce="${nonce}">/* drawing ${drawings.length} */${shown}</script></body></html>`), nonce);
  return stencil === undefined ? undefined : { stencil, headers: { "content-type": "text/html", link: `<a>; nonce="${nonce}"` } };
};

const freshNonce = () => randomBytes(16).toString("base64");

type Asked = { readonly path?: string; readonly headers?: Readonly<Record<string, string>>; readonly method?: string; readonly nonce?: string };
/** Asks for a document, with others about. */
const ask = (cookie: string, { path = "/en/desk?office=2248", headers = {}, method = "GET", nonce = freshNonce() }: Asked = {}, by = draw) =>
  deskDocument(new Request(`${HOUSE}${path}`, { method, headers: { cookie, accept: "text/html,*/*", ...headers } }), nonce, { draw: by, inCompany: () => true });
const markup = async (cookie: string, asked?: Asked) => (await ask(cookie, asked))?.text();
const writtenIn = (text = "") => JSON.parse(/id="written">(.*?)<\/script>/.exec(text)?.[1] ?? "null") as { name: string; who: { id: number }; views: readonly { name: string }[] };
const drawnIn = (text = "") => /drawing \d+.*/.exec(text)?.[0];

/** Does something, and waits until this process was told of it. */
async function told(change: () => Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const stop = await listen("desk", () => resolve(undefined));
  await change();
  await promise;
  stop();
}

describe("The desk's document", () => {
  it("is one drawing for two officers of an office, each with their own name", async () => {
    const [anna, ben] = [await sessionOf(house.anna), await sessionOf(house.ben)];
    const [one, other] = await Promise.all([markup(anna, { path: "/en/desk?office=2248&q=HELD" }), markup(ben, { path: "/en/desk?office=2248&q=HELD" })]);
    expect(drawings).toHaveLength(1);
    expect([writtenIn(one), writtenIn(other)]).toMatchObject([{ name: "anna", who: { id: house.anna.id } }, { name: "ben", who: { id: house.ben.id } }]);
    expect(drawnIn(one)).toBe(drawnIn(other));
    expect(one).not.toContain("ben");
  });

  it("carries the nonce of its own answer, in its markup and in its headers, and never another", async () => {
    const anna = await sessionOf(house.anna);
    const nonces = [freshNonce(), freshNonce()];
    for (const nonce of nonces) {
      const answer = await ask(anna, { nonce });
      expect(answer?.headers.get("link")).toBe(`<a>; nonce="${nonce}"`);
      expect((await answer?.text())?.match(/nonce="[^"]*"/g)).toEqual([`nonce="${nonce}"`, `nonce="${nonce}"`]);
    }
  });

  it("is drawn for each that sees something else: another office, role, language, theme, rail, address, or what is one's own", async () => {
    const [anna, ben, chen, sun] = [await sessionOf(house.anna), await sessionOf(house.ben), await sessionOf(house.chen), await sessionOf(house.sun)];
    const path = "/en/desk?status=to-triage";
    await Promise.all([markup(anna, { path }), markup(`${ben}; theme=purple; rail=; other=1`, { path })]);
    expect(drawings).toHaveLength(1);
    const asked: readonly (readonly [string, Asked])[] = [
      [chen, { path }], [sun, { path }],
      [anna, { path: "/zh-CN/desk?status=to-triage" }], [`${anna}; theme=dark`, { path }], [`${anna}; rail=open`, { path }],
      [anna, { path: `${path}&sort=due` }], [anna, { path: `${path}&who=me` }], [ben, { path: `${path}&who=me` }],
    ];
    for (const [cookie, what] of asked) await markup(cookie, what);
    expect(drawings).toHaveLength(1 + asked.length);
  });

  it("shows a change in the next that is asked for", async () => {
    const anna = await sessionOf(house.anna);
    expect(await markup(anna)).not.toContain('"assignee":"ben"');
    await told(() => assign(house.anna, { number: "HELD-1", assignee: house.ben.id }));
    expect(await markup(anna)).toContain('"assignee":"ben"');
  });

  it("has a view in it as soon as it is saved, for those whom it concerns", async () => {
    const [anna, ben] = [await sessionOf(house.anna), await sessionOf(house.ben)];
    const names = async (cookie: string) => writtenIn(await markup(cookie)).views.map(({ name }) => name);
    expect(await names(anna)).toEqual([]);
    await saveView(house.anna, { name: "</script>", shared: true, view: DEFAULT_VIEW });
    await saveView(house.anna, { name: "mine", shared: false, view: DEFAULT_VIEW });
    expect([await names(anna), await names(ben)]).toEqual([["</script>", "mine"], ["</script>"]]);
  });

  it("is refused at once to somebody disabled, though it is held", async () => {
    const cookie = await sessionOf(house.chen);
    expect(await markup(cookie)).toContain("HELD-1");
    await test.owner`update people set disabled_at = now() where id = ${house.chen.id}`;
    expect(await ask(cookie)).toBeUndefined();
  });

  it("that was drawn while its reader's office changed is nobody's", async () => {
    const [anna, ben] = [await sessionOf(house.anna), await sessionOf(house.ben)];
    const path = "/en/desk?q=moved";
    const moving: typeof drawn = async (...given) => {
      await test.owner`update people set office_code = '5304' where id = ${house.anna.id}`;
      return draw(...given);
    };
    expect(await ask(anna, { path }, moving)).toBeUndefined();
    await test.owner`update people set office_code = '2248' where id = ${house.anna.id}`;
    expect(await ask(ben, { path })).toBeUndefined();
  });

  it("is left to the page for who asks alone, and is drawn for all when another asks", async () => {
    const alone = async (who: Officer) => deskDocument(new Request(`${HOUSE}/en/desk?q=alone`, { headers: { cookie: await sessionOf(who), accept: "text/html" } }), freshNonce(), { draw });
    expect(await alone(house.anna)).toBeUndefined();
    expect(writtenIn(await (await alone(house.ben))?.text())).toMatchObject({ name: "ben" });
  });

  it("is left to the page for who must change their password, may not read the desk, or is nobody", async () => {
    const moe = await sessionOf(house.moe);
    await test.owner`update people set password_temporary = true where id = ${house.moe.id}`;
    expect(await ask(moe)).toBeUndefined();
    await test.owner`update people set password_temporary = false, role = 'partner' where id = ${house.moe.id}`;
    expect(await ask(moe)).toBeUndefined();
    expect([await ask("tallyhouse-session=guessed"), await ask("")]).toEqual([undefined, undefined]);
    expect(drawings).toEqual([]);
  });

  it.each([
    ["what a browser's router fetches", { headers: { accept: "*/*", "user-agent": "Mozilla/5.0 (X11; Linux x86_64)" } }],
    ["a program that takes other things alone", { headers: { accept: "application/json" } }],
    ["what a form sends", { method: "POST" }],
    ["another screen", { path: "/en/cases" }],
    ["a language that is none", { path: "/fr/desk" }],
  ])("is not the answer to %s", async (_what, asked: Asked) => {
    expect(await ask(await sessionOf(house.anna), asked)).toBeUndefined();
  });

  it("is given to a program that takes what it is given", async () => {
    expect(writtenIn(await markup(await sessionOf(house.anna), { headers: { accept: "*/*", "user-agent": "curl/8.9" } }))).toMatchObject({ name: "anna" });
  });

  it("is given like any other to who makes up the house's own header", async () => {
    const headers = { "x-tallyhouse-drawing": "x".repeat(43) };
    expect(isDrawing(new Headers(headers))).toBe(false);
    expect(isDrawing(new Headers({ "x-tallyhouse-drawing": "" }))).toBe(false);
    expect(writtenIn(await markup(await sessionOf(house.anna), { headers }))).toMatchObject({ name: "anna" });
  });

  it("is left to the page where a drawing leads elsewhere or fails, and is drawn when it can be again", async () => {
    const anna = await sessionOf(house.anna);
    const said = vi.spyOn(console, "error").mockImplementation(() => undefined);
    expect(await ask(anna, { path: "/en/desk" }, async () => undefined)).toBeUndefined();
    expect(said).not.toHaveBeenCalled();
    expect(await ask(anna, { path: "/en/desk?q=a" }, () => Promise.reject(new Error("no answer in time")))).toBeUndefined();
    expect(said).toHaveBeenCalledOnce();
    said.mockRestore();
    expect(await ask(anna, { path: "/en/desk?q=a" })).toBeDefined();
  });
});
