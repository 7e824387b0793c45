import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { createPerson } from "#lib/access/commands/person";
import { Refusal } from "#lib/access/refusal";
import { command, reading } from "./command.ts";
import { exportAudit } from "./commands.ts";
import { auditActions, auditPage, type AuditCursor, type AuditFilter } from "./queries.ts";

const HOUSE: Actor = { kind: "system", name: "test" };
const day = (of: number) => new Date(Date.UTC(2026, 2, of));
const note = command("system.run", z.object({ action: z.string(), id: z.string(), fail: z.boolean().default(false) }), async (_, { action, id, fail }) => {
  if (fail) throw new Refusal("conflict", "changed-meanwhile");
  return { result: undefined, audit: { action, subject: { kind: "thing", id } } };
});

let test: TestDatabase;
beforeAll(async () => {
  test = await testDatabase();
  for (let of = 1; of <= 5; of++) await note(HOUSE, { action: of % 2 ? "thing.odd" : "thing.even", id: `T${of}` }, day(of));
});
afterAll(async () => {
  await test.close();
});

const page = (filter: AuditFilter, limit = 10, after?: AuditCursor) => reading(HOUSE, "audit.read", (tx) => auditPage(tx, filter, { limit, after }));
const ids = async (filter: AuditFilter) => (await page({ subjectKind: "thing", ...filter })).rows.map((row) => row.subjectId);

describe("the log", () => {
  it("is read newest first", async () => {
    expect(await ids({})).toEqual(["T5", "T4", "T3", "T2", "T1"]);
  });

  it.each<[string, AuditFilter, string[]]>([
    ["by the beginning of an action", { action: "thing.o" }, ["T5", "T3", "T1"]],
    ["by a subject", { subjectId: "T2" }, ["T2"]],
    ["by its first day, which counts", { from: day(4) }, ["T5", "T4"]],
    ["by the day it ends before", { to: day(4) }, ["T3", "T2", "T1"]],
    ["by an actor's key", { actor: "system:test" }, ["T5", "T4", "T3", "T2", "T1"]],
    ["by a sign that is no wildcard", { action: "%" }, []],
  ])("is searched %s", async (_, filter, found) => {
    expect(await ids(filter)).toEqual(found);
  });

  it("is searched by the beginning of a person's login or name", async () => {
    const { id } = await createPerson(HOUSE, { login: "auditor", name: "Wang Fang", nameZh: "王芳", role: "administrator", password: "seven grey horses" });
    const auditor: Actor = { kind: "person", id, login: "auditor", name: "Wang Fang", role: "administrator", organisation: 1, office: null, locale: "en" };
    await reading(auditor, "audit.read", async () => undefined, { action: "case.read", subject: { kind: "case", id: "C1" } });
    for (const actor of ["aud", "wang f", "王", `person:${id}`]) expect((await page({ actor })).rows.map((row) => row.subjectId), actor).toEqual(["C1"]);
    expect((await page({ actor: "wan_" })).rows).toEqual([]);
  });

  it("is handed out as it is searched, and that it was is an entry; an officer is refused", async () => {
    const { rows, more } = await exportAudit(HOUSE, { subjectKind: "thing", action: "thing.even" });
    expect([rows.map((row) => row.subjectId), more]).toEqual([["T4", "T2"], false]);
    expect((await page({ action: "audit.export" })).rows).toMatchObject([{ subjectKind: "audit", facts: { action: "thing.even", subjectKind: "thing", rows: 2 } }]);
    const officer: Actor = { kind: "person", id: 9, login: "li", name: "Li", role: "customs_officer", organisation: 1, office: "2248", locale: "en" };
    await expect(exportAudit(officer, {})).rejects.toMatchObject({ code: "not-permitted" });
  });

  it("is paged without a gap or a repetition", async () => {
    const seen: string[] = [];
    let after: AuditCursor | undefined;
    do {
      const { rows, next } = await page({ subjectKind: "thing" }, 2, after);
      seen.push(...rows.map((row) => row.subjectId));
      after = next;
    } while (after);
    expect(seen).toEqual(["T5", "T4", "T3", "T2", "T1"]);
  });

  it("knows every action it has seen", async () => {
    expect(await reading(HOUSE, "audit.read", auditActions)).toEqual(["audit.export", "case.read", "person.create", "thing.even", "thing.odd"]);
  });

  it("has no entry of a change that did not happen", async () => {
    await expect(note(HOUSE, { action: "thing.odd", id: "T9", fail: true })).rejects.toMatchObject({ code: "changed-meanwhile" });
    expect(await ids({ subjectId: "T9" })).toEqual([]);
  });

  it("is read by those who may", async () => {
    const officer: Actor = { kind: "key", id: 1, name: "officer", role: "customs_officer", organisation: 1 };
    await expect(reading(officer, "audit.read", (tx) => auditPage(tx, {}, { limit: 1 }))).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
  });
});
