import { customType, timestamp } from "drizzle-orm/pg-core";
import { storable } from "./storable";

/** An instant with its zone, handled as a JavaScript Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

/** JSON, with what PostgreSQL cannot keep in it replaced. Both drivers give it back parsed. */
export const json = <T>(name: string) =>
  customType<{ data: T; driverData: unknown }>({
    dataType: () => "jsonb",
    toDriver: (value) => JSON.stringify(storable(value)),
    fromDriver: (value) => value as T,
  })(name);
