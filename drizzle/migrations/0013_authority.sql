ALTER TABLE "configurations" ADD COLUMN "put_live_by_role" text;--> statement-breakpoint
ALTER TABLE "configurations" ADD COLUMN "put_live_by" text;--> statement-breakpoint
ALTER TABLE "configurations" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "configurations" ADD COLUMN "confirmed_by" text;--> statement-breakpoint
ALTER TABLE "sign_in_options" ADD COLUMN "put_live_by_role" text;--> statement-breakpoint
ALTER TABLE "sign_in_options" ADD COLUMN "put_live_by" text;--> statement-breakpoint
ALTER TABLE "sign_in_options" ADD COLUMN "confirmed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "sign_in_options" ADD COLUMN "confirmed_by" text;--> statement-breakpoint
ALTER TABLE "tokens" ADD COLUMN "role" text DEFAULT 'admin' NOT NULL;