import { sql } from "drizzle-orm";
import { z } from "zod";
import type { Transaction } from "#db/client";
import { insertRows } from "#db/rows";
import { command } from "#lib/audit/command";
import { packingFrom } from "#lib/capacity/chargeable";
import { productsWithPacking } from "#lib/parties/queries";
import { amountsOf } from "../amount.ts";
import { unitPriceOf } from "../peerPrice.ts";
import { totalOf } from "../price.ts";

/** Peers are the lines lodged in so many days before. */
const PEER_DAYS = 365;

/** As many declarations are measured by one round of reads. */
const BLOCK = 2_000;

/** An assessment may become visible after a later one: so many before the mark are looked at again. */
const OVERLAP = 500;

const NAME = "peers";

/** The clock adds what it knows of itself to the payload of a job. */
const schema = z.object({ whole: z.boolean() });

/**
 * Follows the declarations: measures the unit prices of those assessed since the last time, and reckons the peers anew that these belong to. With `whole`, all of the period.
 * Safe to repeat.
 */
export const refreshPeers = command("system.run", schema, async ({ tx, now }, { whole }) => {
  const since = new Date(now.getTime() - PEER_DAYS * 86_400_000);
  await tx.execute(sql`insert into goods_marks (name, position, at) values (${NAME}, 0, ${now.toISOString()}::timestamptz) on conflict (name) do nothing`);
  const [mark] = await tx.execute<{ position: string }>(sql`select position::text from goods_marks where name = ${NAME} for update`);
  const from = Number(mark?.position ?? 0);
  const all = whole || from === 0;
  const [newest] = await tx.execute<{ id: string }>(sql`select coalesce(max(id), 0)::text as id from assessments`);
  const rows = all
    ? await tx.execute<{ id: string }>(sql`select distinct declaration_id::text as id from declaration_lines where lodged_at >= ${since.toISOString()}::timestamptz and standing and price_minor is not null`)
    : await tx.execute<{ id: string }>(sql`select distinct declaration_id::text as id from assessments where id > ${Math.max(0, from - OVERLAP)}`);
  if (all) await tx.execute(sql`delete from price_points`);
  const touched = new Map<string, Group>();
  for (let at = 0; at < rows.length; at += BLOCK) await measure(tx, rows.slice(at, at + BLOCK).map(({ id }) => Number(id)), since, touched);
  if (all) await tx.execute(sql`delete from peer_prices`);
  if (touched.size > 0) await reckon(tx, [...touched.values()], since, now);
  await tx.execute(sql`update goods_marks set position = ${newest?.id ?? "0"}::bigint, at = ${now.toISOString()}::timestamptz where name = ${NAME}`);
  return {
    result: { declarations: rows.length, groups: touched.size },
    audit: { action: "peers.refresh", subject: { kind: "peers", id: all ? "all" : "changed" }, facts: { declarations: rows.length, groups: touched.size } },
  };
});

type Group = { readonly level: "goods" | "kind"; readonly goods: string; readonly category: string; readonly origin: string; readonly currency: string; readonly dimension: string };

type Line = {
  readonly declaration_id: string;
  readonly no: number;
  readonly gtin: string;
  readonly base_gtin: string | null;
  readonly category: string;
  readonly origin: string;
  readonly value: string;
  readonly unit: string;
  readonly minor: string;
  readonly per: number;
  readonly currency: string;
  readonly importer_id: string;
  readonly lodged_at: string;
};
type Point = { readonly base_gtin: string; readonly category: string; readonly origin: string; readonly currency: string; readonly dimension: string };

/** Puts the points of some declarations in place of those they had, and notes the groups that either belongs to. */
async function measure(tx: Transaction, ids: readonly number[], since: Date, touched: Map<string, Group>): Promise<void> {
  const given = sql.param([...ids]);
  const gone = await tx.execute<Point>(sql`delete from price_points where declaration_id = any(${given}::bigint[]) returning base_gtin, category, origin, currency, dimension`);
  const lines = await tx.execute<Line>(sql`
    select declaration_id::text, no, gtin, base_gtin, category, origin_country as origin, quantity_value as value, quantity_unit as unit, price_minor::text as minor, price_per as per, price_currency as currency, importer_id::text, lodged_at::text
    from declaration_lines where declaration_id = any(${given}::bigint[]) and standing and price_minor > 0 and price_currency is not null and lodged_at >= ${since.toISOString()}::timestamptz`);
  const products = await productsWithPacking(tx, [...new Set(lines.map(({ gtin }) => gtin))]);
  const points = lines.flatMap((line) => {
    const quantity = { value: line.value, unit: line.unit };
    const price = unitPriceOf({ price: totalOf({ minor: BigInt(line.minor), per: BigInt(line.per), currency: line.currency }, quantity), amounts: amountsOf(quantity, packingFrom(line.gtin, products)) });
    if (price === null) return [];
    return [{
      declaration_id: Number(line.declaration_id), line_no: line.no, base_gtin: line.base_gtin ?? line.gtin, category: line.category, origin: line.origin,
      dimension: price.dimension, currency: price.currency, log_price: price.log, importer_id: Number(line.importer_id), lodged_at: line.lodged_at,
    }];
  });
  await insertRows(tx, [{ table: "price_points", rows: points }]);
  for (const { base_gtin: goods, category, origin, currency, dimension } of [...gone, ...points]) {
    touched.set(`goods ${goods} ${currency} ${dimension}`, { level: "goods", goods, category: "", origin: "", currency, dimension });
    touched.set(`kind ${category} ${origin} ${currency} ${dimension}`, { level: "kind", goods: "", category, origin, currency, dimension });
  }
}

/** Reckons median and deviation of groups; a group without points any more is gone. */
async function reckon(tx: Transaction, groups: readonly Group[], since: Date, now: Date): Promise<void> {
  const asked = sql`jsonb_to_recordset(${JSON.stringify(groups.map((group) => ({ ...group, peers: group.level === "goods" ? group.goods : `${group.category}:${group.origin}` })))}::jsonb)
    as asked (level text, goods char(14), category text, origin char(2), currency char(3), dimension text, peers text)`;
  const recent = sql`points.lodged_at >= ${since.toISOString()}::timestamptz and points.currency = asked.currency and points.dimension = asked.dimension`;
  await tx.execute(sql`delete from peer_prices as kept using ${asked} where kept.peers = asked.peers and kept.currency = asked.currency and kept.dimension = asked.dimension`);
  await tx.execute(sql`
    with own as materialized (
      select asked.peers, asked.currency, asked.dimension, points.log_price, points.importer_id, points.lodged_at from ${asked} join price_points as points on asked.level = 'goods' and points.base_gtin = asked.goods and ${recent}
      union all
      select asked.peers, asked.currency, asked.dimension, points.log_price, points.importer_id, points.lodged_at from ${asked} join price_points as points on asked.level = 'kind' and points.category = asked.category and points.origin = asked.origin and ${recent}
    ), middle as (
      select peers, currency, dimension, percentile_cont(0.5) within group (order by log_price) as median, count(*)::int as lines, count(distinct importer_id)::int as importers,
        min(lodged_at at time zone 'Asia/Shanghai')::date as lodged_from, max(lodged_at at time zone 'Asia/Shanghai')::date as lodged_to
      from own group by 1, 2, 3
    )
    insert into peer_prices (peers, currency, dimension, median, deviation, lines, importers, lodged_from, lodged_to, refreshed_at)
    select middle.peers, middle.currency, middle.dimension, middle.median, percentile_cont(0.5) within group (order by abs(own.log_price - middle.median)), middle.lines, middle.importers, middle.lodged_from, middle.lodged_to, ${now.toISOString()}::timestamptz
    from middle join own using (peers, currency, dimension) group by middle.peers, middle.currency, middle.dimension, middle.median, middle.lines, middle.importers, middle.lodged_from, middle.lodged_to`);
}
