import { asc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { noticeReaders, notices } from "#db/schema/notices";
import { findings } from "#db/schema/risk";
import { outcomes } from "#db/schema/risk-feedback";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, NOON, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { answerProfile, changeProfile, draftProfile, endProfile, proposeProfile } from "./commands/profiles.ts";
import { contextNow } from "./queries/context.ts";
import { triedOn, trialInput } from "./queries/profile-trial.ts";
import { listProfiles, profileRule, profileVersions } from "./queries/profiles.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
const DAY = 86_400_000;
const later = (days: number) => new Date(NOON.getTime() + days * DAY);
let test: TestDatabase;
let house: ExampleHouse;
let second: Extract<Actor, { kind: "person" }>;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  second = { ...house.sun, id: house.sun.id + 1_000, login: "yue", name: "yue" };
});
afterAll(() => test.close());

const draft = (changes: object = {}) => ({
  name: { en: "Wine of the example", zh: "示例葡萄酒" }, next: { en: "Ask for the invoice.", zh: "要求提供发票。" }, severity: "high", points: 40,
  condition: 'line.hsCode.startsWith("2204") && line.quantity >= 500', offices: [], from: null, until: later(30).toISOString(), mode: "live", reason: "Cheap wine came in under this code.", ...changes,
});
const inForce = async (profile: number, now = NOON) => (await reading(SYSTEM, "system.run", (tx) => contextNow(tx, now))).rules.find(({ rule }) => rule.id === `profile:${profile}`);
const jobs = async () =>
  (
    await test.owner`select payload, key, run_at from graphile_worker._private_jobs as job join graphile_worker._private_tasks as task on task.id = job.task_id where task.identifier = 'reassess-all' order by job.id`
  ).map((row) => [row["payload"], row["key"]]);
const audited = async (profile: number) =>
  (await test.owner`select action, actor_name from audit_entries where subject_kind = 'profile' and subject_id = ${String(profile)} order by id`).map(
    (row) => `${row["action"]} by ${row["actor_name"]}`,
  );
const confirmed = async (changes: object = {}) => {
  const { profile } = await draftProfile(house.sun, draft(changes), NOON);
  await proposeProfile(house.sun, { profile }, NOON);
  await answerProfile(second, { profile, decision: "confirm" }, NOON);
  return profile;
};

describe("a targeting profile", () => {
  it("is in force once a colleague confirmed it, says so on the next declaration, and falls out at its end", async () => {
    const { profile } = await draftProfile(house.sun, draft(), NOON);
    expect(await inForce(profile)).toBeUndefined();
    expect(await proposeProfile(house.sun, { profile }, NOON)).toEqual({ profile, version: 1, state: "proposed" });
    expect(await inForce(profile)).toBeUndefined();
    expect(await answerProfile(second, { profile, decision: "confirm" }, NOON)).toEqual({ profile, version: 1, state: "confirmed" });
    expect(await inForce(profile)).toMatchObject({ mode: "live", rule: { version: 1 } });
    expect(await jobs()).toEqual([[{ cause: `profile:${profile}`, open: true }, "reassess-all"], [{ cause: `profile:${profile}`, open: true }, `reassess-all:profile:${profile}:${later(30).toISOString()}`]]);
    const id = await house.lodged("PROFILED-1", "600");
    const seen = await reading(SYSTEM, "desk.read", (tx) => tx.select().from(findings).where(eq(findings.declarationId, id)).orderBy(asc(findings.id)));
    expect(seen).toContainEqual(expect.objectContaining({ rule: `profile:${profile}`, version: 1, lineNo: 1, points: 40, severity: "high" }));
    expect(await inForce(profile, later(30))).toBeUndefined();
    expect(await inForce(profile, new Date(later(30).getTime() - 1))).toBeDefined();
    expect(await audited(profile)).toEqual(["profile.draft by sun", "profile.propose by sun", "profile.confirm by yue"]);
    await endProfile(house.sun, { profile, reason: "Seen enough." }, NOON);
    expect(await inForce(profile)).toBeUndefined();
  });

  it("of a later day is in force from that day", async () => {
    const profile = await confirmed({ from: later(2).toISOString() });
    expect([await inForce(profile), await inForce(profile, later(2))]).toEqual([undefined, expect.objectContaining({ mode: "live" })]);
    await endProfile(house.sun, { profile, reason: "Not needed." }, NOON);
    expect(await inForce(profile, later(2))).toBeUndefined();
  });

  it("that is changed stays as it is until its next version is confirmed, which then replaces it", async () => {
    const profile = await confirmed();
    expect(await changeProfile(house.sun, { profile, ...draft({ points: 10, mode: "shadow" }) }, NOON)).toEqual({ profile, version: 2, state: "draft" });
    await proposeProfile(house.sun, { profile }, NOON);
    expect(await inForce(profile)).toMatchObject({ mode: "live", rule: { version: 1 } });
    await answerProfile(second, { profile, decision: "confirm", note: "Good." }, NOON);
    expect(await inForce(profile)).toMatchObject({ mode: "shadow", rule: { version: 2 } });
    const versions = await reading(SYSTEM, "rule.read", (tx) => profileVersions(tx, profile));
    expect(versions.map(({ version, state, endedAt }) => [version, state, endedAt?.toISOString() ?? null])).toEqual([[2, "confirmed", null], [1, "confirmed", NOON.toISOString()]]);
    await endProfile(second, { profile, reason: "Over." }, NOON);
  });

  it("that is declined with a word is changed and proposed again; whoever proposed it is told", async () => {
    const { profile } = await draftProfile(house.sun, draft(), NOON);
    await proposeProfile(house.sun, { profile }, NOON);
    await expect(answerProfile(second, { profile, decision: "decline" }, NOON)).rejects.toMatchObject({ code: "note-needed" });
    await answerProfile(second, { profile, decision: "decline", note: "Too wide." }, NOON);
    const told = await reading(SYSTEM, "notice.read", (tx) =>
      tx
        .select({ kind: notices.kind, person: noticeReaders.personId, body: notices.bodyEn })
        .from(notices)
        .innerJoin(noticeReaders, eq(noticeReaders.noticeId, notices.id))
        .where(eq(notices.href, `/rules/profiles/${profile}`))
        .orderBy(notices.id),
    );
    expect(told).toContainEqual({ kind: "profile-answered", person: house.sun.id, body: "Too wide." });
    expect(await changeProfile(house.sun, { profile, ...draft({ points: 5 }) }, NOON)).toEqual({ profile, version: 1, state: "draft" });
    expect(await proposeProfile(house.sun, { profile }, NOON)).toMatchObject({ state: "proposed" });
    await endProfile(house.sun, { profile, reason: "Taken back." }, NOON);
  });

  it("may be proposed and answered twice and happens once", async () => {
    const { profile } = await draftProfile(house.sun, draft(), NOON);
    const first = await proposeProfile(house.sun, { profile }, NOON);
    expect(await proposeProfile(house.sun, { profile }, NOON)).toEqual(first);
    const answer = await answerProfile(second, { profile, decision: "confirm" }, NOON);
    expect(await answerProfile(second, { profile, decision: "confirm" }, NOON)).toEqual(answer);
    await endProfile(second, { profile, reason: "Over." }, NOON);
  });
});

describe("a targeting profile is refused", () => {
  it("to whoever wrote or proposed it, when they confirm it themselves", async () => {
    const { profile } = await draftProfile(house.sun, draft(), NOON);
    await proposeProfile(second, { profile }, NOON);
    for (const own of [house.sun, second]) await expect(answerProfile(own, { profile, decision: "confirm" }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    expect(await inForce(profile)).toBeUndefined();
  });

  it("to an officer, who may neither write, propose, answer nor end one", async () => {
    const profile = 1;
    const officer = house.chen;
    for (const act of [
      draftProfile(officer, draft()),
      changeProfile(officer, { profile, ...draft() }),
      proposeProfile(officer, { profile }),
      answerProfile(officer, { profile, decision: "confirm" }),
      endProfile(officer, { profile, reason: "No." }),
    ]) {
      await expect(act).rejects.toMatchObject({ kind: "forbidden", code: "not-permitted" });
    }
  });

  it.each([
    ["a condition that is not right", { condition: "line.smell > 3" }, "condition-wrong"],
    ["a condition that would run for ever", { condition: "lines.all(a, lines.all(b, lines.all(c, lines.all(d, a.no + b.no + c.no + d.no > 0))))" }, "condition-wrong"],
    ["an end that is past", { until: NOON.toISOString() }, "until-past"],
    ["an end more than a year away", { until: later(367).toISOString() }, "until-too-far"],
    ["a beginning after its end", { from: later(31).toISOString() }, "from-after-until"],
  ])("when it is proposed with %s", async (_, changes, code) => {
    const { profile } = await draftProfile(house.sun, draft(changes), NOON);
    await expect(proposeProfile(house.sun, { profile }, NOON)).rejects.toMatchObject({ code });
  });

  it("without an end date, a reason, or with more than a hundred points", async () => {
    for (const missing of [{ until: undefined }, { reason: " " }, { points: 101 }]) await expect(draftProfile(house.sun, draft(missing))).rejects.toMatchObject({ kind: "bad-input" });
  });

  it("where it is in another state, waits for its answer, or is not there", async () => {
    const { profile } = await draftProfile(house.sun, draft(), NOON);
    await expect(answerProfile(second, { profile, decision: "confirm" }, NOON)).rejects.toMatchObject({ code: "profile-state" });
    await proposeProfile(house.sun, { profile }, NOON);
    await expect(changeProfile(house.sun, { profile, ...draft() }, NOON)).rejects.toMatchObject({ code: "profile-waits" });
    await endProfile(house.sun, { profile, reason: "Over." }, NOON);
    await expect(endProfile(house.sun, { profile, reason: "Over." }, NOON)).rejects.toMatchObject({ code: "profile-state" });
    await expect(proposeProfile(house.sun, { profile: 999_999 }, NOON)).rejects.toMatchObject({ code: "unknown-profile" });
  });
});

describe("a trial on past declarations", () => {
  it("says on how many it would have fired, how many of those turned out how, and on how many it cannot be told", async () => {
    const large = await house.lodged("TRIED-1", "900");
    await house.lodged("TRIED-2", "20");
    await house.lodged("TRIED-3", "901");
    await reading(SYSTEM, "outcome.record", (tx) =>
      tx
        .insert(outcomes)
        .values({ declarationId: large, source: "examination", result: "confirmed", rule: null, note: "Short", officeCode: "2248", by: 1, byName: "chen", at: NOON }),
    );
    const asked = (condition: string, more: object = {}) => reading(SYSTEM, "rule.read", (tx) => triedOn(tx, trialInput.parse({ condition, from: later(-3_000).toISOString(), to: later(3_000).toISOString(), ...more })));
    const { tried, next } = await asked("line.quantity >= 900 && line.quantity < 1000");
    expect(tried).toMatchObject({ fired: 2, known: 1, confirmed: 1, untold: 0 });
    expect([tried.hits.map(({ number, label }) => [number, label]), next]).toEqual([[["TRIED-3", null], ["TRIED-1", "confirmed"]], null]);
    const untold = await asked("line.price > 10.0");
    expect(untold.tried).toMatchObject({ fired: 0, untold: untold.tried.looked });
    expect(untold.tried.untoldFirst[0]).toEqual({ number: "TRIED-3", line: 1, why: "missing", fact: "price" });
    expect((await asked("line.no > 0", { offices: ["0000"] })).tried).toMatchObject({ fired: 0, elsewhere: tried.looked });
    const [one, rest] = [await asked("line.no > 0", { most: 1 }), await asked("line.no > 0", { most: 1, before: (await asked("line.no > 0", { most: 1 })).next })];
    expect([one.tried.hits[0]?.number, rest.tried.hits[0]?.number]).toEqual(["TRIED-3", "TRIED-2"]);
    expect((await asked("line.relation.pairDays >= 0 && size(recent) >= 0")).tried).toMatchObject({ fired: tried.looked, untold: 0 });
    expect((await asked("line.goodsPeers.lines > 0 || line.ways.exists(w, w.opened)")).tried).toMatchObject({ fired: 0, untold: tried.looked });
    await expect(asked("line.no >")).rejects.toMatchObject({ code: "condition-wrong" });
  });

  it("can be made of a draft by its number, as a back-test does", async () => {
    const { profile } = await draftProfile(house.sun, draft(), NOON);
    expect(await reading(SYSTEM, "rule.read", (tx) => profileRule(tx, profile))).toMatchObject({ mode: "live", rule: { id: `profile:${profile}` } });
    await expect(reading(SYSTEM, "rule.read", (tx) => profileRule(tx, 999_999))).rejects.toMatchObject({ code: "unknown-profile" });
  });
});

it("profiles are listed newest first, page by page", async () => {
  const page = await reading(SYSTEM, "rule.read", (tx) => listProfiles(tx, { limit: 2 }));
  const further = await reading(SYSTEM, "rule.read", (tx) => listProfiles(tx, { limit: 2, after: page.next ?? 0 }));
  const numbers = [...page.rows, ...further.rows].map(({ newest }) => newest.profile);
  expect(numbers).toEqual(numbers.toSorted((a, b) => b - a));
  expect(new Set(numbers).size).toBe(4);
});
