import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { passwordIs } from "#lib/access/password";
import { firstAdministrator, type FirstAdministrator } from "./administrator.ts";

let test: TestDatabase;
let made: FirstAdministrator | undefined;

beforeAll(async () => {
  test = await testDatabase();
  made = await firstAdministrator(test.urls);
});
afterAll(() => test.close());

describe("a house without people", () => {
  it("gets one administrator, who comes in by the password that is told", async () => {
    const people = await test.owner<{ login: string; role: string; password_hash: string }[]>`select login, role, password_hash from people`;
    expect(people).toMatchObject([{ login: made?.login, role: "administrator" }]);
    expect(await passwordIs(made?.password ?? "", people[0]?.password_hash ?? null)).toBe(true);
  });

  it("has it in the record that the house did this, without the password", async () => {
    const entries = await test.owner<{ action: string; actor_kind: string; subject_id: string; facts: object }[]>`select action, actor_kind, subject_id, facts from audit_entries`;
    expect(entries).toMatchObject([{ action: "person.create", actor_kind: "system", subject_id: "admin" }]);
    expect(JSON.stringify(entries)).not.toContain(made?.password);
  });

  it("gets no second one, also when the first has been disabled", async () => {
    await test.owner`update people set disabled_at = now()`;
    expect(await firstAdministrator(test.urls)).toBeUndefined();
    expect(await test.owner`select count(*)::int as people from people`).toEqual([{ people: 1 }]);
  });
});
