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
DROP INDEX "feed_events_step";--> statement-breakpoint
DROP INDEX "feed_events_disposition";--> statement-breakpoint
DROP INDEX "feed_events_read_point";--> statement-breakpoint
DROP INDEX "feed_events_location";--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "parts" jsonb;--> statement-breakpoint
ALTER TABLE "assessments" ADD COLUMN "lane_by" text;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "setting" bigint;--> statement-breakpoint
ALTER TABLE "findings" ADD COLUMN "snooze" bigint;--> statement-breakpoint
ALTER TABLE "consignments" ADD COLUMN "lane_by" text DEFAULT 'score' NOT NULL;--> statement-breakpoint
CREATE INDEX "outcomes_declaration" ON "outcomes" USING btree ("declaration_id","id");--> statement-breakpoint
CREATE INDEX "outcomes_rule" ON "outcomes" USING btree ("rule","at");--> statement-breakpoint
CREATE INDEX "outcomes_time" ON "outcomes" USING btree ("at");--> statement-breakpoint
CREATE INDEX "snoozes_until" ON "snoozes" USING btree ("until");--> statement-breakpoint
CREATE INDEX "rule_settings_rule" ON "rule_settings" USING btree ("rule","state","id");--> statement-breakpoint
CREATE INDEX "shadow_findings_declaration" ON "shadow_findings" USING btree ("declaration_id","id");--> statement-breakpoint
CREATE INDEX "shadow_findings_rule" ON "shadow_findings" USING btree ("rule","fired_at");--> statement-breakpoint
CREATE INDEX "feed_events_step" ON "feed_events" USING btree ("biz_step","event_time","id","source_organisation_id");--> statement-breakpoint
CREATE INDEX "feed_events_disposition" ON "feed_events" USING btree ("disposition","event_time","id","source_organisation_id");--> statement-breakpoint
CREATE INDEX "feed_events_read_point" ON "feed_events" USING btree ("read_point","event_time","id","source_organisation_id","biz_step");--> statement-breakpoint
CREATE INDEX "feed_events_location" ON "feed_events" USING btree ("biz_location","event_time","id","source_organisation_id","biz_step");