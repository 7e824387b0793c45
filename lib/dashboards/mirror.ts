import type { Dimension } from "#lib/measures/quantity";
import type { Amounts } from "#lib/risk/subject";

/** What feeds are asked for: events that show goods leaving their producer for here, or the transport documents that were sent. They are never added to each other. */
export const MIRROR_SOURCES = ["events", "documents"] as const;
export type MirrorSource = (typeof MIRROR_SOURCES)[number];

/** Which rows are shown: all of which feeds speak, those that differ, or all that was declared too. */
export const MIRROR_ROWS = ["told", "differing", "all"] as const;
export type MirrorRows = (typeof MIRROR_ROWS)[number];

/** A quantity on one side: of a producer's goods (by the consumer unit) in a month. Amounts are null in dimensions it cannot be converted to. */
export type Told = { readonly siteId: number; readonly goods: string; readonly month: string; readonly amounts: Amounts; readonly times: number };

/** How the two sides stand: the same, more on one of them, only on one of them, or in no common unit. */
export const MIRROR_VERDICTS = ["equal", "declared-more", "shipped-more", "only-declared", "only-shipped", "cannot-compare"] as const;
export type MirrorVerdict = (typeof MIRROR_VERDICTS)[number];

/** A producer's goods in a month, shipped against declared, in base units of one dimension (null: no common one). `difference` is declared less shipped. */
export type MirrorRow = {
  readonly siteId: number;
  readonly goods: string;
  readonly month: string;
  readonly dimension: Dimension | null;
  readonly shipped: bigint | null;
  readonly declared: bigint | null;
  readonly difference: bigint | null;
  readonly verdict: MirrorVerdict;
  readonly shipments: number;
  readonly lines: number;
};

const DIMENSIONS: readonly Dimension[] = ["items", "volume", "mass"];

/** Holds what was shipped against what was declared by producer, goods and month, the newest month first. What is on one side alone stands there alone. */
export function mirrored(shipped: readonly Told[], declared: readonly Told[]): MirrorRow[] {
  const [out, here] = [summed(shipped), summed(declared)];
  return [...new Set([...out.keys(), ...here.keys()])]
    .map((key) => rowOf(out.get(key), here.get(key), key))
    .toSorted((a, b) => (a.month === b.month ? a.siteId - b.siteId || (a.goods < b.goods ? -1 : 1) : a.month < b.month ? 1 : -1));
}

/** The rows that are asked for: with `told`, only of producers and goods that feeds speak of at all. */
export function shownRows(rows: readonly MirrorRow[], which: MirrorRows): MirrorRow[] {
  if (which === "all") return [...rows];
  const told = new Set(rows.filter(({ shipments }) => shipments > 0).map(({ siteId, goods }) => `${siteId} ${goods}`));
  return rows.filter(({ siteId, goods, verdict }) => told.has(`${siteId} ${goods}`) && (which === "told" || verdict !== "equal"));
}

type Side = { readonly amounts: Amounts; readonly times: number };

function summed(sides: readonly Told[]): Map<string, Side> {
  const groups = Map.groupBy(sides, ({ siteId, goods, month }) => `${siteId} ${goods} ${month}`);
  return new Map(
    [...groups].map(([key, group]) => [
      key,
      { amounts: { items: total(group, "items"), volume: total(group, "volume"), mass: total(group, "mass") }, times: group.reduce((sum, { times }) => sum + times, 0) },
    ]),
  );
}

function total(group: readonly Told[], dimension: Dimension): bigint | null {
  let sum = 0n;
  for (const { amounts } of group) {
    const amount = amounts[dimension];
    if (amount === null) return null;
    sum += amount;
  }
  return sum;
}

function rowOf(out: Side | undefined, here: Side | undefined, key: string): MirrorRow {
  const [site = "0", goods = "", month = ""] = key.split(" ");
  const common = DIMENSIONS.find((dimension) => (out === undefined || out.amounts[dimension] !== null) && (here === undefined || here.amounts[dimension] !== null)) ?? null;
  const [shipped, declared] = common === null ? [null, null] : [out?.amounts[common] ?? 0n, here?.amounts[common] ?? 0n];
  const difference = shipped === null || declared === null ? null : declared - shipped;
  return { siteId: Number(site), goods, month, dimension: common, shipped, declared, difference, verdict: verdictOf(out, here, difference), shipments: out?.times ?? 0, lines: here?.times ?? 0 };
}

function verdictOf(out: Side | undefined, here: Side | undefined, difference: bigint | null): MirrorVerdict {
  if (out === undefined) return "only-declared";
  if (here === undefined) return "only-shipped";
  if (difference === null) return "cannot-compare";
  return difference === 0n ? "equal" : difference > 0n ? "declared-more" : "shipped-more";
}

/** What a row is found by. */
export function mirrorKey({ month, siteId, goods }: Pick<MirrorRow, "month" | "siteId" | "goods">): string {
  return `${month} ${siteId} ${goods}`;
}

/** The days of a month (`YYYY-MM`) that lie in a population. */
export function spanOf(month: string, { from, until }: { readonly from: string; readonly until: string }): { readonly from: string; readonly until: string } {
  const [year = 0, number = 0] = month.split("-").map(Number);
  const [first, last] = [`${month}-01`, `${month}-${String(new Date(Date.UTC(year, number, 0)).getUTCDate()).padStart(2, "0")}`];
  return { from: first > from ? first : from, until: last < until ? last : until };
}
