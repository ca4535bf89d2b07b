CREATE TABLE "member_connectors" (
	"space_id" text NOT NULL,
	"user_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"allowed_at" timestamp with time zone NOT NULL,
	"allowed_by" text,
	CONSTRAINT "member_connectors_space_id_user_id_connection_id_pk" PRIMARY KEY("space_id","user_id","connection_id")
);
--> statement-breakpoint
CREATE TABLE "provider_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token_sealed" text,
	"refresh_token_sealed" text,
	"scopes" jsonb NOT NULL,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"refreshed_at" timestamp with time zone,
	"refreshing_until" timestamp with time zone,
	"last_fetched_at" timestamp with time zone,
	"ended_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "sign_in_attempts" ADD COLUMN "link_user_id" text;--> statement-breakpoint
ALTER TABLE "member_connectors" ADD CONSTRAINT "member_connectors_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_connectors" ADD CONSTRAINT "member_connectors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "member_connectors" ADD CONSTRAINT "member_connectors_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_tokens" ADD CONSTRAINT "provider_tokens_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_tokens" ADD CONSTRAINT "provider_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "member_connectors_connection" ON "member_connectors" USING btree ("connection_id");--> statement-breakpoint
CREATE UNIQUE INDEX "provider_tokens_person" ON "provider_tokens" USING btree ("connection_id","user_id");