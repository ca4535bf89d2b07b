DROP INDEX "sign_in_attempts_request";--> statement-breakpoint
CREATE UNIQUE INDEX "sign_in_attempts_request" ON "sign_in_attempts" USING btree ("request_id","connection_id");