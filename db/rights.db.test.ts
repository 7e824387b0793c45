import postgres from "postgres";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { databaseOf, inDatabase, outsideUrls } from "./address.ts";
import { migrate } from "./migrate.ts";
import { demandServer, makeRole } from "./rights.ts";
import { testDatabase, type TestDatabase } from "./testing.ts";

let test: TestDatabase;
let keeper: postgres.Sql;
beforeAll(async () => {
  test = await testDatabase();
  keeper = postgres(inDatabase(test.urls.owner, "postgres"), { max: 1 });
});
afterAll(async () => {
  await keeper.end();
  await test.close();
});

describe("a database server that is not ours", () => {
  it("is taken when its user owns the database and may work as the application's role", async () => {
    const owner = postgres(test.urls.owner, { max: 1 });
    await expect(demandServer(owner)).resolves.toBeUndefined();
    await expect(makeRole(owner)).resolves.toBeUndefined();
    await owner.end();
  });

  it("is refused to a user who may make no tables, with the statement that mends it", async () => {
    const app = postgres(test.urls.app, { max: 1 });
    await expect(demandServer(app)).rejects.toThrow(new RegExp(`alter database "${databaseOf(test.urls.app)}" owner to "tallyhouse_app"; or, .*grant usage, create on schema public to "tallyhouse_app";`));
    await app.end();
  });

  it("is refused when its database is not in UTF-8, before anything is made in it", async () => {
    const name = `${databaseOf(test.urls.owner)}_latin`;
    await keeper`create database ${keeper(name)} encoding 'LATIN1' locale_provider libc lc_collate 'C' lc_ctype 'C' template template0`;
    const latin = inDatabase(test.urls.owner, name);
    await expect(migrate(latin)).rejects.toThrow(/is kept in LATIN1\. Make one in UTF-8: create database/);
    const looker = postgres(latin, { max: 1 });
    const [made] = await looker<{ n: number }[]>`select count(*)::int as n from pg_namespace where nspname = 'tallyhouse'`;
    await looker.end();
    await keeper`drop database ${keeper(name)}`;
    expect(made?.n).toBe(0);
  });

  it("holds its tables in public, also where its user is called like a schema of the house", async () => {
    const owner = postgres(test.urls.owner, { max: 1 });
    const [{ name } = { name: "" }] = await owner<{ name: string }[]>`select current_user as name`;
    await owner`create schema ${owner(name)}`;
    const urls = outsideUrls(test.urls.owner);
    for (const url of [urls.owner, urls.app]) {
      const named = postgres(url, { max: 1 });
      const [where] = await named`select current_schema() as schema`;
      await named.end();
      expect(where).toEqual({ schema: "public" });
    }
    await owner`drop schema ${owner(name)}`;
    await owner.end();
  });

  it("is worked on as the application's role, whoever the URL names", async () => {
    const app = postgres(outsideUrls(test.urls.owner).app, { max: 1 });
    const [who] = await app`select current_user as works, session_user as came`;
    await app.end();
    expect(who).toMatchObject({ works: "tallyhouse_app" });
    expect(who?.["came"]).not.toBe("tallyhouse_app");
  });
});
