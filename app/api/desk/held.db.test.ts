import { randomBytes } from "node:crypto";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { database } from "#db/client";
import { listen, notify } from "#db/live";
import { sessions } from "#db/schema/access";
import { consignments, examinations } from "#db/schema/triage";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, NOON, type ExampleHouse } from "#db/testing/exampleHouse";
import { expiryOf } from "#lib/access/lifetime";
import { hashOfToken } from "#lib/access/token";
import { signOut } from "#lib/access/commands/session";
import { reading } from "#lib/audit/command";
import { reportExamination } from "#lib/inspections/commands";
import { assessDeclarations } from "#lib/triage/commands/assess";
import { assign, claimNext } from "#lib/triage/commands/assign";
import { decide } from "#lib/triage/commands/decide";
import { undo } from "#lib/triage/commands/undo";
import type { Officer } from "#lib/triage/officer";
import { asJson, heldAnswer } from "./held.ts";
import { GET } from "./rows/route.ts";

let test: TestDatabase;
let house: ExampleHouse;
let wine: number;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  wine = await house.lodged("HELD-1", "10000");
});
afterAll(() => test.close());

/** A session of a person that is open now, as its cookie holds it. */
async function sessionOf({ id }: Officer): Promise<string> {
  const token = randomBytes(16).toString("hex");
  const now = new Date();
  await test.db.insert(sessions).values({ tokenHash: hashOfToken(token), personId: id, startedAt: now, lastSeenAt: now, expiresAt: expiryOf(now) });
  return token;
}

const asked = (token: string, search = "") => GET(new Request(`http://127.0.0.1:3000/api/desk/rows?lang=en${search}`, { headers: { cookie: `tallyhouse-session=${token}` } }));
const rowsOf = async (token: string, search?: string) => ((await (await asked(token, search)).json()) as { rows: readonly Record<string, unknown>[] }).rows;

/** Does something, and waits until this process was told of it. */
async function told(change: () => Promise<unknown>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const stop = await listen("desk", () => resolve(undefined));
  await change();
  await promise;
  stop();
}

describe("An answer of the desk that is held", () => {
  it("is read once for those who ask for the same at a time, and anew after a change", async () => {
    let reads = 0;
    const ask = () => heldAnswer("once", async () => asJson(++reads));
    const answers = await Promise.all([ask(), ask(), ask()]);
    expect([answers.map(String), reads]).toEqual([["49", "49", "49"], 1]);
    await told(() => database().transaction((tx) => notify(tx, "desk", { id: 1, kind: "decided" })));
    await ask();
    expect(reads).toBe(2);
  });

  it("that was being read when a change was told is not given to those who ask afterwards", async () => {
    const slow = Promise.withResolvers<undefined>();
    const before = heldAnswer("slow", () => slow.promise.then(() => asJson("before")));
    await told(() => database().transaction((tx) => notify(tx, "desk", { id: 1, kind: "decided" })));
    const after = await heldAnswer("slow", async () => asJson("after"));
    slow.resolve(undefined);
    expect([await before, after].map((bytes) => JSON.parse(Buffer.from(bytes).toString()))).toEqual(["before", "after"]);
  });

  it("is not held when its reading failed", async () => {
    await expect(heldAnswer("failing", () => Promise.reject(new Error("gone")))).rejects.toThrow("gone");
    expect(Buffer.from(await heldAnswer("failing", async () => asJson("back"))).toString()).toBe('"back"');
  });

  it("shows each change once this process was told of it, whatever command made it", async () => {
    const anna = await sessionOf(house.anna);
    const shown = async () => (await rowsOf(anna, "&state=all")).find((row) => row["id"] === wine);
    await told(() => claimNext(house.anna, {}));
    expect(await shown()).toMatchObject({ assignee: "anna", status: "to-triage" });
    await told(() => assign(house.anna, { number: "HELD-1", assignee: null }));
    expect(await shown()).toMatchObject({ assignee: null });
    await told(() => decide(house.anna, { number: "HELD-1", decision: "hold", reason: "documents-disagree" }, NOON));
    expect(await shown()).toMatchObject({ status: "held" });
    await told(() => undo(house.anna, { number: "HELD-1" }, NOON));
    expect(await shown()).toMatchObject({ status: "to-triage" });
    await told(() => decide(house.anna, { number: "HELD-1", decision: "order-examination", reason: "random-check" }, NOON));
    expect(await shown()).toMatchObject({ status: "examination-ordered", version: 4 });
    const [ordered] = await reading(house.anna, "desk.read", (tx) => tx.select({ id: examinations.id }).from(examinations));
    await told(() => reportExamination(house.anna, { id: ordered?.id, result: "conform" }, NOON));
    expect(await shown()).toMatchObject({ version: 5 });
  });

  it("shows what an assessment rewrote, even where nobody has to decide anew", async () => {
    const anna = await sessionOf(house.anna);
    const quantities = async () => (await rowsOf(anna, "&state=all")).map((row) => row["quantity"]);
    await told(() => database().transaction(async (tx) => {
      await tx.execute(sql`select set_config('app.scope', 'all', true)`);
      await tx.update(consignments).set({ quantity: "1 XBO" });
      await notify(tx, "desk", { id: wine, kind: "assessed" });
    }));
    expect(await quantities()).toEqual(["1 XBO"]);
    await told(() => assessDeclarations([wine], "again", NOON));
    expect(await quantities()).toEqual(["10000 XBO"]);
  });

  it("of what is one's own is given to nobody else", async () => {
    const [anna, ben] = [await sessionOf(house.anna), await sessionOf(house.ben)];
    await told(() => assign(house.anna, { number: "HELD-1", assignee: "me" }));
    expect([(await rowsOf(anna, "&who=me")).length, (await rowsOf(ben, "&who=me")).length]).toEqual([1, 0]);
  });

  it("is refused with the request after the session ended, though it is held", async () => {
    const token = await sessionOf(house.anna);
    expect((await asked(token)).status).toBe(200);
    await signOut(house.anna, { session: hashOfToken(token) });
    expect((await asked(token)).status).toBe(401);
  });

  it("is refused to a role that may not read the desk, though it is held", async () => {
    const token = await sessionOf(house.anna);
    expect((await asked(token)).status).toBe(200);
    await test.owner`update people set role = 'partner' where id = ${house.anna.id}`;
    expect((await asked(token)).status).toBe(403);
  });
});
