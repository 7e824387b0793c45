CREATE TABLE "capacity_policy_versions" (
	"category" text NOT NULL,
	"version" integer NOT NULL,
	"warning_share" numeric(4, 3) NOT NULL,
	"reserve_share" numeric(4, 3) NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "capacity_policy_versions_category_version_pk" PRIMARY KEY("category","version")
);
--> statement-breakpoint
CREATE TABLE "event_links" (
	"event_pk" bigint NOT NULL,
	"list" text NOT NULL,
	"key" text NOT NULL
);
--> statement-breakpoint
DROP INDEX "declaration_lines_lots";--> statement-breakpoint
ALTER TABLE "triage_decisions" ADD COLUMN "asked" text;--> statement-breakpoint
CREATE INDEX "event_links_key" ON "event_links" USING btree ("key","list","event_pk");--> statement-breakpoint
CREATE INDEX "declaration_lines_gtin" ON "declaration_lines" USING btree ("gtin","declaration_id","lodger_organisation_id","importer_id");