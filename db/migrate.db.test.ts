import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { queueJob, queueJobs } from "./jobs.ts";
import { migrate } from "./migrate.ts";
import { testDatabase } from "./testing.ts";
import type { TestDatabase } from "./testing.ts";

let test: TestDatabase;

beforeAll(async () => {
  test = await testDatabase();
});

afterAll(async () => {
  await test.close();
});

describe("the schema", () => {
  it("is up to date after one run: a second applies nothing", async () => {
    expect(await migrate(test.urls.owner)).toEqual({ applied: [] });
  });

  it("refuses a landed file that was edited", async () => {
    const [landed] = await test.owner`select name, sha256 from tallyhouse.schema_step where name like '0000%'`;
    await test.owner`update tallyhouse.schema_step set sha256 = 'another' where name = ${landed?.["name"]}`;
    await expect(migrate(test.urls.owner)).rejects.toThrow(/0000_\w+\.sql was edited after it was applied/);
    await test.owner`update tallyhouse.schema_step set sha256 = ${landed?.["sha256"]} where name = ${landed?.["name"]}`;
  });

  it("refuses a database that is newer than the program", async () => {
    await test.owner`insert into tallyhouse.schema_step (name, sha256) values ('9999_later.sql', 'x')`;
    await expect(migrate(test.urls.owner)).rejects.toThrow(/newer than this program/);
  });

  it("is out of the application's reach", async () => {
    const [who] = await test.sql`select current_user as name`;
    expect(who).toEqual({ name: "tallyhouse_app" });
    await expect(test.sql`select * from tallyhouse.schema_step`).rejects.toThrow(/permission denied/);
    await expect(test.sql`create table public.mine (id int)`).rejects.toThrow(/permission denied/);
  });
});

describe("one pool for plain SQL and Drizzle", () => {
  const wanted = { big: 9_007_199_254_740_993n, day: "2026-03-01", at: new Date("2026-03-01T02:00:00Z"), facts: { a: [1] }, amount: "1.50" };

  it("reads bigint, dates, instants, JSON and numerics the same way first and later", async () => {
    for (let round = 0; round < 2; round++) {
      const [row] = await test.sql`select 9007199254740993::bigint as big, '2026-03-01'::date as day, '2026-03-01T10:00:00+08'::timestamptz as at, '{"a":[1]}'::jsonb as facts, 1.50::numeric(9,2) as amount`;
      expect(row).toEqual(wanted);
    }
  });

  it("writes them the same way", async () => {
    const plain = await test.sql`select ${wanted.big}::bigint as big, ${wanted.day}::date as day, ${wanted.at}::timestamptz as at, ${test.sql.json(wanted.facts)}::jsonb as facts, ${wanted.amount}::numeric as amount`;
    expect(plain[0]).toEqual(wanted);
    const drizzled = await test.db.execute(sql`select ${wanted.big}::bigint as big, ${wanted.day}::date as day, ${wanted.at.toISOString()}::timestamptz as at, ${JSON.stringify(wanted.facts)}::jsonb as facts`);
    expect(drizzled[0]).toEqual({ big: wanted.big, day: wanted.day, at: wanted.at, facts: wanted.facts });
  });
});

describe("a job", () => {
  const waiting = () => test.owner`select task_identifier as task, jobs.key, payload from graphile_worker.jobs join graphile_worker._private_jobs using (id) order by id`;

  it("exists when the change that queued it is committed, and not otherwise", async () => {
    await expect(
      test.db.transaction(async (tx) => {
        await queueJob(tx, "assess", { declaration: 1 });
        throw new Error("the change fails");
      }),
    ).rejects.toThrow("the change fails");
    expect(await waiting()).toHaveLength(0);
    await test.db.transaction((tx) => queueJob(tx, "assess", { declaration: 2 }));
    expect(await waiting()).toMatchObject([{ task: "assess", payload: { declaration: 2 } }]);
  });

  it("replaces a waiting one of the same key", async () => {
    await queueJob(test.db, "rejudge", { round: 1 }, { jobKey: "account 7" });
    await queueJob(test.db, "rejudge", { round: 2 }, { jobKey: "account 7", runAt: new Date("2030-01-01T00:00:00Z") });
    const keyed = (await waiting()).filter((job) => job["key"] === "account 7");
    expect(keyed).toMatchObject([{ payload: { round: 2 } }]);
  });

  it("comes with many others in one statement, and none is none", async () => {
    await queueJobs(test.db, "notify", []);
    await queueJobs(test.db, "notify", [{ person: 1 }, { person: 2 }, { person: 3 }]);
    expect((await waiting()).filter((job) => job["task"] === "notify")).toHaveLength(3);
  });

  it("cannot be read or taken by the application", async () => {
    await expect(test.sql`select * from graphile_worker._private_jobs`).rejects.toThrow(/permission denied/);
  });
});
