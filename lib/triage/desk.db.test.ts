import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { database, type Transaction } from "#db/client";
import { declarationLines } from "#db/schema/consignments";
import { products } from "#db/schema/parties";
import { consignments } from "#db/schema/triage";
import { testDatabase, type TestDatabase } from "#db/testing";
import type { Actor } from "#lib/access/actor";
import { Refusal } from "#lib/access/refusal";
import { reading } from "#lib/audit/command";
import { VERDICTS } from "#lib/capacity/verdict";
import { LANES } from "./lane.ts";
import { deskCounts, deskPage, deskRow, deskRows } from "./queries/desk.ts";
import { DESK_SORTS, type DeskFilter, type DeskView } from "./view.ts";

const NOW = new Date("2026-03-02T12:00:00Z");
const OFFICER: Actor = { kind: "person", id: 5, login: "chen", name: "Chen Yu", role: "customs_officer", organisation: 1, office: "2200", locale: "en" };
const PARTNER: Actor = { ...OFFICER, role: "partner", organisation: 2, office: null };
const ROWS = 230;
let house: TestDatabase;

/** Rows in which every sort has equal values, and shares are missing. */
function rowOf(at: number): typeof consignments.$inferInsert {
  const lodgedAt = new Date(NOW.getTime() - (at % 40) * 3_600_000);
  return {
    id: at, number: `E${String((at * 7_919) % 1_000).padStart(4, "0")}-${at}`, revision: 1, status: at % 5 === 0 ? "released" : "to-triage", open: at % 5 !== 0,
    lane: LANES[at % 4] ?? "green", score: at % 30, assessed: true, topFinding: at % 2 === 0 ? { rule: "near-capacity", severity: "low", wording: { en: "Near", zh: "接近" } } : null,
    verdict: VERDICTS[at % 6] ?? "within", used: at % 3 === 0 ? null : (at % 17) / 8, tradeMode: at % 2 === 0 ? "0110" : "1210", officeCode: at % 3 === 0 ? "2200" : "5300",
    importerId: (at % 4) + 1, importerName: `Importer ${at % 4}`, lodgerOrganisationId: 90 + (at % 3), siteId: (at % 7) + 1, siteName: `Site ${at % 7}`, originCountry: at % 2 === 0 ? "FR" : "NZ",
    category: "wine", goodsEn: "Red wine", goodsZh: "红葡萄酒", quantity: "100 XBO", lineCount: 1, lodgedAt, dueAt: new Date(lodgedAt.getTime() + 8 * 3_600_000),
    assigneeId: at % 4 === 0 ? 5 : null, assigneeName: at % 4 === 0 ? "Chen Yu" : null, changedAt: lodgedAt,
  };
}

/** Every sixth declaration is of cases of what every other sixth is of bottles; the rest is other goods. */
function lineOf(row: typeof consignments.$inferInsert): typeof declarationLines.$inferInsert {
  const { siteId, category, originCountry, importerId, lodgerOrganisationId, officeCode, verdict, lodgedAt } = row;
  return {
    siteId, declarationId: row.id, no: 1, revision: 1, gtin: [BOTTLE, CASE][row.id % 6] ?? OTHER, hsCode: "2204210000", category, declaredSite: "S", quantityValue: "100", quantityUnit: "XBO", lots: row.id % 9 === 0 ? ["L9", "LX"] : ["LX"],
    producedFrom: "2025-01-01",
    producedTo: "2026-01-01",
    producedBasis: "vintage",
    originCountry,
    importerId,
    lodgerOrganisationId,
    officeCode,
    effect: "counts",
    standing: true,
    verdict,
    lodgedAt,
    declaredAt: lodgedAt.toISOString(),
  };
}

const [BOTTLE, CASE, OTHER] = ["03012345000109", "03012345000208", "03012345000307"] as const;
const product = (gtin: string, containsGtin: string | null) => ({
  gtin,
  nameEn: "Wine",
  nameZh: "葡萄酒",
  hsCode: "2204210000",
  category: "wine",
  netValue: "750",
  netUnit: "MLT",
  netDimension: "volume" as const,
  netBase: 750n,
  containsGtin,
  containsQuantity: containsGtin === null ? null : 6n,
});

const all = Array.from({ length: ROWS }, (_, at) => rowOf(at + 1));
const read = <T>(work: (tx: Transaction) => Promise<T>) => reading(OFFICER, "desk.read", work);
const page = (view: DeskView, limit: number, after?: string, actor: Actor = OFFICER) => (tx: Transaction) => deskPage(tx, view, actor, { limit, after, locale: "en", now: NOW });

async function walked(view: DeskView, limit: number): Promise<number[]> {
  const ids: number[] = [];
  let after: string | undefined;
  do {
    const { rows, next } = await read(page(view, limit, after));
    ids.push(...rows.map((row) => row.id));
    after = next;
  } while (after !== undefined);
  return ids;
}

beforeAll(async () => {
  house = await testDatabase();
  await database().transaction(async (tx) => {
    await tx.execute(sql`select set_config('app.scope', 'all', true)`);
    await tx.insert(consignments).values(all);
    await tx.insert(declarationLines).values(all.map(lineOf));
    await tx.insert(products).values([product(BOTTLE, null), product(CASE, BOTTLE)]);
  });
});
afterAll(() => house.close());

describe("Pages of the desk", () => {
  test.each(DESK_SORTS.flatMap((sort) => [true, false].flatMap((descending) => (["open", "closed", "all"] as const).map((state) => [sort, descending, state] as const))))(
    "by %s, descending %s, of %s: pages of 17 are the whole list cut up, nothing twice, nothing left out",
    async (sort, descending, state) => {
      const view: DeskView = { filter: { state }, sort, descending };
      const whole = (await read(page(view, 200 + ROWS))).rows.map((row) => row.id);
      expect(await walked(view, 17)).toEqual(whole);
      expect(new Set(whole)).toEqual(new Set(all.filter((row) => state === "all" || row.open === (state === "open")).map((row) => row.id)));
    },
  );

  test("goods without a limit stand below every share", async () => {
    const shares = (await read(page({ filter: {}, sort: "used", descending: true }, ROWS))).rows.map((row) => row.used);
    const firstWithout = shares.indexOf(null);
    expect(shares.slice(firstWithout).every((share) => share === null)).toBe(true);
    expect(shares.slice(0, firstWithout)).toEqual(shares.slice(0, firstWithout).toSorted((a, b) => (b ?? 0) - (a ?? 0)));
  });

  test("a place that no answer gave is refused", async () => {
    await expect(read(page({ filter: {}, sort: "score", descending: true }, 10, "nonsense"))).rejects.toThrow(Refusal);
  });

  const filters: readonly (readonly [DeskFilter, (row: (typeof all)[number]) => boolean])[] = [
    [{ lane: ["red", "blue"] }, (row) => row.lane === "red" || row.lane === "blue"],
    [{ verdict: ["exceeds"], office: ["2200"] }, (row) => row.verdict === "exceeds" && row.officeCode === "2200"],
    [{ assignee: "me" }, (row) => row.assigneeId === 5],
    [{ assignee: "nobody", country: ["FR"] }, (row) => row.assigneeId == null && row.originCountry === "FR"],
    [{ overdue: true }, (row) => row.dueAt < NOW],
    [{ overdue: false }, (row) => row.dueAt >= NOW],
    [{ site: 3, tradeMode: ["0110"] }, (row) => row.siteId === 3 && row.tradeMode === "0110"],
    [{ gtin: BOTTLE }, (row) => row.id % 6 < 2],
    [{ gtin: CASE, lane: ["red"] }, (row) => row.id % 6 === 1 && row.lane === "red"],
    [{ gtin: "03012345000406" }, () => false],
    [{ lot: "L9" }, (row) => row.id % 9 === 0],
    [{ lot: "L9", gtin: BOTTLE }, (row) => row.id % 9 === 0 && row.id % 6 < 2],
    [{ lot: "l9" }, () => false],
    [{ document: "BL-1" }, () => false],
    [{ importer: 2, category: ["wine"] }, (row) => row.importerId === 2],
    [{ q: "importer 1" }, (row) => row.importerName === "Importer 1"],
    [{ q: "SITE 6" }, (row) => row.siteName === "Site 6"],
    [{ q: "e09" }, (row) => row.number.startsWith("E09")],
    [{ q: "%" }, () => false],
  ];
  test.each(filters)("the filter %j shows and counts exactly those it names", async (filter, holds) => {
    const expected = all.filter((row) => row.open && holds(row));
    expect(new Set(await walked({ filter, sort: "lodged", descending: true }, 40))).toEqual(new Set(expected.map((row) => row.id)));
    const counts = await read((tx) => deskCounts(tx, filter, OFFICER, NOW));
    expect(counts.matching).toEqual({ count: expected.length, more: false });
    expect(counts.overdue.count).toBe(expected.filter((row) => row.dueAt < NOW).length);
    expect(counts.lanes.red.count).toBe(expected.filter((row) => row.lane === "red").length);
  });

  test("sentences and goods come in the language asked for", async () => {
    const [row] = await read((tx) => deskRows(tx, [2], {}, OFFICER, { locale: "zh-CN", now: NOW }));
    expect(row).toMatchObject({ goods: "红葡萄酒", finding: { sentence: "接近" } });
  });

  test("ids that do not match the view are left out", async () => {
    const rows = await read((tx) => deskRows(tx, [1, 2, 3, 5, 9_999], { country: ["NZ"] }, OFFICER, { locale: "en", now: NOW }));
    expect(rows.map((row) => row.id).toSorted((a, b) => a - b)).toEqual([1, 3]);
  });
});

describe("Who sees what", () => {
  test("an importer's rows are those it imports or lodged, by the query itself", async () => {
    const { rows } = await read(page({ filter: { state: "all" }, sort: "number", descending: false }, ROWS, undefined, PARTNER));
    expect(new Set(rows.map((row) => row.importerId))).toEqual(new Set([2]));
  });

  test("a role that may not read the desk is refused", async () => {
    await expect(reading(PARTNER, "desk.read", page({ filter: {}, sort: "score", descending: true }, 10))).rejects.toThrow(/not-permitted/);
  });

  test("an entry number that does not exist is refused", async () => {
    await expect(read((tx) => deskRow(tx, "NOWHERE", OFFICER, "en"))).rejects.toThrow(/unknown-consignment/);
  });
});
