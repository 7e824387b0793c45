import { sql } from "drizzle-orm";
import type { Transaction } from "#db/client";
import { SUMMED } from "#lib/dashboards/queries/fold";

const LANES = "array['green','green','green','green','green','green','yellow','yellow','blue','red']";
const COUNTRIES = "array['FR','IT','ES','DE','NZ','AU','CL','US','KR','JP','NL','IE','DK','AR','BR','ZA','PT','GB','CH','AT','PL','TH','VN','MY','ID','NO','CA','MX','PE','UY']";

/** Consignments with decisions and findings, half of them released, as assessing and deciding leave them: what counting is measured on. */
export async function loadBase(tx: Transaction, rows: number, from: number): Promise<void> {
  const lodged = sql.raw(`now() - (n % 300) * interval '1 day' - (n % 1440) * interval '1 minute'`);
  await tx.execute(sql`
    insert into consignments (id, number, revision, status, open, lane, score, lane_by, assessed, top_finding, verdict, used, trade_mode, office_code, importer_id, importer_name, lodger_organisation_id, site_id, site_name, origin_country, category, goods_en, goods_zh, quantity, line_count, lodged_at, due_at, version, changed_at)
    select n, 'B' || n, 1, case when n % 2 = 0 then 'released' else 'to-triage' end, n % 2 = 1, (${sql.raw(LANES)})[1 + n % 10], n % 100, 'score', true, null, case when n % 50 = 0 then 'exceeds' else 'within' end, null, '0110', lpad((100 + n % 40 * 100)::text, 4, '0'),
      1, 'Importer', 1, n % 5000, 'Site', (${sql.raw(COUNTRIES)})[1 + n % 30], 'wine', 'wine', 'wine', '1 XBO', 1, ${lodged}, ${lodged} + interval '8 hours', 1, now()
    from generate_series(${from + 1}::int, ${from + rows}::int) as n`);
  await tx.execute(
    sql`insert into findings (declaration_id, revision, rule, version, severity, points, facts, wording, fired_at) select n, 1, 'rule-' || n % 25, 1, 'low', 5, '{}', '{}', now() from generate_series(${from + 1}::int, ${from + rows}::int) as n where n % 3 = 0`,
  );
  await tx.execute(sql`
    insert into triage_decisions (declaration_id, decision, revision, reason, note, from_status, to_status, lane, decided_by, decided_by_name, needs_second, at)
    select n, 'release', 1, 'low-risk', '', 'to-triage', 'released', 'green', 1 + n % 400, 'Officer', false, ${lodged} + interval '2 hours' from generate_series(${from + 1}::int, ${from + rows}::int) as n where n % 2 = 0`);
}

/** What each kind of mark is told apart by, as lists in SQL: `a`, then `b`. */
const SPREAD: readonly (readonly [string, string, string])[] = [
  ["arrived", "array['red','yellow','blue','green']", "array['score','mandatory','random','top-up','passed-over']"],
  ["origin", COUNTRIES, "array['red','yellow','blue','green']"],
  ["value", "array['CNY','EUR','USD','AUD','NZD']", "array['']"],
  ["selected", "array['score','mandatory','random','top-up','passed-over']", "array['confirmed','not-confirmed','unknown']"],
  ["rule", "(select array_agg('rule-' || r) from generate_series(1, 25) as r)", "array['confirmed','not-confirmed','unknown']"],
  ["overrun", "(select array_agg((1 + (r * 251 + d) % 5000)::text) from generate_series(1, 20) as r)", "array['FR']"],
  ["body", "(select array_agg(r::text) from generate_series(1, 15) as r)", "array['confirmed','not-confirmed','unknown']"],
  ["exceeded", "(select array_agg(r::text) from generate_series(1, 15) as r)", "array['']"],
  ["closed", "array['released','refused','withdrawn']", "array['red','yellow','blue','green']"],
  ["turn", "array['red','yellow','blue','green']", "array['0','25','50','75','100','150','200']"],
  ["stay", "array['to-triage','held','correction-requested','examination-ordered','release-proposed','refusal-proposed']", "array['0','1','2','4','8','24','48','72']"],
  ["decision", "(select array_agg((o * 10 + r)::text) from generate_series(0, 9) as r)", "array['release','hold','request-correction','order-examination','refuse','resume']"],
  ["override", "array['red-released-unexamined','red-released-examined','green-stopped']", "array['low-risk','documents-in-order','explained-by-importer']"],
  ["examined", "array['ordered','conform','discrepancy','cancelled']", "array['physical','remote']"],
  ["alarm", "(select array_agg('rule-' || r) from generate_series(1, 10) as r)", "array['nothing-found']"],
];

/** Kinds of what stands now. */
const STANDING: readonly (readonly [string, string, string])[] = [
  ["open", "array['to-triage','held','correction-requested','examination-ordered','release-proposed','refusal-proposed']", "array['red','yellow','blue','green']"],
  ["due", `(select array_agg(to_char((now() + (r - 36) * interval '1 hour') at time zone 'UTC', 'YYYY-MM-DD"T"HH24')) from generate_series(1, 72) as r)`, "array['to-triage','held','examination-ordered']"],
  ["assigned", "(select array_agg((o * 10 + r)::text) from generate_series(0, 9) as r)", "array['red','yellow','blue','green']"],
];

/** Figures as a year of so many declarations leaves them, by day, office and mark, and the sums over them. Nothing else of those declarations is made. Returns how many rows. */
export async function loadFigures(tx: Transaction, { declarations, days, offices }: { readonly declarations: number; readonly days: number; readonly offices: number }): Promise<number> {
  await tx.execute(sql`truncate figures, figure_sums`);
  const each = declarations / days / offices;
  for (const [kind, a, b] of SPREAD) {
    await tx.execute(sql`
      insert into figures (kind, day, office, a, b, n, amount)
      select ${kind}, (now() at time zone 'Asia/Shanghai')::date - d, lpad((100 + o * 100)::text, 4, '0'), a, b, sum(greatest(1, round(${each}::float * (0.5 + random()) / (cardinality(${sql.raw(a)}) * cardinality(${sql.raw(b)}))))), 0
      from generate_series(0, ${days - 1}::int) as d, generate_series(0, ${offices - 1}::int) as o, unnest(${sql.raw(a)}) as a, unnest(${sql.raw(b)}) as b group by d, o, a, b`);
  }
  for (const [kind, a, b] of STANDING) {
    await tx.execute(sql`
      insert into figures (kind, day, office, a, b, n, amount) select ${kind}, '-infinity', lpad((100 + o * 100)::text, 4, '0'), a, b, 1 + (random() * 50)::int, 0
      from generate_series(0, ${offices - 1}::int) as o, unnest(${sql.raw(a)}) as a, unnest(${sql.raw(b)}) as b group by o, a, b`);
  }
  await tx.execute(sql`insert into figure_sums (kind, grain, day, office, a, b, n, amount) select kind, grain, start, sums.office, a, b, sum(n), sum(amount) from figures as each ${SUMMED}`);
  const [row] = await tx.execute<{ n: number }>(sql`select ((select count(*) from figures) + (select count(*) from figure_sums))::int as n`);
  return row?.n ?? 0;
}
