CREATE TABLE "figure_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "figure_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"declarations" bigint[] NOT NULL
);
--> statement-breakpoint
CREATE TABLE "figure_checks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "figure_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"day" date NOT NULL,
	"declarations" integer NOT NULL,
	"marks" integer NOT NULL,
	"differences" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "figure_counted" (
	"declaration_id" bigint PRIMARY KEY NOT NULL,
	"marks" integer[] NOT NULL,
	"amount_mark" integer,
	"amount" bigint
);
--> statement-breakpoint
CREATE TABLE "figure_folds" (
	"id" integer PRIMARY KEY NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"waiting" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "figure_sums" (
	"kind" text NOT NULL,
	"grain" text NOT NULL,
	"day" date NOT NULL,
	"office" text NOT NULL,
	"a" text NOT NULL,
	"b" text NOT NULL,
	"n" bigint NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "figure_sums_kind_grain_office_day_a_b_pk" PRIMARY KEY("kind","grain","office","day","a","b")
);
--> statement-breakpoint
CREATE TABLE "figures" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "figures_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"day" date NOT NULL,
	"office" text NOT NULL,
	"a" text NOT NULL,
	"b" text NOT NULL,
	"n" bigint NOT NULL,
	"amount" bigint NOT NULL,
	CONSTRAINT "figures_mark" UNIQUE("kind","day","office","a","b")
);
--> statement-breakpoint
CREATE TABLE "alerts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "alerts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"figure" text NOT NULL,
	"filter" jsonb NOT NULL,
	"comparison" text NOT NULL,
	"value" double precision NOT NULL,
	"audience" jsonb NOT NULL,
	"cool_down_minutes" integer NOT NULL,
	"on" boolean NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"written_by_name" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"last_value" double precision,
	"last_looked_at" timestamp with time zone,
	"passed" boolean DEFAULT false NOT NULL,
	"last_told_at" timestamp with time zone,
	"problem" text,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notice_addresses" (
	"person_id" bigint PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"on" boolean NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notice_deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"notice_id" bigint NOT NULL,
	"channel" text NOT NULL,
	"target" text NOT NULL,
	"webhook_id" bigint,
	"locale" text NOT NULL,
	"state" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"problem" jsonb,
	"queued_at" timestamp with time zone NOT NULL,
	"next_at" timestamp with time zone,
	"done_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notice_readers" (
	"person_id" bigint NOT NULL,
	"notice_id" bigint NOT NULL,
	"read_at" timestamp with time zone,
	CONSTRAINT "notice_readers_person_id_notice_id_pk" PRIMARY KEY("person_id","notice_id")
);
--> statement-breakpoint
CREATE TABLE "notice_webhooks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notice_webhooks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"address" text NOT NULL,
	"secret" text NOT NULL,
	"made_by_name" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "notices_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"title_en" text NOT NULL,
	"title_zh" text NOT NULL,
	"body_en" text NOT NULL,
	"body_zh" text NOT NULL,
	"href" text NOT NULL,
	"alert_id" bigint,
	"value" double precision,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "backtest_hits" (
	"backtest_id" bigint NOT NULL,
	"declaration_id" bigint NOT NULL,
	"side" text NOT NULL,
	"recorded" boolean NOT NULL,
	"in_force" boolean NOT NULL,
	"confirmed" boolean,
	"lane_in_force" text NOT NULL,
	"lane_first" text NOT NULL,
	"lane_second" text,
	"score_in_force" integer NOT NULL,
	"score_first" integer NOT NULL,
	"score_second" integer,
	CONSTRAINT "backtest_hits_backtest_id_declaration_id_pk" PRIMARY KEY("backtest_id","declaration_id")
);
--> statement-breakpoint
CREATE TABLE "backtests" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "backtests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"first" jsonb NOT NULL,
	"second" jsonb,
	"standing" jsonb,
	"from_day" date NOT NULL,
	"to_day" date NOT NULL,
	"state" text NOT NULL,
	"total" integer,
	"looked_to" bigint DEFAULT 0 NOT NULL,
	"tally" jsonb,
	"problem" text,
	"requested_by" text NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "outcomes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"declaration_id" bigint NOT NULL,
	"source" text NOT NULL,
	"result" text NOT NULL,
	"rule" text,
	"finding_id" bigint,
	"reason" text,
	"note" text NOT NULL,
	"reference" text,
	"office_code" text NOT NULL,
	"by" bigint NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "snoozes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "snoozes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rule" text NOT NULL,
	"party_kind" text NOT NULL,
	"party_id" bigint NOT NULL,
	"party_name" text NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"comment" text NOT NULL,
	"by" bigint NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"ended_by_name" text
);
--> statement-breakpoint
CREATE TABLE "body_records" (
	"issuer_id" bigint PRIMARY KEY NOT NULL,
	"certificates" integer NOT NULL,
	"overrun" integer NOT NULL,
	"confirmed" integer NOT NULL,
	"contradicted" integer NOT NULL,
	"refreshed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "goods_marks" (
	"name" text PRIMARY KEY NOT NULL,
	"position" bigint NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "peer_prices" (
	"peers" text NOT NULL,
	"currency" char(3) NOT NULL,
	"dimension" text NOT NULL,
	"median" double precision NOT NULL,
	"deviation" double precision NOT NULL,
	"lines" integer NOT NULL,
	"importers" integer NOT NULL,
	"lodged_from" date NOT NULL,
	"lodged_to" date NOT NULL,
	"refreshed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "peer_prices_peers_currency_dimension_pk" PRIMARY KEY("peers","currency","dimension")
);
--> statement-breakpoint
CREATE TABLE "price_points" (
	"declaration_id" bigint NOT NULL,
	"line_no" integer NOT NULL,
	"base_gtin" char(14) NOT NULL,
	"category" text NOT NULL,
	"origin" char(2) NOT NULL,
	"dimension" text NOT NULL,
	"currency" char(3) NOT NULL,
	"log_price" double precision NOT NULL,
	"importer_id" bigint NOT NULL,
	"lodged_at" timestamp with time zone NOT NULL,
	CONSTRAINT "price_points_declaration_id_line_no_pk" PRIMARY KEY("declaration_id","line_no")
);
--> statement-breakpoint
CREATE TABLE "model_changes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "model_changes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"model_id" bigint NOT NULL,
	"mode" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"answered_by" text,
	"answered_by_name" text,
	"answered_at" timestamp with time zone,
	"answer_note" text
);
--> statement-breakpoint
CREATE TABLE "model_records" (
	"model_id" bigint PRIMARY KEY NOT NULL,
	"record" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "model_scores" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "model_scores_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"declaration_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"model_id" bigint NOT NULL,
	"mode" text NOT NULL,
	"line_no" integer NOT NULL,
	"score" double precision NOT NULL,
	"chance" double precision NOT NULL,
	"points" integer NOT NULL,
	"general" double precision NOT NULL,
	"contributions" jsonb NOT NULL,
	"rest" double precision NOT NULL,
	"inputs" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "models" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "models_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"office" text DEFAULT '' NOT NULL,
	"seed" integer NOT NULL,
	"labelled_until" timestamp with time zone NOT NULL,
	"state" text NOT NULL,
	"mode" text DEFAULT 'none' NOT NULL,
	"step" text,
	"problem" jsonb,
	"card" jsonb,
	"record_hash" text,
	"comparison" jsonb,
	"requested_by" text NOT NULL,
	"requested_by_name" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone,
	"mode_since" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "profiles" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "profiles_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"profile" bigint NOT NULL,
	"version" integer NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"next_en" text NOT NULL,
	"next_zh" text NOT NULL,
	"severity" text NOT NULL,
	"points" integer NOT NULL,
	"condition" text NOT NULL,
	"offices" text[] NOT NULL,
	"from_at" timestamp with time zone,
	"until_at" timestamp with time zone NOT NULL,
	"mode" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"written_by" text NOT NULL,
	"written_by_name" text NOT NULL,
	"written_at" timestamp with time zone NOT NULL,
	"proposed_by" text,
	"proposed_by_name" text,
	"proposed_at" timestamp with time zone,
	"answered_by" text,
	"answered_by_name" text,
	"answered_at" timestamp with time zone,
	"answer_note" text,
	"ended_by_name" text,
	"ended_at" timestamp with time zone,
	"end_reason" text,
	CONSTRAINT "profiles_version" UNIQUE("profile","version")
);
--> statement-breakpoint
CREATE TABLE "document_names" (
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"document_id" bigint NOT NULL,
	CONSTRAINT "document_names_kind_name_document_id_pk" PRIMARY KEY("kind","name","document_id")
);
--> statement-breakpoint
CREATE TABLE "sweeps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sweeps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"job" text NOT NULL,
	"cause" text NOT NULL,
	"open" boolean NOT NULL,
	"state" text NOT NULL,
	"place" bigint NOT NULL,
	"last" bigint NOT NULL,
	"assessed" bigint NOT NULL,
	"changed" bigint NOT NULL,
	"failed" integer NOT NULL,
	"begun_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "limit_proposals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "limit_proposals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"category" text NOT NULL,
	"measure" text NOT NULL,
	"lowest" integer,
	"highest" integer,
	"activation_energy" integer,
	"source" text NOT NULL,
	"reason" text NOT NULL,
	"replaces" integer NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"answered_by" text,
	"answered_by_name" text,
	"answered_at" timestamp with time zone,
	"answer_note" text
);
--> statement-breakpoint
CREATE TABLE "reference_populations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reference_populations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"origin" text NOT NULL,
	"origin_en" text NOT NULL,
	"origin_zh" text NOT NULL,
	"country" char(2) NOT NULL,
	"site_ids" bigint[] NOT NULL,
	"category" text NOT NULL,
	"season_from" date NOT NULL,
	"season_to" date NOT NULL,
	"version" integer NOT NULL,
	"markers" jsonb NOT NULL,
	"size" integer NOT NULL,
	"source" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" text NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"answered_by" text,
	"answered_by_name" text,
	"answered_at" timestamp with time zone,
	"answer_note" text,
	CONSTRAINT "reference_populations_version" UNIQUE("origin","category","season_from","season_to","version")
);
--> statement-breakpoint
CREATE TABLE "reference_samples" (
	"population_id" bigint NOT NULL,
	"no" integer NOT NULL,
	"label" text NOT NULL,
	"values" jsonb NOT NULL,
	CONSTRAINT "reference_samples_population_id_no_pk" PRIMARY KEY("population_id","no")
);
--> statement-breakpoint
CREATE TABLE "rule_settings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "rule_settings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"rule" text NOT NULL,
	"mode" text NOT NULL,
	"values" jsonb NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" bigint NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"answered_by" bigint,
	"answered_by_name" text,
	"answered_at" timestamp with time zone,
	"answer_note" text
);
--> statement-breakpoint
CREATE TABLE "shadow_findings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "shadow_findings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"declaration_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"line_no" integer,
	"rule" text NOT NULL,
	"version" integer NOT NULL,
	"severity" text NOT NULL,
	"points" integer NOT NULL,
	"facts" jsonb NOT NULL,
	"wording" jsonb NOT NULL,
	"fired_at" timestamp with time zone NOT NULL,
	"cleared_at" timestamp with time zone,
	"setting" bigint
);
--> statement-breakpoint
CREATE TABLE "draw_seeds" (
	"office_code" text NOT NULL,
	"day" date NOT NULL,
	"commitment" text NOT NULL,
	"sealed_seed" text NOT NULL,
	"committed_at" timestamp with time zone NOT NULL,
	"late" boolean NOT NULL,
	"seed" text,
	"revealed_at" timestamp with time zone,
	CONSTRAINT "draw_seeds_office_code_day_pk" PRIMARY KEY("office_code","day")
);
--> statement-breakpoint
CREATE TABLE "duties" (
	"office_code" text NOT NULL,
	"day" date NOT NULL,
	"person_id" bigint NOT NULL,
	"person_name" text NOT NULL,
	"person_name_zh" text NOT NULL,
	"on_duty" boolean NOT NULL,
	"examinations" integer NOT NULL,
	"set_by_name" text NOT NULL,
	"set_at" timestamp with time zone NOT NULL,
	CONSTRAINT "duties_office_code_day_person_id_pk" PRIMARY KEY("office_code","day","person_id")
);
--> statement-breakpoint
CREATE TABLE "examiner_assignments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "examiner_assignments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"examination_id" bigint NOT NULL,
	"office_code" text NOT NULL,
	"day" date NOT NULL,
	"person_id" bigint,
	"person_name" text,
	"how" text NOT NULL,
	"draw" jsonb,
	"reason" text,
	"note" text NOT NULL,
	"by_name" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "selection_days" (
	"office_code" text NOT NULL,
	"day" date NOT NULL,
	"arrivals" integer DEFAULT 0 NOT NULL,
	"mandatory" integer DEFAULT 0 NOT NULL,
	"scored" integer DEFAULT 0 NOT NULL,
	"random" integer DEFAULT 0 NOT NULL,
	"topped_up" integer DEFAULT 0 NOT NULL,
	"passed_over" integer DEFAULT 0 NOT NULL,
	"yellow" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "selection_days_office_code_day_pk" PRIMARY KEY("office_code","day")
);
--> statement-breakpoint
CREATE TABLE "selection_settings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "selection_settings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"office_code" text NOT NULL,
	"red_rate" integer NOT NULL,
	"yellow_rate" integer NOT NULL,
	"random_rate" integer NOT NULL,
	"examinations_per_day" integer NOT NULL,
	"reason" text NOT NULL,
	"state" text NOT NULL,
	"proposed_by" bigint NOT NULL,
	"proposed_by_name" text NOT NULL,
	"proposed_at" timestamp with time zone NOT NULL,
	"answered_by" bigint,
	"answered_by_name" text,
	"answered_at" timestamp with time zone,
	"answer_note" text
);
--> statement-breakpoint
CREATE TABLE "selections" (
	"declaration_id" bigint PRIMARY KEY NOT NULL,
	"office_code" text NOT NULL,
	"day" date NOT NULL,
	"number" text NOT NULL,
	"setting" bigint NOT NULL,
	"fraction" text NOT NULL,
	"random_rate" integer NOT NULL,
	"drawn" boolean NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"selected_on" date
);
--> statement-breakpoint
DROP INDEX "feed_events_step";--> statement-breakpoint
DROP INDEX "feed_events_disposition";--> statement-breakpoint
DROP INDEX "feed_events_read_point";--> statement-breakpoint
DROP INDEX "feed_events_location";--> statement-breakpoint
DROP INDEX "consignments_by_score";--> statement-breakpoint
DROP INDEX "consignments_by_due";--> statement-breakpoint
DROP INDEX "consignments_by_lodged";--> statement-breakpoint
DROP INDEX "consignments_by_used";--> statement-breakpoint
DROP INDEX "consignments_by_importer";--> statement-breakpoint
DROP INDEX "consignments_by_producer";--> statement-breakpoint
DROP INDEX "consignments_by_office";--> statement-breakpoint
DROP INDEX "consignments_by_number";--> statement-breakpoint
DROP INDEX "consignments_counted";--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "parts" jsonb;--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "lane_by" text;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "setting" bigint;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "snooze" bigint;--> statement-breakpoint
ALTER TABLE "condition_limits" ADD COLUMN "activation_energy" integer;--> statement-breakpoint
ALTER TABLE "consignments" ADD COLUMN "lane_by" text DEFAULT 'score' NOT NULL;--> statement-breakpoint
ALTER TABLE "examinations" ADD COLUMN "examiner_id" bigint;--> statement-breakpoint
ALTER TABLE "examinations" ADD COLUMN "examiner_name" text;--> statement-breakpoint
ALTER TABLE "examinations" ADD COLUMN "examiner_how" text;--> statement-breakpoint
ALTER TABLE "examinations" ADD COLUMN "examiner_day" date;--> statement-breakpoint
ALTER TABLE "reference_samples" ADD CONSTRAINT "reference_samples_population_id_reference_populations_id_fk" FOREIGN KEY ("population_id") REFERENCES "public"."reference_populations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "figure_checks_finished" ON "figure_checks" USING btree ("finished_at");--> statement-breakpoint
CREATE INDEX "figure_counted_marks" ON "figure_counted" USING gin ("marks");--> statement-breakpoint
CREATE INDEX "notice_deliveries_notice" ON "notice_deliveries" USING btree ("notice_id");--> statement-breakpoint
CREATE INDEX "notice_deliveries_state" ON "notice_deliveries" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "notices_alert" ON "notices" USING btree ("alert_id","id");--> statement-breakpoint
CREATE INDEX "backtest_hits_side" ON "backtest_hits" USING btree ("backtest_id","side","declaration_id");--> statement-breakpoint
CREATE INDEX "backtests_state" ON "backtests" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "outcomes_declaration" ON "outcomes" USING btree ("declaration_id","id");--> statement-breakpoint
CREATE INDEX "outcomes_rule" ON "outcomes" USING btree ("rule","at");--> statement-breakpoint
CREATE INDEX "outcomes_time" ON "outcomes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "snoozes_until" ON "snoozes" USING btree ("until");--> statement-breakpoint
CREATE INDEX "price_points_goods" ON "price_points" USING btree ("base_gtin","currency","dimension","lodged_at");--> statement-breakpoint
CREATE INDEX "price_points_kind" ON "price_points" USING btree ("category","origin","currency","dimension","lodged_at");--> statement-breakpoint
CREATE INDEX "model_changes_model" ON "model_changes" USING btree ("model_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "model_changes_open" ON "model_changes" USING btree ("model_id") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "model_scores_declaration" ON "model_scores" USING btree ("declaration_id","id");--> statement-breakpoint
CREATE INDEX "model_scores_model" ON "model_scores" USING btree ("model_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "models_in_force" ON "models" USING btree ("office","mode") WHERE mode in ('live', 'shadow');--> statement-breakpoint
CREATE INDEX "profiles_in_force" ON "profiles" USING btree ("state","until_at");--> statement-breakpoint
CREATE INDEX "limit_proposals_open" ON "limit_proposals" USING btree ("category","measure") WHERE state = 'proposed';--> statement-breakpoint
CREATE INDEX "reference_populations_category" ON "reference_populations" USING btree ("category","state");--> statement-breakpoint
CREATE INDEX "rule_settings_rule" ON "rule_settings" USING btree ("rule","state","id");--> statement-breakpoint
CREATE INDEX "shadow_findings_declaration" ON "shadow_findings" USING btree ("declaration_id","id");--> statement-breakpoint
CREATE INDEX "shadow_findings_rule" ON "shadow_findings" USING btree ("rule","fired_at");--> statement-breakpoint
CREATE INDEX "examiner_assignments_examination" ON "examiner_assignments" USING btree ("examination_id","id");--> statement-breakpoint
CREATE INDEX "examiner_assignments_day" ON "examiner_assignments" USING btree ("office_code","day","id");--> statement-breakpoint
CREATE INDEX "selection_settings_office" ON "selection_settings" USING btree ("office_code","state","id");--> statement-breakpoint
CREATE INDEX "selections_day" ON "selections" USING btree ("office_code","day","declaration_id");--> statement-breakpoint
CREATE INDEX "inspection_reports_measured" ON "inspection_reports" USING gin ("lots") WHERE results ? 'markers';--> statement-breakpoint
CREATE INDEX "declaration_lines_relation" ON "declaration_lines" USING btree ("site_id","importer_id","lodged_at");--> statement-breakpoint
CREATE INDEX "consignments_passed_over" ON "consignments" USING btree ("office_code","score" DESC NULLS LAST,"id") WHERE open and lane_by = 'passed-over';--> statement-breakpoint
CREATE INDEX "examinations_examiner" ON "examinations" USING btree ("examiner_day","examiner_id");--> statement-breakpoint
CREATE INDEX "feed_events_step" ON "feed_events" USING btree ("biz_step","event_time","id","source_organisation_id");--> statement-breakpoint
CREATE INDEX "feed_events_disposition" ON "feed_events" USING btree ("disposition","event_time","id","source_organisation_id");--> statement-breakpoint
CREATE INDEX "feed_events_read_point" ON "feed_events" USING btree ("read_point","event_time","id","source_organisation_id","biz_step");--> statement-breakpoint
CREATE INDEX "feed_events_location" ON "feed_events" USING btree ("biz_location","event_time","id","source_organisation_id","biz_step");--> statement-breakpoint
CREATE INDEX "consignments_by_score" ON "consignments" USING btree ("open","score","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","lane_by","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_due" ON "consignments" USING btree ("open","due_at","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","lane_by","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_lodged" ON "consignments" USING btree ("open","lodged_at","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","lane_by","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_used" ON "consignments" USING btree ("open","used_order","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","lane_by","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_importer" ON "consignments" USING btree ("open","importer_name","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","lane_by","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_producer" ON "consignments" USING btree ("open","site_name","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","lane_by","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_office" ON "consignments" USING btree ("open","office_code","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","lane_by","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_number" ON "consignments" USING btree ("open","number","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","lane_by","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_counted" ON "consignments" USING btree ("open","lane","verdict","status","category","origin_country","trade_mode","office_code","assignee_id","due_at","lane_by","importer_id","lodger_organisation_id");