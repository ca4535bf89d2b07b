import { z } from "zod";

/** `limit`, `cursor` and `search` of a list in the API, where invalid values are an error. */
export const apiListFields = {
  limit: z.coerce
    .number({ error: "limit is a number from 1 to 200." })
    .int("limit is a whole number.")
    .min(1, "limit is at least 1.")
    .max(200, "limit is at most 200.")
    .default(50)
    .describe("How many rows to answer with"),
  cursor: z
    .string()
    .min(1, "cursor is not one from this list; leave it out to start again.")
    .max(4_000, "cursor is not one from this list; leave it out to start again.")
    .optional()
    .describe("The nextCursor of the part before. Filters and order must be the same"),
  search: z
    .string()
    .max(200, "search has at most 200 characters.")
    .optional()
    .describe("Words that the rows must contain"),
};

/** An instant in a query. */
export const instant = (name: string, description: string) =>
  z.iso
    .datetime({ offset: true, error: `${name} is an instant such as 2030-01-31T12:00:00Z.` })
    .optional()
    .transform((text) => (text === undefined ? undefined : new Date(text)))
    .describe(description);

/** `from` and `to` of a list of what happened. */
export const periodFields = {
  from: instant("from", "Only what happened at this instant or later"),
  to: instant("to", "Only what happened until this instant"),
};
