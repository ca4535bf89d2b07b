ALTER TABLE "directories" ADD COLUMN "alert" text;--> statement-breakpoint
ALTER TABLE "directories" ADD COLUMN "alert_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "directory_credentials" ADD COLUMN "kind" text DEFAULT 'token' NOT NULL;--> statement-breakpoint
ALTER TABLE "directory_credentials" ADD COLUMN "granted_by" text;--> statement-breakpoint
ALTER TABLE "directory_requests" ADD COLUMN "kind" text;--> statement-breakpoint
UPDATE "directory_requests" SET "kind" = CASE
  WHEN "path" ~* '^/users([/?]|$)' THEN 'people'
  WHEN "path" ~* '^/groups([/?]|$)' THEN 'groups'
  WHEN "path" ~* '^/bulk([/?]|$)' THEN 'bulk'
  ELSE 'other' END;--> statement-breakpoint
ALTER TABLE "directory_requests" ALTER COLUMN "kind" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "directory_requests" ADD COLUMN "resource_id" text;--> statement-breakpoint
ALTER TABLE "directory_requests" ADD COLUMN "replay_of" text;--> statement-breakpoint
ALTER TABLE "directory_requests" ADD COLUMN "replayed_as" text;--> statement-breakpoint
CREATE UNIQUE INDEX "directory_credentials_owner" ON "directory_credentials" USING btree ("id","directory_id");--> statement-breakpoint
ALTER TABLE "directory_credentials" ADD CONSTRAINT "directory_credentials_granted_by" FOREIGN KEY ("granted_by","directory_id") REFERENCES "public"."directory_credentials"("id","directory_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "directory_credentials_granted" ON "directory_credentials" USING btree ("granted_by") WHERE "directory_credentials"."granted_by" is not null;--> statement-breakpoint
CREATE INDEX "directory_credentials_access" ON "directory_credentials" USING btree ("expires_at") WHERE "directory_credentials"."kind" = 'access';--> statement-breakpoint
CREATE INDEX "directory_requests_resource" ON "directory_requests" USING btree ("directory_id","resource_id","at") WHERE "directory_requests"."resource_id" is not null;--> statement-breakpoint
ALTER TABLE "directories" ADD CONSTRAINT "directories_alert_listed" CHECK ("directories"."alert" in ('failing', 'silent'));--> statement-breakpoint
ALTER TABLE "directories" ADD CONSTRAINT "directories_alert" CHECK (("directories"."alert" is null) = ("directories"."alert_at" is null));--> statement-breakpoint
ALTER TABLE "directory_credentials" ADD CONSTRAINT "directory_credentials_kind_listed" CHECK ("directory_credentials"."kind" in ('token', 'secret', 'access'));--> statement-breakpoint
ALTER TABLE "directory_credentials" ADD CONSTRAINT "directory_credentials_grant" CHECK (("directory_credentials"."kind" = 'access') = ("directory_credentials"."granted_by" is not null));--> statement-breakpoint
ALTER TABLE "directory_credentials" ADD CONSTRAINT "directory_credentials_short" CHECK ("directory_credentials"."kind" <> 'access' or "directory_credentials"."expires_at" is not null);--> statement-breakpoint
ALTER TABLE "directory_requests" ADD CONSTRAINT "directory_requests_kind_listed" CHECK ("directory_requests"."kind" in ('people', 'groups', 'bulk', 'other'));