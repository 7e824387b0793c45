ALTER TABLE "inspection_reports" ADD COLUMN "quantity_key" text GENERATED ALWAYS AS (case when quantity_unit in ('MGM', 'GRM', 'KGM', 'DTN', 'TNE', 'LBR', 'ONZ', 'MLT', 'CLT', 'DLT', 'LTR', 'HLT', 'MTQ', 'GLL', 'GLI', 'OZA') then 'measured' else trim_scale(quantity_value::numeric)::text end) STORED;--> statement-breakpoint
ALTER TABLE "feed_subscriptions" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "backtests" ADD COLUMN "sorted" jsonb;--> statement-breakpoint
ALTER TABLE "selection_days" ADD COLUMN "passed_over_yellow" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "selections" ADD COLUMN "yellow_on" date;--> statement-breakpoint
CREATE INDEX "inspection_reports_quantity" ON "inspection_reports" USING btree ("site_id","gtin","quantity_key");