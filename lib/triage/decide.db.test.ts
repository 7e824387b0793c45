import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people } from "#db/schema/access";
import { auditEntries } from "#db/schema/audit";
import { declarations } from "#db/schema/consignments";
import { consignments, examinations, savedViews, triageDecisions } from "#db/schema/triage";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { lodge } from "#lib/lodging/commands/combine";
import { assign, claimNext } from "./commands/assign.ts";
import { decide } from "./commands/decide.ts";
import { deleteView, saveView } from "./commands/saved-view.ts";
import { noticesOf } from "#lib/notices/queries";
import { declineSecond, second } from "./commands/second.ts";
import { undo } from "./commands/undo.ts";
import { NOON, exampleHouse, wineDeclaration, type ExampleHouse } from "#db/testing/exampleHouse";

const SYSTEM: Actor = { kind: "system", name: "test" };
const later = (minutes: number) => new Date(NOON.getTime() + minutes * 60_000);
let test: TestDatabase;
let house: ExampleHouse;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
});
afterAll(() => test.close());

const read = <Row>(work: Parameters<typeof reading<Row>>[2]) => reading(SYSTEM, "desk.read", work);
const row = (number: string) => read(async (tx) => (await tx.select().from(consignments).where(eq(consignments.number, number)))[0]);
const released = (number: string) => read(async (tx) => (await tx.select().from(declarations).where(eq(declarations.number, number)))[0]?.releasedRevision);
let count = 0;

/** A green consignment at office 2248. */
async function consignment(changes: Record<string, unknown> = {}): Promise<string> {
  count += 1;
  await house.lodged(`T-${count}`, "1", changes);
  return `T-${count}`;
}

/** A red one: 101 bottles of the 2022 wine, of which 100 are certified. */
const redConsignment = () => consignment({ lines: wineDeclaration("", "101", 2022)["lines"] });

const hold = (number: string, changes: object = {}) => ({ number, decision: "hold", reason: "awaiting-information", ...changes });

describe("a decision", () => {
  it("moves the consignment, is recorded with the revision and the reason, and leaves an audit entry", async () => {
    const number = await consignment();
    expect(await decide(house.anna, hold(number, { note: "call the importer" }), NOON)).toEqual({ number, status: "held", version: 2, decision: "hold", proposed: false, undoUntil: later(10) });
    expect(await row(number)).toMatchObject({ status: "held", open: true, version: 2 });
    const entries = await read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.subjectId, number)));
    expect(entries.find((entry) => entry.action === "consignment.hold")).toMatchObject({
      actorName: "anna",
      facts: { reason: "awaiting-information", note: "call the importer", from: "to-triage", to: "held", revision: 1 },
    });
  });

  it("made again by the same person gets the same answer and is recorded once", async () => {
    const number = await consignment();
    const first = await decide(house.anna, hold(number, { expectedVersion: 1 }), NOON);
    expect(await decide(house.anna, hold(number, { expectedVersion: 1 }), later(1))).toEqual(first);
    const made = await read((tx) => tx.select().from(triageDecisions).innerJoin(declarations, eq(declarations.id, triageDecisions.declarationId)).where(eq(declarations.number, number)));
    expect(made).toHaveLength(1);
  });

  it("to release on the green lane releases the standing revision", async () => {
    const number = await consignment();
    expect(await decide(house.anna, { number, decision: "release", reason: "low-risk" }, NOON)).toMatchObject({ status: "released", proposed: false });
    expect(await released(number)).toBe(1);
    expect((await row(number))?.open).toBe(false);
  });

  it("to order an examination makes one, with instructions", async () => {
    const number = await consignment();
    await decide(house.anna, { number, decision: "order-examination", reason: "random-check", examination: { kind: "remote", instructions: "Open pallet 3." } }, NOON);
    const [made] = await read((tx) => tx.select().from(examinations).innerJoin(declarations, eq(declarations.id, examinations.declarationId)).where(eq(declarations.number, number)));
    expect(made?.examinations).toMatchObject({ kind: "remote", status: "ordered", instructions: "Open pallet 3.", officeCode: "2248", orderedByName: "anna" });
  });

  it("of two at once on what both saw has one winner, and the other is told who and what", async () => {
    for (let round = 0; round < 5; round += 1) {
      const number = await consignment();
      const outcomes = await Promise.allSettled([
        decide(house.anna, hold(number, { expectedVersion: 1 }), NOON),
        decide(house.ben, { number, decision: "release", reason: "low-risk", expectedVersion: 1 }, NOON),
      ]);
      const lost = outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : []));
      expect(lost).toHaveLength(1);
      const winner = outcomes[0]?.status === "fulfilled" ? { by: "anna", decision: "hold", status: "held" } : { by: "ben", decision: "release", status: "released" };
      expect(lost[0]).toMatchObject({ kind: "conflict", code: "decided-meanwhile", facts: { number, ...winner, version: 2 } });
    }
  });

  it.each([
    ["a role that may not", () => house.mei, {}, "forbidden", "not-permitted"],
    ["a key", () => ({ kind: "key", id: 9, name: "k", role: "customs_officer", organisation: 1 }) as const, {}, "forbidden", "people-only"],
    ["another office", () => house.chen, {}, "forbidden", "other-office"],
    ["a reason of another decision", () => house.anna, { reason: "low-risk" }, "bad-input", "unknown-reason"],
    ["an unknown entry number", () => house.anna, { number: "NONE" }, "not-found", "unknown-consignment"],
    ["what the status does not allow", () => house.anna, { decision: "resume", reason: "held-in-error" }, "conflict", "not-allowed-now"],
    ["a version that is not the seen one", () => house.anna, { expectedVersion: 7 }, "conflict", "changed-meanwhile"],
    ["no decision at all", () => house.anna, { decision: "burn" }, "bad-input", "invalid-input"],
  ] as const)("is refused for %s", async (_, actor, changes, kind, code) => {
    const number = await consignment();
    await expect(decide(actor(), hold(number, changes), NOON)).rejects.toMatchObject({ kind, code });
    expect(await row(number)).toMatchObject({ status: "to-triage", version: 1 });
  });

  it("to release what is not assessed as it stands now is refused", async () => {
    const number = await consignment();
    await lodge(house.feed, { ...wineDeclaration(number, "2"), revision: 2 }, NOON);
    await expect(decide(house.anna, { number, decision: "release", reason: "low-risk" }, NOON)).rejects.toMatchObject({ code: "not-assessed-yet", facts: { assessed: 1, standing: 2 } });
  });

  it("may be a supervisor's at any office", async () => {
    expect(await decide(house.sun, hold(await consignment({ office: "5304" })), NOON)).toMatchObject({ status: "held" });
  });
});

describe("what weighs takes two people", () => {
  const refuse = (number: string) => ({ number, decision: "refuse", reason: "not-conform" });

  it("a refusal is proposed, and another person seconds it", async () => {
    const number = await consignment();
    expect(await decide(house.anna, refuse(number), NOON)).toMatchObject({ status: "refusal-proposed", proposed: true });
    await expect(second(house.anna, { number }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    await expect(second(house.chen, { number }, NOON)).rejects.toMatchObject({ code: "other-office" });
    const seconded = await second(house.ben, { number }, later(1));
    expect(seconded).toMatchObject({ status: "refused", proposed: false, undoUntil: null });
    expect(await second(house.ben, { number }, later(2))).toEqual(seconded);
    expect(
      (await reading(house.anna, "notice.read", (tx) => noticesOf(tx, house.anna.id, { limit: 9 }))).rows.filter(({ href }) => href === `/consignments/${number}`),
    ).toMatchObject([{ kind: "proposal-answered", title: { en: expect.stringContaining("ben seconded") as string } }]);
    await expect(second(house.sun, { number }, later(3))).rejects.toMatchObject({ code: "decided-meanwhile", facts: { by: "ben" } });
    await expect(undo(house.anna, { number }, later(2))).rejects.toMatchObject({ code: "not-reversible" });
  });

  it("a release against the red lane too, and it releases only when seconded", async () => {
    const number = await redConsignment();
    expect((await row(number))?.lane).toBe("red");
    expect(await decide(house.anna, { number, decision: "release", reason: "explained-by-importer" }, NOON)).toMatchObject({ status: "release-proposed", proposed: true });
    expect(await released(number)).toBeNull();
    await second(house.ben, { number }, NOON);
    expect(await released(number)).toBe(1);
  });

  it("two who second at once: one does, the other is told", async () => {
    const number = await consignment();
    await decide(house.anna, refuse(number), NOON);
    const outcomes = await Promise.allSettled([second(house.ben, { number, expectedVersion: 2 }, later(1)), declineSecond(house.sun, { number, note: "no", expectedVersion: 2 }, later(1))]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === "rejected")).toMatchObject({ reason: { kind: "conflict" } });
  });

  it("a proposal turned down leaves the consignment where it was", async () => {
    const number = await consignment();
    await decide(house.anna, hold(number), NOON);
    await decide(house.anna, refuse(number), NOON);
    await expect(declineSecond(house.anna, { number, note: "mine" }, NOON)).rejects.toMatchObject({ code: "four-eyes" });
    await expect(declineSecond(house.ben, { number, note: "" }, NOON)).rejects.toMatchObject({ kind: "bad-input" });
    expect(await declineSecond(house.ben, { number, note: "not enough" }, NOON)).toMatchObject({ status: "held" });
    await expect(second(house.sun, { number }, NOON)).rejects.toMatchObject({ kind: "conflict" });
    await expect(undo(house.anna, { number }, NOON)).rejects.toMatchObject({ code: "nothing-to-undo" });
  });

  it("is refused where nothing was proposed, or a revision came since", async () => {
    const number = await consignment();
    await expect(second(house.ben, { number }, NOON)).rejects.toMatchObject({ code: "nothing-to-second" });
    await decide(house.anna, refuse(number), NOON);
    await house.lodged(number, "3", { revision: 2 });
    await expect(second(house.ben, { number }, NOON)).rejects.toMatchObject({ code: "revised-since" });
    await expect(second(house.mei, { number }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
  });
});

describe("undo", () => {
  it.each([0, 9, 10])("is possible after %i minutes", async (minutes) => {
    const number = await consignment();
    await decide(house.anna, hold(number), NOON);
    expect(await undo(house.anna, { number }, later(minutes))).toMatchObject({ status: "to-triage", undone: "hold", version: 3 });
  });

  it("is too late after 11 minutes", async () => {
    const number = await consignment();
    await decide(house.anna, hold(number), NOON);
    await expect(undo(house.anna, { number }, later(11))).rejects.toMatchObject({ kind: "conflict", code: "too-late-to-undo" });
  });

  it("of a release takes its mark back, of an order cancels it, of a proposal withdraws it", async () => {
    const [release, order, proposal] = [await consignment(), await consignment(), await consignment()];
    await decide(house.anna, { number: release, decision: "release", reason: "low-risk" }, NOON);
    await decide(house.anna, { number: order, decision: "order-examination", reason: "random-check" }, NOON);
    await decide(house.anna, { number: proposal, decision: "refuse", reason: "not-conform" }, NOON);
    expect(await released(release)).toBe(1);
    for (const number of [release, order, proposal]) expect(await undo(house.anna, { number }, later(1))).toMatchObject({ status: "to-triage" });
    expect(await released(release)).toBeNull();
    const [made] = await read((tx) => tx.select().from(examinations).innerJoin(declarations, eq(declarations.id, examinations.declarationId)).where(eq(declarations.number, order)));
    expect(made?.examinations.status).toBe("cancelled");
  });

  it("is refused for another's decision, for none, and where something followed", async () => {
    const number = await consignment();
    await expect(undo(house.anna, { number }, NOON)).rejects.toMatchObject({ kind: "not-found", code: "nothing-to-undo" });
    await decide(house.anna, hold(number), NOON);
    await expect(undo(house.ben, { number }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "not-your-decision" });
    await house.lodged(number, "3", { revision: 2 });
    await expect(undo(house.anna, { number }, later(1))).rejects.toMatchObject({ code: "something-followed" });
    const revised = await consignment();
    await decide(house.anna, { number: revised, decision: "release", reason: "low-risk" }, NOON);
    await lodge(house.feed, { ...wineDeclaration(revised, "2"), revision: 2 }, NOON);
    await expect(undo(house.anna, { number: revised }, later(1))).rejects.toMatchObject({ code: "something-followed" });
    expect(await released(revised)).toBe(1);
  });
});

describe("who has it", () => {
  it("is told, given on and given back; the version that decisions rest on stays", async () => {
    const number = await consignment();
    expect(await assign(house.anna, { number, assignee: "me" }, NOON)).toMatchObject({ assignee: { id: house.anna.id }, version: 1 });
    await expect(assign(house.ben, { number, assignee: "me", expectedAssignee: null }, NOON)).rejects.toMatchObject({ kind: "conflict", code: "assigned-meanwhile", facts: { to: "anna" } });
    expect(await assign(house.ben, { number, assignee: null, expectedAssignee: house.anna.id }, NOON)).toMatchObject({ assignee: null });
  });

  it("is refused for people of other offices, other roles or disabled, and for what is closed", async () => {
    const number = await consignment();
    await expect(assign(house.anna, { number, assignee: house.chen.id }, NOON)).rejects.toMatchObject({ code: "other-office" });
    await expect(assign(house.anna, { number, assignee: house.mei.id }, NOON)).rejects.toMatchObject({ kind: "unprocessable", code: "unknown-person" });
    await expect(assign(house.mei, { number, assignee: "me" }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
    await test.db.update(people).set({ disabledAt: NOON }).where(eq(people.id, house.ben.id));
    await expect(assign(house.anna, { number, assignee: house.ben.id }, NOON)).rejects.toMatchObject({ code: "unknown-person" });
    await test.db.update(people).set({ disabledAt: null }).where(eq(people.id, house.ben.id));
    await decide(house.anna, { number, decision: "release", reason: "low-risk" }, NOON);
    await expect(assign(house.anna, { number, assignee: "me" }, NOON)).rejects.toMatchObject({ code: "not-open" });
  });

  it("of the next is the highest score of the own office, and people who claim at once get different ones", async () => {
    await test.sql.begin(async (sql) => {
      await sql`select set_config('app.scope', 'all', true)`;
      await sql`update consignments set assignee_id = 1 where assignee_id is null`;
    });
    const [green, red] = [await consignment(), await redConsignment()];
    const taken = await Promise.all([claimNext(house.anna, {}, NOON), claimNext(house.ben, {}, NOON)]);
    expect(taken.map((one) => one.number).toSorted()).toEqual([green, red].toSorted());
    await expect(claimNext(house.anna, {}, NOON)).rejects.toMatchObject({ kind: "not-found", code: "nothing-to-claim" });
    await expect(claimNext(house.mei, {}, NOON)).rejects.toMatchObject({ code: "not-permitted" });
  });
});

describe("a saved view", () => {
  const view = { filter: { lane: ["red"], state: "open" }, sort: "score", descending: true };

  it("keeps the desk, is replaced under its name, and is removed by its owner alone", async () => {
    const first = await saveView(house.anna, { name: "Red", shared: false, view }, NOON);
    const again = await saveView(house.anna, { name: "Red", shared: true, view: { ...view, sort: "due" } }, NOON);
    expect(again.id).toBe(first.id);
    const [kept] = await read((tx) => tx.select().from(savedViews).where(eq(savedViews.id, first.id)));
    expect(kept).toMatchObject({ shared: true, view: { sort: "due" }, ownerName: "anna" });
    await expect(deleteView(house.ben, { id: first.id }, NOON)).rejects.toMatchObject({ kind: "not-found", code: "unknown-view" });
    expect(await deleteView(house.anna, { id: first.id }, NOON)).toEqual({ id: first.id });
  });

  it("is refused where it sorts or filters by what is not there", async () => {
    await expect(saveView(house.anna, { name: "X", view: { ...view, sort: "colour" } }, NOON)).rejects.toMatchObject({ kind: "bad-input" });
    await expect(saveView(house.anna, { name: "X", view: { ...view, filter: { colour: "red" } } }, NOON)).rejects.toMatchObject({ kind: "bad-input" });
    await expect(saveView(house.feed, { name: "X", view }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
  });
});
