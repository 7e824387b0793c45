import type postgres from "postgres";

/** Sites share the declarations: as many as give each a few hundred. */
const PER_SITE = 250;

/**
 * Fills the house with `count` assessed declarations that hang together: one or two lines each, most of a site with an account; of the accounts one in
 * twelve is overdrawn at the end, one in twenty-five sites has no certificate and one line in fifty no known producer; two lines in five name a lot, some
 * of them inspected, carried, made of other lots; every seventieth is amended after release. All stand on the desk as though no rule had been there.
 */
export async function loadDeclarations(owner: postgres.Sql, count: number): Promise<void> {
  const sites = Math.max(50, Math.round(count / PER_SITE));
  await owner.unsafe("set app.scope = 'all'");
  await owner.unsafe(parties(sites));
  await owner.unsafe(declared(count, sites));
  await owner.unsafe(papers(count, sites));
  for (const table of [
    "organisations",
    "sites",
    "products",
    "capacity_certificates",
    "accounts",
    "account_limits",
    "declarations",
    "declaration_revisions",
    "declaration_lines",
    "line_answers",
    "postings",
    "lots",
    "inspection_reports",
    "transport_documents",
    "lot_balances",
    "trade_papers",
    "consignments",
    "assessments",
    "findings",
  ]) {
    await owner.unsafe(`vacuum (analyze) ${table}`);
  }
}

const BASE = (site: string) => `'0' || lpad((${site})::text, 13, '0')`;
const CASE = (site: string) => `'1' || lpad((${site})::text, 13, '0')`;

function parties(sites: number): string {
  return `
    insert into offices (code, name_en, name_zh, verified) select lpad((100 + n)::text, 4, '0'), 'Office ' || n, '海关' || n, true from generate_series(1, 60) n;
    insert into organisations (id, code, name_en, name_zh, kind, country, verified) overriding system value
      select 1000 + n, 'R' || n, case when n <= 40 then 'Inspection body ' else 'Importer ' end || n, case when n <= 40 then '检验机构' else '进口商' end || n, case when n <= 40 then 'inspection_body' else 'importer' end, 'CN', true from generate_series(1, 2000) n;
    insert into sites (id, name, country, kind) overriding system value select 1000 + n, 'Château ' || to_hex(n * 48271 % 65536) || ' ' || n, 'FR', 'winery' from generate_series(1, ${sites}) n;
    insert into products (gtin, name_en, name_zh, hs_code, category, net_value, net_unit, net_dimension, net_base, contains_gtin, contains_quantity)
      select ${BASE("1000 + n")}, 'Red wine ' || n, '红葡萄酒' || n, '2204210000', 'wine', '750', 'MLT', 'volume', 750, null, null from generate_series(1, ${sites}) n
      union all select ${CASE("1000 + n")}, 'Red wine ' || n || ', case of 6', '红葡萄酒' || n || ' 6瓶装', '2204210000', 'wine', '750', 'MLT', 'volume', 750, ${BASE("1000 + n")}, 6 from generate_series(1, ${sites}) n;
    insert into capacity_certificates (id, number, site_id, issuer_id, submitted_by, scope_kind, scope_values, scope_key, quantity_value, quantity_unit, dimension, base, unit_packs, produced_from, produced_to, status)
      overriding system value select 1000 + n, 'CAP-' || n, 1000 + n, 1001 + n % 40, 'key:1', 'category', array['wine'], 'category:wine', '100000', 'XBO', 'items', 100000, 1, '2023-01-01', '2024-01-01', 'approved' from generate_series(1, ${sites}) n where n % 25 <> 0;
    insert into certificate_decisions (certificate_id, decision, effective, reason, decided_by, decided_by_name) select id, 'approve', '2023-01-01', 'in order', 'person:1', 'Regulator' from capacity_certificates;
    insert into accounts (site_id, id, scope_kind, scope_values, scope_key, produced_from, produced_to, dimension, unit, unit_packs, declared, last_seq)
      overriding system value select site_id, site_id, 'category', array['wine'], 'category:wine', '2023-01-01', '2024-01-01', 'items', 'XBO', 1, 0, 0 from capacity_certificates;
    insert into account_limits (site_id, account_id, produced_from, produced_to, judged_to, state, "limit", reserve, warning_permille, certificates)
      select site_id, site_id, '2023-01-01', '2024-01-01', 'infinity', case when site_id % 100 = 1 then 'suspended' else 'limited' end, case when site_id % 12 = 0 then 110000 else 400000 end, 0, 900, array['CAP-' || site_id - 1000] from accounts`;
}

/** What declaration `i` is: its site, how many of the site came before it, and what is peculiar about it. */
const DRAWN = (count: number, sites: number) => `
  select *, case when site = 0 or site % 25 = 0 then 'unknown' when i % 90 = 5 then 'cannot-compare' when site % 100 = 1 then 'suspended' when site % 12 <> 0 then 'within' when (nth + 1) * 600 > 110000 then 'exceeds' when (nth + 1) * 600 >= 99000 then 'near' else 'within' end as verdict
  from (select i, case when i % 50 = 7 then 0 else 1000 + 1 + i % ${sites} end as site, 1000 + 1 + i % ${sites} as of_site, i / ${sites} as nth, 1041 + (i::bigint * 7919) % 1900 as importer, lpad((101 + i % 60)::text, 4, '0') as office,
      i % 70 = 3 as amended, i % 5 < 2 as lotted, i % 5 = 4 as double, timestamptz '2024-01-02 08:00+08' + i * interval '20 seconds' * (1000000.0 / ${count}) as lodged from generate_series(1, ${count}) i) as placed`;

const LINE = (no: string, quantity: string) => `jsonb_build_object('no', ${no}, 'gtin', ${CASE("of_site")}, 'hsCode', '2204210000', 'site', case site when 0 then 'Unknown house ' || i % 997 else '37000' || of_site end,
  'quantity', jsonb_build_object('value', ${quantity}, 'unit', 'XCS'), 'lots', case when lotted then jsonb_build_array('L' || i) else '[]'::jsonb end, 'vintage', 2023, 'price', jsonb_build_object('amount', '180.00', 'currency', 'CNY'), 'originCountry', 'FR')`;

function declared(count: number, sites: number): string {
  return `
    create temp table drawn as ${DRAWN(count, sites)};
    insert into declarations (id, number, revision, status, lodged_at, office_code, trade_mode, importer_id, lodger_organisation_id, released_revision)
      overriding system value select i, 'R' || lpad(i::text, 17, '0'), case when amended then 2 else 1 end, 'lodged', lodged, office, case when i % 60 = 9 then '9610' else '0110' end, importer, importer, case when amended then 1 end from drawn;
    insert into declaration_revisions (declaration_id, revision, body, body_hash, lodged_by)
      select i, revision, jsonb_build_object('number', 'R' || lpad(i::text, 17, '0'), 'revision', revision, 'lodgedAt', lodged, 'office', office, 'tradeMode', '0110', 'status', 'lodged', 'importer', jsonb_build_object('id', 'R' || importer - 1000, 'name', 'Importer ' || importer - 1000),
        'lines', case when double then jsonb_build_array(${LINE("1", "'50'")}, ${LINE("2", "'50'")}) else jsonb_build_array(${LINE("1", "(20 + i % 161 + case when revision = 1 and amended then 7 else 0 end)::text")}) end), md5(i || '/' || revision), 'key:3'
      from drawn cross join generate_series(1, case when amended then 2 else 1 end) as revision;
    create temp table lines as select drawn.*, no, case when double then 50 else 20 + i % 161 end as cases from drawn cross join generate_series(1, case when double then 2 else 1 end) as no;
    insert into declaration_lines (site_id, declaration_id, no, revision, gtin, base_gtin, hs_code, category, declared_site, quantity_value, quantity_unit, lots, vintage, produced_from, produced_to, produced_basis, price_minor, price_currency, origin_country, importer_id, lodger_organisation_id, office_code, effect, standing, verdict, missing, lodged_at, declared_at)
      select site, i, no, case when amended then 2 else 1 end, ${CASE("of_site")}, ${BASE("of_site")}, '2204210000', 'wine', case site when 0 then 'Unknown house ' || i % 997 else '37000' || of_site end, cases::text, 'XCS', case when lotted then array['L' || i] else '{}' end, 2023, '2023-01-01', '2024-01-01', 'vintage', 18000, 'CNY', 'FR',
        importer, importer, office, 'counts', true, verdict, case verdict when 'cannot-compare' then 'density' end, lodged, lodged::text from lines;
    insert into line_answers (site_id, declaration_id, revision, no, verdict, answer, recorded_at)
      select site, i, case when amended then 2 else 1 end, no, case verdict when 'suspended' then 'within' else verdict end, jsonb_build_object('verdict', case verdict when 'suspended' then 'within' else verdict end, 'limit', '400000', 'declaredBefore', (nth * 600)::text, 'line', (cases * 6)::text, 'declaredAfter', (nth * 600 + cases * 6)::text, 'excess', null, 'used', round(nth * 600 / 400000.0, 4)::text, 'unit', 'XBO', 'elsewhere', null, 'reserve', null,
        'account', jsonb_build_object('id', site, 'from', '2023-01-01', 'to', '2024-01-01', 'scope', 'category:wine'), 'working', jsonb_build_array(jsonb_build_object('en', cases || ' cases × 6 = ' || cases * 6 || ' bottles', 'zh', cases || '箱 × 6 = ' || cases * 6 || '瓶')), 'certificates', jsonb_build_array('CAP-' || site), 'assumptions', '[]'::jsonb), lodged from lines;
    insert into postings (site_id, account_id, seq, kind, declaration_id, line_no, revision, produced_from, produced_to, amount, declared_after, elsewhere_after, verdict, recorded_at)
      select site, site, nth * 2 + no, 'line', i, no, 1, '2023-01-01', '2024-01-01', cases * 6, nth * 600 + no * cases * 6, 0, verdict, lodged from lines where site <> 0 and site % 25 <> 0 and verdict <> 'cannot-compare';
    insert into consignments (id, number, revision, status, open, lane, lane_by, score, assessed, verdict, used, trade_mode, office_code, importer_id, importer_name, lodger_organisation_id, site_id, site_name, origin_country, category, goods_en, goods_zh, quantity, line_count, lodged_at, due_at, changed_at)
      select i, 'R' || lpad(i::text, 17, '0'), case when amended then 2 else 1 end, case when amended then 'released' else 'to-triage' end, not amended, 'green', 'score', 0, true, verdict,
        case when exists (select from postings where declaration_id = i) then round((nth * 600 + case when double then 600 else (20 + i % 161) * 6 end) / case when site % 12 = 0 then 110000.0 else 400000.0 end, 4) else round(nth * 600 / 400000.0, 4) end, case when i % 60 = 9 then '9610' else '0110' end, office, importer, 'Importer ' || importer - 1000, importer,
        site, coalesce((select name from sites where id = site), 'Unknown house ' || i % 997), 'FR', 'wine', 'Red wine ' || of_site - 1000 || ', case of 6', '红葡萄酒' || of_site - 1000 || ' 6瓶装', case when double then '100' else (20 + i % 161)::text end || ' XCS', case when double then 2 else 1 end, lodged, lodged + interval '4 hours', lodged from drawn;
    insert into assessments (declaration_id, revision, score, lane, lane_by, parts, cause, at) select i, case when amended then 2 else 1 end, 0, 'green', 'score', '[]', 'lodged', lodged from drawn`;
}

function papers(count: number, sites: number): string {
  return `
    insert into lots (gtin, lot, site_id, produced_on, source_kind, source_id, recorded_at) select ${BASE("of_site")}, 'L' || i, case when i % 400 = 1 then 1001 + (i + 1) % ${sites} else of_site end, '2023-09-12', 'event', 'urn:uuid:' || i, lodged from drawn where lotted and i % 2 = 0;
    insert into inspection_reports (number, kind, site_id, issuer_id, submitted_by, gtin, lots, lot_facts, quantity_value, quantity_unit, seals, results, body_hash, recorded_at)
      select 'PSI-' || i, 'pre-shipment', of_site, 1001 + of_site % 40, 'key:1', ${BASE("of_site")}, array['L' || i], jsonb_build_array(jsonb_build_object('gtin', null, 'lot', 'L' || i, 'productionDate', null)), ((20 + i % 161) * 6 + case when i % 100 = 1 then 60 else 0 end)::text, 'XBO', '{}', '{}', md5('psi' || i), lodged from drawn where lotted and i % 10 = 1;
    insert into transport_documents (number, kind, carrier, container, seals, items, lots, declarations, body_hash, organisation_id, from_feed, submitted_by, recorded_at)
      select 'BL-' || i, 'bill-of-lading', 'Atlantic Line', 'MSKU' || lpad(i::text, 7, '0'), array['S' || i], jsonb_build_array(jsonb_build_object('description', 'Red wine', 'gtin', ${CASE("of_site")}, 'quantity', jsonb_build_object('value', (20 + i % 161 + case when i % 600 = 0 then 9 else 0 end)::text, 'unit', 'XCS'))), '{}', array['R' || lpad(i::text, 17, '0')], md5('bl' || i), importer, true, 'key:1', lodged from drawn where i % 12 = 0;
    insert into trade_papers (organisation_id, kind, number, order_no, logistics_no, declaration_number, body, body_hash, recorded_at)
      select importer, kind, kind || i, 'O' || i, 'W' || i, case kind when 'list' then 'R' || lpad(i::text, 17, '0') end, '{}'::jsonb, md5(kind || i), lodged from drawn cross join unnest(array['list', 'order', 'payment', 'waybill']) as kind where i % 60 = 9 and (kind <> 'payment' or i % 5 <> 0) and ${count} > 0`;
}
