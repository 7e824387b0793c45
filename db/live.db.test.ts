import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database } from "./client.ts";
import { listen, notify } from "./live.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

let house: TestDatabase;
beforeAll(async () => {
  house = await testDatabase();
});
afterAll(() => house.close());

/** What is heard on the desk's channel until `count` payloads have come. */
async function heard(count: number, tell: () => Promise<unknown>): Promise<unknown[]> {
  const payloads: unknown[] = [];
  const { promise: enough, resolve } = Promise.withResolvers<undefined>();
  const stop = await listen("desk", (payload) => {
    payloads.push(payload);
    if (payloads.length === count) resolve(undefined);
  });
  await tell();
  await enough;
  stop();
  return payloads;
}

describe("What changed is told as it happens", () => {
  test("a notification is heard when its transaction is committed, and not when it is rolled back", async () => {
    const payloads = await heard(1, async () => {
      await expect(database().transaction(async (tx) => {
        await notify(tx, "desk", { id: 1, kind: "decided" });
        throw new Error("rolled back");
      })).rejects.toThrow("rolled back");
      await database().transaction((tx) => notify(tx, "desk", { id: 2, kind: "decided" }));
    });
    expect(payloads).toEqual([{ id: 2, kind: "decided" }]);
  });

  test("after the listening connection was cut, listening goes on by itself and the gap is told", async () => {
    const { promise: reconnected, resolve } = Promise.withResolvers<undefined>();
    const stop = await listen("desk", () => undefined, () => resolve(undefined));
    await house.owner`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query like 'listen %' and pid <> pg_backend_pid()`;
    await reconnected;
    stop();
    expect(await heard(1, () => database().transaction((tx) => notify(tx, "desk", { id: 3 })))).toEqual([{ id: 3 }]);
  });

  test("a payload that Postgres could not carry is refused before it is sent", async () => {
    await expect(database().transaction((tx) => notify(tx, "case", { text: "量".repeat(2_700) }))).rejects.toThrow(RangeError);
  });
});
