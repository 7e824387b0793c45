import type postgres from "postgres";

/**
 * Fills `consignments` with `count` rows that hang together as real ones do: the lane follows the score, the score the verdict, the time allowed the lane;
 * importers, producers and offices are few with much and many with little. All are open.
 */
export async function loadDesk(owner: postgres.Sql, count: number): Promise<void> {
  await owner.unsafe(`
    set app.scope = 'all';
    insert into consignments (id, number, revision, status, open, lane, score, assessed, top_finding, verdict, used, trade_mode, office_code, importer_id, importer_name,
      lodger_organisation_id, site_id, site_name, origin_country, category, goods_en, goods_zh, quantity, line_count, lodged_at, due_at, assignee_id, assignee_name, changed_at)
    select i, 'B' || lpad(((i::bigint * 7919) % 1000000007)::text, 10, '0') || i, 1,
      case when s < 0.86 then 'to-triage' when s < 0.91 then 'held' when s < 0.94 then 'correction-requested' when s < 0.99 then 'examination-ordered' else 'release-proposed' end,
      true, lane, score, true,
      case when score > 0 then jsonb_build_object('rule', case verdict when 'exceeds' then 'volume-over-capacity' when 'unknown' then 'no-certificate' else 'document-mismatch' end, 'severity', case lane when 'red' then 'critical' else 'medium' end,
        'wording', jsonb_build_object('en', (i % 90 * 1000)::text || ' bottles declared of 18,000 certified for this producer and vintage; this declaration exceeds it by 42,000.', 'zh', '该生产企业该年份核定产能18,000瓶,累计申报' || (i % 90 * 1000)::text || '瓶,本票超出42,000瓶。')) end,
      verdict, case verdict when 'exceeds' then 1 + u * 3 when 'near' then 0.9 + u / 10 when 'within' then u * 0.9 when 'suspended' then u end,
      (array['0110','0110','0110','0110','1210','1210','9610','0245','2600','0300'])[1 + (i * 31 % 10)], lpad((100 + floor(power(o, 3) * 300))::int::text, 4, '0'), imp, 'Importer ' || lpad(to_hex(imp * 40503 % 65536), 4, '0') || ' Trading Co. ' || imp,
      imp, site, 'Producer ' || lpad(to_hex(site * 48271 % 65536), 4, '0') || ' Estate ' || site, (array['FR','IT','ES','AU','CL','NZ','DE','US','NL','JP','ZA','AR','PT','TH','VN'])[1 + floor(power(c, 2) * 15)::int],
      (array['wine','wine','infant-formula','crab','cosmetics','beef','spirits','honey','milk','fruit','seafood','supplements'])[1 + floor((0.75 * k + 0.25 * c) * 12)::int],
      'Red wine, 750 mL', '红葡萄酒 750毫升', '12,000 bottles', 1 + (i % 4), lodged, lodged + case lane when 'red' then interval '24 hours' when 'yellow' then interval '8 hours' else interval '4 hours' end,
      case when a < 0.3 then 1 + floor(a * 1000)::bigint end, case when a < 0.3 then 'Officer ' || floor(a * 1000)::text end, lodged
    from (
      select *, case when score >= 70 then 'red' when score >= 30 then 'yellow' when score = 7 then 'blue' else 'green' end as lane
      from (
        select *, case verdict when 'exceeds' then 70 + floor(q * 31)::int when 'suspended' then 60 + floor(q * 30)::int when 'unknown' then 30 + floor(q * 30)::int when 'cannot-compare' then 30 + floor(q * 15)::int
          when 'near' then 10 + floor(q * 30)::int else case when q < 0.7 then 0 else floor((q - 0.7) * 150)::int end end as score
        from (
          select *, case when v < 0.03 then 'exceeds' when v < 0.04 then 'suspended' when v < 0.06 then 'cannot-compare' when v < 0.2 then 'unknown' when v < 0.26 then 'near' else 'within' end as verdict
          from (
            select i, random() as v, random() as q, random() as s, random() as u, random() as o, random() as a, random() as c, random() as k, 1 + floor(power(random(), 3) * 6000)::bigint as imp, 1 + floor(power(random(), 3) * 9000)::bigint as site,
              timestamptz '2026-11-22 08:00+08' - power(random(), 2) * interval '60 days' as lodged
            from generate_series(1, ${count}) as i
          ) as drawn
        ) as judged
      ) as scored
    ) as laned`);
  await owner.unsafe("vacuum (analyze) consignments");
}
