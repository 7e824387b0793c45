ALTER TABLE "feed_subscriptions" ADD COLUMN "paused_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "backtests" ADD COLUMN "sorted" jsonb;--> statement-breakpoint
ALTER TABLE "selection_days" ADD COLUMN "passed_over_yellow" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "selections" ADD COLUMN "yellow_on" date;