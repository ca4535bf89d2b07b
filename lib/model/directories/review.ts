import type { Role } from "@/lib/model/people/roles";
import type { DryRunNumbers } from "./dry-run-numbers";
import type { DryRunPerson } from "./dry-run-words";

/** By what somebody was recognised. */
export type MatchedBy = "linked" | "externalId" | "subject" | "userName" | "email";

/** What a dry run found for one person. */
export interface ReviewedRow extends DryRunPerson {
  personId: string;
  userName: string;
  matchedBy: MatchedBy | null;
  /** The addresses of the users that are meant, so far as they are members of the space. */
  users: string[];
}

/** A dry run in numbers, with the licences that are free. */
export interface ReviewNumbers extends DryRunNumbers {
  licences: Record<Role, { needed: number; free: number | null }>;
  /** Everybody was looked at; a dry run ends after so many people. */
  isWhole: boolean;
}

/** The kept dry run goes stale: others change people, rules and licences meanwhile. */
export const reviewMinutes = 60;
