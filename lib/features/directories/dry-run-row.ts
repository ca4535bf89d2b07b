import type { ReviewedRow } from "@/lib/model/directories/review";
import type { Role } from "@/lib/model/people/roles";

/** What activation would do with one person, in words too. */
export interface DryRunRow extends ReviewedRow {
  explanation: string;
}

/** What activation would do, in numbers and person by person. */
export interface DryRun {
  people: number;
  matched: number;
  new: number;
  conflicting: number;
  ambiguous: number;
  leaving: number;
  /** Further licences by role, and how many of them are free; `null`: without a limit. */
  licences: Record<Role, { needed: number; free: number | null }>;
  rows: DryRunRow[];
}
