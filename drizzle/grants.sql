-- What the application's role may touch. Applied after every migration; safe to repeat.
grant usage on schema public to tallyhouse_app;
revoke all on all tables in schema public from tallyhouse_app;
grant select, insert, update on all tables in schema public to tallyhouse_app;
grant usage, select on all sequences in schema public to tallyhouse_app;

-- The record of what was done, what was declared and what was answered is added to and never changed.
revoke update on audit_entries, declaration_revisions, certificate_decisions, line_answers, ledger_checks, assessments, feed_documents, case_notes, case_exhibits, dossiers, sign_in_attempts from tallyhouse_app;
revoke update on postings, findings from tallyhouse_app;
grant update (verdict) on postings to tallyhouse_app;
grant update (cleared_at) on findings to tallyhouse_app;

-- What was put into quarantine stays as it came; only what became of it is written. An event's doubts follow what is known; the event does not change.
revoke update on truth_settings, quarantined, feed_events from tallyhouse_app;
grant update (state, resolved_at, resolved_by, resolved_document_id, reason, note) on quarantined to tallyhouse_app;
grant update (problems) on feed_events to tallyhouse_app;
-- A document stays as it came; only what became of it is written.
grant update (state, tries, failures, begun_at, format, success, counts, problems, outcomes, packed_outcomes, finished_at) on feed_documents to tallyhouse_app;

-- A mapping's version and a paper of trade are added to and never changed; an import keeps its file as it was sent, or drops it.
revoke update on import_mappings, trade_papers from tallyhouse_app;

-- How a declaration turned out is added to and never changed; of a setting only its answer is written, of a snooze its end, of a shadow's finding that it is gone.
revoke update on outcomes, rule_settings, snoozes, shadow_findings from tallyhouse_app;
grant update (state, answered_by, answered_by_name, answered_at, answer_note) on rule_settings to tallyhouse_app;
grant update (ended_at, ended_by_name) on snoozes to tallyhouse_app;
grant update (cleared_at) on shadow_findings to tallyhouse_app;
-- What a back-test tried is never changed; only how far it is and what it counted.
revoke update on backtests, backtest_hits from tallyhouse_app;
grant update (state, standing, total, looked_to, tally, sorted, problem, started_at, finished_at) on backtests to tallyhouse_app;

-- A model's record and what it said of a declaration are added to and never changed; of a proposal for it only the answer is written.
revoke update on model_records, model_scores, model_changes from tallyhouse_app;
grant update (state, answered_by, answered_by_name, answered_at, answer_note) on model_changes to tallyhouse_app;

-- What a reference population holds stands; of it and of a changed limit only the answer is written.
revoke update on reference_populations, reference_withdrawals, reference_samples, limit_proposals from tallyhouse_app;
grant update (state, answered_by, answered_by_name, answered_at, answer_note) on reference_populations to tallyhouse_app;
grant update (state, answered_by, answered_by_name, answered_at, answer_note) on reference_withdrawals to tallyhouse_app;
grant update (state, answered_by, answered_by_name, answered_at, answer_note) on limit_proposals to tallyhouse_app;

-- A draw stands as it was made; only the place it led to is written. A seed is shown once its day ended, a setting answered, an examiner's assignment never changed.
revoke update on selection_settings, selections, draw_seeds, examiner_assignments from tallyhouse_app;
grant update (state, answered_by, answered_by_name, answered_at, answer_note) on selection_settings to tallyhouse_app;
grant update (selected_on, yellow_on) on selections to tallyhouse_app;
grant update (seed, revealed_at) on draw_seeds to tallyhouse_app;

-- What people were told is added to and never changed; only that it was read, and what became of its way out, is written.
revoke update on notices, notice_readers, notice_webhooks from tallyhouse_app;
grant update (read_at) on notice_readers to tallyhouse_app;
grant update (removed_at) on notice_webhooks to tallyhouse_app;

-- Derived or private rows that are rewritten whole.
grant delete on account_limits, declaration_lines, site_identifiers, site_aliases, saved_views, sign_in_attempts, idempotency_keys, source_runs, source_captures to tallyhouse_app;

grant delete on named_queries, feed_subscriptions to tallyhouse_app;

-- What an event links to stands as the event does.
revoke update on event_links from tallyhouse_app;

-- Each version of a policy stands as it was set.
revoke update on capacity_policy_versions from tallyhouse_app;

-- What is reckoned from events is rewritten whole; a yield's figures stand, and only its end is written.
grant delete on sourced_shares, lot_balances to tallyhouse_app;
revoke update on yields from tallyhouse_app;
grant update (effective_to) on yields to tallyhouse_app;

-- What the figures count from is taken off the list once counted; a mark that nothing bears any more goes.
grant delete on figure_changes, figures, figure_sums to tallyhouse_app;
revoke update on figure_changes, figure_checks from tallyhouse_app;

-- What documents name is kept by the database itself.
revoke insert, update on document_names from tallyhouse_app;

-- What is derived of goods follows the declarations.
grant delete on price_points, peer_prices, body_records to tallyhouse_app;

-- Scope: everything for the authorities, the own organisation's rows for the rest. Without a scope nothing is seen.
create or replace function app_sees_all() returns boolean language sql stable parallel safe as
  $$ select current_setting('app.scope', true) = 'all' $$;
create or replace function app_organisation() returns bigint language sql stable parallel safe as
  $$ select nullif(current_setting('app.organisation', true), '')::bigint $$;

do $$
declare
  rule record;
begin
  for rule in
    select * from (values
      ('declarations', 'lodger_organisation_id', 'importer_id'),
      ('declaration_lines', 'lodger_organisation_id', 'importer_id'),
      ('consignments', 'lodger_organisation_id', 'importer_id'),
      ('capacity_certificates', 'issuer_id', 'issuer_id'),
      ('inspection_reports', 'issuer_id', 'issuer_id'),
      ('imports', 'organisation_id', 'organisation_id'),
      ('import_mappings', 'organisation_id', 'organisation_id'),
      ('import_goods', 'organisation_id', 'organisation_id'),
      ('trade_papers', 'organisation_id', 'organisation_id'),
      ('feed_documents', 'source_organisation_id', 'source_organisation_id'),
      ('feed_events', 'source_organisation_id', 'source_organisation_id'),
      ('quarantined', 'source_organisation_id', 'source_organisation_id'),
      ('transport_documents', 'organisation_id', 'organisation_id'),
      ('feed_subscriptions', 'organisation_id', 'organisation_id')
    ) as scoped (name, first_owner, second_owner)
  loop
    execute format('alter table %I enable row level security', rule.name);
    execute format('alter table %I force row level security', rule.name);
    execute format('drop policy if exists own_rows on %I', rule.name);
    execute format(
      'create policy own_rows on %I using ((select app_sees_all()) or %I = (select app_organisation()) or %I = (select app_organisation()))',
      rule.name, rule.first_owner, rule.second_owner);
  end loop;
  for rule in
    select * from (values ('declaration_revisions'), ('findings'), ('assessments'), ('triage_decisions'), ('examinations')) as child (name)
  loop
    execute format('alter table %I enable row level security', rule.name);
    execute format('alter table %I force row level security', rule.name);
    execute format('drop policy if exists own_rows on %I', rule.name);
    execute format('create policy own_rows on %I using ((select app_sees_all()) or exists (select 1 from declarations where declarations.id = %I.declaration_id))', rule.name, rule.name);
  end loop;
  alter table import_rows enable row level security;
  alter table import_rows force row level security;
  drop policy if exists own_rows on import_rows;
  create policy own_rows on import_rows using ((select app_sees_all()) or exists (select 1 from imports where imports.id = import_rows.import_id));
  for rule in
    select * from (values ('cases'), ('case_consignments'), ('case_facts'), ('case_exhibits'), ('case_notes'), ('case_tasks'), ('dossiers'),
      ('feed_sources'), ('source_runs'), ('source_captures'), ('source_files'), ('source_gaps'), ('source_silences'), ('source_meters'), ('outcomes'), ('snoozes'), ('rule_settings'), ('shadow_findings'), ('sweeps'), ('figures'), ('figure_sums'), ('figure_counted'), ('figure_folds'), ('figure_checks'), ('reference_populations'), ('reference_withdrawals'), ('reference_samples'), ('limit_proposals'), ('selection_settings'), ('selection_days'), ('selections'), ('draw_seeds'), ('duties'), ('examiner_assignments'), ('models'), ('model_records'), ('model_changes'), ('model_scores'), ('backtests'), ('backtest_hits'), ('profiles'), ('alerts'), ('notice_webhooks'), ('notice_deliveries'),
      ('price_points'), ('peer_prices'), ('body_records'), ('goods_marks')) as authority (name)
  loop
    execute format('alter table %I enable row level security', rule.name);
    execute format('alter table %I force row level security', rule.name);
    execute format('drop policy if exists authorities_only on %I', rule.name);
    execute format('create policy authorities_only on %I using ((select app_sees_all()))', rule.name);
  end loop;
end
$$;

-- A named query is its organisation's, or everybody's where its definer sees everything; only its own organisation and the authorities change it.
alter table named_queries enable row level security;
alter table named_queries force row level security;
drop policy if exists readable on named_queries;
drop policy if exists own_rows on named_queries;
create policy readable on named_queries for select using (shared or (select app_sees_all()) or organisation_id = (select app_organisation()));
create policy own_rows on named_queries using ((select app_sees_all()) or organisation_id = (select app_organisation()));

-- A notice is for the people it was put before; those of an organisation see what their own were told.
alter table notice_readers enable row level security;
alter table notice_readers force row level security;
drop policy if exists own_rows on notice_readers;
create policy own_rows on notice_readers using ((select app_sees_all()) or exists (select 1 from people where people.id = notice_readers.person_id and people.organisation_id = (select app_organisation())));
alter table notices enable row level security;
alter table notices force row level security;
drop policy if exists own_rows on notices;
create policy own_rows on notices using ((select app_sees_all()) or exists (select 1 from notice_readers where notice_readers.notice_id = notices.id));
