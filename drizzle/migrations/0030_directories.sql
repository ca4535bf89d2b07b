CREATE TABLE "directories" (
	"id" text PRIMARY KEY NOT NULL,
	"organization_id" text NOT NULL,
	"connection_id" text,
	"name" text NOT NULL,
	"provider" text NOT NULL,
	"status" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text,
	"activated_at" timestamp with time zone,
	"last_request_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "directories_provider_listed" CHECK ("directories"."provider" in ('okta', 'entra', 'onelogin', 'jumpcloud', 'generic')),
	CONSTRAINT "directories_status_listed" CHECK ("directories"."status" in ('observing', 'active', 'paused')),
	CONSTRAINT "directories_revision_least" CHECK ("directories"."revision" >= 1),
	CONSTRAINT "directories_activated" CHECK (("directories"."status" = 'observing') = ("directories"."activated_at" is null))
);
--> statement-breakpoint
CREATE TABLE "directory_credentials" (
	"id" text PRIMARY KEY NOT NULL,
	"directory_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text,
	"expires_at" timestamp with time zone,
	"last_used_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	CONSTRAINT "directory_credentials_expires_at_order" CHECK ("directory_credentials"."expires_at" > "directory_credentials"."created_at")
);
--> statement-breakpoint
CREATE TABLE "directory_groups" (
	"id" text PRIMARY KEY NOT NULL,
	"directory_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"display_name" text NOT NULL,
	"display_name_key" text NOT NULL,
	"external_id" text,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "directory_groups_revision_least" CHECK ("directory_groups"."revision" >= 1)
);
--> statement-breakpoint
CREATE TABLE "directory_members" (
	"directory_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"group_id" text NOT NULL,
	"person_id" text NOT NULL,
	CONSTRAINT "directory_members_group_id_person_id_pk" PRIMARY KEY("group_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "directory_people" (
	"id" text PRIMARY KEY NOT NULL,
	"directory_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"user_name" text NOT NULL,
	"user_name_key" text NOT NULL,
	"external_id" text,
	"active" boolean NOT NULL,
	"resource" jsonb NOT NULL,
	"user_id" text,
	"state" text NOT NULL,
	"reason" text,
	"is_due" boolean NOT NULL,
	"is_arriving" boolean NOT NULL,
	"left_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	"deleted_at" timestamp with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "directory_people_state_listed" CHECK ("directory_people"."state" in ('waiting', 'applied', 'conflict', 'held', 'kept', 'refused')),
	CONSTRAINT "directory_people_reason_listed" CHECK ("directory_people"."reason" in ('no_address', 'domain_not_verified', 'ambiguous', 'person_taken', 'address_taken', 'not_provisioned', 'role_missing', 'no_licence', 'waits_for_approval', 'not_accepted', 'version_awaits_admin', 'it_administrator', 'last_administrator', 'deactivated_by_hand', 'brake', 'brake_rejected')),
	CONSTRAINT "directory_people_revision_least" CHECK ("directory_people"."revision" >= 1),
	CONSTRAINT "directory_people_reason" CHECK (("directory_people"."reason" is null) = ("directory_people"."state" in ('waiting', 'applied'))),
	CONSTRAINT "directory_people_deleted" CHECK ("directory_people"."deleted_at" is null or not "directory_people"."active")
);
--> statement-breakpoint
CREATE TABLE "directory_requests" (
	"id" text PRIMARY KEY NOT NULL,
	"directory_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"status" integer NOT NULL,
	"scim_type" text,
	"detail" text,
	"body" jsonb,
	"notes" jsonb NOT NULL,
	"address" text,
	"milliseconds" integer NOT NULL,
	CONSTRAINT "directory_requests_milliseconds_least" CHECK ("directory_requests"."milliseconds" >= 0)
);
--> statement-breakpoint
ALTER TABLE "memberships" DROP CONSTRAINT "memberships_origin_listed";--> statement-breakpoint
CREATE UNIQUE INDEX "directories_owner" ON "directories" USING btree ("id","organization_id");--> statement-breakpoint
CREATE UNIQUE INDEX "directory_groups_owner" ON "directory_groups" USING btree ("id","directory_id");--> statement-breakpoint
CREATE UNIQUE INDEX "directory_people_owner" ON "directory_people" USING btree ("id","directory_id");--> statement-breakpoint
ALTER TABLE "directories" ADD CONSTRAINT "directories_organization_id_organizations_id_fk" FOREIGN KEY ("organization_id") REFERENCES "public"."organizations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directories" ADD CONSTRAINT "directories_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directories" ADD CONSTRAINT "directories_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_credentials" ADD CONSTRAINT "directory_credentials_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_credentials" ADD CONSTRAINT "directory_credentials_of_directory" FOREIGN KEY ("directory_id","organization_id") REFERENCES "public"."directories"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_groups" ADD CONSTRAINT "directory_groups_of_directory" FOREIGN KEY ("directory_id","organization_id") REFERENCES "public"."directories"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_members" ADD CONSTRAINT "directory_members_of_directory" FOREIGN KEY ("directory_id","organization_id") REFERENCES "public"."directories"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_members" ADD CONSTRAINT "directory_members_group" FOREIGN KEY ("group_id","directory_id") REFERENCES "public"."directory_groups"("id","directory_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_members" ADD CONSTRAINT "directory_members_person_of_directory" FOREIGN KEY ("person_id","directory_id") REFERENCES "public"."directory_people"("id","directory_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_people" ADD CONSTRAINT "directory_people_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_people" ADD CONSTRAINT "directory_people_of_directory" FOREIGN KEY ("directory_id","organization_id") REFERENCES "public"."directories"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_requests" ADD CONSTRAINT "directory_requests_of_directory" FOREIGN KEY ("directory_id","organization_id") REFERENCES "public"."directories"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "directories_organization" ON "directories" USING btree ("organization_id");--> statement-breakpoint
CREATE INDEX "directories_connection" ON "directories" USING btree ("connection_id") WHERE "directories"."connection_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "directory_credentials_hash" ON "directory_credentials" USING btree ("hash");--> statement-breakpoint
CREATE INDEX "directory_credentials_directory" ON "directory_credentials" USING btree ("directory_id");--> statement-breakpoint
CREATE UNIQUE INDEX "directory_groups_name" ON "directory_groups" USING btree ("directory_id","display_name_key");--> statement-breakpoint
CREATE UNIQUE INDEX "directory_groups_external_id" ON "directory_groups" USING btree ("directory_id","external_id") WHERE "directory_groups"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "directory_groups_list" ON "directory_groups" USING btree ("directory_id","created_at","id");--> statement-breakpoint
CREATE INDEX "directory_members_person" ON "directory_members" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "directory_members_directory" ON "directory_members" USING btree ("directory_id");--> statement-breakpoint
CREATE UNIQUE INDEX "directory_people_user_name" ON "directory_people" USING btree ("directory_id","user_name_key") WHERE "directory_people"."deleted_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "directory_people_external_id" ON "directory_people" USING btree ("directory_id","external_id") WHERE "directory_people"."deleted_at" is null and "directory_people"."external_id" is not null;--> statement-breakpoint
CREATE INDEX "directory_people_list" ON "directory_people" USING btree ("directory_id","created_at","id");--> statement-breakpoint
CREATE INDEX "directory_people_user" ON "directory_people" USING btree ("user_id") WHERE "directory_people"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "directory_people_due" ON "directory_people" USING btree ("directory_id","id") WHERE "directory_people"."is_due";--> statement-breakpoint
CREATE INDEX "directory_people_left" ON "directory_people" USING btree ("directory_id","left_at") WHERE "directory_people"."left_at" is not null;--> statement-breakpoint
CREATE INDEX "directory_requests_list" ON "directory_requests" USING btree ("directory_id","at","id");--> statement-breakpoint
CREATE INDEX "directory_requests_age" ON "directory_requests" USING btree ("at");--> statement-breakpoint
ALTER TABLE "memberships" ADD CONSTRAINT "memberships_origin_listed" CHECK ("memberships"."origin" in ('manual', 'csv', 'sso', 'linked', 'command_line', 'directory'));
