DROP INDEX "sign_in_attempts_connection";--> statement-breakpoint
CREATE INDEX "sign_in_attempts_user" ON "sign_in_attempts" USING btree ("user_id","created_at") WHERE "sign_in_attempts"."user_id" is not null;--> statement-breakpoint
CREATE INDEX "sign_in_attempts_email" ON "sign_in_attempts" USING btree ("email","created_at") WHERE "sign_in_attempts"."user_id" is null and "sign_in_attempts"."email" is not null;--> statement-breakpoint
CREATE INDEX "sign_in_attempts_connection" ON "sign_in_attempts" USING btree ("connection_id","created_at");