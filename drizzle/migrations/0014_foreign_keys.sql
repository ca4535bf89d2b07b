ALTER TABLE "configurations" DROP CONSTRAINT "configurations_connection_id_connections_id_fk";
--> statement-breakpoint
ALTER TABLE "former_identities" DROP CONSTRAINT "former_identities_link_id_linked_identities_id_fk";
--> statement-breakpoint
ALTER TABLE "linked_identities" DROP CONSTRAINT "linked_identities_connection_id_connections_id_fk";
--> statement-breakpoint
ALTER TABLE "service_provider_keys" DROP CONSTRAINT "service_provider_keys_connection_id_connections_id_fk";
--> statement-breakpoint
ALTER TABLE "test_runs" DROP CONSTRAINT "test_runs_connection_id_connections_id_fk";
--> statement-breakpoint
ALTER TABLE "member_connectors" DROP CONSTRAINT "member_connectors_space_id_spaces_id_fk";
--> statement-breakpoint
ALTER TABLE "member_connectors" DROP CONSTRAINT "member_connectors_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "provider_tokens" DROP CONSTRAINT "provider_tokens_connection_id_connections_id_fk";
--> statement-breakpoint
ALTER TABLE "metadata_looks" DROP CONSTRAINT "metadata_looks_connection_id_connections_id_fk";
--> statement-breakpoint
ALTER TABLE "team_members" DROP CONSTRAINT "team_members_team_id_teams_id_fk";
--> statement-breakpoint
ALTER TABLE "team_members" DROP CONSTRAINT "team_members_user_id_users_id_fk";
--> statement-breakpoint
ALTER TABLE "tokens" DROP CONSTRAINT "tokens_account_id_accounts_id_fk";
--> statement-breakpoint
ALTER TABLE "option_versions" DROP CONSTRAINT "option_versions_option_id_sign_in_options_id_fk";
--> statement-breakpoint
ALTER TABLE "setup_links" DROP CONSTRAINT "setup_links_connection_id_connections_id_fk";
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" DROP CONSTRAINT "webhook_deliveries_webhook_id_webhooks_id_fk";
--> statement-breakpoint
-- What the version before allowed and this one refuses is put in order first. Nothing of it could be reached any more.
-- A row's own copy of its owner follows the row that it belongs to.
UPDATE "configurations" c SET "organization_id" = p."organization_id" FROM "connections" p WHERE p."id" = c."connection_id" AND p."organization_id" <> c."organization_id";
--> statement-breakpoint
UPDATE "service_provider_keys" c SET "organization_id" = p."organization_id" FROM "connections" p WHERE p."id" = c."connection_id" AND p."organization_id" <> c."organization_id";
--> statement-breakpoint
UPDATE "test_runs" c SET "organization_id" = p."organization_id" FROM "connections" p WHERE p."id" = c."connection_id" AND p."organization_id" <> c."organization_id";
--> statement-breakpoint
UPDATE "linked_identities" c SET "organization_id" = p."organization_id" FROM "connections" p WHERE p."id" = c."connection_id" AND p."organization_id" <> c."organization_id";
--> statement-breakpoint
UPDATE "former_identities" c SET "organization_id" = p."organization_id" FROM "linked_identities" p WHERE p."id" = c."link_id" AND p."organization_id" <> c."organization_id";
--> statement-breakpoint
UPDATE "provider_tokens" c SET "organization_id" = p."organization_id" FROM "connections" p WHERE p."id" = c."connection_id" AND p."organization_id" <> c."organization_id";
--> statement-breakpoint
UPDATE "metadata_looks" c SET "organization_id" = p."organization_id" FROM "connections" p WHERE p."id" = c."connection_id" AND p."organization_id" <> c."organization_id";
--> statement-breakpoint
UPDATE "setup_links" c SET "organization_id" = p."organization_id" FROM "connections" p WHERE p."id" = c."connection_id" AND p."organization_id" <> c."organization_id";
--> statement-breakpoint
UPDATE "team_members" c SET "space_id" = p."space_id" FROM "teams" p WHERE p."id" = c."team_id" AND p."space_id" <> c."space_id";
--> statement-breakpoint
UPDATE "option_versions" c SET "space_id" = p."space_id" FROM "sign_in_options" p WHERE p."id" = c."option_id" AND p."space_id" <> c."space_id";
--> statement-breakpoint
UPDATE "webhook_deliveries" c SET "space_id" = p."space_id" FROM "webhooks" p WHERE p."id" = c."webhook_id" AND p."space_id" <> c."space_id";
--> statement-breakpoint
UPDATE "idempotency_keys" c SET "space_id" = p."space_id" FROM "tokens" p WHERE p."id" = c."token_id" AND p."space_id" <> c."space_id";
--> statement-breakpoint
-- Rows of somebody or something that is gone go too.
DELETE FROM "linked_identities" c WHERE NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."user_id");
--> statement-breakpoint
DELETE FROM "edit_leases" c WHERE NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."user_id");
--> statement-breakpoint
DELETE FROM "setup_links" c WHERE NOT EXISTS (SELECT 1 FROM "spaces" p WHERE p."id" = c."space_id");
--> statement-breakpoint
DELETE FROM "test_runs" c WHERE NOT EXISTS (SELECT 1 FROM "spaces" p WHERE p."id" = c."space_id") OR NOT EXISTS (SELECT 1 FROM "configurations" p WHERE p."id" = c."configuration_id" AND p."connection_id" = c."connection_id");
--> statement-breakpoint
DELETE FROM "metadata_looks" c WHERE NOT EXISTS (SELECT 1 FROM "configurations" p WHERE p."id" = c."configuration_id" AND p."connection_id" = c."connection_id");
--> statement-breakpoint
DELETE FROM "team_members" c WHERE NOT EXISTS (SELECT 1 FROM "memberships" p WHERE p."space_id" = c."space_id" AND p."user_id" = c."user_id");
--> statement-breakpoint
DELETE FROM "member_connectors" c WHERE NOT EXISTS (SELECT 1 FROM "memberships" p WHERE p."space_id" = c."space_id" AND p."user_id" = c."user_id");
--> statement-breakpoint
DELETE FROM "tokens" c WHERE NOT (("kind" = 'personal') = ("user_id" IS NOT NULL) AND ("kind" = 'integration') = ("account_id" IS NOT NULL)) OR ("account_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "accounts" p WHERE p."id" = c."account_id" AND p."space_id" = c."space_id"));
--> statement-breakpoint
DELETE FROM "idempotency_keys" c WHERE NOT EXISTS (SELECT 1 FROM "tokens" p WHERE p."id" = c."token_id");
--> statement-breakpoint
DELETE FROM "jackson_index" c WHERE NOT EXISTS (SELECT 1 FROM "jackson_store" p WHERE p."key" = c."store_key" AND p."namespace" = c."namespace");
--> statement-breakpoint
-- Rows that only mention what is gone stay, without the mention.
UPDATE "session_spaces" c SET "connection_id" = NULL WHERE "connection_id" IS NOT NULL AND ("way" <> 'connection' OR NOT EXISTS (SELECT 1 FROM "connections" p WHERE p."id" = c."connection_id"));
--> statement-breakpoint
UPDATE "memberships" c SET "origin_connection_id" = NULL WHERE "origin_connection_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "connections" p WHERE p."id" = c."origin_connection_id");
--> statement-breakpoint
UPDATE "connections" c SET "live_configuration_id" = NULL WHERE "live_configuration_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "configurations" p WHERE p."id" = c."live_configuration_id" AND p."connection_id" = c."id");
--> statement-breakpoint
UPDATE "connections" c SET "draft_configuration_id" = NULL WHERE "draft_configuration_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "configurations" p WHERE p."id" = c."draft_configuration_id" AND p."connection_id" = c."id");
--> statement-breakpoint
UPDATE "configurations" c SET "test_run_id" = NULL WHERE "test_run_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "test_runs" p WHERE p."id" = c."test_run_id");
--> statement-breakpoint
UPDATE "messages" c SET "space_id" = NULL WHERE "space_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "spaces" p WHERE p."id" = c."space_id");
--> statement-breakpoint
-- Only the active and the invited hold a seat; whoever waits or was deactivated counted for none.
UPDATE "memberships" SET "licence" = NULL WHERE "licence" IS NOT NULL AND "status" NOT IN ('active', 'invited');
--> statement-breakpoint
-- The organization that wanted them to sign in by it alone is gone: without this nobody could let them back.
UPDATE "users" c SET "sso_only_organization_id" = NULL WHERE "sso_only_organization_id" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "organizations" p WHERE p."id" = c."sso_only_organization_id");
--> statement-breakpoint
-- Who made or decided something, where that person is gone.
UPDATE "connections" c SET "created_by" = NULL WHERE "created_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."created_by");
--> statement-breakpoint
UPDATE "configurations" c SET "created_by" = NULL WHERE "created_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."created_by");
--> statement-breakpoint
UPDATE "accounts" c SET "created_by" = NULL WHERE "created_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."created_by");
--> statement-breakpoint
UPDATE "setup_links" c SET "created_by" = NULL WHERE "created_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."created_by");
--> statement-breakpoint
UPDATE "webhooks" c SET "created_by" = NULL WHERE "created_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."created_by");
--> statement-breakpoint
UPDATE "sign_in_options" c SET "activated_by" = NULL WHERE "activated_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."activated_by");
--> statement-breakpoint
UPDATE "member_connectors" c SET "allowed_by" = NULL WHERE "allowed_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."allowed_by");
--> statement-breakpoint
UPDATE "organization_requests" c SET "requested_by" = NULL WHERE "requested_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."requested_by");
--> statement-breakpoint
UPDATE "organization_spaces" c SET "requested_by" = NULL WHERE "requested_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."requested_by");
--> statement-breakpoint
UPDATE "organization_spaces" c SET "decided_by" = NULL WHERE "decided_by" IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "users" p WHERE p."id" = c."decided_by");
--> statement-breakpoint
CREATE UNIQUE INDEX "configurations_owner" ON "configurations" USING btree ("id","connection_id");
--> statement-breakpoint
CREATE INDEX "configurations_test_run" ON "configurations" USING btree ("test_run_id") WHERE "configurations"."test_run_id" is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX "connections_owner" ON "connections" USING btree ("id","organization_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "linked_identities_owner" ON "linked_identities" USING btree ("id","organization_id");
--> statement-breakpoint
CREATE INDEX "connections_live" ON "connections" USING btree ("live_configuration_id") WHERE "connections"."live_configuration_id" is not null;
--> statement-breakpoint
CREATE INDEX "connections_draft" ON "connections" USING btree ("draft_configuration_id") WHERE "connections"."draft_configuration_id" is not null;
--> statement-breakpoint
CREATE INDEX "linked_identities_person" ON "linked_identities" USING btree ("user_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "sign_in_options_owner" ON "sign_in_options" USING btree ("id","space_id");
--> statement-breakpoint
CREATE INDEX "test_runs_version" ON "test_runs" USING btree ("configuration_id");
--> statement-breakpoint
CREATE INDEX "test_runs_space" ON "test_runs" USING btree ("space_id");
--> statement-breakpoint
CREATE INDEX "provider_tokens_user" ON "provider_tokens" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "metadata_looks_version" ON "metadata_looks" USING btree ("configuration_id");
--> statement-breakpoint
CREATE INDEX "organization_spaces_space" ON "organization_spaces" USING btree ("space_id");
--> statement-breakpoint
CREATE INDEX "organizations_owner" ON "organizations" USING btree ("owner_space_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "accounts_owner" ON "accounts" USING btree ("id","space_id");
--> statement-breakpoint
CREATE INDEX "memberships_origin_connection" ON "memberships" USING btree ("origin_connection_id") WHERE "memberships"."origin_connection_id" is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX "teams_owner" ON "teams" USING btree ("id","space_id");
--> statement-breakpoint
CREATE UNIQUE INDEX "tokens_owner" ON "tokens" USING btree ("id","space_id");
--> statement-breakpoint
CREATE INDEX "tokens_user" ON "tokens" USING btree ("user_id") WHERE "tokens"."user_id" is not null;
--> statement-breakpoint
CREATE INDEX "tokens_account" ON "tokens" USING btree ("account_id") WHERE "tokens"."account_id" is not null;
--> statement-breakpoint
CREATE INDEX "users_sso_only" ON "users" USING btree ("sso_only_organization_id") WHERE "users"."sso_only_organization_id" is not null;
--> statement-breakpoint
CREATE INDEX "seen_values_connection" ON "seen_values" USING btree ("connection_id");
--> statement-breakpoint
CREATE INDEX "password_resets_user" ON "password_resets" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "session_spaces_connection" ON "session_spaces" USING btree ("connection_id") WHERE "session_spaces"."connection_id" is not null;
--> statement-breakpoint
CREATE INDEX "setup_links_connection" ON "setup_links" USING btree ("connection_id");
--> statement-breakpoint
CREATE INDEX "setup_sessions_link" ON "setup_sessions" USING btree ("setup_link_id");
--> statement-breakpoint
CREATE INDEX "edit_leases_user" ON "edit_leases" USING btree ("user_id");
--> statement-breakpoint
CREATE INDEX "jackson_index_record" ON "jackson_index" USING btree ("store_key","namespace");
--> statement-breakpoint
CREATE INDEX "messages_space" ON "messages" USING btree ("space_id") WHERE "messages"."space_id" is not null;
--> statement-breakpoint
CREATE UNIQUE INDEX "webhooks_owner" ON "webhooks" USING btree ("id","space_id");
--> statement-breakpoint
ALTER TABLE "configurations" ADD CONSTRAINT "configurations_test_run_id_test_runs_id_fk" FOREIGN KEY ("test_run_id") REFERENCES "public"."test_runs"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "configurations" ADD CONSTRAINT "configurations_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "configurations" ADD CONSTRAINT "configurations_connection" FOREIGN KEY ("connection_id","organization_id") REFERENCES "public"."connections"("id","organization_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_live_version" FOREIGN KEY ("live_configuration_id","id") REFERENCES "public"."configurations"("id","connection_id") ON DELETE no action;
--> statement-breakpoint
ALTER TABLE "connections" ADD CONSTRAINT "connections_draft_version" FOREIGN KEY ("draft_configuration_id","id") REFERENCES "public"."configurations"("id","connection_id") ON DELETE no action;
--> statement-breakpoint
ALTER TABLE "former_identities" ADD CONSTRAINT "former_identities_of_link" FOREIGN KEY ("link_id","organization_id") REFERENCES "public"."linked_identities"("id","organization_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "linked_identities" ADD CONSTRAINT "linked_identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "linked_identities" ADD CONSTRAINT "linked_identities_of_connection" FOREIGN KEY ("connection_id","organization_id") REFERENCES "public"."connections"("id","organization_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "service_provider_keys" ADD CONSTRAINT "service_provider_keys_of_connection" FOREIGN KEY ("connection_id","organization_id") REFERENCES "public"."connections"("id","organization_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "sign_in_options" ADD CONSTRAINT "sign_in_options_activated_by_users_id_fk" FOREIGN KEY ("activated_by") REFERENCES "public"."users"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_of_connection" FOREIGN KEY ("connection_id","organization_id") REFERENCES "public"."connections"("id","organization_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "test_runs" ADD CONSTRAINT "test_runs_of_version" FOREIGN KEY ("configuration_id","connection_id") REFERENCES "public"."configurations"("id","connection_id") ON DELETE no action;
--> statement-breakpoint
ALTER TABLE "member_connectors" ADD CONSTRAINT "member_connectors_allowed_by_users_id_fk" FOREIGN KEY ("allowed_by") REFERENCES "public"."users"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "member_connectors" ADD CONSTRAINT "member_connectors_member" FOREIGN KEY ("space_id","user_id") REFERENCES "public"."memberships"("space_id","user_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "provider_tokens" ADD CONSTRAINT "provider_tokens_of_connection" FOREIGN KEY ("connection_id","organization_id") REFERENCES "public"."connections"("id","organization_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "metadata_looks" ADD CONSTRAINT "metadata_looks_of_connection" FOREIGN KEY ("connection_id","organization_id") REFERENCES "public"."connections"("id","organization_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "metadata_looks" ADD CONSTRAINT "metadata_looks_of_version" FOREIGN KEY ("configuration_id","connection_id") REFERENCES "public"."configurations"("id","connection_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "organization_requests" ADD CONSTRAINT "organization_requests_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "organization_spaces" ADD CONSTRAINT "organization_spaces_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "organization_spaces" ADD CONSTRAINT "organization_spaces_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_origin_connection_id_connections_id_fk" FOREIGN KEY ("origin_connection_id") REFERENCES "public"."connections"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_team" FOREIGN KEY ("team_id","space_id") REFERENCES "public"."teams"("id","space_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "team_members" ADD CONSTRAINT "team_members_member" FOREIGN KEY ("space_id","user_id") REFERENCES "public"."memberships"("space_id","user_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "tokens" ADD CONSTRAINT "tokens_of_account" FOREIGN KEY ("account_id","space_id") REFERENCES "public"."accounts"("id","space_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "users" ADD CONSTRAINT "users_sso_only_organization_id_organizations_id_fk" FOREIGN KEY ("sso_only_organization_id") REFERENCES "public"."organizations"("id") ON DELETE restrict;
--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_of_token" FOREIGN KEY ("token_id","space_id") REFERENCES "public"."tokens"("id","space_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "option_versions" ADD CONSTRAINT "option_versions_of_option" FOREIGN KEY ("option_id","space_id") REFERENCES "public"."sign_in_options"("id","space_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "session_spaces" ADD CONSTRAINT "session_spaces_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "setup_links" ADD CONSTRAINT "setup_links_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "setup_links" ADD CONSTRAINT "setup_links_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "setup_links" ADD CONSTRAINT "setup_links_of_connection" FOREIGN KEY ("connection_id","organization_id") REFERENCES "public"."connections"("id","organization_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "edit_leases" ADD CONSTRAINT "edit_leases_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "jackson_index" ADD CONSTRAINT "jackson_index_of_record" FOREIGN KEY ("store_key","namespace") REFERENCES "public"."jackson_store"("key","namespace") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_of_webhook" FOREIGN KEY ("webhook_id","space_id") REFERENCES "public"."webhooks"("id","space_id") ON DELETE cascade;
--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null;
--> statement-breakpoint
ALTER TABLE "configurations"
  ADD CONSTRAINT "configurations_put_live_by_role_listed" CHECK ("configurations"."put_live_by_role" in ('reader', 'editor', 'admin')),
  ADD CONSTRAINT "configurations_version_least" CHECK ("configurations"."version" >= 1);
--> statement-breakpoint
ALTER TABLE "connections"
  ADD CONSTRAINT "connections_protocol_listed" CHECK ("connections"."protocol" in ('saml', 'oidc', 'oauth2')),
  ADD CONSTRAINT "connections_revision_least" CHECK ("connections"."revision" >= 1);
--> statement-breakpoint
ALTER TABLE "sign_in_attempts"
  ADD CONSTRAINT "sign_in_attempts_protocol_listed" CHECK ("sign_in_attempts"."protocol" in ('saml', 'oidc', 'oauth2')),
  ADD CONSTRAINT "sign_in_attempts_initiated_by_listed" CHECK ("sign_in_attempts"."initiated_by" in ('service_provider', 'identity_provider')),
  ADD CONSTRAINT "sign_in_attempts_status_listed" CHECK ("sign_in_attempts"."status" in ('started', 'answered', 'admitted', 'refused', 'expired')),
  ADD CONSTRAINT "sign_in_attempts_expires_at_order" CHECK ("sign_in_attempts"."expires_at" > "sign_in_attempts"."created_at");
--> statement-breakpoint
ALTER TABLE "sign_in_options"
  ADD CONSTRAINT "sign_in_options_status_listed" CHECK ("sign_in_options"."status" in ('draft', 'active', 'disabled')),
  ADD CONSTRAINT "sign_in_options_put_live_by_role_listed" CHECK ("sign_in_options"."put_live_by_role" in ('reader', 'editor', 'admin')),
  ADD CONSTRAINT "sign_in_options_position_least" CHECK ("sign_in_options"."position" >= 0),
  ADD CONSTRAINT "sign_in_options_revision_least" CHECK ("sign_in_options"."revision" >= 1);
--> statement-breakpoint
ALTER TABLE "test_runs"
  ADD CONSTRAINT "test_runs_status_listed" CHECK ("test_runs"."status" in ('created', 'started', 'passed', 'failed', 'expired')),
  ADD CONSTRAINT "test_runs_expires_at_order" CHECK ("test_runs"."expires_at" > "test_runs"."created_at"),
  ADD CONSTRAINT "test_runs_end" CHECK (("test_runs"."finished_at" is not null) = ("test_runs"."status" in ('passed', 'failed')));
--> statement-breakpoint
ALTER TABLE "provider_tokens"
  ADD CONSTRAINT "provider_tokens_end" CHECK (("provider_tokens"."access_token_sealed" is null) = ("provider_tokens"."ended_at" is not null));
--> statement-breakpoint
ALTER TABLE "metadata_looks"
  ADD CONSTRAINT "metadata_looks_outcome_listed" CHECK ("metadata_looks"."outcome" in ('same', 'changed', 'other_entity_id', 'failed'));
--> statement-breakpoint
ALTER TABLE "domains"
  ADD CONSTRAINT "domains_status_listed" CHECK ("domains"."status" in ('pending', 'verified', 'failing', 'expired')),
  ADD CONSTRAINT "domains_verified_by_listed" CHECK ("domains"."verified_by" in ('dns', 'operator')),
  ADD CONSTRAINT "domains_proof" CHECK ("domains"."status" not in ('verified', 'failing') or ("domains"."verified_by" is not null and "domains"."verified_at" is not null));
--> statement-breakpoint
ALTER TABLE "organization_requests"
  ADD CONSTRAINT "organization_requests_status_listed" CHECK ("organization_requests"."status" in ('waiting', 'declined'));
--> statement-breakpoint
ALTER TABLE "organization_spaces"
  ADD CONSTRAINT "organization_spaces_status_listed" CHECK ("organization_spaces"."status" in ('own', 'requested', 'agreed', 'connected'));
--> statement-breakpoint
ALTER TABLE "memberships"
  ADD CONSTRAINT "memberships_role_listed" CHECK ("memberships"."role" in ('reader', 'editor', 'admin')),
  ADD CONSTRAINT "memberships_status_listed" CHECK ("memberships"."status" in ('invited', 'active', 'pending', 'deactivated')),
  ADD CONSTRAINT "memberships_licence_listed" CHECK ("memberships"."licence" in ('reader', 'editor', 'admin')),
  ADD CONSTRAINT "memberships_origin_listed" CHECK ("memberships"."origin" in ('manual', 'csv', 'sso', 'linked', 'command_line')),
  ADD CONSTRAINT "memberships_role_source_listed" CHECK ("memberships"."role_source" in ('manual', 'mapping')),
  ADD CONSTRAINT "memberships_seat" CHECK ("memberships"."licence" is null or "memberships"."status" in ('active', 'invited'));
--> statement-breakpoint
ALTER TABLE "team_members"
  ADD CONSTRAINT "team_members_source_listed" CHECK ("team_members"."source" in ('manual', 'mapping'));
--> statement-breakpoint
ALTER TABLE "teams"
  ADD CONSTRAINT "teams_default_role_listed" CHECK ("teams"."default_role" in ('reader', 'editor', 'admin'));
--> statement-breakpoint
ALTER TABLE "tokens"
  ADD CONSTRAINT "tokens_kind_listed" CHECK ("tokens"."kind" in ('personal', 'integration')),
  ADD CONSTRAINT "tokens_role_listed" CHECK ("tokens"."role" in ('reader', 'editor', 'admin')),
  ADD CONSTRAINT "tokens_ended_reason_listed" CHECK ("tokens"."ended_reason" in ('revoked', 'sso_activated', 'sso_removed', 'owner_deactivated')),
  ADD CONSTRAINT "tokens_expires_at_order" CHECK ("tokens"."expires_at" > "tokens"."created_at"),
  ADD CONSTRAINT "tokens_bearer" CHECK (("tokens"."kind" = 'personal') = ("tokens"."user_id" is not null) and ("tokens"."kind" = 'integration') = ("tokens"."account_id" is not null)),
  ADD CONSTRAINT "tokens_end" CHECK (("tokens"."ended_at" is null) = ("tokens"."ended_reason" is null));
--> statement-breakpoint
ALTER TABLE "users"
  ADD CONSTRAINT "users_second_factor" CHECK ("users"."totp_enabled_at" is null or "users"."totp_sealed" is not null);
--> statement-breakpoint
ALTER TABLE "idempotency_keys"
  ADD CONSTRAINT "idempotency_keys_expires_at_order" CHECK ("idempotency_keys"."expires_at" > "idempotency_keys"."created_at"),
  ADD CONSTRAINT "idempotency_keys_answer" CHECK (("idempotency_keys"."status" is null) = ("idempotency_keys"."answer_sealed" is null));
--> statement-breakpoint
ALTER TABLE "option_versions"
  ADD CONSTRAINT "option_versions_version_least" CHECK ("option_versions"."version" >= 1);
--> statement-breakpoint
ALTER TABLE "password_resets"
  ADD CONSTRAINT "password_resets_expires_at_order" CHECK ("password_resets"."expires_at" > "password_resets"."created_at");
--> statement-breakpoint
ALTER TABLE "session_spaces"
  ADD CONSTRAINT "session_spaces_way_listed" CHECK ("session_spaces"."way" in ('password', 'connection')),
  ADD CONSTRAINT "session_spaces_by_connection" CHECK ("session_spaces"."connection_id" is null or "session_spaces"."way" = 'connection');
--> statement-breakpoint
ALTER TABLE "sessions"
  ADD CONSTRAINT "sessions_expires_at_order" CHECK ("sessions"."expires_at" > "sessions"."created_at"),
  ADD CONSTRAINT "sessions_end" CHECK (("sessions"."ended_at" is null) = ("sessions"."ended_reason" is null));
--> statement-breakpoint
ALTER TABLE "setup_links"
  ADD CONSTRAINT "setup_links_purpose_listed" CHECK ("setup_links"."purpose" in ('configure', 'renew')),
  ADD CONSTRAINT "setup_links_expires_at_order" CHECK ("setup_links"."expires_at" > "setup_links"."created_at");
--> statement-breakpoint
ALTER TABLE "setup_sessions"
  ADD CONSTRAINT "setup_sessions_expires_at_order" CHECK ("setup_sessions"."expires_at" > "setup_sessions"."created_at");
--> statement-breakpoint
ALTER TABLE "edit_leases"
  ADD CONSTRAINT "edit_leases_expires_at_order" CHECK ("edit_leases"."expires_at" > "edit_leases"."acquired_at");
--> statement-breakpoint
ALTER TABLE "spaces"
  ADD CONSTRAINT "spaces_kind_listed" CHECK ("spaces"."kind" in ('standard', 'partner')),
  ADD CONSTRAINT "spaces_password_sign_in_listed" CHECK ("spaces"."password_sign_in" in ('allowed', 'it_administrators_only')),
  ADD CONSTRAINT "spaces_password_max_age_days_least" CHECK ("spaces"."password_max_age_days" >= 1),
  ADD CONSTRAINT "spaces_revision_least" CHECK ("spaces"."revision" >= 1);
--> statement-breakpoint
ALTER TABLE "audit_events"
  ADD CONSTRAINT "audit_events_actor_kind_listed" CHECK ("audit_events"."actor_kind" in ('user', 'account', 'operator', 'system', 'command_line', 'setup_link', 'anonymous')),
  ADD CONSTRAINT "audit_events_sequence_least" CHECK ("audit_events"."sequence" >= 1),
  ADD CONSTRAINT "audit_events_chain_of_space" CHECK ("audit_events"."chain" = coalesce("audit_events"."space_id", 'operator'));
--> statement-breakpoint
ALTER TABLE "messages"
  ADD CONSTRAINT "messages_attempts_least" CHECK ("messages"."attempts" >= 0);
--> statement-breakpoint
ALTER TABLE "rate_limits"
  ADD CONSTRAINT "rate_limits_points_least" CHECK ("rate_limits"."points" >= 0);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries"
  ADD CONSTRAINT "webhook_deliveries_status_listed" CHECK ("webhook_deliveries"."status" in ('waiting', 'delivered', 'failed')),
  ADD CONSTRAINT "webhook_deliveries_attempts_least" CHECK ("webhook_deliveries"."attempts" >= 0);
