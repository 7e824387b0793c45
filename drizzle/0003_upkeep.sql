CREATE TABLE "reference_withdrawals" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "reference_withdrawals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"population_id" bigint NOT NULL,
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
ALTER TABLE "inspection_reports" ADD COLUMN "quantity_key" text GENERATED ALWAYS AS (case when quantity_unit in ('MGM', 'GRM', 'KGM', 'DTN', 'TNE', 'LBR', 'ONZ', 'MLT', 'CLT', 'DLT', 'LTR', 'HLT', 'MTQ', 'GLL', 'GLI', 'OZA') then 'measured' else trim_scale(quantity_value::numeric)::text end) STORED;--> statement-breakpoint
ALTER TABLE "declaration_lines" ADD COLUMN "price_per" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "feed_subscriptions" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "backtests" ADD COLUMN "sorted" jsonb;--> statement-breakpoint
ALTER TABLE "selection_days" ADD COLUMN "passed_over_yellow" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "selections" ADD COLUMN "yellow_on" date;--> statement-breakpoint
ALTER TABLE "reference_withdrawals" ADD CONSTRAINT "reference_withdrawals_population_id_reference_populations_id_fk" FOREIGN KEY ("population_id") REFERENCES "public"."reference_populations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reference_withdrawals_population" ON "reference_withdrawals" USING btree ("population_id","id");--> statement-breakpoint
CREATE INDEX "inspection_reports_quantity" ON "inspection_reports" USING btree ("site_id","gtin","quantity_key");--> statement-breakpoint
CREATE INDEX "declaration_lines_lodged" ON "declaration_lines" USING brin ("lodged_at");--> statement-breakpoint
CREATE INDEX "declarations_lodged" ON "declarations" USING brin ("lodged_at");