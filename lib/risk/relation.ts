import type { Subject } from "./subject.ts";

/** When an importer and a producer were first declared together, when the producer first was by anybody, and since when declarations are recorded at all. */
export type Relation = { readonly siteId: number; readonly pairSince: Date; readonly siteSince: Date; readonly recordsSince: Date };

/** Another declaration by the same importer of goods of the same producer, not after this one: its value in fen (null: a line without a price or in another currency) and what it is charged to the producer's accounts, in base units. */
export type RecentLodging = {
  readonly siteId: number;
  readonly declarationId: number;
  readonly number: string;
  readonly lodgedAt: Date;
  readonly value: bigint | null;
  readonly charged: ReadonlyMap<number, bigint>;
};

/** As many days before a lodging are read for what else was lodged. */
export const RECENT_DAYS = 30;

/** The least share of a certified capacity, in percent, and the least value, in fen, that a declaration can be watched for; less is not read. */
export const WATCHED_FROM = { share: 5, value: 1_000_000 } as const;

/** A declaration can be "just under" by this share of the limit at the most, in percent. */
export const MOST_MARGIN = 50;

/** What the standing lines of each producer cost in fen; a producer with a line without a price in yuan is left out. */
export function valuesBySite(subject: Pick<Subject, "lines">): { readonly siteId: number; readonly siteName: string; readonly line: number; readonly value: bigint }[] {
  const groups = Map.groupBy(subject.lines.filter(({ standing, site }) => standing && site.kind === "site"), ({ site }) => (site.kind === "site" ? site.id : 0));
  return [...groups].flatMap(([siteId, lines]) => {
    const [first] = lines;
    if (first?.site.kind !== "site" || lines.some(({ price }) => price?.currency !== "CNY")) return [];
    return [{ siteId, siteName: first.site.name, line: first.no, value: lines.reduce((sum, { price }) => sum + (price?.minor ?? 0n), 0n) }];
  });
}

/** The producers of whose goods a declaration takes or costs enough to be watched, with what else was lodged beside it. */
export function watchedSites(subject: Pick<Subject, "lines" | "accounts">): number[] {
  const least = BigInt(Math.floor((WATCHED_FROM.share * (100 - MOST_MARGIN)) / 10));
  const byShare = subject.accounts.flatMap(({ siteId, segment, amount }) => (segment.state === "limited" && amount * 1_000n >= segment.limit * least ? [siteId] : []));
  const byValue = valuesBySite(subject).flatMap(({ siteId, value }) => (value * 100n >= BigInt(WATCHED_FROM.value) * BigInt(100 - MOST_MARGIN) ? [siteId] : []));
  return [...new Set([...byShare, ...byValue])];
}
