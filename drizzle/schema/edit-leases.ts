import { index, pgTable, text } from "drizzle-orm/pg-core";
import { after, instant } from "./columns";
import { spaces } from "./spaces";
import { users } from "./users";

/** The current editor of the space's SSO settings: at most one person. */
export const editLeases = pgTable(
  "edit_leases",
  {
    spaceId: text("space_id")
      .primaryKey()
      .references(() => spaces.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Differs each time it is taken, so that a stale page is recognised. */
    leaseId: text("lease_id").notNull(),
    acquiredAt: instant("acquired_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("edit_leases_user").on(t.userId), after(t.expiresAt, t.acquiredAt)],
);
