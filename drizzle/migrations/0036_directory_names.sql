-- Of several directories with one name, the oldest keeps it.
UPDATE "directories" AS "own" SET "name" = left("own"."name", 60) || ' (' || "own"."id" || ')'
  FROM (
    SELECT "id", row_number() OVER (PARTITION BY "organization_id", lower("name") ORDER BY "created_at", "id") AS "place"
      FROM "directories"
  ) AS "same"
  WHERE "same"."id" = "own"."id" AND "same"."place" > 1;--> statement-breakpoint
DROP INDEX "directories_organization";--> statement-breakpoint
CREATE UNIQUE INDEX "directories_name" ON "directories" USING btree ("organization_id","name");
