import type { Standing } from "@/lib/model/directories/decide-standing";
import type { FeedReason } from "@/lib/model/directories/directory";
import type { Role } from "@/lib/model/people/roles";
import type { MatchedBy } from "./match-person";

/** What activation would do with one person. */
export interface DryRunRow {
  personId: string;
  userName: string;
  active: boolean;
  outcome: "matched" | "new" | "conflicting" | "ambiguous";
  /** By what they were recognised. */
  matchedBy: MatchedBy | null;
  /** The addresses of the users that are meant, so far as they are members of the space. */
  users: string[];
  reason: FeedReason | null;
  /** What happens in the first space. */
  standing: Standing["kind"] | null;
  role: Role | null;
  /** The role that they have there now. */
  roleBefore: Role | null;
  /** They would have to be approved first. */
  waits: boolean;
  /** The same in words. */
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
