import { desc, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { auditEntries } from "#db/schema/audit";
import { testDatabase, type TestDatabase } from "#db/testing";
import { exampleHouse, NOON, type ExampleHouse } from "#db/testing/exampleHouse";
import { reading } from "#lib/audit/command";
import { decide } from "#lib/triage/commands/decide";
import { answerProfile, draftProfile, proposeProfile } from "#lib/risk/commands/profiles";
import { deskCounts } from "#lib/triage/queries/desk";
import { viewOf } from "#lib/triage/view";
import { exportSection } from "./commands/export.ts";
import { foldFigures } from "./commands/fold.ts";
import { figureViewOf } from "./figure-view.ts";
import { listAskedIn } from "./list-asked.ts";
import { listed } from "./queries/list.ts";
import { overviewOf } from "./queries/overview.ts";
import { sectionOf } from "./queries/section.ts";
import { SECTIONS } from "./section.ts";
import { plainDate } from "../measures/period.ts";

let house: TestDatabase;
let example: ExampleHouse;
const view = (address: string) => figureViewOf(new URLSearchParams(address), plainDate("2026-03-02") ?? fail());

function fail(): never {
  throw new Error("no date");
}

beforeAll(async () => {
  house = await testDatabase();
  example = await exampleHouse(house.db);
  for (const [at, bottles] of ["100", "12000", "9000", "10"].entries()) await example.lodged(`DASH-${at}`, bottles, at === 3 ? { office: "5304" } : {});
  await decide(example.anna, { number: "DASH-0", decision: "release", reason: "low-risk" }, new Date(NOON.getTime() + 60_000));
  await decide(example.ben, { number: "DASH-1", decision: "hold", reason: "awaiting-information" }, new Date(NOON.getTime() + 120_000));
  await foldFigures();
});
afterAll(() => house.close());

const read = <T>(work: Parameters<typeof reading<T>>[2]) => reading(example.sun, "figure.read", work);

describe("A section", () => {
  test.each(SECTIONS)("%s: every list behind a number has as many declarations as the number says", async (id) => {
    for (const address of ["days=7", "days=7&office=2248&with=5304", "from=2025-10-15&to=2026-03-02", "from=2025-10-15&to=2026-03-01"]) {
      const section = await read((tx) => sectionOf(tx, id, { view: view(address), locale: "en", now: NOON }));
      const cells = section.tables.flatMap((table) => table.rows.flatMap((row) => row.cells.map((cell, at) => ({ ...cell, unit: table.columns[at]?.unit }))));
      expect(cells.filter(({ value, list }) => value !== null && list === null)).toEqual([]);
      for (const { value, list, unit } of cells) {
        if (list === null || !list.startsWith("/dashboards/list?") || unit !== "count") continue;
        const asked = listAskedIn(new URLSearchParams(list.split("?")[1]));
        if (asked === undefined) throw new Error(list);
        const found = await read((tx) => listed(tx, asked, { limit: 50, after: undefined, locale: "en", way: "marks" }));
        expect([list, found.n]).toEqual([list, value]);
        expect(found.rows.length).toBe(value);
        const walked = await read((tx) => listed(tx, asked, { limit: 50, after: undefined, locale: "en", way: "lodging" }));
        expect(walked.rows).toEqual(found.rows);
      }
    }
  });

  test("says what came and what went, of one office beside the other", async () => {
    const { facts, tables } = await read((tx) => sectionOf(tx, "flow", { view: view("days=7&office=2248&with=5304"), locale: "en", now: NOON }));
    expect(facts).toEqual({ arrived: 3, decided: 1, days: 7 });
    const lanes = tables.find((table) => table.id === "byLane");
    expect(lanes?.rows.map((row) => [row.cells[0]?.value, row.before?.[0]]).reduce(([a, b], [c, d]) => [(a ?? 0) + (c ?? 0), (b ?? 0) + (d ?? 0)], [0, 0])).toEqual([3, 1]);
    const people = tables.find((table) => table.id === "people");
    expect(people?.rows.map(({ name }) => name).toSorted()).toEqual(["anna", "ben"]);
  });

  test("pages through a list by its last id, nothing twice", async () => {
    const asked = listAskedIn(new URLSearchParams("of=arrived&from=2026-02-01&until=2026-04-01"));
    if (asked === undefined) throw new Error("no list");
    const first = await read((tx) => listed(tx, asked, { limit: 3, after: undefined, locale: "en" }));
    const second = await read((tx) => listed(tx, asked, { limit: 3, after: first.next, locale: "zh-CN" }));
    expect([first.n, first.rows.length, second.rows.length, second.next]).toEqual([4, 3, 1, undefined]);
    expect(new Set([...first.rows, ...second.rows].map(({ number }) => number)).size).toBe(4);
  });

  test("the first page: what is past its time is so to the minute, though its hour still runs", async () => {
    const past = async (now: Date) => (await read((tx) => overviewOf(tx, view("days=7"), now))).now.find(({ name }) => name === "past-due")?.value;
    const green = Date.parse("2026-03-02T01:00:00Z") + 4 * 3_600_000;
    expect(await past(new Date(green))).toBe(0);
    expect(await past(new Date(green + 1_000))).toBeGreaterThan(0);
    expect(await past(new Date(green + 3_600_000))).toBeGreaterThan(0);
  });
});

describe("What falls due ahead", () => {
  const hours = (from: number) => new Date(NOON.getTime() + from * 3_600_000);

  test.each([hours(0.2), hours(2.9), hours(20)])("at %s: each class leads to a desk of as many consignments, and they are all that is open", async (now) => {
    const { tables } = await read((tx) => sectionOf(tx, "time", { view: view("days=7"), locale: "en", now }));
    const ahead = tables.find(({ id }) => id === "ahead")?.rows.map(({ cells: [cell] }) => cell) ?? [];
    const desks = await read(async (tx) => Promise.all(ahead.map(async (cell) => (await deskCounts(tx, viewOf(new URLSearchParams(cell?.list?.split("?")[1])).filter, example.sun, now)).matching.count)));
    expect(desks).toEqual(ahead.map((cell) => cell?.value));
    const open = await read((tx) => deskCounts(tx, {}, example.sun, now));
    expect(desks.reduce((sum, n) => sum + n, 0)).toBe(open.matching.count);
  });
});

describe("Taking figures out", () => {
  test("is recorded with the reason, the days and the office", async () => {
    const section = await exportSection(example.sun, { section: "flow", address: "days=7&office=2248", reason: "monthly report to the district", locale: "en" }, NOON);
    expect(section.tables.length).toBeGreaterThan(2);
    const [entry] = await read((tx) => tx.select().from(auditEntries).where(eq(auditEntries.action, "figures.export")).orderBy(desc(auditEntries.id)));
    expect(entry).toMatchObject({ actorName: "sun", subjectId: "flow", facts: { reason: "monthly report to the district", office: "2248", from: "2026-02-24", until: "2026-03-03" } });
  });

  test("without a reason is refused", async () => {
    await expect(exportSection(example.sun, { section: "flow", address: "", reason: "  ", locale: "en" })).rejects.toThrow(/bad-input/);
    await expect(exportSection(example.sun, { section: "flow", address: "", locale: "en" })).rejects.toThrow(/bad-input/);
  });

  test("by an officer is refused, as is reading", async () => {
    await expect(exportSection(example.anna, { section: "flow", address: "", reason: "curious", locale: "en" })).rejects.toThrow(/not-permitted/);
    await expect(reading(example.anna, "figure.read", (tx) => sectionOf(tx, "flow", { view: view(""), locale: "en", now: NOON }))).rejects.toThrow(/not-permitted/);
  });
});

describe("Rules in a section", () => {
  test("names rules, and a targeting profile by its name, each with its own page", async () => {
    const draft = await draftProfile(example.sun, {
      name: { en: "All wine", zh: "所有葡萄酒" },
      next: { en: "Look.", zh: "查看。" },
      severity: "low",
      points: 1,
      condition: 'line.category == "wine"',
      offices: [],
      from: null,
      until: "2026-06-01T00:00:00Z",
      mode: "live",
      reason: "To be named.",
    }, NOON);
    await proposeProfile(example.sun, { profile: draft.profile }, NOON);
    await answerProfile({ ...example.sun, id: example.sun.id + 1_000 }, { profile: draft.profile, decision: "confirm", note: "" }, NOON);
    await example.lodged("DASH-PROFILE", "10");
    await foldFigures();
    for (const [locale, named] of [["en", ["All wine", "Declared above certified capacity"]], ["zh-CN", ["所有葡萄酒", "申报数量超出核定产能"]]] as const) {
      const { tables } = await read((tx) => sectionOf(tx, "rules", { view: view("days=7"), locale, now: NOON }));
      const rows = tables.find(({ id }) => id === "rules")?.rows ?? [];
      expect(rows.map(({ name }) => name)).toEqual(expect.arrayContaining([...named]));
      expect(rows.map(({ list }) => list)).toEqual(expect.arrayContaining([`/rules/profiles/${draft.profile}`, "/rules/volume-over-capacity"]));
    }
  });
});
