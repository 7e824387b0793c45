-- The job queue belongs to the owner; the application may add to it and nothing else. Safe to repeat.
create or replace function queue_job(task text, payload json, job_key text, run_at timestamptz, queue text) returns void
  language sql security definer set search_path = pg_catalog
  as $$ select graphile_worker.add_job(task, payload, queue_name => queue, run_at => run_at, job_key => job_key) $$;

create or replace function queue_jobs(task text, payloads json) returns void
  language sql security definer set search_path = pg_catalog
  as $$
    select graphile_worker.add_jobs(array_agg((task, payload, null, null, null, null, null, null)::graphile_worker.job_spec))
    from json_array_elements(payloads) as each (payload)
    having count(*) > 0
  $$;

revoke all on function queue_job(text, json, text, timestamptz, text), queue_jobs(text, json) from public;
grant execute on function queue_job(text, json, text, timestamptz, text), queue_jobs(text, json) to tallyhouse_app;

-- How many jobs wait, by task: for the metrics.
create or replace function jobs_waiting() returns table (task text, n bigint)
  language sql security definer set search_path = pg_catalog
  as $$ select task_identifier, count(*) from graphile_worker.jobs group by 1 $$;

revoke all on function jobs_waiting() from public;
grant execute on function jobs_waiting() to tallyhouse_app;

-- The application's connections by what they do: a role that was taken at connecting may not look at its own sessions.
create or replace function connections_open() returns table (state text, n bigint)
  language sql security definer set search_path = pg_catalog
  as $$
    select coalesce(there.state, 'hidden'), count(*) from pg_stat_activity as there
    where there.datname = current_database() and there.application_name = 'tallyhouse' group by 1
  $$;

revoke all on function connections_open() from public;
grant execute on function connections_open() to tallyhouse_app;

-- Whether a job of a task is to be run now, or runs: for work that stands back for it.
create or replace function jobs_due(task text) returns boolean
  language sql security definer set search_path = pg_catalog
  as $$ select exists (select from graphile_worker.jobs as there where there.task_identifier = jobs_due.task and there.attempts < there.max_attempts and there.run_at <= now()) $$;

revoke all on function jobs_due(text) from public;
grant execute on function jobs_due(text) to tallyhouse_app;

-- What the bodies of events say, for queries by parameters that no column holds.

-- The namespace a prefix stands for in an event's JSON-LD context; a later definition stands over an earlier one.
create or replace function epcis_namespace(context jsonb, prefix text) returns text
  language sql immutable parallel safe
  as $$
    select case jsonb_typeof(part.value -> prefix) when 'string' then part.value ->> prefix else part.value -> prefix ->> '@id' end
    from jsonb_array_elements(case jsonb_typeof(context) when 'array' then context else jsonb_build_array(context) end) with ordinality as part (value, place)
    where jsonb_typeof(part.value) = 'object' and part.value ? prefix
    order by part.place desc limit 1
  $$;

-- A CURIE of an event written out; any other text as it is.
create or replace function epcis_expanded(value text, context jsonb) returns text
  language sql immutable parallel safe
  as $$
    select case when value ~ '^[A-Za-z][A-Za-z0-9_.-]*:(?!//)' then
      coalesce(epcis_namespace(context, split_part(value, ':', 1)), case split_part(value, ':', 1) when 'cbv' then 'https://ref.gs1.org/cbv/' when 'gs1' then 'https://gs1.org/voc/' else split_part(value, ':', 1) || ':' end) || substr(value, strpos(value, ':') + 1)
    else value end
  $$;

create or replace function epcis_number(value jsonb) returns numeric
  language sql immutable parallel safe
  as $$
    select case jsonb_typeof(value) when 'number' then value::numeric
      when 'string' then case when value #>> '{}' ~ '^[+-]?[0-9]{1,40}(\.[0-9]{1,40})?([eE][+-]?[0-9]{1,3})?$' then (value #>> '{}')::numeric end end
  $$;

-- An instant of ISO 8601 with its offset; null for any other text, a day that its month does not have among them.
create or replace function epcis_instant(value jsonb) returns timestamptz
  language sql stable parallel safe
  as $$
    select case when jsonb_typeof(value) = 'string'
        and value #>> '{}' ~ '^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])T(([01][0-9]|2[0-3]):[0-5][0-9](:([0-5][0-9](\.[0-9]+)?|60(\.0+)?))?|24:00(:00(\.0+)?)?)(Z|[+-](0[0-9]|1[0-5]):[0-5][0-9])$'
      then case when substr(value #>> '{}', 9, 2)::int <= date_part('day', (substr(value #>> '{}', 1, 7) || '-01')::date + interval '1 month - 1 day')
        then (value #>> '{}')::timestamptz end end
  $$;

-- Whether a URI is one of these texts, or a web address that ends in one of these paths.
create or replace function epcis_spells(value text, texts text[], paths text[]) returns boolean
  language sql immutable parallel safe
  as $$ select value = any (texts) or (value ~* '^https?://' and exists (select 1 from unnest(paths) as wanted (path) where right(value, length(wanted.path) + 1) = '/' || wanted.path)) $$;

-- By what a URI is looked for: of a web address the last two parts of its path, which every Digital Link of a key shares, of any other the text itself; no longer than an index takes.
create or replace function epcis_link_key(value text) returns text
  language sql immutable parallel safe
  as $$ select left(case when value ~* '^https?://' then coalesce(substring(value from '[^/]*/[^/]*$'), value) else value end, 500) $$;

-- The business transactions, sources and destinations of an event, each key once.
create or replace function epcis_links(body jsonb, context jsonb) returns table (list text, key text)
  language sql immutable parallel safe
  as $$
    select distinct named.list, epcis_link_key(epcis_expanded(entry ->> named.list, context))
    from (values ('bizTransaction', '$.bizTransactionList[*]'::jsonpath), ('source', '$.sourceList[*]'::jsonpath), ('destination', '$.destinationList[*]'::jsonpath)) as named (list, at)
    cross join lateral jsonb_path_query(body, named.at) as entry
    where entry ->> named.list is not null
  $$;

-- Takes a waiting job back; one that runs is left to find nothing to do.
create or replace function drop_job(job_key text) returns void
  language sql security definer set search_path = pg_catalog
  as $$ select graphile_worker.remove_job(job_key) $$;

-- Queues a job unless one of its key waits or runs.
create or replace function queue_job_once(task text, payload json, job_key text) returns void
  language sql security definer set search_path = pg_catalog
  as $$
    select graphile_worker.add_job(task, payload, job_key => queue_job_once.job_key)
    where not exists (select from graphile_worker.jobs as there where there.key = queue_job_once.job_key and there.attempts < there.max_attempts)
  $$;

-- Lets a job that waits for its time run now; one that runs or has failed keeps its own.
create or replace function hurry_job(job_key text) returns void
  language sql security definer set search_path = pg_catalog
  as $$
    select graphile_worker.reschedule_jobs(array_agg(there.id), run_at => now())
    from graphile_worker.jobs as there
    where there.key = hurry_job.job_key and there.locked_at is null and there.attempts = 0 and there.run_at > now()
    having count(*) > 0
  $$;

revoke all on function drop_job(text), queue_job_once(text, json, text), hurry_job(text) from public;
grant execute on function drop_job(text), queue_job_once(text, json, text), hurry_job(text) to tallyhouse_app;

-- What is known of how each declaration turned out, as labelOf in lib/risk/outcome.ts says: confirmed once anything is, not confirmed where an examination or a
-- case ended without result; what the same examination or case says later stands in place of what it said before.
create or replace view declaration_labels with (security_invoker = true) as
  select said.declaration_id, bool_or(said.result = 'confirmed') as confirmed, coalesce(min(said.at) filter (where said.result = 'confirmed'), min(said.at)) as labelled_at
  from outcomes as said
  where (said.result = 'confirmed' or (said.rule is null and said.source <> 'review'))
    and (said.reference is null or not exists (
      select from outcomes as later where later.declaration_id = said.declaration_id and later.reference = said.reference and later.rule is not distinct from said.rule and later.at > said.at))
  group by said.declaration_id;

-- What the figures of the dashboards count has changed: each statement that writes a declaration's row, findings, decisions, examinations or outcomes says which, once.
create or replace function figure_changed() returns trigger
  language plpgsql security definer set search_path = pg_catalog
  as $$
    begin
      if tg_argv[0] = 'id' then
        insert into public.figure_changes (declarations)
          select array_agg(id) from (select id, (row_number() over () - 1) / 5000 as part from changed) as numbered group by part;
      else
        insert into public.figure_changes (declarations)
          select array_agg(declaration_id) from (select declaration_id, (row_number() over () - 1) / 5000 as part from (select distinct declaration_id from changed) as each) as numbered group by part;
      end if;
      return null;
    end
  $$;
revoke all on function figure_changed() from public;

do $$
declare
  watched record;
begin
  for watched in select * from (values ('consignments', 'id'), ('findings', 'declaration_id'), ('triage_decisions', 'declaration_id'), ('examinations', 'declaration_id'), ('outcomes', 'declaration_id')) as each (name, counted)
  loop
    execute format('create or replace trigger figure_inserted after insert on %I referencing new table as changed for each statement execute function figure_changed(%L)', watched.name, watched.counted);
    execute format('create or replace trigger figure_updated after update on %I referencing new table as changed for each statement execute function figure_changed(%L)', watched.name, watched.counted);
  end loop;
end
$$;

-- What inspection reports and transport documents name, one row a name, kept with them.
create or replace function names_of_document() returns trigger
  language plpgsql security definer set search_path = pg_catalog
  as $$
    begin
      if tg_table_name = 'inspection_reports' then
        if tg_op = 'UPDATE' then
          delete from public.document_names where kind = 'report-lot' and name = any (old.lots) and document_id = old.id;
        end if;
        insert into public.document_names (kind, name, document_id) select distinct 'report-lot', name, new.id from unnest(new.lots) as name;
      else
        if tg_op = 'UPDATE' then
          delete from public.document_names where kind in ('carried-lot', 'carried-declaration') and name = any (old.lots || old.declarations) and document_id = old.id;
        end if;
        insert into public.document_names (kind, name, document_id)
          select distinct 'carried-lot', name, new.id from unnest(new.lots) as name union all select distinct 'carried-declaration', name, new.id from unnest(new.declarations) as name;
      end if;
      return null;
    end
  $$;
revoke all on function names_of_document() from public;
create or replace trigger names_kept after insert or update of lots on inspection_reports for each row execute function names_of_document();
create or replace trigger names_kept after insert or update of lots, declarations on transport_documents for each row execute function names_of_document();

-- A lot that a declaration names leads to it, also one that a later revision no longer names: who looks a lot up this way asks the lines as well.
create or replace function lots_declared() returns trigger
  language plpgsql security definer set search_path = pg_catalog
  as $$
    begin
      insert into public.document_names (kind, name, document_id)
        select distinct 'declared-lot', name, told.declaration_id from told cross join unnest(told.lots) as name on conflict do nothing;
      return null;
    end
  $$;
revoke all on function lots_declared() from public;
create or replace trigger lots_kept after insert on declaration_lines referencing new table as told for each statement execute function lots_declared();

do $$
begin
  if not exists (select from document_names where kind <> 'declared-lot') then
    perform set_config('app.scope', 'all', true);
    insert into document_names (kind, name, document_id)
      select distinct 'report-lot', name, id from inspection_reports cross join unnest(lots) as name
      union all select distinct 'carried-lot', name, id from transport_documents cross join unnest(lots) as name
      union all select distinct 'carried-declaration', name, id from transport_documents cross join unnest(declarations) as name;
  end if;
  if not exists (select from document_names where kind = 'declared-lot') then
    perform set_config('app.scope', 'all', true);
    insert into document_names (kind, name, document_id)
      select distinct 'declared-lot', name, declaration_id from declaration_lines cross join unnest(lots) as name;
  end if;
end
$$;

-- Policies that were set before their versions were kept: each as the record of what was done has it.
do $$
begin
  if not exists (select from capacity_policy_versions) then
    perform set_config('app.scope', 'all', true);
    insert into capacity_policy_versions (category, version, warning_share, reserve_share, recorded_at)
      select subject_id, row_number() over (partition by subject_id order by id), (facts ->> 'warningShare')::numeric, (facts ->> 'reserveShare')::numeric, at
      from audit_entries where action = 'policy.set';
  end if;
end
$$;

-- What events that were stored before their links were kept name.
do $$
begin
  if not exists (select from event_links) then
    perform set_config('app.scope', 'all', true);
    insert into event_links (event_pk, list, key)
      select feed_events.id, named.list, named.key from feed_events cross join lateral epcis_links(body, context) as named
      where body ?| array['bizTransactionList', 'sourceList', 'destinationList'];
  end if;
end
$$;
