import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import type { Dimension } from "#lib/measures/quantity";
import { peerKeys, unitPriceOf, type LinePeers, type PeerPrices } from "../peerPrice.ts";
import type { Subject } from "../subject.ts";

type Row = { readonly peers: string; readonly currency: string; readonly dimension: Dimension; readonly median: number; readonly deviation: number; readonly lines: number; readonly importers: number; readonly lodged_from: string; readonly lodged_to: string };

/** What the peers of each line of some declarations cost, in one statement whatever their number. */
export async function peersOf(tx: Transaction, subjects: readonly Subject[]): Promise<ReadonlyMap<number, readonly LinePeers[]>> {
  const priced = subjects.flatMap((subject) =>
    subject.lines.flatMap((line) => {
      const price = line.standing ? unitPriceOf(line) : null;
      return price === null ? [] : [{ declarationId: subject.declarationId, no: line.no, keys: peerKeys(line), price }];
    }));
  if (priced.length === 0) return new Map();
  const names = [...new Set(priced.flatMap(({ keys }) => [keys.goods, keys.kind]))];
  const rows = await tx.execute<Row>(sql`
    select peers, currency, dimension, median, deviation, lines, importers, lodged_from::text, lodged_to::text from peer_prices where peers = any(${sql.param(names)}::text[])`);
  const known = new Map(rows.map((row): [string, PeerPrices] => [`${row.peers} ${row.currency} ${row.dimension}`, { median: row.median, deviation: row.deviation, lines: row.lines, importers: row.importers, from: row.lodged_from, to: row.lodged_to }]));
  const found = new Map<number, LinePeers[]>();
  for (const { declarationId, no, keys, price } of priced) {
    const of = (key: string) => known.get(`${key} ${price.currency} ${price.dimension}`) ?? null;
    const peers = { line: no, goods: of(keys.goods), kind: of(keys.kind) };
    if (peers.goods === null && peers.kind === null) continue;
    found.set(declarationId, [...(found.get(declarationId) ?? []), peers]);
  }
  return found;
}
