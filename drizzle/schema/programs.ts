import { sql } from "drizzle-orm";
import { check, foreignKey, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { OptionSettings } from "../../lib/model/connections/connection";
import { operatorTokens } from "./applications";
import { after, atLeast, instant, json } from "./columns";
import { signInOptions } from "./connections";
import { tokens } from "./people";

/** POSTs that a program may send twice and wants done once: the response to the first is the response to all. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    id: text("id").primaryKey(),
    /** The token of a space that the key belongs to, with its space; both null: an operator token. */
    spaceId: text("space_id"),
    tokenId: text("token_id"),
    operatorTokenId: text("operator_token_id").references(() => operatorTokens.id, { onDelete: "cascade" }),
    /** SHA-256 of the program's key. */
    keyHash: text("key_hash").notNull(),
    /** SHA-256 of method, address and body. */
    requestDigest: text("request_digest").notNull(),
    /** Null: the first one is still running. */
    status: integer("status"),
    /** The response's headers and body, sealed: it may contain a new token. */
    answerSealed: text("answer_sealed"),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [
    uniqueIndex("idempotency_keys_once").on(t.tokenId, t.keyHash),
    uniqueIndex("idempotency_keys_operator_once").on(t.operatorTokenId, t.keyHash),
    foreignKey({
      name: "idempotency_keys_of_token",
      columns: [t.tokenId, t.spaceId],
      foreignColumns: [tokens.id, tokens.spaceId],
    }).onDelete("cascade"),
    after(t.expiresAt, t.createdAt),
    check(
      "idempotency_keys_owner",
      sql`num_nulls(${t.tokenId}, ${t.operatorTokenId}) = 1 and (${t.tokenId} is null) = (${t.spaceId} is null)`,
    ),
    check("idempotency_keys_answer", sql`(${t.status} is null) = (${t.answerSealed} is null)`),
  ],
);

/** The history of a sign-in option's settings; a version never changes. */
export const optionVersions = pgTable(
  "option_versions",
  {
    id: text("id").primaryKey(),
    spaceId: text("space_id").notNull(),
    optionId: text("option_id").notNull(),
    version: integer("version").notNull(),
    settings: json<OptionSettings>("settings").notNull(),
    createdAt: instant("created_at").notNull(),
    /** The author's name in the audit log. */
    createdBy: text("created_by"),
  },
  (t) => [
    uniqueIndex("option_versions_version").on(t.optionId, t.version),
    foreignKey({
      name: "option_versions_of_option",
      columns: [t.optionId, t.spaceId],
      foreignColumns: [signInOptions.id, signInOptions.spaceId],
    }).onDelete("cascade"),
    atLeast(t.version, 1),
  ],
);
