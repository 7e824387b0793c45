import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, NOON, SITE, type ExampleHouse } from "#db/testing/exampleHouse";
import type { Actor } from "#lib/access/actor";
import { reading } from "#lib/audit/command";
import { allLimits } from "#lib/trace/queries/journey";
import { answerLimit, proposeLimit } from "./commands/limits.ts";
import { answerReferenceWithdrawal, proposeReferenceWithdrawal } from "./commands/reference-withdrawals.ts";
import { answerReference, proposeReference } from "./commands/references.ts";
import { inForce } from "./queries/origins.ts";
import { limitChanges, listReferences, referenceById } from "./queries/references.ts";

const SYSTEM: Actor = { kind: "system", name: "test" };
let test: TestDatabase;
let house: ExampleHouse;

beforeAll(async () => {
  test = await testDatabase();
  house = await exampleHouse(test.db);
  await house.lodged("D-1", "100");
});
beforeEach(async () => test.owner`delete from graphile_worker._private_jobs`);
afterAll(async () => test.close());

const table = (rows: number, more: readonly string[] = []) =>
  Buffer.from(["sample,87Sr/86Sr,Sr [mg/kg]", ...Array.from({ length: rows }, (_, at) => `S-${at},0.71${at % 7}${at % 3},${250 + ((at * 13) % 40)}`), ...more].join("\n"));
const reference = (changes: object = {}) => ({
  origin: "bordeaux",
  name: { en: "Bordeaux", zh: "波尔多" },
  country: "FR",
  sites: [SITE],
  category: "wine",
  season: { from: "2023-01-01", to: "2024-01-01" },
  source: "Institute, ICP-MS",
  reason: "vintage 2023",
  bytes: table(24),
  ...changes,
});
const read = <Result>(ask: (tx: Parameters<Parameters<typeof reading<Result>>[2]>[0]) => Promise<Result>) => reading(SYSTEM, "rule.read", ask);
const jobs = async () =>
  (await test.owner`select task.identifier as task, job.payload from graphile_worker._private_jobs job join graphile_worker._private_tasks task on task.id = job.task_id`).map(
    ({ task, payload }) => [task, payload],
  );

describe("a reference population", () => {
  it.each([["an officer", () => house.anna], ["an inspector", () => house.inspector], ["a feed", () => house.feed]])("is refused to %s", async (_, who) => {
    await expect(proposeReference(who(), {})).rejects.toMatchObject({ code: "not-permitted" });
    await expect(answerReference(who(), {})).rejects.toMatchObject({ code: "not-permitted" });
  });

  it("is proposed by one person, in force once another confirms it, and then has open declarations looked at again", async () => {
    const { id, version } = await proposeReference(house.mei, reference(), NOON);
    expect(version).toBe(1);
    expect(await proposeReference(house.mei, reference(), NOON)).toEqual({ id, version, state: "proposed", samples: 24 });
    await expect(proposeReference(house.sun, reference(), NOON)).rejects.toMatchObject({ code: "reference-proposed-already", facts: { by: "mei", version: 1 } });
    expect(await read((tx) => inForce(tx, ["wine"]))).toEqual([]);
    await expect(answerReference(house.mei, { id, answer: "confirm" }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    await expect(answerReference(house.sun, { id, answer: "withdraw" }, NOON)).rejects.toMatchObject({ code: "not-own-proposal" });
    expect(await answerReference(house.sun, { id, answer: "confirm" }, NOON)).toMatchObject({ state: "confirmed" });
    expect(await jobs()).toMatchObject([["assess", { cause: "reference-set" }]]);
    expect(await answerReference(house.sun, { id, answer: "confirm" }, NOON)).toMatchObject({ state: "confirmed" });
    expect(await jobs()).toHaveLength(1);
    await expect(answerReference(house.sun, { id, answer: "decline" }, NOON)).rejects.toMatchObject({ code: "reference-answered" });
    expect(await read((tx) => inForce(tx, ["wine", "beef"]))).toMatchObject([{ id, version: 1, country: "FR", markers: [{ name: "87Sr/86Sr", unit: "1" }, { name: "Sr", unit: "mg/kg" }], samples: { length: 24 } }]);
  });

  it("of a new version replaces the one before when it is confirmed, and not when it is declined", async () => {
    const second = await proposeReference(house.sun, reference({ bytes: table(30) }), NOON);
    await answerReference(house.mei, { id: second.id, answer: "decline", note: "the laboratory is not accredited" }, NOON);
    expect(await read((tx) => inForce(tx, ["wine"]))).toMatchObject([{ version: 1 }]);
    const third = await proposeReference(house.sun, reference({ bytes: table(31) }), NOON);
    expect(third.version).toBe(3);
    await answerReference(house.mei, { id: third.id, answer: "confirm" }, NOON);
    expect(await read((tx) => inForce(tx, ["wine"]))).toMatchObject([{ version: 3, samples: { length: 31 } }]);
    expect((await read((tx) => listReferences(tx, { limit: 2, after: null }))).rows.map(({ version, state, inForce: now }) => [version, state, now])).toEqual([[3, "confirmed", true], [2, "declined", false]]);
    expect(await read((tx) => referenceById(tx, third.id))).toMatchObject({ row: { inForce: true }, sites: [{ id: expect.any(Number) }] });
  });

  it("is taken out of force by two people, with no earlier version in its place, until another is confirmed", async () => {
    const made = await proposeReference(house.sun, reference({ origin: "loire", bytes: table(25) }), NOON);
    await expect(proposeReferenceWithdrawal(house.sun, { id: made.id, reason: "not in force yet" }, NOON)).rejects.toMatchObject({ code: "reference-not-in-force" });
    await answerReference(house.mei, { id: made.id, answer: "confirm" }, NOON);
    const next = await proposeReference(house.sun, reference({ origin: "loire", bytes: table(26) }), NOON);
    await answerReference(house.mei, { id: next.id, answer: "confirm" }, NOON);
    const standing = async () => (await read((tx) => inForce(tx, ["wine"]))).filter(({ id }) => id === made.id || id === next.id).map(({ version }) => version);
    expect(await standing()).toEqual([2]);
    await expect(proposeReferenceWithdrawal(house.sun, { id: made.id, reason: "it was replaced" }, NOON)).rejects.toMatchObject({ code: "reference-not-in-force" });
    await expect(answerReferenceWithdrawal(house.mei, { id: next.id, answer: "confirm" }, NOON)).rejects.toMatchObject({ code: "reference-no-withdrawal" });
    const asked = { id: next.id, reason: "The laboratory lost its accreditation." };
    const first = await proposeReferenceWithdrawal(house.sun, asked, NOON);
    expect(await proposeReferenceWithdrawal(house.sun, asked, NOON)).toEqual(first);
    await expect(proposeReferenceWithdrawal(house.mei, asked, NOON)).rejects.toMatchObject({ code: "reference-withdrawal-proposed", facts: { by: "sun" } });
    await expect(answerReferenceWithdrawal(house.sun, { id: next.id, answer: "confirm" }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    await expect(answerReferenceWithdrawal(house.mei, { id: next.id, answer: "withdraw" }, NOON)).rejects.toMatchObject({ code: "not-own-proposal" });
    expect(await answerReferenceWithdrawal(house.mei, { id: next.id, answer: "decline", note: "the method holds" }, NOON)).toMatchObject({ state: "declined" });
    expect(await standing()).toEqual([2]);
    await proposeReferenceWithdrawal(house.sun, asked, NOON);
    await test.owner`delete from graphile_worker._private_jobs`;
    expect(await answerReferenceWithdrawal(house.mei, { id: next.id, answer: "confirm" }, NOON)).toMatchObject({ population: next.id, state: "confirmed" });
    expect(await jobs()).toMatchObject([["assess", { cause: "reference-set" }]]);
    expect(await standing()).toEqual([]);
    expect(await read((tx) => referenceById(tx, next.id))).toMatchObject({ row: { state: "retired", inForce: false }, withdrawals: [{ state: "confirmed", answeredByName: "mei" }, { state: "declined" }] });
    const third = await proposeReference(house.sun, reference({ origin: "loire", bytes: table(27) }), NOON);
    await answerReference(house.mei, { id: third.id, answer: "confirm" }, NOON);
    expect((await read((tx) => inForce(tx, ["wine"]))).map(({ id }) => id)).toContain(third.id);
  });

  it.each([["an officer", () => house.anna], ["a feed", () => house.feed]])("is not taken out by %s", async (_, who) => {
    await expect(proposeReferenceWithdrawal(who(), {})).rejects.toMatchObject({ code: "not-permitted" });
    await expect(answerReferenceWithdrawal(who(), {})).rejects.toMatchObject({ code: "not-permitted" });
  });

  it.each<[string, object, string]>([
    ["with a broken table", { bytes: table(20, ["S-x,abc,260", "S-1,0.71,<0.1", ",0.7,3"]) }, "reference-unreadable"],
    ["of no table", { bytes: Buffer.from("nothing") }, "reference-unreadable"],
    ["whose season ends before it begins", { season: { from: "2024-01-01", to: "2024-01-01" } }, "season-crossed"],
    ["of a site nobody knows", { sites: ["9999999999994"] }, "unknown-site"],
  ])("%s is refused", async (_, changes, code) => {
    await expect(proposeReference(house.mei, reference({ origin: "elsewhere", ...changes }), NOON)).rejects.toMatchObject({ code });
  });

  it("names every row that cannot be read", async () => {
    const refused = await proposeReference(house.mei, reference({ origin: "elsewhere", bytes: table(20, ["S-x,abc,260", "S-1,0.71,<0.1", ",0.7,3"]) }), NOON).catch((error: unknown) => error);
    expect((refused as { errors: readonly { pointer: string; code: string }[] }).errors.map(({ pointer, code }) => [pointer, code])).toEqual([
      ["/rows/22/87Sr/86Sr", "not-a-number"],
      ["/rows/23/sample", "sample-twice"],
      ["/rows/23/Sr", "below-detection"],
      ["/rows/24/sample", "no-label"],
    ]);
  });

  it("is proposed and confirmed by people alone", async () => {
    await expect(proposeReference(SYSTEM, reference())).rejects.toMatchObject({ code: "people-only" });
    await expect(answerReference(SYSTEM, { id: 1, answer: "confirm" })).rejects.toMatchObject({ code: "people-only" });
  });
});

describe("the limits of goods", () => {
  const limit = (changes: object = {}) => ({ category: "wine", measure: "temperature", lowest: "5", highest: "25", source: "house rule", reason: "first limits", ...changes });

  it.each([["an officer", () => house.anna], ["an inspector", () => house.inspector], ["a feed", () => house.feed]])("are refused to %s", async (_, who) => {
    await expect(proposeLimit(who(), {})).rejects.toMatchObject({ code: "not-permitted" });
    await expect(answerLimit(who(), {})).rejects.toMatchObject({ code: "not-permitted" });
  });

  it("are proposed by one person and in force once another confirms them", async () => {
    const { id } = await proposeLimit(house.mei, limit({ activationEnergy: "96.5" }), NOON);
    expect(await proposeLimit(house.mei, limit({ activationEnergy: "96.5" }), NOON)).toMatchObject({ id });
    await expect(proposeLimit(house.sun, limit(), NOON)).rejects.toMatchObject({ code: "limit-proposed-already" });
    expect(await read(allLimits)).toEqual([]);
    await expect(answerLimit(house.mei, { id, answer: "confirm" }, NOON)).rejects.toMatchObject({ kind: "forbidden", code: "four-eyes" });
    await answerLimit(house.sun, { id, answer: "confirm" }, NOON);
    expect(await read(allLimits)).toMatchObject([{ category: "wine", lowest: 5000, highest: 25_000, activationEnergy: 96_500, version: 1 }]);
    expect(await jobs()).toMatchObject([["assess", { cause: "limit-set" }]]);
    await expect(proposeLimit(house.sun, limit({ activationEnergy: "96.5" }), NOON)).rejects.toMatchObject({ code: "limit-stands" });
  });

  it("change by who has seen them, and an own proposal is taken back", async () => {
    await expect(proposeLimit(house.sun, limit({ highest: "22", expectedVersion: 0 }), NOON)).rejects.toMatchObject({ code: "changed-meanwhile" });
    const { id } = await proposeLimit(house.sun, limit({ highest: "22", expectedVersion: 1 }), NOON);
    await answerLimit(house.sun, { id, answer: "withdraw" }, NOON);
    await expect(answerLimit(house.mei, { id, answer: "confirm" }, NOON)).rejects.toMatchObject({ code: "limit-answered" });
    expect((await read((tx) => limitChanges(tx, 10))).map(({ state }) => state)).toEqual(["withdrawn", "confirmed"]);
    await expect(proposeLimit(house.sun, limit({ lowest: "30" }))).rejects.toMatchObject({ code: "invalid-input" });
    await expect(proposeLimit(house.sun, limit({ activationEnergy: "900" }))).rejects.toMatchObject({ code: "invalid-input" });
  });
});
