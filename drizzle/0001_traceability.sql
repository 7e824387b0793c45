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
ALTER TABLE "quarantined" ADD CONSTRAINT "quarantined_document_id_feed_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."feed_documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "quarantined_state" ON "quarantined" USING btree ("state","id");--> statement-breakpoint
CREATE INDEX "quarantined_organisation" ON "quarantined" USING btree ("source_organisation_id","id");--> statement-breakpoint
CREATE INDEX "quarantined_document" ON "quarantined" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "quarantined_resent" ON "quarantined" USING btree ("resolved_document_id");--> statement-breakpoint
CREATE INDEX "truth_settings_code" ON "truth_settings" USING btree ("code","id");