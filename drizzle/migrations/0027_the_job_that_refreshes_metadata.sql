-- The job keeps its times under the name that the code gives it now.
UPDATE "jobs" SET "name" = 'refresh_metadata' WHERE "name" = 'look_at_metadata';
