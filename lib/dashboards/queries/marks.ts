import { sql, type SQL } from "drizzle-orm";
import { STAY_CLASSES, TURN_CLASSES } from "../figure-mark.ts";

const day = (instant: string): string => `(${instant} at time zone 'Asia/Shanghai')::date`;

/** The class a number lies in, as text: the greatest floor that it reaches; below the first counts as the first. */
const classed = (value: string, floors: readonly number[]): string =>
  `case ${floors.toReversed().slice(0, -1).map((floor) => `when ${value} >= ${floor} then '${floor}'`).join(" ")} else '${floors[0]}' end`;

/**
 * The marks of declarations by what is known of them now: rows (declaration_id, kind, day, office, a, b, amount), one for each time a mark is borne.
 * `asked` selects ids as `id`. Everything counted goes through here: the folding of changes, the nightly recount, and what a bench fills in.
 */
export function marksOf(asked: SQL): SQL {
  return sql`with asked as materialized (${asked}), ${sql.raw(STEPS)} ${sql.raw(MARKS)}`;
}

const STEPS = `
  c as materialized (
    select c.id, c.office_code as office, c.lane, c.lane_by, c.status, c.open, c.verdict, c.origin_country as country, c.site_id, c.lodged_at, c.due_at, c.assignee_id, c.revision, ${day("c.lodged_at")} as lodged_on
    from asked join consignments as c on c.id = asked.id
  ),
  said as materialized (
    select c.id, case labels.confirmed when true then 'confirmed' when false then 'not-confirmed' else 'unknown' end as known
    from c left join lateral (select confirmed from declaration_labels where declaration_id = c.id) as labels on true
  ),
  decided as materialized (
    select d.*, c.office from c join triage_decisions as d on d.declaration_id = c.id where d.undone_at is null
  ),
  moves as (
    select declaration_id as id, at, from_status, to_status, 0 as place, id as seq from decided
    union all
    select declaration_id, seconded_at, to_status, case when declined then from_status when to_status = 'release-proposed' then 'released' else 'refused' end, 1, id from decided where seconded_at is not null
    union all
    select r.declaration_id, r.recorded_at, null, null, 2, r.revision from c join declaration_revisions as r on r.declaration_id = c.id and r.revision > 1 where c.revision > 1
  ),
  followed as (
    select *, lag(to_status) over before as stood, coalesce(lag(at) over before, '-infinity') as since from moves window before as (partition by id order by at, seq, place)
  ),
  states as (
    select id, at, coalesce(from_status, stood) as state, coalesce(to_status, 'to-triage') as next, place, seq from followed where from_status is not null or stood = 'correction-requested'
  ),
  stays as materialized (
    select states.id, states.at, states.state, states.next,
      extract(epoch from states.at - coalesce(lag(states.at) over (partition by states.id order by states.at, states.seq, states.place), c.lodged_at)) / 3600 as hours
    from states join c on c.id = states.id
  ),
  last as materialized (select id, next, max(at) as at from stays group by id, next),
  ends as materialized (
    select c.id, c.office, c.lane, c.status, c.lodged_at, c.due_at, coalesce(last.at, (select r.recorded_at from declaration_revisions as r where r.declaration_id = c.id and r.revision = c.revision), c.lodged_at) as at
    from c left join last on last.id = c.id and last.next = c.status where not c.open
  ),
  fired as materialized (
    select distinct f.declaration_id as id, f.rule from c join findings as f on f.declaration_id = c.id where f.snooze is null
  ),
  vouched as materialized (
    select distinct c.id, certificate.issuer_id
    from c
    join line_answers as given on given.declaration_id = c.id and given.revision = c.revision
    cross join lateral jsonb_array_elements_text(given.answer -> 'certificates') as named (number)
    join capacity_certificates as certificate on certificate.number = named.number
  ),
  worth as materialized (
    select c.id, min(line.price_currency) as currency, sum(line.price_minor * line.quantity_value::numeric / line.price_per)::bigint as minor
    from c join declaration_lines as line on line.declaration_id = c.id where line.standing
    group by c.id having count(*) = count(line.price_minor) and count(distinct line.price_currency) = 1
  )`;

const MARKS = `
  select id as declaration_id, 'arrived' as kind, lodged_on as day, office, lane as a, lane_by as b, 0::bigint as amount from c
  union all select id, 'origin', lodged_on, office, country, lane, 0 from c
  union all select c.id, 'value', lodged_on, office, currency, '', minor from c join worth on worth.id = c.id
  union all select c.id, 'selected', lodged_on, office, lane_by, known, 0 from c join said on said.id = c.id
  union all select c.id, 'rule', lodged_on, office, rule, coalesce(word.result, known), 0 from c join said on said.id = c.id join fired on fired.id = c.id
    left join lateral (select result from outcomes where declaration_id = c.id and outcomes.rule = fired.rule order by outcomes.id desc limit 1) as word on true
  union all select id, 'overrun', lodged_on, office, site_id::text, country, 0 from c where verdict = 'exceeds'
  union all select c.id, 'body', lodged_on, office, issuer_id::text, known, 0 from c join said on said.id = c.id join vouched on vouched.id = c.id
  union all select c.id, 'exceeded', lodged_on, office, issuer_id::text, '', 0 from c join vouched on vouched.id = c.id where verdict = 'exceeds'
  union all select id, 'closed', ${day("at")}, office, status, lane, 0 from ends
  union all select id, 'turn', ${day("at")}, office, lane, ${classed("100 * extract(epoch from at - lodged_at) / nullif(extract(epoch from due_at - lodged_at), 0)", TURN_CLASSES)}, 0 from ends where status in ('released', 'refused')
  union all select stays.id, 'stay', ${day("stays.at")}, office, state, ${classed("hours", STAY_CLASSES)}, 0 from stays join c on c.id = stays.id
  union all select declaration_id, 'decision', ${day("at")}, office, decided_by::text, decision, 0 from decided
  union all select declaration_id, 'override', ${day("at")}, office,
    case when lane = 'green' then 'green-stopped' when exists (select from examinations as e where e.declaration_id = decided.declaration_id and e.reported_at <= decided.at) then 'red-released-examined' else 'red-released-unexamined' end, reason, 0
    from decided where (decision = 'release' and lane = 'red' and seconded_at is not null and not declined) or (decision in ('hold', 'order-examination', 'refuse') and lane = 'green' and not declined)
  union all select e.declaration_id, 'examined', ${day("e.ordered_at")}, c.office, coalesce(e.result, e.status), e.kind, 0 from c join examinations as e on e.declaration_id = c.id
  union all select o.declaration_id, 'alarm', ${day("o.at")}, c.office, o.rule, o.reason, 0 from c join outcomes as o on o.declaration_id = c.id where o.result = 'not-confirmed' and o.rule is not null and o.reason is not null
  union all select id, 'open', '-infinity', office, status, lane, 0 from c where open
  union all select id, 'due', '-infinity', office, to_char(due_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24'), status, 0 from c where open
  union all select id, 'assigned', '-infinity', office, coalesce(assignee_id::text, ''), lane, 0 from c where open`;
