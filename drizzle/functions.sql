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
