ALTER TABLE "linked_identities" ADD COLUMN "subject_folded" boolean DEFAULT false NOT NULL;
--> statement-breakpoint
-- What is no address is compared exactly from now on; how it was kept depended on its NameID format.
UPDATE "linked_identities" SET "subject_folded" = true
  WHERE NOT (
    btrim("subject", E' \t\n\r') LIKE '_%@%_'
    AND btrim("subject", E' \t\n\r') NOT LIKE '%@%@%'
    AND translate(btrim("subject", E' \t\n\r'), E' \t\n\x0b\x0c\r', '') = btrim("subject", E' \t\n\r')
  );
--> statement-breakpoint
-- Addresses into the form in which they are compared. `translate` rather than `lower`, which folds by the database's
-- locale. Two that would become one stay as they are: each is still found by its exact form.
UPDATE "linked_identities" AS "own" SET "subject" = "new"."key"
  FROM (
    SELECT "id", "key", count(*) OVER (PARTITION BY "connection_id", "issuer", "key") AS "same"
      FROM (
        SELECT "id", "connection_id", "issuer",
            translate(btrim("subject", E' \t\n\r'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz') AS "key"
          FROM "linked_identities" WHERE NOT "subject_folded"
      ) AS "keys"
  ) AS "new"
  WHERE "new"."id" = "own"."id" AND "new"."same" = 1 AND "own"."subject" <> "new"."key";
