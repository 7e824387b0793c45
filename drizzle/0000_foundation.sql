CREATE TABLE "api_keys" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "api_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"key_hash" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"organisation_id" bigint NOT NULL,
	"revoked_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_keyHash_unique" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"request_hash" text NOT NULL,
	"status" integer,
	"body" text,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "people_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"login" text NOT NULL,
	"name" text NOT NULL,
	"name_zh" text NOT NULL,
	"role" text NOT NULL,
	"organisation_id" bigint NOT NULL,
	"office_code" text,
	"password_hash" text,
	"totp_secret" text,
	"totp_confirmed_at" timestamp with time zone,
	"totp_last_step" bigint,
	"oidc_subject" text,
	"locale" text DEFAULT 'zh-CN' NOT NULL,
	"disabled_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "people_login_unique" UNIQUE("login"),
	CONSTRAINT "people_oidcSubject_unique" UNIQUE("oidc_subject")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"token_hash" text PRIMARY KEY NOT NULL,
	"person_id" bigint NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"agent" text DEFAULT '' NOT NULL,
	"address" text DEFAULT '' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sign_in_attempts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sign_in_attempts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"login" text NOT NULL,
	"address" text NOT NULL,
	"succeeded" boolean NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "audit_entries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"actor_name" text NOT NULL,
	"role" text,
	"organisation_id" bigint,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"facts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_limits" (
	"site_id" bigint NOT NULL,
	"account_id" bigint NOT NULL,
	"produced_from" date NOT NULL,
	"produced_to" date NOT NULL,
	"judged_to" date NOT NULL,
	"state" text NOT NULL,
	"limit" bigint NOT NULL,
	"reserve" bigint NOT NULL,
	"warning_permille" integer NOT NULL,
	"certificates" text[] NOT NULL,
	CONSTRAINT "account_limits_site_id_account_id_produced_from_pk" PRIMARY KEY("site_id","account_id","produced_from")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"site_id" bigint NOT NULL,
	"id" bigint GENERATED ALWAYS AS IDENTITY (sequence name "accounts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"scope_kind" text NOT NULL,
	"scope_values" text[] NOT NULL,
	"scope_key" text NOT NULL,
	"produced_from" date NOT NULL,
	"produced_to" date NOT NULL,
	"dimension" text NOT NULL,
	"unit" text NOT NULL,
	"unit_packs" bigint NOT NULL,
	"declared" bigint DEFAULT 0 NOT NULL,
	"elsewhere" bigint DEFAULT 0 NOT NULL,
	"last_seq" integer DEFAULT 0 NOT NULL,
	"last_recorded_at" timestamp with time zone,
	CONSTRAINT "accounts_site_id_id_pk" PRIMARY KEY("site_id","id"),
	CONSTRAINT "accounts_identity" UNIQUE("site_id","scope_key","produced_from","produced_to","dimension")
);
--> statement-breakpoint
CREATE TABLE "ledger_checks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ledger_checks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL,
	"accounts" integer NOT NULL,
	"postings" bigint NOT NULL,
	"differences" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "line_answers" (
	"site_id" bigint NOT NULL,
	"declaration_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"no" integer NOT NULL,
	"verdict" text NOT NULL,
	"answer" jsonb NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "line_answers_site_id_declaration_id_revision_no_pk" PRIMARY KEY("site_id","declaration_id","revision","no")
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"site_id" bigint NOT NULL,
	"account_id" bigint NOT NULL,
	"declaration_id" bigint NOT NULL,
	"amount" bigint NOT NULL,
	"declared_after" bigint NOT NULL,
	"elsewhere_after" bigint NOT NULL,
	"used_after" bigint GENERATED ALWAYS AS (declared_after + elsewhere_after) STORED NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"seq" integer NOT NULL,
	"line_no" integer NOT NULL,
	"revision" integer NOT NULL,
	"produced_from" date NOT NULL,
	"produced_to" date NOT NULL,
	"verdict" text NOT NULL,
	"kind" text NOT NULL,
	CONSTRAINT "postings_site_id_account_id_seq_pk" PRIMARY KEY("site_id","account_id","seq")
);
--> statement-breakpoint
CREATE TABLE "case_consignments" (
	"case_id" bigint NOT NULL,
	"declaration_id" bigint NOT NULL,
	"added_by_name" text NOT NULL,
	"added_at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_consignments_case_id_declaration_id_pk" PRIMARY KEY("case_id","declaration_id")
);
--> statement-breakpoint
CREATE TABLE "case_exhibits" (
	"case_id" bigint NOT NULL,
	"no" integer NOT NULL,
	"kind" text NOT NULL,
	"reference" text NOT NULL,
	"title" text NOT NULL,
	"sha256" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "case_exhibits_case_id_no_pk" PRIMARY KEY("case_id","no")
);
--> statement-breakpoint
CREATE TABLE "case_facts" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_facts_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"statement" text NOT NULL,
	"finding_id" bigint,
	"exhibit_no" integer,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_notes" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_notes_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"text" text NOT NULL,
	"mentions" text[] NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "case_tasks" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "case_tasks_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"title" text NOT NULL,
	"assignee_id" bigint,
	"assignee_name" text,
	"due_on" text,
	"done" boolean DEFAULT false NOT NULL,
	"done_by_name" text,
	"done_at" timestamp with time zone,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "cases" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "cases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"title" text NOT NULL,
	"allegation" text NOT NULL,
	"status" text NOT NULL,
	"outcome" text,
	"outcome_note" text,
	"office_code" text,
	"opened_by" bigint NOT NULL,
	"opened_by_name" text NOT NULL,
	"assignee_id" bigint,
	"assignee_name" text,
	"close_proposed_by" bigint,
	"close_proposed_by_name" text,
	"opened_at" timestamp with time zone NOT NULL,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "cases_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "dossiers" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "dossiers_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"case_id" bigint NOT NULL,
	"sha256" text NOT NULL,
	"sources" jsonb NOT NULL,
	"pages" integer NOT NULL,
	"bytes" "bytea" NOT NULL,
	"made_by_name" text NOT NULL,
	"made_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "capacity_certificates" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "capacity_certificates_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"site_id" bigint NOT NULL,
	"issuer_id" bigint NOT NULL,
	"submitted_by" text NOT NULL,
	"scope_kind" text NOT NULL,
	"scope_values" text[] NOT NULL,
	"scope_key" text NOT NULL,
	"quantity_value" text NOT NULL,
	"quantity_unit" text NOT NULL,
	"dimension" text NOT NULL,
	"base" bigint NOT NULL,
	"unit_packs" bigint NOT NULL,
	"produced_from" date NOT NULL,
	"produced_to" date NOT NULL,
	"supersedes_id" bigint,
	"extract_of_id" bigint,
	"status" text NOT NULL,
	"document_sha256" text,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "capacity_certificates_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "capacity_policies" (
	"category" text PRIMARY KEY NOT NULL,
	"warning_share" numeric(4, 3) NOT NULL,
	"reserve_share" numeric(4, 3) NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "carry_overs" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "carry_overs_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"site_id" bigint NOT NULL,
	"scope_key" text NOT NULL,
	"produced_from" date NOT NULL,
	"produced_to" date NOT NULL,
	"dimension" text NOT NULL,
	"base" bigint NOT NULL,
	"proof" text NOT NULL,
	"submitted_by" text NOT NULL,
	"approved_by" text,
	"approved_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "certificate_decisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "certificate_decisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"certificate_id" bigint NOT NULL,
	"decision" text NOT NULL,
	"effective" date NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_by_name" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "inspection_reports" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "inspection_reports_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"kind" text NOT NULL,
	"site_id" bigint NOT NULL,
	"issuer_id" bigint NOT NULL,
	"submitted_by" text NOT NULL,
	"gtin" char(14),
	"lots" text[] NOT NULL,
	"lot_facts" jsonb NOT NULL,
	"quantity_value" text NOT NULL,
	"quantity_unit" text NOT NULL,
	"production_date" date,
	"container" text,
	"seals" text[] NOT NULL,
	"results" jsonb NOT NULL,
	"document_sha256" text,
	"body_hash" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "inspection_reports_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "site_ledgers" (
	"site_id" bigint PRIMARY KEY NOT NULL,
	"certificates_version" integer DEFAULT 0 NOT NULL,
	"settled_version" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "declaration_lines" (
	"site_id" bigint NOT NULL,
	"declaration_id" bigint NOT NULL,
	"no" integer NOT NULL,
	"revision" integer NOT NULL,
	"gtin" char(14) NOT NULL,
	"base_gtin" char(14),
	"hs_code" text NOT NULL,
	"category" text NOT NULL,
	"declared_site" text NOT NULL,
	"quantity_value" text NOT NULL,
	"quantity_unit" text NOT NULL,
	"lots" text[] NOT NULL,
	"production_date" date,
	"vintage" integer,
	"produced_from" date NOT NULL,
	"produced_to" date NOT NULL,
	"produced_basis" text NOT NULL,
	"price_minor" bigint,
	"price_currency" char(3),
	"origin_country" char(2) NOT NULL,
	"importer_id" bigint NOT NULL,
	"lodger_organisation_id" bigint NOT NULL,
	"office_code" text NOT NULL,
	"effect" text NOT NULL,
	"standing" boolean NOT NULL,
	"verdict" text NOT NULL,
	"missing" text,
	"lodged_at" timestamp with time zone NOT NULL,
	"declared_at" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "declaration_lines_site_id_declaration_id_no_pk" PRIMARY KEY("site_id","declaration_id","no")
);
--> statement-breakpoint
CREATE TABLE "declaration_revisions" (
	"declaration_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"body" jsonb NOT NULL,
	"body_hash" text NOT NULL,
	"lodged_by" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "declaration_revisions_declaration_id_revision_pk" PRIMARY KEY("declaration_id","revision")
);
--> statement-breakpoint
CREATE TABLE "declarations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "declarations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"number" text NOT NULL,
	"revision" integer NOT NULL,
	"status" text NOT NULL,
	"lodged_at" timestamp with time zone NOT NULL,
	"office_code" text NOT NULL,
	"trade_mode" text NOT NULL,
	"importer_id" bigint NOT NULL,
	"lodger_organisation_id" bigint NOT NULL,
	"released_revision" integer,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "declarations_number_unique" UNIQUE("number")
);
--> statement-breakpoint
CREATE TABLE "event_items" (
	"event_pk" bigint NOT NULL,
	"item" text NOT NULL,
	"role" text NOT NULL,
	"gtin" char(14),
	"lot" text,
	"quantity" text,
	"unit" text,
	CONSTRAINT "event_items_event_pk_role_item_pk" PRIMARY KEY("event_pk","role","item")
);
--> statement-breakpoint
CREATE TABLE "feed_documents" (
	"id" text PRIMARY KEY NOT NULL,
	"format" text NOT NULL,
	"body" text NOT NULL,
	"sha256" text NOT NULL,
	"source" text NOT NULL,
	"source_organisation_id" bigint NOT NULL,
	"error_behaviour" text NOT NULL,
	"success" boolean NOT NULL,
	"outcomes" jsonb NOT NULL,
	"started_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "feed_events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "feed_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"event_id" text NOT NULL,
	"declares_error" boolean DEFAULT false NOT NULL,
	"hash" text NOT NULL,
	"type" text NOT NULL,
	"action" text,
	"event_time" timestamp with time zone NOT NULL,
	"event_time_zone_offset" text NOT NULL,
	"record_time" timestamp with time zone NOT NULL,
	"biz_step" text,
	"disposition" text,
	"read_point" text,
	"biz_location" text,
	"document_id" text NOT NULL,
	"source_organisation_id" bigint NOT NULL,
	"body" jsonb NOT NULL,
	"context" jsonb,
	"problems" jsonb NOT NULL,
	CONSTRAINT "feed_events_event_id" UNIQUE("event_id","declares_error")
);
--> statement-breakpoint
CREATE TABLE "lot_movements" (
	"event_pk" bigint NOT NULL,
	"item" text NOT NULL,
	"event_id" text NOT NULL,
	"hash" text NOT NULL,
	"gtin" char(14) NOT NULL,
	"lot" text,
	"step" text NOT NULL,
	"origin" text,
	"origin_glns" text[] NOT NULL,
	"destination_glns" text[] NOT NULL,
	"country" char(2),
	"quantity" text,
	"unit" text,
	"event_time" timestamp with time zone NOT NULL,
	CONSTRAINT "lot_movements_event_pk_item_pk" PRIMARY KEY("event_pk","item")
);
--> statement-breakpoint
CREATE TABLE "lot_statements" (
	"gtin" char(14) NOT NULL,
	"lot" text NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" text NOT NULL,
	"stated_at" timestamp with time zone NOT NULL,
	"glns" text[] NOT NULL,
	"site_id" bigint,
	"produced_on" date,
	"expires_on" date,
	CONSTRAINT "lot_statements_gtin_lot_source_kind_source_id_pk" PRIMARY KEY("gtin","lot","source_kind","source_id")
);
--> statement-breakpoint
CREATE TABLE "lots" (
	"gtin" char(14) NOT NULL,
	"lot" text NOT NULL,
	"site_id" bigint,
	"produced_on" date,
	"expires_on" date,
	"source_kind" text NOT NULL,
	"source_id" text NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "lots_gtin_lot_pk" PRIMARY KEY("gtin","lot")
);
--> statement-breakpoint
CREATE TABLE "shipments_elsewhere" (
	"event_pk" bigint NOT NULL,
	"item" text NOT NULL,
	"site_id" bigint NOT NULL,
	"gtin" char(14) NOT NULL,
	"lot" text,
	"quantity_value" text NOT NULL,
	"quantity_unit" text NOT NULL,
	"country" char(2),
	"produced_from" date NOT NULL,
	"produced_to" date NOT NULL,
	"posted" integer DEFAULT 0 NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	CONSTRAINT "shipments_elsewhere_site_id_event_pk_item_pk" PRIMARY KEY("site_id","event_pk","item")
);
--> statement-breakpoint
CREATE TABLE "organisations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "organisations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"code" text NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"kind" text NOT NULL,
	"country" char(2),
	"verified" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "organisations_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "products" (
	"gtin" char(14) PRIMARY KEY NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"hs_code" text NOT NULL,
	"category" text NOT NULL,
	"net_value" text NOT NULL,
	"net_unit" text NOT NULL,
	"net_dimension" text NOT NULL,
	"net_base" bigint NOT NULL,
	"contains_gtin" char(14),
	"contains_quantity" bigint,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site_aliases" (
	"site_id" bigint NOT NULL,
	"alias" text NOT NULL,
	"folded" text NOT NULL,
	CONSTRAINT "site_aliases_site_id_folded_pk" PRIMARY KEY("site_id","folded")
);
--> statement-breakpoint
CREATE TABLE "site_identifiers" (
	"value" text PRIMARY KEY NOT NULL,
	"scheme" text NOT NULL,
	"site_id" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site_questions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "site_questions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"folded" text NOT NULL,
	"declared_name" text NOT NULL,
	"candidates" jsonb NOT NULL,
	"answer_site_id" bigint,
	"answered_by" text,
	"answered_at" timestamp with time zone,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "site_questions_folded" UNIQUE("folded")
);
--> statement-breakpoint
CREATE TABLE "sites" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "sites_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"country" char(2) NOT NULL,
	"kind" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"version" integer DEFAULT 1 NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "offices" (
	"code" text PRIMARY KEY NOT NULL,
	"name_en" text NOT NULL,
	"name_zh" text NOT NULL,
	"verified" boolean DEFAULT false NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "assessments" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "assessments_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"declaration_id" bigint NOT NULL,
	"revision" integer NOT NULL,
	"score" integer NOT NULL,
	"lane" text NOT NULL,
	"cause" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "findings" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "findings_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
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
	"cleared_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "consignments" (
	"id" bigint PRIMARY KEY NOT NULL,
	"number" text NOT NULL,
	"revision" integer NOT NULL,
	"status" text NOT NULL,
	"open" boolean NOT NULL,
	"lane" text NOT NULL,
	"score" integer NOT NULL,
	"assessed" boolean NOT NULL,
	"top_finding" jsonb,
	"verdict" text NOT NULL,
	"used" real,
	"trade_mode" text NOT NULL,
	"office_code" text NOT NULL,
	"importer_id" bigint NOT NULL,
	"importer_name" text NOT NULL,
	"lodger_organisation_id" bigint NOT NULL,
	"site_id" bigint NOT NULL,
	"site_name" text NOT NULL,
	"origin_country" char(2) NOT NULL,
	"category" text NOT NULL,
	"goods_en" text NOT NULL,
	"goods_zh" text NOT NULL,
	"quantity" text NOT NULL,
	"line_count" integer NOT NULL,
	"lodged_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"assignee_id" bigint,
	"assignee_name" text,
	"version" integer DEFAULT 1 NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"number_folded" text GENERATED ALWAYS AS (lower(number)) STORED,
	"importer_folded" text GENERATED ALWAYS AS (lower(importer_name)) STORED,
	"site_folded" text GENERATED ALWAYS AS (lower(site_name)) STORED,
	"used_order" real GENERATED ALWAYS AS (coalesce(used, -1::real)) STORED
);
--> statement-breakpoint
CREATE TABLE "examinations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "examinations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"declaration_id" bigint NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"office_code" text NOT NULL,
	"instructions" text NOT NULL,
	"ordered_by" bigint NOT NULL,
	"ordered_by_name" text NOT NULL,
	"result" text,
	"report_note" text,
	"reported_by" bigint,
	"reported_by_name" text,
	"reported_at" timestamp with time zone,
	"ordered_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "saved_views_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"owner_id" bigint NOT NULL,
	"owner_name" text NOT NULL,
	"organisation_id" bigint NOT NULL,
	"name" text NOT NULL,
	"shared" boolean NOT NULL,
	"view" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "triage_decisions" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "triage_decisions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"declaration_id" bigint NOT NULL,
	"decision" text NOT NULL,
	"revision" integer NOT NULL,
	"reason" text NOT NULL,
	"note" text NOT NULL,
	"from_status" text NOT NULL,
	"to_status" text NOT NULL,
	"lane" text NOT NULL,
	"decided_by" bigint NOT NULL,
	"decided_by_name" text NOT NULL,
	"needs_second" boolean NOT NULL,
	"seconded_by" bigint,
	"seconded_by_name" text,
	"seconded_at" timestamp with time zone,
	"declined" boolean DEFAULT false NOT NULL,
	"undone_at" timestamp with time zone,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "people" ADD CONSTRAINT "people_office_code_offices_code_fk" FOREIGN KEY ("office_code") REFERENCES "public"."offices"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_consignments" ADD CONSTRAINT "case_consignments_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_exhibits" ADD CONSTRAINT "case_exhibits_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_facts" ADD CONSTRAINT "case_facts_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_notes" ADD CONSTRAINT "case_notes_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "case_tasks" ADD CONSTRAINT "case_tasks_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossiers" ADD CONSTRAINT "dossiers_case_id_cases_id_fk" FOREIGN KEY ("case_id") REFERENCES "public"."cases"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capacity_certificates" ADD CONSTRAINT "capacity_certificates_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "capacity_certificates" ADD CONSTRAINT "capacity_certificates_issuer_id_organisations_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "carry_overs" ADD CONSTRAINT "carry_overs_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_decisions" ADD CONSTRAINT "certificate_decisions_certificate_id_capacity_certificates_id_fk" FOREIGN KEY ("certificate_id") REFERENCES "public"."capacity_certificates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_reports" ADD CONSTRAINT "inspection_reports_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inspection_reports" ADD CONSTRAINT "inspection_reports_issuer_id_organisations_id_fk" FOREIGN KEY ("issuer_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declaration_revisions" ADD CONSTRAINT "declaration_revisions_declaration_id_declarations_id_fk" FOREIGN KEY ("declaration_id") REFERENCES "public"."declarations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "declarations" ADD CONSTRAINT "declarations_importer_id_organisations_id_fk" FOREIGN KEY ("importer_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event_items" ADD CONSTRAINT "event_items_event_pk_feed_events_id_fk" FOREIGN KEY ("event_pk") REFERENCES "public"."feed_events"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "feed_events" ADD CONSTRAINT "feed_events_document_id_feed_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."feed_documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_aliases" ADD CONSTRAINT "site_aliases_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_identifiers" ADD CONSTRAINT "site_identifiers_site_id_sites_id_fk" FOREIGN KEY ("site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site_questions" ADD CONSTRAINT "site_questions_answer_site_id_sites_id_fk" FOREIGN KEY ("answer_site_id") REFERENCES "public"."sites"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "idempotency_keys_recorded" ON "idempotency_keys" USING btree ("recorded_at");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_login" ON "sign_in_attempts" USING btree ("login","at");--> statement-breakpoint
CREATE INDEX "sign_in_attempts_address" ON "sign_in_attempts" USING btree ("address","at");--> statement-breakpoint
CREATE INDEX "audit_entries_at" ON "audit_entries" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_subject" ON "audit_entries" USING btree ("subject_kind","subject_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_actor" ON "audit_entries" USING btree ("actor_id","at","id");--> statement-breakpoint
CREATE INDEX "audit_entries_action" ON "audit_entries" USING btree ("action","at","id");--> statement-breakpoint
CREATE INDEX "line_answers_declaration" ON "line_answers" USING btree ("declaration_id");--> statement-breakpoint
CREATE INDEX "postings_declaration" ON "postings" USING btree ("declaration_id","line_no");--> statement-breakpoint
CREATE INDEX "postings_known" ON "postings" USING btree ("site_id","account_id","recorded_at");--> statement-breakpoint
CREATE INDEX "postings_judged" ON "postings" USING btree ("site_id","account_id","verdict","used_after");--> statement-breakpoint
CREATE INDEX "case_consignments_declaration" ON "case_consignments" USING btree ("declaration_id");--> statement-breakpoint
CREATE INDEX "case_facts_case" ON "case_facts" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_notes_case" ON "case_notes" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "case_tasks_case" ON "case_tasks" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "cases_status" ON "cases" USING btree ("status","id");--> statement-breakpoint
CREATE INDEX "cases_assignee" ON "cases" USING btree ("assignee_id");--> statement-breakpoint
CREATE INDEX "dossiers_case" ON "dossiers" USING btree ("case_id");--> statement-breakpoint
CREATE INDEX "capacity_certificates_site" ON "capacity_certificates" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "capacity_certificates_issuer" ON "capacity_certificates" USING btree ("issuer_id");--> statement-breakpoint
CREATE INDEX "capacity_certificates_status" ON "capacity_certificates" USING btree ("status");--> statement-breakpoint
CREATE INDEX "carry_overs_site" ON "carry_overs" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "certificate_decisions_certificate" ON "certificate_decisions" USING btree ("certificate_id");--> statement-breakpoint
CREATE INDEX "inspection_reports_site" ON "inspection_reports" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "inspection_reports_lots" ON "inspection_reports" USING gin ("lots");--> statement-breakpoint
CREATE INDEX "declaration_lines_declaration" ON "declaration_lines" USING btree ("declaration_id","no");--> statement-breakpoint
CREATE INDEX "declaration_lines_site_time" ON "declaration_lines" USING btree ("site_id","lodged_at");--> statement-breakpoint
CREATE INDEX "declaration_lines_lots" ON "declaration_lines" USING gin ("lots");--> statement-breakpoint
CREATE INDEX "declarations_importer" ON "declarations" USING btree ("importer_id","id");--> statement-breakpoint
CREATE INDEX "declarations_lodger" ON "declarations" USING btree ("lodger_organisation_id","id");--> statement-breakpoint
CREATE INDEX "event_items_item" ON "event_items" USING btree ("item");--> statement-breakpoint
CREATE INDEX "event_items_lot" ON "event_items" USING btree ("gtin","lot");--> statement-breakpoint
CREATE INDEX "feed_documents_started" ON "feed_documents" USING btree ("started_at");--> statement-breakpoint
CREATE INDEX "feed_events_hash" ON "feed_events" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "feed_events_time" ON "feed_events" USING btree ("event_time","id");--> statement-breakpoint
CREATE INDEX "feed_events_step" ON "feed_events" USING btree ("biz_step","id");--> statement-breakpoint
CREATE INDEX "lot_movements_lot" ON "lot_movements" USING btree ("gtin","lot");--> statement-breakpoint
CREATE INDEX "lot_movements_item" ON "lot_movements" USING btree ("item");--> statement-breakpoint
CREATE INDEX "lot_statements_glns" ON "lot_statements" USING gin ("glns");--> statement-breakpoint
CREATE INDEX "lots_site" ON "lots" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "products_contains" ON "products" USING btree ("contains_gtin");--> statement-breakpoint
CREATE INDEX "products_category" ON "products" USING btree ("category");--> statement-breakpoint
CREATE INDEX "site_aliases_folded" ON "site_aliases" USING btree ("folded");--> statement-breakpoint
CREATE INDEX "site_identifiers_site" ON "site_identifiers" USING btree ("site_id");--> statement-breakpoint
CREATE INDEX "assessments_declaration" ON "assessments" USING btree ("declaration_id","id");--> statement-breakpoint
CREATE INDEX "findings_declaration" ON "findings" USING btree ("declaration_id","id");--> statement-breakpoint
CREATE INDEX "findings_rule" ON "findings" USING btree ("rule","fired_at");--> statement-breakpoint
CREATE INDEX "consignments_importer" ON "consignments" USING btree ("importer_id","importer_name","id");--> statement-breakpoint
CREATE INDEX "consignments_site" ON "consignments" USING btree ("site_id","site_name","id");--> statement-breakpoint
CREATE INDEX "consignments_number" ON "consignments" USING btree ("number");--> statement-breakpoint
CREATE INDEX "consignments_by_score" ON "consignments" USING btree ("open","score","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_due" ON "consignments" USING btree ("open","due_at","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_lodged" ON "consignments" USING btree ("open","lodged_at","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_used" ON "consignments" USING btree ("open","used_order","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_importer" ON "consignments" USING btree ("open","importer_name","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_producer" ON "consignments" USING btree ("open","site_name","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_office" ON "consignments" USING btree ("open","office_code","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_by_number" ON "consignments" USING btree ("open","number","id","lane","verdict","status","office_code","category","origin_country","trade_mode","assignee_id","due_at","importer_id","lodger_organisation_id");--> statement-breakpoint
CREATE INDEX "consignments_number_prefix" ON "consignments" USING btree ("number_folded" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "consignments_importer_prefix" ON "consignments" USING btree ("importer_folded" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "consignments_site_prefix" ON "consignments" USING btree ("site_folded" text_pattern_ops);--> statement-breakpoint
CREATE INDEX "consignments_lane" ON "consignments" USING btree ("open","lane","score","id");--> statement-breakpoint
CREATE INDEX "consignments_verdict" ON "consignments" USING btree ("open","verdict","score","id");--> statement-breakpoint
CREATE INDEX "consignments_status" ON "consignments" USING btree ("open","status");--> statement-breakpoint
CREATE INDEX "consignments_category" ON "consignments" USING btree ("open","category");--> statement-breakpoint
CREATE INDEX "consignments_country" ON "consignments" USING btree ("open","origin_country");--> statement-breakpoint
CREATE INDEX "consignments_trade_mode" ON "consignments" USING btree ("open","trade_mode");--> statement-breakpoint
CREATE INDEX "consignments_assignee" ON "consignments" USING btree ("open","assignee_id");--> statement-breakpoint
CREATE INDEX "consignments_unclaimed" ON "consignments" USING btree ("office_code","score" DESC NULLS LAST,"id") WHERE open and status = 'to-triage' and assignee_id is null;--> statement-breakpoint
CREATE INDEX "examinations_declaration" ON "examinations" USING btree ("declaration_id");--> statement-breakpoint
CREATE INDEX "examinations_status" ON "examinations" USING btree ("status","ordered_at");--> statement-breakpoint
CREATE INDEX "saved_views_owner" ON "saved_views" USING btree ("owner_id");--> statement-breakpoint
CREATE INDEX "saved_views_organisation" ON "saved_views" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "triage_decisions_declaration" ON "triage_decisions" USING btree ("declaration_id","id");