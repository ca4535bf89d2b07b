import { z } from "zod";
import type { RowNote } from "@/lib/model/people/people-file";
import type { Role } from "@/lib/model/people/roles";
import { flag } from "@/lib/model/text/flag";
import type { FormState } from "./form-state";

/** A form may carry two megabytes; 20,000 people fit into it. */
export const largestPeopleFile = 1_900_000;

/** A file of people: chosen or pasted; previewed first, then imported. */
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
  intent: z.enum(["check", "import"]).default("check"),
});

/** What a file would do or has done, with the first of its errors and warnings. */
export interface ImportSummary {
  added: number;
  known: number;
  existing: number;
  perRole: Record<Role, number>;
  newTeams: string[];
  missingSeats: { role: Role; wanted: number; free: number }[];
  errors: RowNote[];
  flags: RowNote[];
  errorCount: number;
  flagCount: number;
}

/** The result of the import page. */
export interface ImportState extends FormState {
  plan: ImportSummary;
  imported: boolean;
}

/** Whether a result contains a summary. */
export function hasPlan(state: FormState): state is ImportState {
  return "plan" in state;
}
