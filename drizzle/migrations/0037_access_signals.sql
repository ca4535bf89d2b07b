CREATE TABLE "access_signals" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"kind" text NOT NULL,
	"token_id" text,
	"issuer" text,
	"subject" text,
	"email" text,
	"session_indexes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"names" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"user_id" text,
	"outcome" text NOT NULL,
	"refusal_code" text,
	"checks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"receipt" jsonb,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "access_signals_kind_listed" CHECK ("access_signals"."kind" in ('oidc_logout', 'saml_logout', 'global_token_revocation', 'session_revoked', 'token_claims_change', 'credential_change')),
	CONSTRAINT "access_signals_outcome_listed" CHECK ("access_signals"."outcome" in ('ended', 'nobody', 'refused')),
	CONSTRAINT "access_signals_refusal" CHECK (("access_signals"."outcome" = 'refused') = ("access_signals"."refusal_code" is not null)),
	CONSTRAINT "access_signals_believed" CHECK (("access_signals"."outcome" = 'refused') = ("access_signals"."token_id" is null))
);
--> statement-breakpoint
ALTER TABLE "tokens" DROP CONSTRAINT "tokens_ended_reason_listed";--> statement-breakpoint
ALTER TABLE "access_signals" ADD CONSTRAINT "access_signals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_signals" ADD CONSTRAINT "access_signals_of_connection" FOREIGN KEY ("connection_id","organization_id") REFERENCES "public"."connections"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "access_signals_once" ON "access_signals" USING btree ("connection_id","token_id") WHERE "access_signals"."token_id" is not null;--> statement-breakpoint
CREATE INDEX "access_signals_latest" ON "access_signals" USING btree ("connection_id","received_at");--> statement-breakpoint
CREATE INDEX "access_signals_user" ON "access_signals" USING btree ("user_id") WHERE "access_signals"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "access_signals_names" ON "access_signals" USING gin ("names");--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_ended_reason_listed" CHECK ("tokens"."ended_reason" in ('revoked', 'sso_activated', 'sso_removed', 'owner_deactivated', 'access_ended'));