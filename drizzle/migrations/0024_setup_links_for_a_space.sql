ALTER TABLE "setup_links" ALTER COLUMN "connection_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "setup_links" ADD COLUMN "for_space" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "setup_links" ADD COLUMN "activates_as" text;--> statement-breakpoint
ALTER TABLE "setup_links" ADD COLUMN "return_url" text;--> statement-breakpoint
ALTER TABLE "setup_links" ADD CONSTRAINT "setup_links_activates_as_listed" CHECK ("setup_links"."activates_as" in ('reader', 'editor', 'admin'));--> statement-breakpoint
ALTER TABLE "setup_links" ADD CONSTRAINT "setup_links_about" CHECK ("setup_links"."for_space" or "setup_links"."connection_id" is not null);--> statement-breakpoint
ALTER TABLE "setup_links" ADD CONSTRAINT "setup_links_renewal" CHECK (not "setup_links"."for_space" or "setup_links"."purpose" = 'configure');