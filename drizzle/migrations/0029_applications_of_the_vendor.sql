CREATE TABLE "application_logos" (
	"application_id" text PRIMARY KEY NOT NULL,
	"image" "bytea" NOT NULL,
	"hash" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"updated_at" timestamp with time zone NOT NULL,
	CONSTRAINT "application_logos_hash" CHECK ("application_logos"."hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "application_logos_size" CHECK (octet_length("application_logos"."image") between 1 and 1048576),
	CONSTRAINT "application_logos_pixels" CHECK ("application_logos"."width" between 1 and 720 and "application_logos"."height" between 1 and 240)
);
--> statement-breakpoint
CREATE TABLE "application_trials" (
	"id" text PRIMARY KEY NOT NULL,
	"application_id" text NOT NULL,
	"operator_id" text NOT NULL,
	"session_id" text NOT NULL,
	"secret_hash" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"redeemed_at" timestamp with time zone,
	"result_sealed" text,
	CONSTRAINT "application_trials_expires_at_order" CHECK ("application_trials"."expires_at" > "application_trials"."created_at"),
	CONSTRAINT "application_trials_result" CHECK ("application_trials"."result_sealed" is null or "application_trials"."redeemed_at" is not null)
);
--> statement-breakpoint
CREATE TABLE "event_feed" (
	"entered" bigserial PRIMARY KEY NOT NULL,
	"event_id" text NOT NULL,
	"position" bigint,
	CONSTRAINT "event_feed_position_least" CHECK ("event_feed"."position" >= 1)
);
--> statement-breakpoint
ALTER TABLE "webhook_deliveries" DROP CONSTRAINT "webhook_deliveries_of_webhook";
--> statement-breakpoint
DROP INDEX "application_sessions_once";--> statement-breakpoint
DROP INDEX "webhooks_owner";--> statement-breakpoint
ALTER TABLE "idempotency_keys" ALTER COLUMN "space_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ALTER COLUMN "token_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ALTER COLUMN "space_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "webhooks" ALTER COLUMN "space_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "application_sessions" ADD COLUMN "is_trial" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD COLUMN "operator_token_id" text;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD COLUMN "owner" text;--> statement-breakpoint
UPDATE "webhook_deliveries" SET "owner" = "space_id";--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ALTER COLUMN "owner" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "webhooks" ADD COLUMN "owner" text;--> statement-breakpoint
UPDATE "webhooks" SET "owner" = "space_id";--> statement-breakpoint
ALTER TABLE "webhooks" ALTER COLUMN "owner" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "application_logos" ADD CONSTRAINT "application_logos_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_trials" ADD CONSTRAINT "application_trials_application_id_applications_id_fk" FOREIGN KEY ("application_id") REFERENCES "public"."applications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_trials" ADD CONSTRAINT "application_trials_operator_id_users_id_fk" FOREIGN KEY ("operator_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "application_trials" ADD CONSTRAINT "application_trials_session_id_sessions_id_fk" FOREIGN KEY ("session_id") REFERENCES "public"."sessions"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "application_trials_secret" ON "application_trials" USING btree ("secret_hash");--> statement-breakpoint
CREATE INDEX "application_trials_application" ON "application_trials" USING btree ("application_id");--> statement-breakpoint
CREATE INDEX "application_trials_operator" ON "application_trials" USING btree ("operator_id");--> statement-breakpoint
CREATE INDEX "application_trials_session" ON "application_trials" USING btree ("session_id");--> statement-breakpoint
CREATE INDEX "application_trials_expiry" ON "application_trials" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "event_feed_event" ON "event_feed" USING btree ("event_id");--> statement-breakpoint
CREATE UNIQUE INDEX "event_feed_position" ON "event_feed" USING btree ("position");--> statement-breakpoint
CREATE INDEX "event_feed_waiting" ON "event_feed" USING btree ("entered") WHERE "event_feed"."position" is null;--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_operator_token_id_operator_tokens_id_fk" FOREIGN KEY ("operator_token_id") REFERENCES "public"."operator_tokens"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "webhooks_owner" ON "webhooks" USING btree ("id","owner");--> statement-breakpoint
ALTER TABLE "webhook_deliveries" ADD CONSTRAINT "webhook_deliveries_of_webhook" FOREIGN KEY ("webhook_id","owner") REFERENCES "public"."webhooks"("id","owner") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_keys_operator_once" ON "idempotency_keys" USING btree ("operator_token_id","key_hash");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_space" ON "webhook_deliveries" USING btree ("space_id") WHERE "webhook_deliveries"."space_id" is not null;--> statement-breakpoint
CREATE INDEX "webhooks_by_owner" ON "webhooks" USING btree ("owner");--> statement-breakpoint
CREATE UNIQUE INDEX "application_sessions_once" ON "application_sessions" USING btree ("session_id","application_id","space_id") WHERE not "application_sessions"."is_trial";--> statement-breakpoint
ALTER TABLE "idempotency_keys" ADD CONSTRAINT "idempotency_keys_owner" CHECK (num_nulls("idempotency_keys"."token_id", "idempotency_keys"."operator_token_id") = 1 and ("idempotency_keys"."token_id" is null) = ("idempotency_keys"."space_id" is null));--> statement-breakpoint
ALTER TABLE "webhooks" ADD CONSTRAINT "webhooks_owner_is_space" CHECK ("webhooks"."owner" = coalesce("webhooks"."space_id", 'installation'));--> statement-breakpoint
INSERT INTO "event_feed" ("event_id") SELECT "id" FROM "audit_events" ORDER BY max("at") OVER (PARTITION BY "chain" ORDER BY "sequence"), "chain", "sequence";--> statement-breakpoint
CREATE FUNCTION audit_events_enter_feed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event_feed (event_id) VALUES (NEW.id);
  RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER audit_events_feed AFTER INSERT ON audit_events
  FOR EACH ROW EXECUTE FUNCTION audit_events_enter_feed();
