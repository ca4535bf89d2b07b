import { boolean, integer, pgTable, text, uniqueIndex } from "drizzle-orm/pg-core";
import { instant, json } from "./columns";

/** One customer's tenant. */
export const spaces = pgTable(
  "spaces",
  {
    id: text("id").primaryKey(),
    slug: text("slug").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["standard", "partner"] }).notNull(),
    /** The plan: is the SSO option subscribed? */
    ssoSubscribed: boolean("sso_subscribed").notNull(),
    passwordSignIn: text("password_sign_in", { enum: ["allowed", "it_administrators_only"] }).notNull(),
    twoFactorRequired: boolean("two_factor_required").notNull().default(false),
    /** Passwords older than this many days must be changed; null: never. */
    passwordMaxAgeDays: integer("password_max_age_days"),
    /** Seats per role; a role that is absent is not capped. */
    seats: json<Partial<Record<"reader" | "editor" | "admin", number>>>("seats").notNull(),
    createdAt: instant("created_at").notNull(),
    revision: integer("revision").notNull().default(1),
  },
  (t) => [uniqueIndex("spaces_slug").on(t.slug)],
);

/** Who edits the space's SSO settings at the moment: at most one person. */
export const editLeases = pgTable("edit_leases", {
  spaceId: text("space_id")
    .primaryKey()
    .references(() => spaces.id, { onDelete: "cascade" }),
  userId: text("user_id").notNull(),
  /** Differs at every taking, so that a stale page is recognised. */
  leaseId: text("lease_id").notNull(),
  acquiredAt: instant("acquired_at").notNull(),
  expiresAt: instant("expires_at").notNull(),
});
