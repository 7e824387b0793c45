import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { Dimension } from "#lib/measures/quantity";
import { peerKeys, unitPriceOf, type LinePeers, type PeerPrices } from "../peerPrice.ts";
import type { Subject, SubjectLine } from "../subject.ts";

type Row = {
  readonly peers: string;
  readonly currency: string;
  readonly dimension: Dimension;
  readonly median: number;
  readonly deviation: number;
  readonly lines: number;
  readonly importers: number;
  readonly lodged_from: string;
  readonly lodged_to: string;
};

/** What the peers of each line of some declarations cost, in one statement whatever their number. */
export async function peersOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, readonly LinePeers[]>> {
  const names = new Set<string>();
  for (const { lines } of subjects) for (const line of lines) if (line.standing && line.price !== null) for (const key of Object.values(peerKeys(line))) names.add(key);
  if (names.size === 0) return new Map();
  const rows = await tx.execute<Row>(sql`
    select peers, currency, dimension, median, deviation, lines, importers, lodged_from::text, lodged_to::text from peer_prices where peers = any(${sql.param([...names])}::text[])`);
  if (rows.length === 0) return new Map();
  const known = new Map(
    rows.map((row): [string, PeerPrices] => [
      `${row.peers} ${row.currency} ${row.dimension}`,
      { median: row.median, deviation: row.deviation, lines: row.lines, importers: row.importers, from: row.lodged_from, to: row.lodged_to },
    ]),
  );
  const named = new Set(rows.map((row) => row.peers));
  return new Map(subjects.flatMap(({ declarationId, lines }) => {
    const own = lines.flatMap((line) => peersOfLine(line, named, known));
    return own.length === 0 ? [] : [[declarationId, own] as const];
  }));
}

/** The peers of a standing line that has a price; what it costs for a unit is worked out only where any peers are kept of it. */
function peersOfLine(line: SubjectLine, named: ReadonlySet<string>, known: ReadonlyMap<string, PeerPrices>): LinePeers[] {
  if (!line.standing || line.price === null) return [];
  const keys = peerKeys(line);
  const price = named.has(keys.goods) || named.has(keys.kind) ? unitPriceOf(line) : null;
  if (price === null) return [];
  const of = (key: string) => known.get(`${key} ${price.currency} ${price.dimension}`) ?? null;
  const peers = { line: line.no, goods: of(keys.goods), kind: of(keys.kind) };
  return peers.goods === null && peers.kind === null ? [] : [peers];
}
