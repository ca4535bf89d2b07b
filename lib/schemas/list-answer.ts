import { z } from "zod";

/** One page of a list. */
export const listOf = <T extends z.ZodType>(row: T) =>
  z.object({
    data: z.array(row).describe("The rows of this part"),
    nextCursor: z.string().nullable().describe("Send it as `cursor` for the next part; null at the end"),
    total: z.number().int().describe("How many rows there are in all, with the same filters"),
  });

/** A whole list. */
export const wholeListOf = <T extends z.ZodType>(row: T) =>
  z.object({ data: z.array(row).describe("All of them") });
