import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { testDatabase, type TestDatabase } from "../../db/testing.ts";
import { fillTables } from "../../db/testing/filling.ts";
import { settleRestored } from "./restored.ts";

let house: TestDatabase;
let owner: postgres.Sql;
const FAR = "9000000000000";

beforeAll(async () => {
  house = await testDatabase();
  owner = postgres(house.urls.owner, { max: 1 });
  await owner`select set_config('app.scope', 'all', false)`;
  await fillTables(owner, 3);
});
afterAll(async () => {
  await owner.end();
  await house.close();
});

const places = () => owner`select told_transaction::text as transaction, told_event::int as event from feed_subscriptions order by id`;

test("a house that was not restored from a dump is left as it is", async () => {
  await owner`update feed_events set positioned = '5'`;
  expect(await settleRestored(owner)).toBe(0);
  expect(await owner`select distinct positioned::text as p from feed_events`).toEqual([{ p: "5" }]);
});

test("after a restore from a dump each subscription goes on before the first event it was not told of", async () => {
  const [first, second, third] = (await owner<{ id: bigint }[]>`select id from feed_events order by id`).map(({ id }) => Number(id));
  await owner`update feed_events set positioned = ${FAR}::xid8 where id = ${first ?? 0}`;
  await owner`update feed_events set positioned = (${FAR}::bigint + 2)::text::xid8 where id = ${second ?? 0}`;
  await owner`update feed_events set positioned = (${FAR}::bigint + 1)::text::xid8 where id = ${third ?? 0}`;
  const [told, behind, all] = (await owner<{ id: string }[]>`select id from feed_subscriptions order by id`).map(({ id }) => id);
  await owner`update feed_subscriptions set told_transaction = ${FAR}::xid8, told_event = ${first ?? 0} where id = ${told ?? ""}`;
  await owner`update feed_subscriptions set told_transaction = (${FAR}::bigint + 1)::text::xid8, told_event = ${third ?? 0} where id = ${behind ?? ""}`;
  await owner`update feed_subscriptions set told_transaction = (${FAR}::bigint + 9)::text::xid8, told_event = 0 where id = ${all ?? ""}`;
  expect(await settleRestored(owner)).toBe(3);
  expect(await places()).toEqual([{ transaction: "0", event: (second ?? 0) - 1 }, { transaction: "0", event: (second ?? 0) - 1 }, { transaction: "0", event: third }]);
  expect(await settleRestored(owner)).toBe(0);
});
