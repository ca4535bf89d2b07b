import { timestamp } from "drizzle-orm/pg-core";

/** An instant with its zone, handled as a JavaScript Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
