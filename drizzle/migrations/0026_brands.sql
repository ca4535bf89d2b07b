CREATE TABLE "brands" (
	"owner" text PRIMARY KEY NOT NULL,
	"space_id" text,
	"name" text,
	"accent" text,
	"light_image" "bytea",
	"light_hash" text,
	"light_width" integer,
	"light_height" integer,
	"dark_image" "bytea",
	"dark_hash" text,
	"dark_width" integer,
	"dark_height" integer,
	"updated_at" timestamp with time zone NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "brands_owner" CHECK ("brands"."owner" = coalesce("brands"."space_id", 'installation')),
	CONSTRAINT "brands_name" CHECK ("brands"."name" is null or "brands"."space_id" is null),
	CONSTRAINT "brands_accent" CHECK ("brands"."accent" ~ '^#[0-9a-f]{6}$'),
	CONSTRAINT "brands_light_logo_whole" CHECK (num_nulls("brands"."light_image", "brands"."light_hash", "brands"."light_width", "brands"."light_height") in (0, 4)),
	CONSTRAINT "brands_light_logo_hash" CHECK ("brands"."light_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "brands_light_logo_size" CHECK (octet_length("brands"."light_image") between 1 and 1048576),
	CONSTRAINT "brands_light_logo_pixels" CHECK ("brands"."light_width" between 1 and 720 and "brands"."light_height" between 1 and 240),
	CONSTRAINT "brands_dark_logo_whole" CHECK (num_nulls("brands"."dark_image", "brands"."dark_hash", "brands"."dark_width", "brands"."dark_height") in (0, 4)),
	CONSTRAINT "brands_dark_logo_hash" CHECK ("brands"."dark_hash" ~ '^[0-9a-f]{64}$'),
	CONSTRAINT "brands_dark_logo_size" CHECK (octet_length("brands"."dark_image") between 1 and 1048576),
	CONSTRAINT "brands_dark_logo_pixels" CHECK ("brands"."dark_width" between 1 and 720 and "brands"."dark_height" between 1 and 240),
	CONSTRAINT "brands_revision_least" CHECK ("brands"."revision" >= 1)
);
--> statement-breakpoint
ALTER TABLE "brands" ADD CONSTRAINT "brands_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "brands_space" ON "brands" USING btree ("space_id");