ALTER TABLE "triage_decisions" ADD COLUMN "asked" text;--> statement-breakpoint
CREATE INDEX "declaration_lines_gtin" ON "declaration_lines" USING btree ("gtin","declaration_id");