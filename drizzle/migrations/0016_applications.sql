CREATE TABLE "application_logouts" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"application_session_id" text NOT NULL,
	"user_id" text NOT NULL,
	"cause" text NOT NULL,
	"status" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone,
	"response_code" integer,
	"excerpt" text,
	"created_at" timestamp with time zone NOT NULL,
	"finished_at" timestamp with time zone,
	CONSTRAINT "application_logouts_status_listed" CHECK ("application_logouts"."status" in ('waiting', 'delivered', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "application_redirects" (
	"application_id" text NOT NULL,
	"kind" text NOT NULL,
	"uri" text NOT NULL,
	"position" integer NOT NULL,
	CONSTRAINT "application_redirects_application_id_kind_uri_pk" PRIMARY KEY("application_id","kind","uri"),
	CONSTRAINT "application_redirects_kind_listed" CHECK ("application_redirects"."kind" in ('sign_in', 'sign_out'))
);
--> statement-breakpoint
CREATE TABLE "application_secrets" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"ends_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "application_sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"session_id" text,
	"user_id" text NOT NULL,
	"space_id" text NOT NULL,
	"connection_id" text,
	"way" text NOT NULL,
	"auth_time" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	CONSTRAINT "application_sessions_way_listed" CHECK ("application_sessions"."way" in ('password', 'connection'))
);
--> statement-breakpoint
CREATE TABLE "application_spaces" (
	"application_id" text NOT NULL,
	"space_id" text NOT NULL,
	"roles" jsonb NOT NULL,
	CONSTRAINT "application_spaces_application_id_space_id_pk" PRIMARY KEY("application_id","space_id")
);
--> statement-breakpoint
CREATE TABLE "application_teams" (
	"application_id" text NOT NULL,
	"space_id" text NOT NULL,
	"team_id" text NOT NULL,
	CONSTRAINT "application_teams_application_id_team_id_pk" PRIMARY KEY("application_id","team_id")
);
--> statement-breakpoint
CREATE TABLE "applications" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"auth_method" text NOT NULL,
	"jwks" jsonb,
	"pkce_required" boolean NOT NULL,
	"id_token_algorithm" text NOT NULL,
	"open_to" text NOT NULL,
	"roles" jsonb NOT NULL,
	"home_uri" text,
	"logo_uri" text,
	"initiate_login_uri" text,
	"backchannel_logout_uri" text,
	"created_at" timestamp with time zone NOT NULL,
	"last_used_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "applications_auth_method_listed" CHECK ("applications"."auth_method" in ('client_secret_basic', 'client_secret_post', 'private_key_jwt', 'none')),
	CONSTRAINT "applications_id_token_algorithm_listed" CHECK ("applications"."id_token_algorithm" in ('RS256', 'ES256')),
	CONSTRAINT "applications_open_to_listed" CHECK ("applications"."open_to" in ('all', 'chosen')),
	CONSTRAINT "applications_revision_least" CHECK ("applications"."revision" >= 1),
	CONSTRAINT "applications_public_pkce" CHECK ("applications"."auth_method" <> 'none' or "applications"."pkce_required"),
	CONSTRAINT "applications_keys" CHECK (("applications"."auth_method" = 'private_key_jwt') = ("applications"."jwks" is not null))
);
--> statement-breakpoint
CREATE TABLE "operator_tokens" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "operator_tokens_expires_at_order" CHECK ("operator_tokens"."expires_at" > "operator_tokens"."created_at")
);
--> statement-breakpoint
CREATE TABLE "provider_records" (
	"id" text PRIMARY KEY NOT NULL,
	"model" text NOT NULL,
	"grant_key" text,
	"uid_key" text,
	"application_id" text,
	"payload_sealed" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"consumed_at" timestamp with time zone,
	CONSTRAINT "provider_records_model_listed" CHECK ("provider_records"."model" in ('Session', 'Interaction', 'Grant', 'AuthorizationCode', 'AccessToken', 'RefreshToken', 'PushedAuthorizationRequest', 'ReplayDetection'))
);
--> statement-breakpoint
CREATE TABLE "signing_keys" (
	"id" text PRIMARY KEY NOT NULL,
	"algorithm" text NOT NULL,
	"private_jwk_sealed" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"signs_from" timestamp with time zone NOT NULL,
	"gone_at" timestamp with time zone,
	CONSTRAINT "signing_keys_algorithm_listed" CHECK ("signing_keys"."algorithm" in ('RS256', 'ES256')),
	CONSTRAINT "signing_keys_gone_at_order" CHECK ("signing_keys"."gone_at" > "signing_keys"."created_at")
);
--> statement-breakpoint
ALTER TABLE "sessions" ADD COLUMN "successor" text;--> statement-breakpoint
ALTER TABLE "spaces" ADD COLUMN "external_id" text;--> statement-breakpoint
ALTER TABLE "application_logouts" ADD CONSTRAINT "application_logouts_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_logouts" ADD CONSTRAINT "application_logouts_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_logouts" ADD CONSTRAINT "application_logouts_of_session" FOREIGN KEY ("application_session_id") REFERENCES "public"."application_sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_redirects" ADD CONSTRAINT "application_redirects_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_secrets" ADD CONSTRAINT "application_secrets_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_sessions" ADD CONSTRAINT "application_sessions_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_sessions" ADD CONSTRAINT "application_sessions_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_sessions" ADD CONSTRAINT "application_sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_sessions" ADD CONSTRAINT "application_sessions_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_sessions" ADD CONSTRAINT "application_sessions_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_spaces" ADD CONSTRAINT "application_spaces_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_spaces" ADD CONSTRAINT "application_spaces_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_teams" ADD CONSTRAINT "application_teams_of_space" FOREIGN KEY ("application_id","space_id") REFERENCES "public"."application_spaces"("application_id","space_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_teams" ADD CONSTRAINT "application_teams_team_of_space" FOREIGN KEY ("team_id","space_id") REFERENCES "public"."teams"("id","space_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operator_tokens" ADD CONSTRAINT "operator_tokens_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "provider_records" ADD CONSTRAINT "provider_records_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "application_logouts_application" ON "application_logouts" USING btree ("application_id","created_at");--> statement-breakpoint
CREATE INDEX "application_logouts_session" ON "application_logouts" USING btree ("application_session_id");--> statement-breakpoint
CREATE INDEX "application_logouts_user" ON "application_logouts" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "application_logouts_due" ON "application_logouts" USING btree ("next_attempt_at") WHERE "application_logouts"."status" = 'waiting';--> statement-breakpoint
CREATE UNIQUE INDEX "application_secrets_hash" ON "application_secrets" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "application_secrets_application" ON "application_secrets" USING btree ("application_id");--> statement-breakpoint
CREATE UNIQUE INDEX "application_sessions_once" ON "application_sessions" USING btree ("session_id","application_id","space_id");--> statement-breakpoint
CREATE INDEX "application_sessions_application" ON "application_sessions" USING btree ("application_id","created_at");--> statement-breakpoint
CREATE INDEX "application_sessions_user" ON "application_sessions" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "application_sessions_space" ON "application_sessions" USING btree ("space_id");--> statement-breakpoint
CREATE INDEX "application_sessions_connection" ON "application_sessions" USING btree ("connection_id") WHERE "application_sessions"."connection_id" is not null;--> statement-breakpoint
CREATE INDEX "application_sessions_open" ON "application_sessions" USING btree ("session_id") WHERE "application_sessions"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "application_spaces_space" ON "application_spaces" USING btree ("space_id");--> statement-breakpoint
CREATE INDEX "application_teams_team" ON "application_teams" USING btree ("team_id");--> statement-breakpoint
CREATE UNIQUE INDEX "operator_tokens_hash" ON "operator_tokens" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "provider_records_grant" ON "provider_records" USING btree ("grant_key") WHERE "provider_records"."grant_key" is not null;--> statement-breakpoint
CREATE INDEX "provider_records_uid" ON "provider_records" USING btree ("uid_key") WHERE "provider_records"."uid_key" is not null;--> statement-breakpoint
CREATE INDEX "provider_records_application" ON "provider_records" USING btree ("application_id") WHERE "provider_records"."application_id" is not null;--> statement-breakpoint
CREATE INDEX "provider_records_expiry" ON "provider_records" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "signing_keys_algorithm" ON "signing_keys" USING btree ("algorithm","signs_from");--> statement-breakpoint
CREATE UNIQUE INDEX "spaces_external_id" ON "spaces" USING btree ("external_id");