import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, type ExampleHouse } from "#db/testing/exampleHouse";
import { dateIn } from "#lib/measures/period";
import { confirmSelection, proposeSelection } from "#lib/triage/commands/selection";
import { keepDraws } from "#lib/triage/commands/seeds";
import { callerOf, type Caller } from "./testing/caller.ts";

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
