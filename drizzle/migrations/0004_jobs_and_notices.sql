CREATE TABLE "jobs" (
	"name" text PRIMARY KEY NOT NULL,
	"next_run_at" timestamp with time zone NOT NULL,
	"claimed_until" timestamp with time zone,
	"last_started_at" timestamp with time zone,
	"last_finished_at" timestamp with time zone,
	"last_error" text
);
--> statement-breakpoint
CREATE TABLE "metadata_looks" (
	"connection_id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"configuration_id" text NOT NULL,
	"outcome" text NOT NULL,
	"findings" jsonb NOT NULL,
	"looked_at" timestamp with time zone NOT NULL,
	"last_good_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "notices_sent" (
	"organization_id" text NOT NULL,
	"notice" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL,
	CONSTRAINT "notices_sent_organization_id_notice_pk" PRIMARY KEY("organization_id","notice")
);
--> statement-breakpoint
ALTER TABLE "metadata_looks" ADD CONSTRAINT "metadata_looks_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices_sent" ADD CONSTRAINT "notices_sent_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;