CREATE TABLE "seen_values" (
	"space_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"attribute" text NOT NULL,
	"value" text NOT NULL,
	"last_seen_at" timestamp with time zone NOT NULL,
	CONSTRAINT "seen_values_space_id_connection_id_attribute_value_pk" PRIMARY KEY("space_id","connection_id","attribute","value")
);
--> statement-breakpoint
ALTER TABLE "seen_values" ADD CONSTRAINT "seen_values_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "seen_values" ADD CONSTRAINT "seen_values_connection_id_connections_id_fk" FOREIGN KEY ("connection_id") REFERENCES "public"."connections"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "seen_values_age" ON "seen_values" USING btree ("space_id","connection_id","last_seen_at");