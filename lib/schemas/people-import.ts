import { z } from "zod";
import { flag } from "./text";

/** Two megabytes are what a form may carry; 20,000 people fit into it. */
export const largestPeopleFile = 1_900_000;

/** A file of people: chosen or pasted; looked at first, then imported. */
export const peopleImportForm = z.object({
  file: z.preprocess(
    (value) => (value instanceof File && value.size > 0 ? value : undefined),
    z
      .instanceof(File)
      .refine((file) => file.size <= largestPeopleFile, "The file has more than 1.9 MB. Divide it.")
      .optional(),
  ),
  text: z.string().max(largestPeopleFile, "This is more than 1.9 MB. Divide it.").default(""),
  welcome: flag,
  wish: z.enum(["check", "import"]).default("check"),
});
