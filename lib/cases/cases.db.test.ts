import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { findings } from "#db/schema/risk";
import { testDatabase, type TestDatabase } from "#db/testing";
import { reading } from "#lib/audit/command";
import { noticesOf } from "#lib/notices/queries";
import { decide } from "#lib/triage/commands/decide";
import { NOON, exampleHouse, type ExampleHouse } from "#db/testing/exampleHouse";
import { confirmClosing, declineClosing, proposeClosing, reopenCase } from "./commands/close.ts";
import { openCase } from "./commands/open.ts";
import { addExhibit, addFact, addNote, linkConsignments } from "./commands/record.ts";
import { addTask, assignCase, completeTask } from "./commands/task.ts";
import { exhibitHash } from "./exhibit.ts";
import { casesOf, listCases, readCase } from "./queries/cases.ts";
import { sourceOf } from "./queries/sources.ts";
import { caseTimeline } from "./queries/timeline.ts";

const allegation = "60,000 bottles were declared of 18,000 certified.";
let test: TestDatabase;
let house: ExampleHouse;
let third: number;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await house.lodged("W-1", "10000");
  await house.lodged("W-2", "8000");
  third = await house.lodged("W-3", "42000");
});
afterAll(() => test.close());

let drawnUp = 0;
const opened = async (title = "The 2023 wine", consignments = ["W-3"]) => (await openCase(house.anna, { title, allegation: `${allegation} ${++drawnUp}`, consignments }, NOON)).number;

describe("opening", () => {
  it("numbers cases without gaps, however many open at once, and begins anew each year", async () => {
    const numbers = await Promise.all(Array.from({ length: 5 }, (_, n) => opened(`Case ${n}`)));
    await expect(openCase(house.anna, { title: "None", allegation, consignments: ["NONE"] }, NOON)).rejects.toMatchObject({ kind: "unprocessable", code: "unknown-consignment", errors: [{ pointer: "/consignments/0" }] });
    numbers.push(await opened());
    expect(numbers.toSorted()).toEqual(["C-2026-000001", "C-2026-000002", "C-2026-000003", "C-2026-000004", "C-2026-000005", "C-2026-000006"]);
    expect((await openCase(house.anna, { title: "Next year", allegation, consignments: ["W-3"] }, new Date("2026-12-31T16:00:00Z"))).number).toBe("C-2027-000001");
  });

  it("takes in revisions, certificate, findings and decisions with the hash of each record as it is", async () => {
    await decide(house.anna, { number: "W-3", decision: "hold", reason: "capacity-exceeded" }, NOON);
    const number = await opened("Exhibits", ["W-2", "W-3"]);
    const page = await readCase(house.mei, number);
    expect(page.exhibits.map((exhibit) => `${exhibit.no} ${exhibit.kind} ${exhibit.reference}`)).toEqual(expect.arrayContaining(["1 declaration W-2/1", "2 declaration W-3/1", "3 certificate CAP-WINE"]));
    expect(new Set(page.exhibits.map((exhibit) => exhibit.kind))).toEqual(new Set(["declaration", "certificate", "finding", "decision"]));
    expect(page.consignments.map((consignment) => consignment.number)).toEqual(["W-2", "W-3"]);
    for (const exhibit of page.exhibits) {
      const source = await reading(house.mei, "case.read", (tx) => sourceOf(tx, exhibit.kind, exhibit.reference));
      expect(exhibitHash(source?.record)).toBe(exhibit.sha256);
    }
  });

  it("is refused for roles that may not, keys, and without consignments or an allegation", async () => {
    await expect(openCase(house.feed, { title: "x", allegation, consignments: ["W-3"] }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
    await expect(openCase({ kind: "key", id: 5, name: "k", role: "supervisor", organisation: 1 }, { title: "x", allegation, consignments: ["W-3"] }, NOON)).rejects.toMatchObject({ code: "people-only" });
    await expect(openCase(house.anna, { title: "x", allegation: " ", consignments: [] }, NOON)).rejects.toMatchObject({ kind: "bad-input" });
  });
});

const newest = async (person: number) => (await reading(house.mei, "notice.read", (tx) => noticesOf(tx, person, { limit: 1 }))).rows[0];

describe("what is sent again because its answer was lost", () => {
  const minutes = (count: number) => new Date(NOON.getTime() + count * 60_000);

  it("is kept once within ten minutes, and anew after them, by somebody else or in other words", async () => {
    const said = { title: "Sent twice", allegation, consignments: ["W-1", "W-3"] };
    const first = await openCase(house.anna, said, NOON);
    const number = first.number;
    expect(await openCase(house.anna, { ...said, consignments: ["W-3", "W-1"] }, minutes(9))).toEqual(first);
    expect((await openCase(house.anna, { ...said, consignments: ["W-1"] }, minutes(9))).number).not.toBe(number);
    expect((await openCase(house.mei, said, minutes(9))).number).not.toBe(number);
    expect((await openCase(house.anna, said, minutes(10))).number).not.toBe(number);

    for (const at of [0, 9, 20]) {
      await addFact(house.mei, { number, statement: "The third crossed it." }, minutes(at));
      await addNote(house.mei, { number, text: "Called the importer." }, minutes(at));
      await addTask(house.mei, { number, title: "Call again" }, minutes(at));
    }
    await addFact(house.mei, { number, statement: "The third crossed it.", exhibit: 1 }, minutes(21));
    await addNote(house.moe, { number, text: "Called the importer." }, minutes(21));
    const read = await readCase(house.mei, number);
    expect([read.facts.length, read.notes.length, read.tasks.length, read.case.version]).toEqual([3, 3, 2, 9]);
    const repeats = await reading(house.mei, "case.read", (tx) => tx.select({ facts: auditEntries.facts }).from(auditEntries).where(and(eq(auditEntries.action, "case.repeat"), eq(auditEntries.subjectId, number))));
    expect(repeats.length).toBe(4);
  });
});

describe("work on a case", () => {
  it("records facts that rest on a finding or an exhibit of the case", async () => {
    const number = await opened();
    const [finding] = await reading(house.mei, "case.read", (tx) => tx.select().from(findings).where(eq(findings.declarationId, third)));
    await addFact(house.mei, { number, statement: "The capacity was crossed by the third declaration.", finding: finding?.id, exhibit: 1 }, NOON);
    expect(await readCase(house.mei, number)).toMatchObject({ case: { status: "investigating", version: 2 }, facts: [{ findingId: finding?.id, exhibitNo: 1, byName: "mei" }] });
    await expect(addFact(house.mei, { number, statement: "x", exhibit: 99 }, NOON)).rejects.toMatchObject({ kind: "unprocessable", code: "unknown-exhibit" });
    await expect(addFact(house.mei, { number, statement: "x", finding: 999_999 }, NOON)).rejects.toMatchObject({ code: "finding-not-of-case" });
    await expect(addFact(house.anna, { number, statement: "x" }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
    await expect(addFact(house.mei, { number: "C-1", statement: "x" }, NOON)).rejects.toMatchObject({ kind: "not-found", code: "unknown-case" });
    await expect(addFact(house.mei, { number, statement: "x", expectedVersion: 1 }, NOON)).rejects.toMatchObject({ kind: "conflict", code: "changed-meanwhile" });
  });

  it("writes notes that mention people who are there", async () => {
    const number = await opened();
    expect(await addNote(house.mei, { number, text: "@moe please ask @nobody or mail a@b.cn; @moe" }, NOON)).toMatchObject({ mentions: ["moe"] });
    expect(await newest(house.moe.id)).toMatchObject({ kind: "mentioned", href: `/cases/${number}`, title: { en: `mei mentioned you in case ${number}` }, body: { zh: expect.stringContaining("please ask") as string } });
    await addNote(house.mei, { number, text: "to myself: @mei" }, NOON);
    expect(await newest(house.mei.id)).toBeUndefined();
    await expect(addNote(house.mei, { number, text: " " }, NOON)).rejects.toMatchObject({ kind: "bad-input" });
    await expect(addNote(house.anna, { number, text: "x" }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
  });

  it("keeps tasks for people, until they are done", async () => {
    const number = await opened();
    const { id } = await addTask(house.mei, { number, title: "Ask the inspection body", assignee: house.moe.id, dueOn: "2026-03-09" }, NOON);
    expect(await newest(house.moe.id)).toMatchObject({ kind: "given", body: { en: "Ask the inspection body, due 2026-03-09", zh: "Ask the inspection body（2026-03-09 前）" } });
    await completeTask(house.moe, { number, task: id }, NOON);
    expect((await readCase(house.mei, number)).tasks).toMatchObject([{ title: "Ask the inspection body", assigneeName: "moe", dueOn: "2026-03-09", done: true, doneByName: "moe" }]);
    await expect(addTask(house.mei, { number, title: "x", dueOn: "2026-02-30" }, NOON)).rejects.toMatchObject({ kind: "bad-input", errors: [{ code: "not-a-date" }] });
    await expect(addTask(house.mei, { number, title: "x", assignee: 999 }, NOON)).rejects.toMatchObject({ code: "unknown-person" });
    await expect(completeTask(house.moe, { number, task: 999_999 }, NOON)).rejects.toMatchObject({ kind: "not-found", code: "unknown-task" });
    await expect(completeTask(house.anna, { number, task: id }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
  });

  it("is given to people who may work on it", async () => {
    const number = await opened();
    expect(await assignCase(house.mei, { number, assignee: house.moe.id }, NOON)).toMatchObject({ assignee: { name: "moe" } });
    expect(await newest(house.moe.id)).toMatchObject({ kind: "given", title: { zh: `mei将案件 ${number} 交您承办` } });
    await expect(assignCase(house.mei, { number, assignee: house.anna.id }, NOON)).rejects.toMatchObject({ code: "unknown-person" });
    expect((await reading(house.mei, "case.read", (tx) => listCases(tx, { assignee: house.moe.id }, { limit: 10 }))).items.map((item) => item.number)).toEqual([number]);
  });

  it("links further consignments with what is recorded of them, once", async () => {
    const number = await opened();
    expect(await linkConsignments(house.mei, { number, consignments: ["W-1", "W-3"] }, NOON)).toMatchObject({ linked: ["W-1"], exhibits: 1 });
    expect(await addExhibit(house.mei, { number, kind: "declaration", reference: "W-1/1" }, NOON)).toMatchObject({ no: null });
    expect((await addExhibit(house.mei, { number, kind: "declaration", reference: "W-2/1" }, NOON)).no).toBeGreaterThan(1);
    await expect(addExhibit(house.mei, { number, kind: "certificate", reference: "NONE" }, NOON)).rejects.toMatchObject({ kind: "unprocessable", code: "unknown-reference" });
    await expect(linkConsignments(house.anna, { number, consignments: ["W-1"] }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
    expect((await reading(house.mei, "case.read", (tx) => casesOf(tx, third))).some((one) => one.number === number)).toBe(true);
  });
});

describe("closing", () => {
  const closing = { outcome: "violation-confirmed", note: "The declarations cannot all be true." };

  it("takes two people, and can be opened again with a reason", async () => {
    const number = await opened();
    await proposeClosing(house.mei, { number, ...closing }, NOON);
    await expect(addFact(house.mei, { number, statement: "late" }, NOON)).rejects.toMatchObject({ kind: "conflict", code: "case-not-allowed-now" });
    await expect(confirmClosing(house.mei, { number }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    expect(await confirmClosing(house.moe, { number }, NOON)).toMatchObject({ status: "closed" });
    expect(await readCase(house.mei, number)).toMatchObject({ case: { status: "closed", outcome: "violation-confirmed", closedAt: NOON }, actions: ["reopen", "make-dossier"] });
    await expect(reopenCase(house.mei, { number }, NOON)).rejects.toMatchObject({ kind: "bad-input" });
    await reopenCase(house.mei, { number, reason: "New evidence." }, NOON);
    expect(await readCase(house.mei, number)).toMatchObject({ case: { status: "investigating", outcome: null, closedAt: null } });
  });

  it("turned down goes on; of two who answer at once one is heard", async () => {
    const number = await opened();
    const { version } = await proposeClosing(house.mei, { number, ...closing }, NOON);
    const outcomes = await Promise.allSettled([confirmClosing(house.moe, { number, expectedVersion: version }, NOON), declineClosing(house.sun, { number, note: "Not yet.", expectedVersion: version }, NOON)]);
    expect(outcomes.filter((outcome) => outcome.status === "fulfilled")).toHaveLength(1);
    expect(outcomes.find((outcome) => outcome.status === "rejected")).toMatchObject({ reason: { kind: "conflict" } });
  });

  it.each([
    ["confirm", () => confirmClosing],
    ["decline", () => declineClosing],
    ["reopen", () => reopenCase],
  ] as const)("to %s what was not proposed or closed is refused", async (_, act) => {
    const number = await opened();
    const words = act() === confirmClosing ? {} : act() === declineClosing ? { note: "x" } : { reason: "x" };
    await expect(act()(house.moe, { number, ...words }, NOON)).rejects.toMatchObject({ code: "case-not-allowed-now" });
    await expect(act()(house.anna, { number, ...words }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
  });
});

describe("the record of a case", () => {
  it("tells what was done and read, with the decisions on its consignments, in order of time", async () => {
    const number = await opened("Timeline", ["W-2"]);
    await decide(house.anna, { number: "W-2", decision: "hold", reason: "capacity-exceeded" }, new Date(NOON.getTime() + 1000));
    await readCase(house.moe, number);
    await expect(readCase(house.moe, "C-0")).rejects.toMatchObject({ kind: "not-found" });
    await expect(readCase(house.feed, number)).rejects.toMatchObject({ code: "not-permitted" });
    const moments = await reading(house.mei, "case.read", (tx) => caseTimeline(tx, number));
    const told = moments.map((moment) => (moment.kind === "decision" ? `${moment.by} decides ${moment.decision}` : `${moment.by} ${moment.action}`));
    expect(told).toEqual(expect.arrayContaining(["window declaration.lodge", "anna case.open", "anna decides hold", "moe case.read"]));
    expect(told).not.toContain("anna consignment.hold");
    expect(moments.map((moment) => moment.at.getTime())).toEqual(moments.map((moment) => moment.at.getTime()).toSorted((a, b) => a - b));
  });

  it("pages through cases by state and words, the newest first", async () => {
    const page = (after?: string) => reading(house.mei, "case.read", (tx) => listCases(tx, { state: "open", q: "case " }, { limit: 3, after }));
    const first = await page();
    const next = await page(first.next ?? undefined);
    expect([...first.items, ...next.items].map((item) => item.title).toSorted()).toEqual(["Case 0", "Case 1", "Case 2", "Case 3", "Case 4"]);
    expect(next.next).toBeNull();
    expect(first.items[0]).toMatchObject({ consignments: 1, openTasks: 0, status: "open" });
  });
});
