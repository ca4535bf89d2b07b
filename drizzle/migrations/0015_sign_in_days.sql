CREATE TABLE "sign_in_days" (
	"space_id" text NOT NULL,
	"connection_id" text NOT NULL,
	"day" date NOT NULL,
	"admitted" integer NOT NULL,
	"refused" integer NOT NULL,
	CONSTRAINT "sign_in_days_space_id_day_connection_id_pk" PRIMARY KEY("space_id","day","connection_id"),
	CONSTRAINT "sign_in_days_admitted_least" CHECK ("sign_in_days"."admitted" >= 0),
	CONSTRAINT "sign_in_days_refused_least" CHECK ("sign_in_days"."refused" >= 0)
);
--> statement-breakpoint
ALTER TABLE "sign_in_days" ADD CONSTRAINT "sign_in_days_space_id_spaces_id_fk" FOREIGN KEY ("space_id") REFERENCES "public"."spaces"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "sign_in_days_day" ON "sign_in_days" USING btree ("day");