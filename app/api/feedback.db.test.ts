import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { assessDeclarations } from "#lib/triage/commands/assess";
import { callerOf, type Caller } from "./testing/caller.ts";
import { BOTTLE, declared, recordGoods } from "./testing/wine.ts";

let test: TestDatabase;
let feed: Caller;
let officer: Caller;
let supervisor: Caller;
const outcome = (number: string, result = "confirmed") => ({ number, reference: `EX-${number}`, result, examinedAt: "2026-03-05T15:20:00+08:00", note: "Fewer packs than declared." });

beforeAll(async () => {
  process.env["NEXTAUTH_SECRET"] ??= "a secret of this test alone";
  test = await testDatabase();
  const administrator = await callerOf("administrator");
  [feed, officer, supervisor] = await Promise.all([callerOf("feed"), callerOf("customs_officer"), callerOf("supervisor")]);
  await recordGoods(administrator);
  for (const number of ["O-1", "O-2", "O-3"]) await feed.call("putDeclaration", { path: { number }, body: declared("100", "XBO", BOTTLE, "IMP1") });
  await assessDeclarations([1, 2, 3], "lodged", new Date("2026-03-02T02:00:00Z"));
});
afterAll(() => test.close());

describe("outcomes of another system", () => {
  it("are taken in once, and tell how declarations turned out by rule, office and origin", async () => {
    expect((await feed.call("postOutcomes", { body: { outcomes: [outcome("O-1"), outcome("O-2", "not-confirmed")] } })).body).toEqual({ recorded: 2, known: 0 });
    expect((await feed.call("postOutcomes", { body: { outcomes: [outcome("O-1")] } })).body).toEqual({ recorded: 0, known: 1 });
    const told = await officer.call("getFeedback", { query: "from=2026-03-01&last=2026-03-02" });
    const half = { hits: 1, of: 2, share: 0.5 };
    expect(told.body).toMatchObject({ offices: [{ key: "2248", declared: 3, confirmed: half }], origins: [{ key: "FR", declared: 3, confirmed: half }], officers: [], draws: { drawn: 0, wrong: null, recall: null } });
    expect(told.body["rules"]).toEqual(expect.arrayContaining([expect.objectContaining({ key: "no-certificate", declared: 3, confirmed: expect.objectContaining(half) })]));
    expect((await officer.call("getFeedback", { query: "from=2026-03-03&last=2026-03-04" })).body).toMatchObject({ offices: [], rules: [] });
  });

  it.each([
    ["one of them unknown", { outcomes: [outcome("O-3"), outcome("NONE")] }, 422, "unknown-declarations"],
    ["from the future", { outcomes: [{ ...outcome("O-3"), examinedAt: "2099-01-01T00:00:00Z" }] }, 400, "examined-later-than-now"],
    ["without a result", { outcomes: [{ ...outcome("O-3"), result: "perhaps" }] }, 400, "invalid-input"],
  ])("with %s are refused and none is taken", async (_, body, status, code) => {
    expect(await feed.call("postOutcomes", { body })).toMatchObject({ status, body: { code } });
    expect((await officer.call("getFeedback", { query: "from=2026-03-01&last=2026-03-02" })).body).toMatchObject({ offices: [{ confirmed: { of: 2 } }] });
  });

  it("are refused from an officer's key", async () => {
    expect(await officer.call("postOutcomes", { body: { outcomes: [outcome("O-3")] } })).toMatchObject({ status: 403, body: { code: "not-permitted" } });
  });
});

describe("words on findings and snoozes", () => {
  it("are for people, not for keys; what does not exist is not found", async () => {
    const { body } = await officer.call("getAssessment", { path: { number: "O-1" } });
    const id = String((body["findings"] as readonly { id: number }[])[0]?.id);
    expect(await officer.call("postFindingReview", { path: { id }, body: { result: "confirmed", note: "x" } })).toMatchObject({ status: 403, body: { code: "people-only" } });
    expect(await officer.call("postSnooze", { body: { finding: Number(id), party: "importer", until: "2026-06-30T00:00:00Z", comment: "x" } })).toMatchObject({ status: 403, body: { code: "people-only" } });
    expect(await officer.call("postFindingReview", { path: { id: "x" }, body: { result: "confirmed", note: "x" } })).toMatchObject({ status: 404 });
    for (const sent of [{ body: {} }, {}]) expect(await supervisor.call("postSnoozeEnd", { path: { id: "7" }, ...sent })).toMatchObject({ status: 404, body: { code: "unknown-snooze" } });
    expect((await supervisor.call("listSnoozes", {})).body).toEqual({ items: [], next: null });
    expect(await feed.call("listSnoozes", {})).toMatchObject({ status: 403 });
  });
});
