CREATE TABLE "directory_review_people" (
	"review_id" text NOT NULL,
	"directory_id" text NOT NULL,
	"position" integer NOT NULL,
	"kind" text NOT NULL,
	"urgency" integer NOT NULL,
	"names" text NOT NULL,
	"found" jsonb NOT NULL,
	CONSTRAINT "directory_review_people_review_id_position_pk" PRIMARY KEY("review_id","position"),
	CONSTRAINT "directory_review_people_kind_listed" CHECK ("directory_review_people"."kind" in ('problem', 'leaves', 'joins', 'waits', 'returns', 'changes', 'stays'))
);
--> statement-breakpoint
CREATE TABLE "directory_reviews" (
	"id" text PRIMARY KEY NOT NULL,
	"directory_id" text NOT NULL,
	"organization_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"numbers" jsonb
);
--> statement-breakpoint
CREATE UNIQUE INDEX "directory_reviews_owner" ON "directory_reviews" USING btree ("id","directory_id");--> statement-breakpoint
ALTER TABLE "directory_review_people" ADD CONSTRAINT "directory_review_people_of_review" FOREIGN KEY ("review_id","directory_id") REFERENCES "public"."directory_reviews"("id","directory_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "directory_reviews" ADD CONSTRAINT "directory_reviews_of_directory" FOREIGN KEY ("directory_id","organization_id") REFERENCES "public"."directories"("id","organization_id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "directory_reviews_directory" ON "directory_reviews" USING btree ("directory_id","at");--> statement-breakpoint
CREATE INDEX "directory_reviews_age" ON "directory_reviews" USING btree ("at");