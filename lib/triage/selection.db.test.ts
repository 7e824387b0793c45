import { asc, eq, like } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { declarations } from "#db/schema/consignments";
import { assessments } from "#db/schema/risk";
import { drawSeeds, selectionDays, selections } from "#db/schema/selection";
import { consignments, examinations } from "#db/schema/triage";
import { NOON, exampleHouse, wineDeclaration, type ExampleHouse } from "#db/testing/exampleHouse";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { noticesOf } from "#lib/notices/queries";
import { reportExamination } from "#lib/inspections/commands";
import { lodgeMany } from "#lib/lodging/commands/combine";
import { dateIn } from "#lib/measures/period";
import { assessDeclarations } from "./commands/assess.ts";
import { decide } from "./commands/decide.ts";
import { setDuty } from "./commands/duty.ts";
import { reassignExaminer } from "./commands/examiner.ts";
import { keepDraws } from "./commands/seeds.ts";
import { selectLanes, type Sortable } from "./commands/selecting.ts";
import { confirmSelection, declineSelection, proposeSelection, withdrawSelection } from "./commands/selection.ts";
import { second } from "./commands/second.ts";
import { topUp } from "./commands/top-up.ts";
import { drawOf, drawnPage, recheckDraw } from "./queries/draws.ts";
import { sorterOf } from "./queries/past-lanes.ts";
import { officesSelection, settingsInForce } from "./queries/selection.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
const [TODAY, TOMORROW] = [dateIn(NOON), new Date(NOON.getTime() + 86_400_000)];
const PROPOSAL = { office: "2248", redRate: 500, yellowRate: 2_000, randomRate: 200, examinationsPerDay: 12, reason: "Two officers, six containers each." };
let test: TestDatabase;
let house: ExampleHouse;
let admin: Actor;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  admin = { ...house.sun, id: 900, login: "ada", name: "ada", role: "administrator" };
});
afterAll(() => test.close());

/** Changes rows as nobody in the house can. */
const tamper = (statement: string) => test.owner.begin(async (sql) => [await sql`select set_config('app.scope', 'all', true)`, await sql.unsafe(statement)]);
/** A declaration of a few bottles that no certificate is too small for. */
const small = (number: string, bottles = "1") => house.lodged(number, bottles, wineDeclaration(number, bottles, 2022));
const look = <Result>(work: Parameters<typeof reading<Result>>[2]) => reading(SYSTEM, "selection.read", work);
function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("nothing is there");
  return value;
}
const row = (number: string) => look(async (tx) => there((await tx.select().from(consignments).where(eq(consignments.number, number)))[0]));
const day = (office = "2248") => look(async (tx) => there((await tx.select().from(selectionDays).where(eq(selectionDays.officeCode, office)).orderBy(asc(selectionDays.day)))[0]));
const drawOn = (on: typeof TODAY) => look(async (tx) => there(await drawOf(tx, "2248", on)));
async function inForce(changes: Partial<typeof PROPOSAL> = {}) {
  const { id } = await proposeSelection(house.sun, { ...PROPOSAL, ...changes }, NOON);
  return confirmSelection(admin, { id }, NOON);
}
/** A declaration as it is sorted, without goods. */
const sortable = (declarationId: number, score: number, office: string, critical = false): Sortable => ({
  subject: { declarationId, number: `N-${declarationId}`, revision: 1, status: "lodged", office: { code: office, verified: true } },
  assessment: { score, findings: critical ? [{ rule: "volume-over-capacity", version: 1, severity: "critical", points: score, facts: {}, wording: { en: "", zh: "" }, line: null, setting: null, snooze: null }] : [] },
});

describe("an office without settings", () => {
  it("sorts by the score alone and draws nothing", async () => {
    for (const [number, bottles] of [["PLAIN-1", "10"], ["PLAIN-2", "20000"]] as const) await house.lodged(number, bottles);
    expect(await row("PLAIN-1")).toMatchObject({ lane: "green", laneBy: "score" });
    expect(await row("PLAIN-2")).toMatchObject({ lane: "red", laneBy: "score" });
    expect(await look((tx) => tx.$count(selections))).toBe(0);
    await expect(topUp(house.sun, { office: "2248" }, NOON)).rejects.toMatchObject({ code: "no-selection-settings" });
  });
});

describe("settings", () => {
  it("count once another person confirmed them", async () => {
    const { id } = await proposeSelection(house.sun, PROPOSAL, NOON);
    expect((await proposeSelection(house.sun, PROPOSAL, NOON)).id).toBe(id);
    expect((await look(settingsInForce)).size).toBe(0);
    await expect(confirmSelection(house.sun, { id }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    await expect(declineSelection(house.sun, { id, note: "no" }, NOON)).rejects.toMatchObject({ code: "four-eyes" });
    await expect(proposeSelection(house.sun, { ...PROPOSAL, redRate: 600 }, NOON)).rejects.toMatchObject({ kind: "conflict", code: "proposal-waits" });
    await confirmSelection(admin, { id }, NOON);
    expect(await confirmSelection(admin, { id }, NOON)).toMatchObject({ state: "confirmed", answeredByName: "ada" });
    await expect(declineSelection({ ...house.sun, id: 901 }, { id, note: "late" }, NOON)).rejects.toMatchObject({ code: "proposal-answered" });
    expect((await look(settingsInForce)).get("2248")).toMatchObject({ redRate: 500, randomRate: 200, examinationsPerDay: 12 });
  });

  it("are declined with a note, taken back by their proposer alone, and the one before stays in force", async () => {
    const first = await proposeSelection(house.sun, { ...PROPOSAL, redRate: 900 }, NOON);
    await expect(withdrawSelection({ ...house.sun, id: 901 }, { id: first.id }, NOON)).rejects.toMatchObject({ code: "not-your-decision" });
    await withdrawSelection(house.sun, { id: first.id }, NOON);
    const again = await proposeSelection(house.sun, { ...PROPOSAL, redRate: 900 }, NOON);
    expect(await declineSelection(admin, { id: again.id, note: "Too many for two." }, NOON)).toMatchObject({ state: "declined", answerNote: "Too many for two." });
    expect((await look((tx) => noticesOf(tx, house.sun.id, { limit: 1 }))).rows).toMatchObject([{ kind: "change-answered", body: { en: "Too many for two." }, href: "/rules/selection/2248" }]);
    expect((await look(settingsInForce)).get("2248")).toMatchObject({ redRate: 500 });
  });

  it.each([
    ["an officer", () => proposeSelection(house.anna, PROPOSAL), { code: "not-permitted" }],
    ["a random share above the red rate", () => proposeSelection(house.sun, { ...PROPOSAL, randomRate: 501 }), { errors: [{ pointer: "/randomRate", code: "random-above-red" }] }],
    ["rates above everything", () => proposeSelection(house.sun, { ...PROPOSAL, yellowRate: 9_501 }), { errors: [{ pointer: "/yellowRate", code: "rates-above-all" }] }],
    ["an unknown office", () => proposeSelection(house.sun, { ...PROPOSAL, office: "9999" }), { code: "unknown-office" }],
    ["an unknown proposal", () => confirmSelection(admin, { id: 999_999 }), { code: "unknown-proposal" }],
    ["an officer's confirmation", () => confirmSelection(house.anna, { id: 1 }), { code: "not-permitted" }],
    ["an officer's top-up", () => topUp(house.anna, { office: "2248" }), { code: "not-permitted" }],
  ])("are refused for %s", async (_, attempt, refusal) => expect(attempt()).rejects.toMatchObject(refusal));
});

describe("a day under settings", () => {
  it("draws each arrival once, under a seed that was committed and is secret until the day has ended", async () => {
    expect(await keepDraws(SYSTEM, {}, NOON)).toEqual({ committed: 2, revealed: 0 });
    expect(await keepDraws(SYSTEM, {}, NOON)).toEqual({ committed: 0, revealed: 0 });
    await lodgeMany(house.feed, Array.from({ length: 60 }, (_, n) => wineDeclaration(`DAY-${n}`, "1", 2022)), NOON);
    const ids = (await look((tx) => tx.select({ id: declarations.id }).from(declarations).where(like(declarations.number, "DAY-%")))).map(({ id }) => id);
    await assessDeclarations(ids, "lodged", NOON);
    const drawn = await look((tx) => tx.select().from(selections).where(eq(selections.drawn, true)));
    expect(await day()).toMatchObject({ arrivals: 60, random: drawn.length });
    await assessDeclarations(ids, "again", NOON);
    expect(await day()).toMatchObject({ arrivals: 60, random: drawn.length });
    const before = await drawOn(TODAY);
    expect(before).toMatchObject({ late: true, seed: null });
    expect((await look((tx) => drawnPage(tx, before, { limit: 5 }))).items.every(({ fraction }) => fraction === null)).toBe(true);
    expect(await look((tx) => recheckDraw(tx, before))).toBeUndefined();
    expect(await keepDraws(SYSTEM, {}, TOMORROW)).toEqual({ committed: 1, revealed: 1 });
    const after = await drawOn(TODAY);
    expect(await look((tx) => recheckDraw(tx, after))).toEqual({ seedMatches: true, checked: 60, wrong: [] });
    expect(await drawOn(dateIn(TOMORROW))).toMatchObject({ late: false, seed: null });
    const [entry] = await test.owner`select count(*)::int as entries from audit_entries where action in ('draw.commit', 'draw.reveal') and subject_id = ${`2248:${TODAY}`}`;
    expect(entry).toEqual({ entries: 2 });
  });

  it("a recorded draw that was tampered with is named by the recheck", async () => {
    await tamper(`update selections set drawn = not drawn where number = 'DAY-7'`);
    const draw = await drawOn(TODAY);
    expect(await look((tx) => recheckDraw(tx, draw))).toMatchObject({ seedMatches: true, wrong: ["DAY-7"] });
    await tamper(`update selections set drawn = not drawn where number = 'DAY-7'`);
    await expect(reading(SYSTEM, "selection.read", (tx) => tx.update(selections).set({ drawn: true }))).rejects.toMatchObject({ cause: { code: "42501" } });
    await expect(reading(SYSTEM, "selection.read", (tx) => tx.update(drawSeeds).set({ commitment: "x" }))).rejects.toMatchObject({ cause: { code: "42501" } });
  });

  it("what must be examined is red beside the rate", async () => {
    await house.lodged("OVER-1", "20000");
    expect(await row("OVER-1")).toMatchObject({ lane: "red", laneBy: "mandatory" });
    expect(await day()).toMatchObject({ arrivals: 61, mandatory: 1 });
  });
});

describe("many at once", () => {
  it("two assessments at the same moment never exceed the rate, and what is left out is told", async () => {
    await inForce({ office: "5304", redRate: 1_000, randomRate: 0, examinationsPerDay: 8 });
    const block = (from: number) => Array.from({ length: 50 }, (_, n) => sortable(50_000 + from + n, n % 2 === 0 ? 75 : 10, "5304"));
    const lanes = await Promise.all([0, 50, 100, 150].map((from) => look((tx) => selectLanes(tx, block(from), NOON))));
    const all = lanes.flatMap((part) => [...part.values()]);
    expect(all).toHaveLength(200);
    expect(all.filter(({ lane }) => lane === "red")).toHaveLength(8);
    expect(all.filter(({ by }) => by === "passed-over")).toHaveLength(92);
    expect(await day("5304")).toMatchObject({ arrivals: 200, scored: 8, passedOver: 92, yellow: 92 });
    const [office] = await look((tx) => officesSelection(tx, NOON, ["5304"]));
    expect(office).toMatchObject({ today: { arrivals: 200, scored: 8 }, month: { arrivals: 200 }, waiting: 0 });
  });
});

describe("the yellow rate", () => {
  const lanesOf = async (from: number, scores: readonly number[], at = NOON) => look((tx) => selectLanes(tx, scores.map((score, n) => sortable(from + n, score, "4201")), at));
  const listed = (lanes: ReadonlyMap<number, { readonly lane: string; readonly by: string }>) => [...lanes].toSorted(([a], [b]) => a - b).map(([, { lane, by }]) => `${lane} ${by}`);
  const standsYellow = (id: number, lane: string) => tamper(`insert into consignments (id, number, revision, status, open, lane, score, lane_by, assessed, verdict, trade_mode, office_code, importer_id, importer_name, lodger_organisation_id, site_id, site_name, origin_country, category, goods_en, goods_zh, quantity, line_count, lodged_at, due_at, changed_at)
    select ${id}, 'N-${id}', 1, 'to-triage', true, '${lane}', 50, '${lane === "green" ? "passed-over" : "score"}', true, verdict, trade_mode, '4201', importer_id, importer_name, lodger_organisation_id, site_id, site_name, origin_country, category, goods_en, goods_zh, quantity, line_count, lodged_at, due_at, changed_at from consignments where number = 'PLAIN-1'`);

  it("takes the highest scores of the yellow lane and leaves the others green, counted and marked", async () => {
    await tamper(`insert into offices (code, name_en, name_zh) values ('4201', 'Qingdao', '青岛海关') on conflict do nothing`);
    await inForce({ office: "4201", redRate: 0, yellowRate: 3_000, randomRate: 0, examinationsPerDay: 8 });
    expect(listed(await lanesOf(60_000, [60, 40, 35, 20, 10, 50, 0, 0, 69, 5]))).toEqual(["yellow score", "green passed-over", "green passed-over", "green score", "green score", "yellow score", "green score", "green score", "yellow score", "green score"]);
    expect(await day("4201")).toMatchObject({ arrivals: 10, yellow: 3, passedOver: 0, passedOverYellow: 2 });
  });

  it("has room again as more arrives, and gives it to what waits when that is assessed again, on that day", async () => {
    await standsYellow(60_001, "green");
    await lanesOf(60_100, [0, 0, 0, 0, 0]);
    expect(listed(await lanesOf(60_001, [40], TOMORROW))).toEqual(["yellow score"]);
    const days = await look((tx) => tx.select().from(selectionDays).where(eq(selectionDays.officeCode, "4201")).orderBy(asc(selectionDays.day)));
    expect(days).toMatchObject([{ day: TODAY, arrivals: 15, yellow: 3, passedOverYellow: 1 }, { day: dateIn(TOMORROW), arrivals: 0, yellow: 1 }]);
    await tamper(`update consignments set lane = 'yellow', lane_by = 'score' where id = 60001`);
    expect(listed(await lanesOf(60_001, [10], TOMORROW))).toEqual(["green score"]);
    expect(await look((tx) => tx.select().from(selectionDays).where(eq(selectionDays.day, dateIn(TOMORROW))))).toMatchObject([{ yellow: 0 }]);
  });

  it("is not for what a rule could not be applied to: that is yellow beside it", async () => {
    const failed = sortable(60_200, 30, "4201");
    const finding = { rule: "rule-failed", version: 1, severity: "high", points: 30, facts: {}, wording: { en: "", zh: "" }, line: null, setting: null, snooze: null } as const;
    await inForce({ office: "4201", redRate: 0, yellowRate: 0, randomRate: 0, examinationsPerDay: 8 });
    expect(listed(await look((tx) => selectLanes(tx, [{ ...failed, assessment: { score: 30, findings: [finding] } }, sortable(60_201, 69, "4201"), sortable(60_202, 80, "4201", true), sortable(60_203, 80, "4201")], NOON)))).toEqual(["yellow score", "green passed-over", "red mandatory", "yellow passed-over"]);
  });
});

describe("past declarations", () => {
  it("are sorted again by the settings of now and the draw of then", async () => {
    await tamper(`insert into selections (declaration_id, office_code, day, number, setting, fraction, random_rate, drawn, at) values (60500, '4201', '${TODAY}', 'N-60500', 1, '0', 1, true, now())`);
    const arrivals = [60_500, 60_501, 60_502].map((declaration, n) => ({ declaration, office: n === 2 ? "0000" : "4201", day: TODAY, score: [0, 69, 69][n] ?? 0, mandatory: false, broken: false }));
    const sort = await look((tx) => sorterOf(tx, arrivals.map(({ declaration }) => declaration)));
    expect([...sort(arrivals, {}).lanes.values()]).toEqual(["red", "green", "yellow"]);
  });
});

describe("a top-up", () => {
  it("takes hits that were passed over first, then the highest scores with a finding, and no more than the day has", async () => {
    await inForce({ redRate: 500, randomRate: 0, examinationsPerDay: 100 });
    for (const [number, bottles] of [["UP-1", "1"], ["UP-2", "2"], ["UP-3", "3"], ["UP-4", "4"]] as const) await small(number, bottles);
    const before = await day();
    const used = before.mandatory + before.scored + before.random + before.toppedUp;
    await tamper(`update consignments set lane = 'yellow', lane_by = 'passed-over', score = 75, top_finding = '{"rule":"x"}' where number = 'UP-2'`);
    await tamper(`update consignments set score = 40, lane = 'yellow', top_finding = '{"rule":"x"}' where number = 'UP-1'`);
    await tamper(`update consignments set score = 60, lane = 'yellow', top_finding = null where number = 'UP-3'`);
    await tamper(`update selection_days set passed_over = passed_over + 1, yellow = yellow + 2 where office_code = '2248' and day = '${TODAY}'`);
    await inForce({ redRate: 500, randomRate: 0, examinationsPerDay: used + 1 });
    expect(await topUp(house.sun, { office: "2248" }, NOON)).toEqual({ office: "2248", taken: ["UP-2"], left: 0 });
    expect(await topUp(house.sun, { office: "2248" }, NOON)).toEqual({ office: "2248", taken: [], left: 0 });
    await inForce({ redRate: 500, randomRate: 0, examinationsPerDay: used + 200 });
    expect((await topUp(house.sun, { office: "2248" }, NOON)).taken).toContain("UP-1");
    expect(await row("UP-2")).toMatchObject({ lane: "red", laneBy: "top-up", version: 2 });
    expect(await row("UP-3")).toMatchObject({ lane: "yellow" });
    const kept = await look(async (tx) => tx.select().from(assessments).where(eq(assessments.declarationId, (await row("UP-2")).id)).orderBy(asc(assessments.id)));
    expect(kept.map(({ cause, laneBy, lane }) => [cause, lane, laneBy])).toEqual([["lodged", "green", "score"], ["top-up", "red", "top-up"]]);
    await assessDeclarations([(await row("UP-2")).id], "again", NOON);
    expect(await row("UP-2")).toMatchObject({ lane: "red", laneBy: "top-up" });
  });
});

describe("what a person decided on", () => {
  it("keeps its lane when the settings or its score would have it lower", async () => {
    await house.lodged("DONE-1", "20000");
    await decide(house.anna, { number: "DONE-1", decision: "hold", reason: "capacity-exceeded" }, NOON);
    const id = (await row("DONE-1")).id;
    expect((await look((tx) => selectLanes(tx, [{ ...sortable(id, 0, "2248"), subject: { ...sortable(id, 0, "2248").subject, number: "DONE-1" } }], NOON))).get(id)).toEqual({ lane: "red", by: "mandatory" });
  });
});

describe("an examiner", () => {
  const order = async (number: string, by = house.anna) => {
    await small(number);
    await decide(by, { number, decision: "order-examination", reason: "random-check" }, NOON);
    const [one] = await look(async (tx) => tx.select().from(examinations).where(eq(examinations.declarationId, (await row(number)).id)));
    return there(one);
  };

  it("is nobody where the office keeps no duty list", async () => expect(await order("X-0")).toMatchObject({ examinerId: null }));

  it("is drawn from those on duty, never the one who orders, until they have enough", async () => {
    expect(await setDuty(house.sun, { office: "2248", from: TODAY, to: "2026-03-04", people: [{ person: house.anna.id, examinations: 5 }, { person: house.ben.id, examinations: 1 }] }, NOON)).toEqual({ office: "2248", days: 3, people: 2 });
    const first = await order("X-1");
    expect(first).toMatchObject({ examinerId: house.ben.id, examinerHow: "drawn", examinerDay: TODAY });
    expect(await order("X-2")).toMatchObject({ examinerId: null });
    await expect(reportExamination(house.anna, { id: first.id, result: "conform" }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "another-examiner" });
    await reportExamination(house.ben, { id: first.id, result: "conform" }, NOON);
    await expect(decide(house.ben, { number: "X-1", decision: "release", reason: "examined-conform" }, NOON)).rejects.toMatchObject({ code: "examiner-does-not-release" });
    expect(await decide(house.anna, { number: "X-1", decision: "release", reason: "examined-conform" }, NOON)).toMatchObject({ status: "released" });
  });

  it("who found nothing neither releases nor seconds, also in the red lane", async () => {
    await setDuty(house.sun, { office: "2248", from: TODAY, to: TODAY, people: [{ person: house.ben.id, examinations: 50 }] }, NOON);
    await house.lodged("X-RED", "20000");
    await decide(house.anna, { number: "X-RED", decision: "order-examination", reason: "capacity-exceeded" }, NOON);
    const [one] = await look(async (tx) => tx.select().from(examinations).where(eq(examinations.declarationId, (await row("X-RED")).id)));
    await reportExamination(house.ben, { id: there(one).id, result: "conform" }, NOON);
    const release = { number: "X-RED", decision: "release", reason: "examined-conform" };
    await expect(decide(house.ben, release, NOON)).rejects.toMatchObject({ code: "examiner-does-not-release" });
    expect(await decide(house.anna, release, NOON)).toMatchObject({ proposed: true });
    await expect(second(house.ben, { number: "X-RED" }, NOON)).rejects.toMatchObject({ code: "examiner-does-not-release" });
    expect(await second(house.sun, { number: "X-RED" }, NOON)).toMatchObject({ status: "released" });
  });

  it("is replaced for a reason alone, and by nobody who may not examine", async () => {
    const one = await order("X-3");
    expect(one.examinerId).toBe(house.ben.id);
    await expect(reassignExaminer(house.sun, { id: one.id, reason: "because" }, NOON)).rejects.toMatchObject({ kind: "bad-input" });
    await expect(reassignExaminer(house.anna, { id: one.id, reason: "absent" }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
    await expect(reassignExaminer(house.sun, { id: one.id, reason: "absent" }, NOON)).rejects.toMatchObject({ code: "nobody-on-duty" });
    await expect(reassignExaminer(house.sun, { id: one.id, reason: "absent", person: house.anna.id }, NOON)).rejects.toMatchObject({ code: "may-not-examine" });
    await expect(reassignExaminer(house.sun, { id: one.id, reason: "absent", person: house.chen.id }, NOON)).rejects.toMatchObject({ code: "other-office" });
    await expect(reassignExaminer(house.sun, { id: 999_999, reason: "absent" }, NOON)).rejects.toMatchObject({ code: "unknown-examination" });
    expect(await look((tx) => tx.select().from(examinations).where(eq(examinations.id, one.id)))).toMatchObject([{ examinerId: house.ben.id }]);
  });

  it("is drawn under the seed of the day, which the recheck covers", async () => {
    await keepDraws(SYSTEM, {}, TOMORROW);
    const draw = await drawOn(TODAY);
    expect(await look((tx) => recheckDraw(tx, draw))).toMatchObject({ seedMatches: true, wrong: [] });
  });

  it.each([
    ["a day that is over", { from: "2026-03-01", to: "2026-03-02" }, { code: "past-day" }],
    ["days that end before they begin", { from: "2026-03-05", to: "2026-03-04" }, { errors: [{ pointer: "/to", code: "bad-days" }] }],
    ["somebody of another office", { people: [{ person: 0, examinations: 3 }] }, { kind: "bad-input" }],
  ])("has no duty list for %s", async (_, changes, refusal) => expect(setDuty(house.sun, { office: "2248", from: TODAY, to: TODAY, people: [], ...changes }, NOON)).rejects.toMatchObject(refusal));

  it("is put on duty by a supervisor alone, at the own office", async () => {
    await expect(setDuty(house.anna, { office: "2248", from: TODAY, to: TODAY, people: [] }, NOON)).rejects.toMatchObject({ code: "not-permitted" });
    await expect(setDuty(house.sun, { office: "2248", from: TODAY, to: TODAY, people: [{ person: house.chen.id, examinations: 3 }] }, NOON)).rejects.toMatchObject({ code: "other-office" });
    await expect(setDuty(house.sun, { office: "2248", from: TODAY, to: TODAY, people: [{ person: house.mei.id, examinations: 3 }] }, NOON)).rejects.toMatchObject({ code: "unknown-person" });
  });
});
