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
ALTER TABLE "event_items" DROP CONSTRAINT "event_items_event_pk_feed_events_id_fk";
--> statement-breakpoint
ALTER TABLE "feed_events" DROP CONSTRAINT "feed_events_document_id_feed_documents_id_fk";
--> statement-breakpoint
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
ALTER TABLE "feed_documents" ADD COLUMN "content_type" text DEFAULT 'application/json' NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "packed" "bytea";--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "size" integer;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "source_id" bigint;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "state" text DEFAULT 'taken' NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_documents" ADD COLUMN "tries" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
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
CREATE INDEX "quarantined_state" ON "quarantined" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "quarantined_organisation" ON "quarantined" USING btree ("source_organisation_id","id");--> statement-breakpoint
CREATE INDEX "quarantined_document" ON "quarantined" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "quarantined_resent" ON "quarantined" USING btree ("resolved_document_id");--> statement-breakpoint
CREATE INDEX "truth_settings_code" ON "truth_settings" USING btree ("code","id");--> statement-breakpoint
CREATE INDEX "named_queries_organisation" ON "named_queries" USING btree ("organisation_id","name");--> statement-breakpoint
CREATE INDEX "feed_sources_state" ON "feed_sources" USING btree ("state");--> statement-breakpoint
CREATE INDEX "source_captures_source" ON "source_captures" USING btree ("source_id","at");--> statement-breakpoint
CREATE INDEX "source_captures_run" ON "source_captures" USING btree ("run_id");--> statement-breakpoint
CREATE INDEX "source_files_taken" ON "source_files" USING btree ("source_id","taken_at");--> statement-breakpoint
CREATE INDEX "source_gaps_source" ON "source_gaps" USING btree ("source_id","id");--> statement-breakpoint
CREATE INDEX "source_runs_source" ON "source_runs" USING btree ("source_id","id");--> statement-breakpoint
CREATE INDEX "api_keys_source" ON "api_keys" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "event_items_event" ON "event_items" USING btree ("event_pk");--> statement-breakpoint
CREATE INDEX "feed_documents_waiting" ON "feed_documents" USING btree ("started_at") WHERE state = 'waiting';--> statement-breakpoint
CREATE INDEX "feed_events_recorded" ON "feed_events" USING btree ("record_time","id");--> statement-breakpoint
CREATE INDEX "feed_events_disposition" ON "feed_events" USING btree ("disposition","event_time","id");--> statement-breakpoint
CREATE INDEX "feed_events_type" ON "feed_events" USING btree ("type","event_time","id") WHERE type not in ('ObjectEvent', 'AggregationEvent');--> statement-breakpoint
CREATE INDEX "feed_events_read_point" ON "feed_events" USING btree ("read_point","event_time","id");--> statement-breakpoint
CREATE INDEX "feed_events_location" ON "feed_events" USING btree ("biz_location","event_time","id");--> statement-breakpoint
CREATE INDEX "feed_events_organisation" ON "feed_events" USING btree ("source_organisation_id","event_time","id");--> statement-breakpoint
CREATE INDEX "feed_events_positioned" ON "feed_events" USING btree ("positioned","id");--> statement-breakpoint
CREATE INDEX "event_items_item" ON "event_items" USING btree ("item","event_pk");--> statement-breakpoint
CREATE INDEX "event_items_lot" ON "event_items" USING btree ("gtin","lot","event_pk") WHERE gtin is not null;--> statement-breakpoint
CREATE INDEX "feed_events_hash" ON "feed_events" USING hash ("hash");--> statement-breakpoint
CREATE INDEX "feed_events_step" ON "feed_events" USING btree ("biz_step","event_time","id");--> statement-breakpoint
CREATE INDEX "lot_movements_item" ON "lot_movements" USING btree ("item") WHERE lot is null;