import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { sessions } from "#db/schema/access";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, type ExampleHouse } from "#db/testing/exampleHouse";
import { expiryOf } from "#lib/access/lifetime";
import { hashOfToken } from "#lib/access/token";
import { dateIn } from "#lib/measures/period";
import { confirmSelection, proposeSelection } from "#lib/triage/commands/selection";
import { keepDraws } from "#lib/triage/commands/seeds";
import type { Officer } from "#lib/triage/officer";
import { call, callerOf, type Caller, type Sent } from "./testing/caller.ts";

const HOUSE = { kind: "system", name: "test" } as const;
const NOW = new Date();
const YESTERDAY = new Date(NOW.getTime() - 86_400_000);
const OFFICE = { office: "2248" };
const SETTING = { redRate: 500, yellowRate: 2_000, randomRate: 10, examinationsPerDay: 4, reason: "Two officers on each shift." };
let test: TestDatabase;
let house: ExampleHouse;
let supervisor: Caller;
let officer: Caller;
let partner: Caller;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  [supervisor, officer, partner] = await Promise.all([callerOf("supervisor"), callerOf("customs_officer"), callerOf("partner")]);
  const { id } = await proposeSelection(house.sun, { ...OFFICE, ...SETTING });
  await confirmSelection({ ...house.sun, id: 900 }, { id });
  await keepDraws(HOUSE, {}, YESTERDAY);
  await keepDraws(HOUSE, {}, NOW);
});
afterAll(() => test.close());

describe("selection over the interface", () => {
  it("tells what each office can examine and took", async () => {
    const first = await officer.call("listSelection", { query: "limit=1" });
    expect(first.body).toMatchObject({ items: [{ office: "2248", setting: { redRate: 500, proposedBy: "sun" }, proposal: null, today: { arrivals: 0 }, passedOverOpen: 0 }] });
    expect((await officer.call("listSelection", { query: `limit=5&after=${String(first.body["next"])}` })).body).toMatchObject({ items: [{ office: "5304", setting: null }], next: null });
  });

  it("shows a day's draw with its seed once the day has ended, recomputed", async () => {
    const past = await officer.call("getDraw", { path: { ...OFFICE, day: dateIn(YESTERDAY) } });
    expect(past.body).toMatchObject({ late: true, seed: expect.stringMatching(/^[0-9a-f]{64}$/), recheck: { seedMatches: true, checked: 0, wrong: [] }, items: [], next: null });
    expect((await officer.call("getDraw", { path: { ...OFFICE, day: dateIn(NOW) } })).body).toMatchObject({ late: false, seed: null, recheck: null });
  });

  it("tells why a lane is one, and what adds up to the score", async () => {
    await house.lodged("SEL-1", "20000");
    const { body } = await officer.call("getAssessment", { path: { number: "SEL-1" } });
    const parts = body["parts"] as { points: number }[];
    expect(body).toMatchObject({ status: "complete", lane: "red", laneBy: "mandatory", parts: expect.arrayContaining([{ kind: "finding", rule: "volume-over-capacity", line: 1, points: 80 }]) });
    expect(parts.reduce((sum, part) => sum + part.points, 0)).toBe(body["score"]);
  });

  it("tops up and tells who is on duty", async () => {
    expect((await supervisor.call("postTopUp", { path: OFFICE, body: {} })).body).toEqual({ office: "2248", taken: [], left: expect.any(Number) });
    expect((await officer.call("getDuty", { path: OFFICE })).body).toMatchObject({ office: "2248", people: [] });
  });

  it.each<[string, () => Promise<{ status: number; body: Record<string, unknown> }>, number, string]>([
    ["proposed by a key", () => supervisor.call("postSelectionSetting", { path: OFFICE, body: SETTING }), 403, "people-only"],
    ["proposed by an officer", () => officer.call("postSelectionSetting", { path: OFFICE, body: SETTING }), 403, "not-permitted"],
    ["answered by a key", () => supervisor.call("postSelectionAnswer", { path: { id: "1" }, body: { answer: "confirm" } }), 403, "people-only"],
    ["answered by a number that is none", () => supervisor.call("postSelectionAnswer", { path: { id: "x" }, body: { answer: "confirm" } }), 404, "unknown-proposal"],
    ["topped up where nothing is set", () => supervisor.call("postTopUp", { path: { office: "5304" }, body: {} }), 409, "no-selection-settings"],
    ["topped up by an officer", () => officer.call("postTopUp", { path: OFFICE, body: {} }), 403, "not-permitted"],
    ["put on duty by a key", () => supervisor.call("putDuty", { path: OFFICE, body: { from: dateIn(NOW), to: dateIn(NOW), people: [] } }), 403, "people-only"],
    ["drawn on no such day", () => officer.call("getDraw", { path: { ...OFFICE, day: "2020-01-01" } }), 404, "not-found"],
    ["looked at by a partner", () => partner.call("listSelection", {}), 403, "not-permitted"],
  ])("%s is refused", async (_case, asking, status, code) => expect(await asking()).toMatchObject({ status, body: { code } }));
});

/** Calls the interface as a person who is signed in. */
async function as({ id }: Officer): Promise<(operation: string, sent?: Sent) => ReturnType<typeof call>> {
  const token = randomBytes(16).toString("hex");
  await test.db.insert(sessions).values({ tokenHash: hashOfToken(token), personId: id, startedAt: NOW, lastSeenAt: NOW, expiresAt: expiryOf(NOW) });
  return (operation, sent = {}) => call(operation, { ...sent, headers: { cookie: `tallyhouse-session=${token}`, ...sent.headers } });
}

describe("the work of an office over the interface", () => {
  it("decides, tells the importer what to correct, and takes back one decision however often that is asked", async () => {
    await house.lodged("ACT-1", "1");
    const anna = await as(house.anna);
    const path = { number: "ACT-1" };
    const seen = await anna("getConsignment", { path });
    expect(seen.body).toMatchObject({ status: "to-triage", assignee: null, allowed: expect.arrayContaining(["release", "hold"]), decisions: [], examinations: [] });
    const body = { decision: "request-correction", reason: "lot-or-date-missing", asked: "State the lot of line 1." };
    const made = await anna("postConsignmentDecision", { path, body, headers: { "if-match": seen.headers.get("etag") ?? "" } });
    expect([made.status, made.headers.get("etag"), made.body]).toMatchObject([200, `"${String(made.body["version"])}"`, { status: "correction-requested", proposed: false }]);
    expect((await anna("postConsignmentDecision", { path, body })).body).toEqual(made.body);
    expect((await officer.call("getConsignment", { path })).body).toMatchObject({ decisions: [{ decision: "request-correction", asked: "State the lot of line 1.", by: { name: "anna" }, waits: false }] });
    expect((await officer.call("getDeclarationStanding", { path })).body).toMatchObject({ standing: "correction-requested", reason: "lot-or-date-missing", asked: "State the lot of line 1." });
    const undo = { path, body: {}, headers: { "if-match": made.headers.get("etag") ?? "" } };
    expect((await anna("postConsignmentUndo", undo)).body).toMatchObject({ status: "to-triage", undone: "request-correction" });
    expect(await anna("postConsignmentUndo", undo)).toMatchObject({ status: 412, body: { code: "changed-meanwhile" } });
  });

  it("has one winner of two who decide on what they saw, and a second person where it weighs", async () => {
    await house.lodged("ACT-2", "1");
    const [anna, ben] = [await as(house.anna), await as(house.ben)];
    const path = { number: "ACT-2" };
    const headers = { "if-match": (await anna("getConsignment", { path })).headers.get("etag") ?? "" };
    expect((await anna("postConsignmentDecision", { path, headers, body: { decision: "refuse", reason: "not-conform" } })).body).toMatchObject({ status: "refusal-proposed", proposed: true });
    expect(await ben("postConsignmentDecision", { path, headers, body: { decision: "hold", reason: "documents-disagree" } })).toMatchObject({ status: 412, body: { code: "decided-meanwhile", by: "anna" } });
    expect(await ben("postConsignmentDecision", { path, body: { decision: "hold", reason: "documents-disagree" } })).toMatchObject({ status: 409, body: { code: "not-allowed-now" } });
    expect((await officer.call("getDeclarationStanding", { path })).body).toMatchObject({ standing: "under-review", asked: null });
    expect(await anna("postConsignmentDecisionAnswer", { path, body: { answer: "confirm" } })).toMatchObject({ status: 403, body: { code: "four-eyes" } });
    expect((await ben("postConsignmentDecisionAnswer", { path, body: { answer: "decline", note: "It conforms." } })).body).toMatchObject({ status: "to-triage" });
    expect((await ben("postConsignmentDecisionAnswer", { path, body: { answer: "decline", note: "It conforms." } })).body).toMatchObject({ status: "to-triage" });
  });

  it("gives consignments to people, one by one and many at once, and says of each what became of it", async () => {
    for (const number of ["ACT-3", "ACT-4"]) await house.lodged(number, "1");
    const [anna, ben] = [await as(house.anna), await as(house.ben)];
    const path = { number: "ACT-3" };
    expect((await anna("putConsignmentAssignee", { path, body: { assignee: "me", expectedAssignee: null } })).body).toMatchObject({ assignee: { id: house.anna.id } });
    expect(await ben("putConsignmentAssignee", { path, body: { assignee: "me", expectedAssignee: null } })).toMatchObject({ status: 409, body: { code: "assigned-meanwhile" } });
    expect((await ben("postConsignmentAssignments", { body: { numbers: ["ACT-4", "NONE"], assignee: house.anna.id } })).body).toMatchObject({ items: [{ number: "ACT-4", ok: true }, { number: "NONE", ok: false, code: "unknown-consignment" }] });
    expect((await anna("postConsignmentDecisions", { body: { numbers: ["ACT-4", "ACT-2", "NONE"], decision: "resume", reason: "held-in-error" } })).body).toMatchObject({ items: [{ code: "not-allowed-now" }, { code: "not-allowed-now" }, { code: "unknown-consignment" }] });
    expect((await ben("postConsignmentClaim", { body: {} })).body).toMatchObject({ assignee: { id: house.ben.id } });
  });

  it("lists the examinations of an office, and takes the report of one once", async () => {
    await house.lodged("ACT-5", "1");
    const [anna, ben] = [await as(house.anna), await as(house.ben)];
    const body = { decision: "order-examination", reason: "random-check", examination: { kind: "physical", instructions: "Count the bottles." } };
    expect((await anna("postConsignmentDecision", { path: { number: "ACT-5" }, body })).body).toMatchObject({ status: "examination-ordered" });
    const listed = (await officer.call("listExaminations", { query: "office=2248&status=ordered&q=ACT-5" })).body["items"] as readonly { id: number }[];
    expect(listed).toMatchObject([{ number: "ACT-5", kind: "physical", instructions: "Count the bottles.", orderedBy: "anna", examiner: null, result: null }]);
    const path = { id: String(listed[0]?.id) };
    const report = { result: "discrepancy", note: "Two bottles, not one." };
    for (const answer of [await ben("postExaminationReport", { path, body: report }), await ben("postExaminationReport", { path, body: report })]) expect(answer.body).toEqual({ id: listed[0]?.id, number: "ACT-5", result: "discrepancy" });
    expect(await anna("postExaminationReport", { path, body: { result: "conform" } })).toMatchObject({ status: 409, body: { code: "already-reported" } });
    expect(await anna("postExaminationReport", { path, body: { result: "discrepancy" } })).toMatchObject({ status: 400, body: { errors: [{ pointer: "/note", code: "missing" }] } });
    expect((await officer.call("getConsignment", { path: { number: "ACT-5" } })).body).toMatchObject({ examinations: [{ status: "reported", note: "Two bottles, not one.", reportedBy: "ben" }] });
  });

  it.each<[string, () => Promise<{ status: number; body: Record<string, unknown> }>, number, string]>([
    ["a finding that is none, reviewed", async () => (await as(house.anna))("postFindingReview", { path: { id: "999999" }, body: { result: "confirmed", note: "x" } }), 404, "unknown-finding"],
    ["reported by a key", () => officer.call("postExaminationReport", { path: { id: "1" }, body: { result: "conform" } }), 403, "people-only"],
    ["reported by a number that is none", async () => (await as(house.anna))("postExaminationReport", { path: { id: "x" }, body: { result: "conform" } }), 404, "not-found"],
    ["decided by a key", () => officer.call("postConsignmentDecision", { path: { number: "ACT-1" }, body: { decision: "hold", reason: "documents-disagree" } }), 403, "people-only"],
    ["decided by a partner", () => partner.call("postConsignmentDecision", { path: { number: "ACT-1" }, body: { decision: "hold", reason: "documents-disagree" } }), 403, "not-permitted"],
    ["decided at another office", async () => (await as(house.chen))("postConsignmentDecision", { path: { number: "ACT-1" }, body: { decision: "hold", reason: "documents-disagree" } }), 403, "other-office"],
    ["decided for a reason that is none", async () => (await as(house.anna))("postConsignmentDecision", { path: { number: "ACT-1" }, body: { decision: "hold", reason: "low-risk" } }), 400, "unknown-reason"],
    ["asked of nobody", async () => (await as(house.anna))("postConsignmentDecision", { path: { number: "ACT-1" }, body: { decision: "hold", reason: "documents-disagree", asked: "x" } }), 400, "invalid-input"],
    ["turned down without a note", async () => (await as(house.ben))("postConsignmentDecisionAnswer", { path: { number: "ACT-2" }, body: { answer: "decline" } }), 400, "invalid-input"],
    ["undone by a key", () => officer.call("postConsignmentUndo", { path: { number: "ACT-1" }, body: {} }), 403, "people-only"],
    ["given away by a key", () => supervisor.call("putConsignmentAssignee", { path: { number: "ACT-1" }, body: { assignee: null } }), 403, "people-only"],
    ["claimed by a key", () => supervisor.call("postConsignmentClaim", { body: {} }), 403, "people-only"],
    ["looked at by a partner", () => partner.call("getConsignment", { path: { number: "ACT-1" } }), 403, "not-permitted"],
    ["looked at where there is none", () => officer.call("getConsignment", { path: { number: "NONE" } }), 404, "unknown-consignment"],
    ["told to another importer", () => partner.call("getDeclarationStanding", { path: { number: "ACT-1" } }), 404, "not-found"],
  ])("%s is refused", async (_case, asking, status, code) => expect(await asking()).toMatchObject({ status, body: { code } }));
});
