import { index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { connections } from "./connections";
import { spaces } from "./spaces";

/**
 * Values from sign-ins, offered as choices for role rules: every attribute's name (with an empty value), and the
 * values of the attributes that the space's rules use. Others, such as names, are not stored.
 */
export const seenValues = pgTable(
  "seen_values",
  {
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    connectionId: text("connection_id")
      .notNull()
      .references(() => connections.id, { onDelete: "cascade" }),
    attribute: text("attribute").notNull(),
    value: text("value").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.spaceId, t.connectionId, t.attribute, t.value] }),
    index("seen_values_connection").on(t.connectionId),
    index("seen_values_age").on(t.spaceId, t.connectionId, t.lastSeenAt),
  ],
);
