import { z } from "zod";

/** One page of a list. */
export const listOf = <T extends z.ZodType>(row: T) =>
  z.object({
    data: z.array(row),
    nextCursor: z.string().nullable().describe("Send it as `cursor` for the next part; null at the end"),
    total: z.number().int(),
  });

/** A whole list. */
export const wholeListOf = <T extends z.ZodType>(row: T) => z.object({ data: z.array(row) });
