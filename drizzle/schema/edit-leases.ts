import { index, pgTable, text } from "drizzle-orm/pg-core";
import { after, instant } from "./columns";
import { spaces } from "./spaces";
import { users } from "./users";

/** Who edits the space's SSO settings at the moment: at most one person. */
export const editLeases = pgTable(
  "edit_leases",
  {
    spaceId: text("space_id")
      .primaryKey()
      .references(() => spaces.id, { onDelete: "cascade" }),
    userId: text("user_id")
      .notNull()
      .references(() => users.id, { onDelete: "cascade" }),
    /** Differs at every taking, so that a stale page is recognised. */
    leaseId: text("lease_id").notNull(),
    acquiredAt: instant("acquired_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
  },
  (t) => [index("edit_leases_user").on(t.userId), after(t.expiresAt, t.acquiredAt)],
);
