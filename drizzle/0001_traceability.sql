CREATE TABLE "transport_documents" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "transport_documents_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"carrier" text NOT NULL,
	"vessel" text,
	"voyage" text,
	"container" text,
	"seals" text[] NOT NULL,
	"port_of_loading" char(5),
	"port_of_discharge" char(5),
	"loaded_on" date,
	"shipper" text,
	"consignee" text,
	"items" jsonb NOT NULL,
	"lots" text[] NOT NULL,
	"declarations" text[] NOT NULL,
	"body_hash" text NOT NULL,
	"organisation_id" bigint NOT NULL,
	"from_feed" boolean NOT NULL,
	"submitted_by" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "transport_documents_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "quarantined" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "quarantined_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"document_id" text NOT NULL,
	"event_index" integer,
	"source_organisation_id" bigint NOT NULL,
	"format" text,
	"pointer" text NOT NULL,
	"event_id" text,
	"body" text NOT NULL,
	"body_encoding" text DEFAULT 'text' NOT NULL,
	"content_type" text NOT NULL,
	"context" jsonb,
	"problems" jsonb NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"resolved_at" timestamp with time zone,
	"resolved_by" text,
	"resolved_document_id" text,
	"reason" text,
	"note" text
);
--> statement-breakpoint
CREATE TABLE "truth_settings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "truth_settings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"changed_by" text NOT NULL,
	"changed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "named_queries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "named_queries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"organisation_id" bigint NOT NULL,
	"shared" boolean NOT NULL,
	"definition" jsonb NOT NULL,
	"defined_by" text NOT NULL,
	"defined_by_name" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "named_queries_name" UNIQUE("name")
);
--> statement-breakpoint
CREATE TABLE "feed_sources" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "feed_sources_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name" text NOT NULL,
	"organisation_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"settings" jsonb NOT NULL,
	"secret" text,
	"schedule" jsonb,
	"state" text NOT NULL,
	"state_since" timestamp with time zone NOT NULL,
	"stale_after_minutes" integer,
	"cursor" jsonb,
	"run_id" bigint,
	"last_success_at" timestamp with time zone,
	"failures" integer DEFAULT 0 NOT NULL,
	"problem" jsonb,
	"breaker_until" timestamp with time zone,
	"next_run_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "feed_sources_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "source_captures" (
	"document_id" text PRIMARY KEY NOT NULL,
	"source_id" bigint NOT NULL,
	"run_id" bigint,
	"at" timestamp with time zone NOT NULL,
	"accepted" integer DEFAULT 0 NOT NULL,
	"warning" integer DEFAULT 0 NOT NULL,
	"duplicate" integer DEFAULT 0 NOT NULL,
	"rejected" integer DEFAULT 0 NOT NULL,
	"last_event_at" timestamp with time zone,
	"delays" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source_files" (
	"source_id" bigint NOT NULL,
	"name" text NOT NULL,
	"version" text NOT NULL,
	"taken_at" timestamp with time zone NOT NULL,
	"document_id" text,
	"problem" jsonb,
	CONSTRAINT "source_files_source_id_name_version_pk" PRIMARY KEY("source_id","name","version")
);
--> statement-breakpoint
CREATE TABLE "source_gaps" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "source_gaps_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" bigint NOT NULL,
	"run_id" bigint,
	"kind" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"from" timestamp with time zone,
	"to" timestamp with time zone,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source_meters" (
	"source_id" bigint PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"events" double precision NOT NULL,
	"bytes" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "source_runs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "source_runs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" bigint NOT NULL,
	"reason" text NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"seen_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	"outcome" text,
	"pages" integer DEFAULT 0 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"problem" jsonb,
	"cursor_before" jsonb,
	"cursor_after" jsonb
);
--> statement-breakpoint
CREATE TABLE "source_silences" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "source_silences_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"source_id" bigint NOT NULL,
	"since" timestamp with time zone NOT NULL,
	"noticed_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "source_silences_open" UNIQUE NULLS NOT DISTINCT("source_id","ended_at")
);
--> statement-breakpoint
CREATE TABLE "feed_subscriptions" (
	"id" text PRIMARY KEY NOT NULL,
	"query_name" text NOT NULL,
	"organisation_id" bigint NOT NULL,
	"subscriber" text NOT NULL,
	"sees_all" boolean NOT NULL,
	"dest" text NOT NULL,
	"token" text,
	"schedule" jsonb,
	"report_if_empty" boolean NOT NULL,
	"initial_record_time" timestamp with time zone NOT NULL,
	"told_transaction" "xid8" NOT NULL,
	"told_event" bigint NOT NULL,
	"min_record_time" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_executed_at" timestamp with time zone,
	"last_notified_at" timestamp with time zone,
	"next_run_at" timestamp with time zone,
	"together" integer NOT NULL,
	"failures" integer DEFAULT 0 NOT NULL,
	"problem" jsonb
);
--> statement-breakpoint
CREATE TABLE "import_goods" (
	"organisation_id" bigint NOT NULL,
	"goods" text NOT NULL,
	"written" text NOT NULL,
	"gtin" text,
	"site" text,
	"answered_by" text NOT NULL,
	"answered_at" timestamp with time zone NOT NULL,
	CONSTRAINT "import_goods_organisation_id_goods_pk" PRIMARY KEY("organisation_id","goods")
);
--> statement-breakpoint
CREATE TABLE "import_mappings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "import_mappings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organisation_id" bigint NOT NULL,
	"name" text NOT NULL,
	"version" integer NOT NULL,
	"mapping" jsonb NOT NULL,
	"header" text[] NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "import_mappings_version" UNIQUE("organisation_id","name","version")
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" bigint NOT NULL,
	"no" integer NOT NULL,
	"pointer" text NOT NULL,
	"kind" text NOT NULL,
	"number" text,
	"value" jsonb NOT NULL,
	"state" text NOT NULL,
	"revision" integer,
	"answers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"read_problems" jsonb NOT NULL,
	"problems" jsonb NOT NULL,
	"settled_at" timestamp with time zone,
	CONSTRAINT "import_rows_import_id_no_pk" PRIMARY KEY("import_id","no")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "imports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organisation_id" bigint NOT NULL,
	"format" text NOT NULL,
	"file_name" text NOT NULL,
	"sha256" text NOT NULL,
	"bytes" integer NOT NULL,
	"content" "bytea",
	"state" text NOT NULL,
	"mapping" jsonb,
	"mapping_name" text,
	"mapping_version" integer,
	"document_problems" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"records" integer,
	"taken" integer DEFAULT 0 NOT NULL,
	"repeated" integer DEFAULT 0 NOT NULL,
	"refused" integer DEFAULT 0 NOT NULL,
	"actor" jsonb NOT NULL,
	"created_by" text NOT NULL,
	"created_by_name" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "trade_papers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "trade_papers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"organisation_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"platform" text,
	"order_no" text,
	"logistics_no" text,
	"declaration_number" text,
	"body" jsonb NOT NULL,
	"body_hash" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "trade_papers_body" UNIQUE("organisation_id","kind","number","body_hash")
);
--> statement-breakpoint
CREATE TABLE "condition_limits" (
	"category" text NOT NULL,
	"measure" text NOT NULL,
	"lowest" integer,
	"highest" integer,
	"source" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "condition_limits_category_measure_pk" PRIMARY KEY("category","measure")
);
--> statement-breakpoint
CREATE TABLE "lot_balances" (
	"gtin" char(14) NOT NULL,
	"lot" text NOT NULL,
	"balance" jsonb NOT NULL,
	"reckoned_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lot_balances_gtin_lot_pk" PRIMARY KEY("gtin","lot")
);
--> statement-breakpoint
CREATE TABLE "sourced_shares" (
	"site_id" bigint NOT NULL,
	"declaration_id" bigint NOT NULL,
	"line_no" integer NOT NULL,
	"gtin" char(14) NOT NULL,
	"lot" text NOT NULL,
	"revision" integer NOT NULL,
	"quantity_value" text NOT NULL,
	"quantity_unit" text NOT NULL,
	"produced_from" date NOT NULL,
	"produced_to" date NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "sourced_shares_site_id_declaration_id_line_no_gtin_lot_pk" PRIMARY KEY("site_id","declaration_id","line_no","gtin","lot")
);
--> statement-breakpoint
CREATE TABLE "yields" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "yields_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"input_kind" text NOT NULL,
	"input_value" text NOT NULL,
	"output_kind" text NOT NULL,
	"output_value" text NOT NULL,
	"input_quantity" text NOT NULL,
	"input_unit" text NOT NULL,
	"output_quantity" text NOT NULL,
	"output_unit" text NOT NULL,
	"source" text NOT NULL,
	"effective_from" date NOT NULL,
	"effective_to" date,
	"recorded_by" text NOT NULL,
	"recorded_by_name" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "yields_once" UNIQUE("kind","input_kind","input_value","output_kind","output_value","effective_from")
);
--> statement-breakpoint
ALTER TABLE "event_items" DROP CONSTRAINT "event_items_event_pk_feed_events_id_fk";
--> statement-breakpoint
ALTER TABLE "feed_events" DROP CONSTRAINT "feed_events_document_id_feed_documents_id_fk";
--> statement-breakpoint
DROP INDEX "consignments_lane";--> statement-breakpoint
DROP INDEX "consignments_verdict";--> statement-breakpoint
DROP INDEX "consignments_status";--> statement-breakpoint
DROP INDEX "consignments_category";--> statement-breakpoint
DROP INDEX "consignments_country";--> statement-breakpoint
DROP INDEX "consignments_trade_mode";--> statement-breakpoint
DROP INDEX "event_items_item";--> statement-breakpoint
DROP INDEX "event_items_lot";--> statement-breakpoint
DROP INDEX "feed_events_hash";--> statement-breakpoint
DROP INDEX "feed_events_step";--> statement-breakpoint
DROP INDEX "lot_movements_item";--> statement-breakpoint
ALTER TABLE "event_items" DROP CONSTRAINT "event_items_event_pk_role_item_pk";--> statement-breakpoint
ALTER TABLE "feed_documents" ALTER COLUMN "body" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_documents" ALTER COLUMN "outcomes" SET DATA TYPE json;--> statement-breakpoint
ALTER TABLE "feed_documents" ALTER COLUMN "outcomes" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_documents" ALTER COLUMN "finished_at" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "source_id" bigint;--> statement-breakpoint
ALTER TABLE "api_keys" ADD COLUMN "certificate" text;--> statement-breakpoint
ALTER TABLE "people" ADD COLUMN "password_temporary" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "content_type" text DEFAULT 'application/json' NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "packed" "bytea";--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "size" integer;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "source_id" bigint;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "state" text DEFAULT 'taken' NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "failures" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "begun_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "counts" jsonb;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "problems" json;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "packed_outcomes" "bytea";--> statement-breakpoint
ALTER TABLE "feed_events" ADD COLUMN "positioned" "xid8" DEFAULT pg_current_xact_id() NOT NULL;--> statement-breakpoint
ALTER TABLE "quarantined" ADD CONSTRAINT "quarantined_document_id_feed_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."feed_documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_sources" ADD CONSTRAINT "feed_sources_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_files" ADD CONSTRAINT "source_files_source_id_feed_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."feed_sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_gaps" ADD CONSTRAINT "source_gaps_source_id_feed_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."feed_sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_meters" ADD CONSTRAINT "source_meters_source_id_feed_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."feed_sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_runs" ADD CONSTRAINT "source_runs_source_id_feed_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."feed_sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "source_silences" ADD CONSTRAINT "source_silences_source_id_feed_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."feed_sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_subscriptions" ADD CONSTRAINT "feed_subscriptions_query_name_named_queries_name_fk" FOREIGN KEY ("query_name") REFERENCES "public"."named_queries"("name") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "transport_documents_declarations" ON "transport_documents" USING gin ("declarations");--> statement-breakpoint
CREATE INDEX "transport_documents_lots" ON "transport_documents" USING gin ("lots");--> statement-breakpoint
CREATE INDEX "transport_documents_organisation" ON "transport_documents" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "quarantined_state" ON "quarantined" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "quarantined_organisation" ON "quarantined" USING btree ("source_organisation_id","id");--> statement-breakpoint
CREATE INDEX "quarantined_document" ON "quarantined" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "quarantined_resent" ON "quarantined" USING btree ("resolved_document_id");--> statement-breakpoint
CREATE INDEX "truth_settings_code" ON "truth_settings" USING btree ("code","id");--> statement-breakpoint
CREATE INDEX "feed_sources_state" ON "feed_sources" USING btree ("state");--> statement-breakpoint
CREATE INDEX "source_captures_source" ON "source_captures" USING btree ("source_id","at");--> statement-breakpoint
CREATE INDEX "source_captures_run" ON "source_captures" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "source_files_taken" ON "source_files" USING btree ("source_id","taken_at");--> statement-breakpoint
CREATE INDEX "source_gaps_source" ON "source_gaps" USING btree ("source_id","id");--> statement-breakpoint
CREATE INDEX "source_runs_source" ON "source_runs" USING btree ("source_id","id");--> statement-breakpoint
CREATE INDEX "feed_subscriptions_query" ON "feed_subscriptions" USING btree ("query_name","created_at","id");--> statement-breakpoint
CREATE INDEX "import_rows_state" ON "import_rows" USING btree ("import_id","state","no");--> statement-breakpoint
CREATE INDEX "imports_organisation" ON "imports" USING btree ("organisation_id","id");--> statement-breakpoint
CREATE INDEX "trade_papers_order" ON "trade_papers" USING btree ("order_no");--> statement-breakpoint
CREATE INDEX "trade_papers_logistics" ON "trade_papers" USING btree ("logistics_no");--> statement-breakpoint
CREATE INDEX "trade_papers_declaration" ON "trade_papers" USING btree ("declaration_number");--> statement-breakpoint
CREATE INDEX "sourced_shares_line" ON "sourced_shares" USING btree ("declaration_id","line_no");--> statement-breakpoint
CREATE INDEX "api_keys_source" ON "api_keys" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "event_items_event" ON "event_items" USING btree ("event_pk");--> statement-breakpoint
CREATE INDEX "feed_documents_waiting" ON "feed_documents" USING btree ("started_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "feed_events_recorded" ON "feed_events" USING btree ("record_time","id");--> statement-breakpoint
CREATE INDEX "feed_events_disposition" ON "feed_events" USING btree ("disposition","event_time","id");--> statement-breakpoint
CREATE INDEX "feed_events_type" ON "feed_events" USING btree ("type","event_time","id") WHERE type <> 'ObjectEvent';--> statement-breakpoint
CREATE INDEX "feed_events_read_point" ON "feed_events" USING btree ("read_point","event_time","id");--> statement-breakpoint
CREATE INDEX "feed_events_location" ON "feed_events" USING btree ("biz_location","event_time","id");--> statement-breakpoint
CREATE INDEX "feed_events_organisation" ON "feed_events" USING btree ("source_organisation_id","event_time","id");--> statement-breakpoint
CREATE INDEX "feed_events_declared" ON "feed_events" USING btree ("event_time","id") WHERE declares_error;--> statement-breakpoint
CREATE INDEX "feed_events_sensed" ON "feed_events" USING btree ("event_time","id") WHERE body ? 'sensorElementList';--> statement-breakpoint
CREATE INDEX "feed_events_positioned" ON "feed_events" USING btree ("positioned","id");--> statement-breakpoint
CREATE INDEX "feed_events_errors" ON "feed_events" USING btree ("id") WHERE declares_error;--> statement-breakpoint
CREATE INDEX "feed_events_doubted" ON "feed_events" USING btree ("record_time","id") WHERE problems <> '[]'::jsonb;--> statement-breakpoint
CREATE INDEX "shipments_elsewhere_lot" ON "shipments_elsewhere" USING btree ("gtin","lot");--> statement-breakpoint
CREATE INDEX "consignments_counted" ON "consignments" USING btree ("open","lane","verdict","status","category","origin_country","trade_mode","office_code","assignee_id","due_at","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "event_items_item" ON "event_items" USING btree ("item","event_pk");--> statement-breakpoint
CREATE INDEX "event_items_lot" ON "event_items" USING btree ("gtin","lot","event_pk") WHERE gtin is not null;--> statement-breakpoint
CREATE INDEX "feed_events_hash" ON "feed_events" USING hash ("hash");--> statement-breakpoint
CREATE INDEX "feed_events_step" ON "feed_events" USING btree ("biz_step","event_time","id");--> statement-breakpoint
CREATE INDEX "lot_movements_item" ON "lot_movements" USING hash ("item");