import { date, index, integer, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { atLeast } from "./columns";
import { spaces } from "./spaces";

/**
 * The sign-ins of a day by outcome, for the charts: counted once when the day is over, because counting a month of
 * attempts for every page would grow with the company. Days are UTC's. A connection's numbers outlive it.
 */
export const signInDays = pgTable(
  "sign_in_days",
  {
    spaceId: text("space_id")
      .notNull()
      .references(() => spaces.id, { onDelete: "cascade" }),
    connectionId: text("connection_id").notNull(),
    day: date("day", { mode: "string" }).notNull(),
    admitted: integer("admitted").notNull(),
    refused: integer("refused").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.spaceId, t.day, t.connectionId] }),
    index("sign_in_days_day").on(t.day),
    atLeast(t.admitted, 0),
    atLeast(t.refused, 0),
  ],
);
